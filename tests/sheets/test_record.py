"""A record has everything that is kept, and nothing of anybody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.filed import TalkFile
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded
from beforehand.domain.value import value
from beforehand.library import default_library
from beforehand.sheets import Options, Paper, Sheet, record_sheet
from beforehand.sheets.record_sections import PRINTED
from beforehand.store.filed import file_of
from beforehand.store.notebook import Notebook
from pdfium import text_of
from sheets.pdfs import bytes_of, told_of
from sheets.test_leak import EARLIER, Words, own_words, planted

TODAY = make.NOW.date()

NOT_IN_A_TALK = {
    ("counterparts", "notes"): "written on the person, whose own record has it",
    ("success_measures", "text"): "the same",
    ("pressures", "text"): "the same",
    ("pressures", "source"): "the same",
}
"""Words within reach of a conversation that its record leaves out, each with the reason."""

_BELONGS = ("conversation_id", "need_id", "answer_id", "option_id", "stated_id", "hidden_id")


def sheet_of(notebook: Notebook, subject: Id, options: Options | None = None) -> Sheet:
    return record_sheet(file_of(notebook, subject, {}), options, printed_on=TODAY)


def text_in(notebook: Notebook, subject: Id, *leave_out: str) -> str:
    options = Options(leave_out=frozenset(leave_out))
    return text_of(sheet_of(notebook, subject, options).pdf)


def belonging(records: list[Record], *roots: Id) -> list[Record]:
    """What hangs on these records, reckoned from the names of the fields alone."""
    ids, found = set(roots), [each for each in records if each.id in roots]
    for record in records:
        if record not in found and _hangs_on(record, ids):
            found.append(record)
            ids.add(record.id)
    return found


def _hangs_on(record: Record, ids: set[Id]) -> bool:
    fields = [*_BELONGS, *(["counterpart_id"] if isinstance(record, needs.Need) else [])]
    return any(getattr(record, name, None) in ids for name in fields)


def written(records: list[Record]) -> Iterator[tuple[str, str, str]]:
    for record in records:
        for name in own_words(type(record)):
            yield record.kind, name, getattr(record, name)


@pytest.fixture
def records(notebook: Notebook) -> list[Record]:
    made = planted(Words())
    notebook.save(*made, now=make.NOW)
    return made


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", Paper)
def test_a_conversations_record_has_every_word_that_is_kept_on_it(
    notebook: Notebook, records: list[Record], paper: Paper, large: bool
) -> None:
    text = text_of(sheet_of(notebook, make.TALK, Options(paper=paper, large=large)).pdf)
    kept = list(written(belonging(records, make.TALK, make.PERSON)))
    expected = [each for each in kept if each[:2] not in NOT_IN_A_TALK]
    assert len(expected) > 100
    assert [(kind, name) for kind, name, word in expected if word not in text] == []


def test_a_counterparts_record_has_every_word_that_is_kept_on_them(
    notebook: Notebook, records: list[Record]
) -> None:
    text = text_in(notebook, make.PERSON)
    facts = (counterparts.SuccessMeasure, counterparts.Pressure)
    kept = [
        *belonging(records, make.PERSON, make.TALK, EARLIER),
        *(each for each in records if isinstance(each, facts)),
    ]
    assert {type(each) for each in kept} == set(KINDS)
    assert [(kind, name) for kind, name, word in written(kept) if word not in text] == []


def test_a_record_tells_nothing_of_other_conversations_but_what_last_time_left(
    notebook: Notebook, records: list[Record]
) -> None:
    text = text_in(notebook, make.TALK)
    own = {word for *_, word in written(belonging(records, make.TALK, make.PERSON))}
    last = {
        (kind, name) for kind, name, word in written(records) if word in text and word not in own
    }
    promised = {("commitments", "text"), ("commitments", "owner_name")}
    assert last == {("conversations", "issue"), ("debriefs", "carry"), *promised}


def test_what_is_suspected_of_somebody_else_is_in_nobody_elses_record(notebook: Notebook) -> None:
    talk = make.talk_with(notebook, "Priya Nair", "Tomás Aydın")
    priya, tomas = notebook[counterparts.Counterpart].find(order="name")
    seen = {"conversation_id": talk.id, "counterpart_id": tomas.id}
    suspected = make.record(needs.Need, **seen, text="wants to leave")
    judged = make.record(needs.Verdict, need_id=suspected.id, conversation_id=talk.id, text="yes!")
    position = make.record(stakes.Position, **seen, text="a bigger budget")
    promised = make.record(stakes.Commitment, **seen, text="send the draft")
    notebook.save(suspected, judged, position, promised, now=make.NOW)
    text = text_in(notebook, priya.id)
    assert "Tomás Aydın" in text
    assert "send the draft" in text
    for word in ("wants to leave", "yes!", "a bigger budget"):
        assert word not in text
        assert word in text_in(notebook, tomas.id)


def test_a_need_written_down_after_a_conversation_is_not_of_its_file(notebook: Notebook) -> None:
    held = make.NOW - timedelta(days=30)
    talk = make.talk_with(notebook, "Priya", stage=talks.Stage.DEBRIEFED, starts_at=held)
    (priya,) = notebook[counterparts.Counterpart].find()
    for text, days in (("known then", 31), ("learnt later", 3)):
        need = make.record(needs.Need, counterpart_id=priya.id, conversation_id=None, text=text)
        when = make.NOW - timedelta(days=days)
        notebook.save(replace(need, created_at=when), now=when, keep_times=True)
    text = text_in(notebook, talk.id)
    assert "known then" in text
    assert "learnt later" not in text
    assert "learnt later" in text_in(notebook, priya.id)


TOLD = {
    make.TALK: (
        "When Friday 20 November 2026, ",
        "Prepared with Internal alignment all its questions",
        "Lies beneath a later date",
        "Beneath it may lie rest for the team",
        "Suspected, 50 % rest for the team written 19 November 2026",
        "How sure 50 % on 19 November 2026, 60 % on 19 November 2026",
        "Speaks for it answered at midnight seen 9 November 2026",
        "Serves Łucja: rest for the team",
        "Shown launch for ten customers first 19 November 2026",
        "Before 4 of 10 rated 19 November 2026",
        "Made of it suspected need · rest for the team",
        "Until 19 November 2026 What does success look like?",
        "Open Łucja send the list of customers by 1 December 2026",
        "My own ratings The result 4 of 5 19 November 2026",
        "Partly rest for the team they said it, 60 % sure when it began",
        "19 November 2026 the list came a day late",
    ),
    make.PERSON: (
        "Under pressure two people leave in spring by 1 March 2027",
        "Verdict partly, they said it 20 November 2026",
        "Partly 1 of 1 verdict 1 × they said it",
        "20 November 2026 4 – the date of the new billing",
    ),
}


@pytest.mark.parametrize("subject", TOLD)
def test_each_thing_is_told_with_its_day_and_how_it_stands(notebook: Notebook, subject: Id) -> None:
    notebook.save(*make.world(), now=make.NOW)
    file = file_of(notebook, subject, default_library().lenses)
    text = text_of(record_sheet(file, printed_on=TODAY).pdf).replace("\u00a0", " ")
    assert [words for words in TOLD[subject] if words not in text] == []


def test_an_answer_that_was_taken_out_still_has_its_earlier_wording(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    (answer,) = notebook[talks.Answer].find()
    notebook.save(replace(answer, text=""), now=make.NOW)
    text = text_in(notebook, make.TALK)
    assert "The answer was taken out." in text
    assert "A launch." in text


def test_a_need_of_mine_from_before_stands_where_an_option_serves_it(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    mine = needs.Need(standing=needs.Standing.MINE, text="a budget")
    notebook.save(mine, stakes.Serving(option_id=make.OPTION, need_id=mine.id), now=make.NOW)
    text = text_in(notebook, make.TALK)
    assert "What I need Mine a budget" in text
    assert "Me: a budget" in text


@value
class Mood(Record):
    """A kind of record that no section knows."""

    kind: ClassVar[str] = "moods"

    conversation_id: Id
    text: str


def test_a_kind_of_note_that_no_section_knows_is_printed_all_the_same() -> None:
    talk = make.record(talks.Conversation, id=make.TALK)
    mood = Mood(conversation_id=make.TALK, text="thundery")
    whole = record_sheet(TalkFile(conversation=talk, records=(mood,)), printed_on=TODAY)
    assert "Further notes Moods thundery" in text_of(whole.pdf)


def test_every_kind_of_record_has_a_section() -> None:
    # Words of another copy that gave way are printed at the end, word for word.
    assert {*PRINTED, Superseded} == set(KINDS)


def test_only_the_outcome_is_told_of_each_conversation_unless_all_is_wanted(
    notebook: Notebook,
) -> None:
    notebook.save(*make.world(), now=make.NOW)
    short, full = text_in(notebook, make.PERSON, "in-full"), text_in(notebook, make.PERSON)
    for words in ("we took a week more", "send the list of customers", "not before March"):
        assert words in short
    for words in ("A quiet launch", "launch for ten customers first", "Who else decides?"):
        assert words not in short
        assert words in full


def test_the_short_record_does_not_even_read_the_answers(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    kinds = {type(e) for e in file_of(notebook, make.PERSON, {}, in_full=False).records}
    assert talks.Answer not in kinds
    assert talks.Debrief in kinds


@pytest.mark.parametrize("subject", [make.TALK, make.PERSON])
def test_what_is_left_out_is_not_printed_and_is_told_at_the_end(
    notebook: Notebook, subject: Id
) -> None:
    notebook.save(*make.world(), now=make.NOW)
    assert "rest for the team 60 %" not in text_in(notebook, subject, "needs")
    assert "Left out when printed" not in text_in(notebook, subject)
    *_, closing = text_in(notebook, subject, "needs").partition("Left out when printed")
    assert closing.strip().startswith("What they need")
    headings = {each.id: each.heading for each in sheet_of(notebook, subject).sections}
    assert headings["needs"] == "What they need"


def test_an_empty_conversation_says_what_is_not_kept(notebook: Notebook) -> None:
    talk = talks.Conversation(issue="")
    notebook.save(talk, now=make.NOW)
    sheet = sheet_of(notebook, talk.id)
    assert sheet.pages == 1
    assert "Nothing is kept under" in text_of(sheet.pdf)
    assert "Questions and answers" in text_of(sheet.pdf)
    assert "Further notes" not in text_of(sheet.pdf)


def test_what_was_put_away_can_be_read_and_says_so(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    for kind, id_ in ((talks.Conversation, make.TALK), (counterparts.Counterpart, make.PERSON)):
        record = notebook[kind].get(id_)
        assert record
        notebook.save(replace(record, trashed_at=make.NOW), now=make.NOW)
        assert "19 November 2026, not deleted yet" in text_in(notebook, id_).replace("\u00a0", " ")
        assert "Łucja Nowak" in text_in(notebook, id_)


def test_what_was_put_away_stands_in_a_section_of_its_own(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    (option,) = notebook[stakes.Option].find()
    notebook.save(replace(option, trashed_at=make.NOW), now=make.NOW)
    whole = text_in(notebook, make.TALK)
    assert whole.index("Put away, not deleted yet") < whole.index(option.text)
    assert option.text not in text_in(notebook, make.TALK, "put-away")


def test_neither_metadata_nor_outline_nor_file_say_a_private_word(
    notebook: Notebook, records: list[Record]
) -> None:
    pdf = sheet_of(notebook, make.TALK).pdf
    names = {each.name for each in records if isinstance(each, counterparts.Counterpart)}
    issues = {each.issue for each in records if isinstance(each, talks.Conversation)}
    told = told_of(pdf)
    assert {word for *_, word in written(records) if word in told} <= names | issues
    assert b"reportlab" not in bytes_of(pdf).lower()
