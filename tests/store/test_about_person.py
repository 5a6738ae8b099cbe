"""Everything about one person: complete, whatever the name and wherever it was written."""

import json
import re
import unicodedata
from dataclasses import fields, replace
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.mentions import Sought, as_read, changed
from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.exchange.about_person import about_as_json
from beforehand.store.about_person import about_person
from beforehand.store.mentions import mentions

NAMES = [
    "Łucja Wrońska",
    "Jan van der Berg",
    "Jean-Pierre O’Neill",
    "Ελένη Μαρκάκη",
    "Дмитро Ковальчук",
    "王小明",
    "김민준",
    "דנה לוי",
    "สมชาย ใจดี",
    "Weiß Æsa",
    "Mark",
    "Quux",
]


def text_fields(kind):
    hints = get_type_hints(kind)
    return [each.name for each in fields(kind) if hints[each.name] is str]


ALL = [(kind, name) for kind in KINDS for name in text_fields(kind)]


@pytest.fixture
def person(notebook, now):
    """Somebody of whom nothing is kept but the name."""
    made = Counterpart(name="Zan Quuxfield")
    notebook.save(made, now=now)
    return made


@pytest.mark.parametrize(("kind", "field"), ALL, ids=lambda each: getattr(each, "kind", each))
def test_every_field_that_holds_words_is_looked_through(notebook, person, now, kind, field):
    world = [
        replace(each, **{field: "then Zan Quuxfield came"}) if type(each) is kind else each
        for each in make.world()
    ]
    notebook.save(*world, now=now, keep_times=True)
    found = mentions(notebook, person, {Counterpart: frozenset({person.id})})
    there = {(type(each.record), each.field) for each in found}
    assert there == {(kind, field)}
    told = about_person(notebook, person.id, {}).elsewhere
    assert {(each.kind, each.field) for each in told} == {(kind.kind, field)}


def plainly_there(text, name):
    """What a plain search finds: the name, or a word of it, as whole words."""
    bare = unicodedata.normalize("NFC", text).casefold()
    words = [name, *(word for word in re.split(r"[\s\-’]+", name) if len(word) > 3)]
    folded = (unicodedata.normalize("NFC", word).casefold() for word in words)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare) for word in folded)


texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_every_mention_that_a_plain_search_finds_is_found(shared, data):
    name = data.draw(st.sampled_from(NAMES))
    who = Counterpart(id=Id("sought"), name=name)
    kind, field = data.draw(st.sampled_from([each for each in ALL if each[0] is not Counterpart]))
    part = data.draw(st.sampled_from([name, *name.split()]))
    case = data.draw(st.sampled_from([str, str.upper, str.lower]))
    text = f"{data.draw(texts)} {case(part)} {data.draw(texts)}"
    record = next(each for each in make.world() if type(each) is kind)
    shared.save(who, replace(record, **{field: text}), now=make.NOW)
    found = {
        (type(each.record), each.field)
        for each in mentions(shared, who, {Counterpart: frozenset({who.id})})
    }
    if plainly_there(text, name):
        assert (kind, field) in found
    shared.save(record, now=make.NOW)


@pytest.mark.parametrize("name", NAMES)
def test_initials_leave_nothing_of_the_name(name):
    sought = Sought(name)
    for text in (f"I met {name}.", f"so {name} said", f"{name}, {name}; {name.upper()}"):
        read = as_read(text)
        after = changed(read, sought.spots(read))
        assert not plainly_there(after, name), after
        assert changed(after, sought.spots(after)) == after


def test_somebody_else_of_the_same_first_name_is_no_mention():
    sought = Sought("Priya Nair", others=["Priya Shah"])
    (first, second) = sought.spots("Priya Shah and Priya and Priya Nair")
    assert (first.sure, second.sure) == (False, True)


def test_a_name_that_is_also_a_word_is_left_to_the_person():
    spots = Sought("Mark Stone").spots("mark the stone; Mark said, Mark Stone said")
    assert [spot.sure for spot in spots] == [False, False, False, True]


def test_what_is_kept_on_the_person_is_no_mention_elsewhere(notebook, now):
    notebook.save(*make.world(), now=now, keep_times=True)
    file = about_person(notebook, make.PERSON, {})
    assert file.elsewhere == ()


def test_others_in_the_file_are_listed_to_be_looked_at(notebook, now):
    talk = make.talk_with(notebook, "Zan Quuxfield", now=now)
    zan = notebook[Counterpart].find()[0]
    notebook.save(
        Counterpart(name="Priya Shah"),
        make.record(Need, counterpart_id=zan.id, conversation_id=talk.id, text="Priya Shah knows"),
        now=now,
    )
    (named,) = about_person(notebook, zan.id, {}).others
    assert (named.words, named.kind, named.field) == ("Priya Shah", "needs", "text")


def test_a_note_on_somebody_else_that_names_the_person_is_listed(notebook, now):
    make.talk_with(notebook, "Zan Quuxfield", "Priya Shah", now=now)
    priya, zan = notebook[Counterpart].find(order="name")
    notebook.save(replace(priya, notes="gets on with Zan"), now=now)
    (named,) = about_person(notebook, zan.id, {}).elsewhere
    assert (named.where, named.around) == ("Priya Shah", "gets on with Zan")


def test_the_json_has_every_word_and_plain_field_names(notebook, now):
    notebook.save(*make.world(), now=now, keep_times=True)
    told = about_as_json(about_person(notebook, make.PERSON, {}), now)
    said = json.loads(told)
    for record in make.world():
        for field in text_fields(type(record)):
            if getattr(record, field):
                assert json.dumps(getattr(record, field), ensure_ascii=False)[1:-1] in told
    assert said["person"]["name"] == "Łucja Nowak"
    assert not re.search(r'"\w+_\w+":', told)


def test_somebody_who_is_not_there_is_told_so(notebook, now):
    with pytest.raises(BeforehandError):
        about_person(notebook, Id("nobody"), {})
    talk = make.talk_with(notebook, now=now)
    with pytest.raises(BeforehandError):
        about_person(notebook, talk.id, {})
    assert notebook[Conversation].count() == 1
    assert notebook[Answer].count() == 0
