"""Whom else a report names: those with an entry by their names, and perhaps others without one."""

import json
from dataclasses import fields, replace
from typing import get_type_hints

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.mentions_perhaps import must_be_read, perhaps_names
from beforehand.domain.needs import Need
from beforehand.exchange.about_person import about_as_json
from beforehand.orders.record import RecordOrder
from beforehand.sheets import Options
from beforehand.store.about_person import about_person

UNKNOWN = [
    "Ines Falk",
    "INES FALK",
    "Łukasz Świątek",
    "Jean-Pierre O’Neill",
    "Ludwig van der Berg",
    "Ελένη Μαρκάκη",
    "Дмитро Ковальчук",
    "Ana María de la Cruz",
    "Dr. Ines Falk",
    "I. Falk",
]
ALL = [
    (kind, each.name)
    for kind in KINDS
    for each in fields(kind)
    if get_type_hints(kind)[each.name] is str and (kind, each.name) != (Counterpart, "name")
]
texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


def found(text):
    return [text[each.start : each.end] for each in perhaps_names(text)]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_every_full_name_of_somebody_unknown_is_told_wherever_it_stands(shared, data):
    kind, field = data.draw(st.sampled_from(ALL))
    name = data.draw(st.sampled_from(UNKNOWN))
    record = next(each for each in make.world() if type(each) is kind)
    text = f"{data.draw(texts)} {name} {data.draw(texts)}"
    shared.save(replace(record, **{field: text}), now=make.NOW)
    told = [each.words for each in about_person(shared, make.PERSON, {}).perhaps]
    assert any(name in words for words in told), (text, told)
    shared.save(record, now=make.NOW)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ask Dr. Ines Falk before May", ["Dr. Ines Falk", "May"]),
        ("Nobody asked. Then it rained, and Ines left", ["Ines"]),
        ("I met him on Monday at 9, with the CRM open in Q3", []),
        ("the A team and B", []),
        ("falk, ines", []),
        ("she said “Ines, no” and left", ["Ines"]),
        ("as Ines’ boss said", ["Ines"]),
    ],
)
def test_a_capital_within_a_sentence_makes_a_word_perhaps_a_name(text, names):
    spots = [each for each in perhaps_names(text) if not each.first]
    assert [text[each.start : each.end] for each in spots] == names


def test_who_is_known_parts_the_words_around_them():
    text = "told Priya Shah Ines Falk"
    spots = list(perhaps_names(text, [(5, 15)]))
    assert [text[each.start : each.end] for each in spots] == ["Ines Falk"]


@pytest.mark.parametrize("text", ["ask 王小明", "דנה לוי", "สมชาย", "بسام", "ნინო", "김민준"])
def test_without_capitals_a_text_must_be_read(text):
    assert must_be_read(text)
    assert found(text) == []


@pytest.mark.parametrize("text", ["ask Ines", "Łucja", "Ελένη", "Дмитро", "ask 5 €", ""])
def test_with_capitals_it_need_not(text):
    assert not must_be_read(text)


@pytest.fixture
def file(notebook, now):
    """Of Zan; with Priya in the same talk, and people named whom the notebook does not know."""
    talk = make.talk_with(notebook, "Zan Quuxfield", "Priya Shah", now=now)
    zan = next(each for each in notebook[Counterpart].find() if each.name.startswith("Zan"))
    needs = ("ask Ines Falk", "Asked again", "then Ines Falk said so", "Rosa said", "so said Rosa")
    notebook.save(
        make.record(Answer, conversation_id=talk.id, text="Priya knows 王小明 well", wording=""),
        *(make.record(Need, counterpart_id=zan.id, conversation_id=None, text=t) for t in needs),
        now=now,
    )
    return about_person(notebook, zan.id, {})


def test_each_is_told_once_with_the_number_of_places(file):
    told = {each.words: each.more for each in file.perhaps}
    assert told == {"Ines Falk": 1, "Platform": 1, "Rosa": 1}
    assert file.to_read == 1


def test_a_place_at_the_table_names_somebody_too(file):
    told = {(each.words, each.kind) for each in file.others}
    assert told == {("Priya", "answers"), ("Priya Shah", "participants")}


def test_around_a_mention_elsewhere_others_are_looked_for_as_well(notebook, now):
    talk = make.talk_with(notebook, "Priya Shah", now=now)
    zan = make.record(Counterpart, name="Zan Quuxfield")
    said = "Priya and Ines Falk met Quuxfield"
    notebook.save(zan, make.record(Answer, conversation_id=talk.id, text=said), now=now)
    about = about_person(notebook, zan.id, {})
    assert ("Ines Falk", said) in {(each.words, each.around) for each in about.perhaps}
    assert ("Priya", said) in {(each.words, each.around) for each in about.others}


def test_the_json_and_the_pdf_say_what_was_looked_for_and_what_was_not(file, now, tmp_path):
    told = json.loads(about_as_json(file, now))
    first = told["perhaps names of others without an entry, each told once"][0]
    assert (first["name"], first["in how many more places"]) == ("Ines Falk", 1)
    assert told["texts in scripts without capitals, to be read for names"] == 1
    order = RecordOrder(file=file, options=Options(), today=now.date(), drivers={})
    (tmp_path / "x.pdf").write_bytes(order.lay_out().sheet.pdf)
    pages = pypdf.PdfReader(tmp_path / "x.pdf").pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for words in (
        "Perhaps others named here, without an entry",
        "A name that is written small is not among them",
        "1 text in this file is in a script without capitals",
        "and in 1 more place",
    ):
        assert words in text
