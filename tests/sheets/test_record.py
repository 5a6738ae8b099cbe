"""A record has everything that is kept, and nothing of anybody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import ClassVar

import pytest
from pypdfium2 import PdfDocument

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.value import value
from beforehand.sheets import Options, Paper, Sheet, StoppedError, record_sheet
from beforehand.sheets.packed import File
from beforehand.sheets.record_sections import PRINTED
from beforehand.store.filed import file_of
from beforehand.store.notebook import Notebook
from sheets.pdfs import bytes_of, text_of, told_of
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
    assert set(PRINTED) == set(KINDS)


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


def long_file(words: int, *, apart: str = " ") -> TalkFile:
    text = apart.join(f"word{number}" for number in range(words))
    talk = make.record(talks.Conversation, id=make.TALK)
    answer = make.record(talks.Answer, text=text)
    return TalkFile(conversation=talk, records=(answer,))


@pytest.mark.parametrize("apart", [" ", ". ", "\n"])
def test_a_long_answer_loses_no_word_and_tells_how_far_it_is(apart: str) -> None:
    shares: list[float] = []
    sheet = record_sheet(long_file(6_000, apart=apart), printed_on=TODAY, watch=shares.append)
    found = text_of(sheet.pdf).replace(".", "").split()
    assert [word for word in found if word.startswith("word")] == [
        f"word{number}" for number in range(6_000)
    ]
    assert len(shares) > sheet.pages
    assert all(0 <= early <= late <= 1 for early, late in pairwise(shares))
    assert max(late - early for early, late in pairwise([0.0, *shares, 1.0])) < 0.15


@pytest.mark.parametrize("share", [0.1, 0.9])
def test_a_long_record_stops_when_it_is_told_to(share: float) -> None:
    told: list[float] = []

    def watch(done: float) -> None:
        told.append(done)
        if done >= share:
            raise StoppedError

    with pytest.raises(StoppedError):
        record_sheet(long_file(6_000), printed_on=TODAY, watch=watch)
    assert told[-1] < share + 0.15


def lines_of(sheet: Sheet) -> list[list[str]]:
    document = PdfDocument(sheet.pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


@pytest.mark.parametrize("paper", Paper)
def test_lines_are_no_longer_than_one_can_read(paper: Paper) -> None:
    words = "We have said for a year that somebody should look at the rota of the night shift. "
    talk = make.record(talks.Conversation, id=make.TALK)
    answer = make.record(talks.Answer, text=words * 40)
    file = TalkFile(conversation=talk, records=(answer,))
    sheet = record_sheet(file, Options(paper=paper), printed_on=TODAY)
    text = max((line for page in lines_of(sheet) for line in page if "rota" in line), key=len)
    assert 60 < len(text) <= 82


def busy_file(many: int) -> PersonFile:
    """A counterpart met many times, each time with a rating and a promise."""
    person = make.record(counterparts.Counterpart, id=make.PERSON)
    records: list[Record] = []
    for number in range(many):
        day = make.NOW - timedelta(days=9 * number)
        talk = make.record(
            talks.Conversation, id=Id(f"talk-{number}"), issue=f"Issue {number}", starts_at=day
        )
        at = {"conversation_id": talk.id}
        records += [
            talk,
            make.record(talks.Participant, **at),
            make.record(talks.AlignmentRating, **at),
            make.record(talks.Debrief, **at),
            make.record(stakes.Commitment, **at),
        ]
    return PersonFile(counterpart=person, records=tuple(records))


SHORT = Options(leave_out=frozenset({"in-full"}))
HEADINGS_OF_TALKS = {"WHAT IT WAS TO LEAD TO", "LOOKING BACK", "WHO DOES WHAT, BY WHEN"}


def bodies_of(sheet: Sheet) -> list[list[str]]:
    """The lines of each page without its foot."""
    return [page[:-1] for page in lines_of(sheet)]


@pytest.mark.parametrize("many", [*range(1, 50), 300])
def test_no_row_of_the_table_stands_alone_on_a_page(many: int) -> None:
    sheet = record_sheet(busy_file(many), SHORT, printed_on=TODAY)
    for body in bodies_of(sheet):
        rows = [line for line in body if " 4 – Issue" in line]
        assert len(rows) != 1 or many == 1
        assert "WHEN" not in body[-1]


@pytest.mark.parametrize("many", range(30, 50))
def test_no_page_ends_with_a_heading(many: int) -> None:
    for options in (SHORT, Options()):
        sheet = record_sheet(busy_file(many), options, printed_on=TODAY)
        headings = {each.heading for each in sheet.sections} | HEADINGS_OF_TALKS
        for body in bodies_of(sheet):
            assert body[-1] not in headings
            assert not body[-1].startswith("preparing")
            assert body[-1].count("Issue") == body[-1].count("4 – Issue")


def test_pages_are_numbered_and_say_whom_they_are_about() -> None:
    sheet = record_sheet(busy_file(40), printed_on=TODAY)
    for number, page in enumerate(lines_of(sheet), 1):
        assert page[-1].endswith(f" {number} of {sheet.pages}")
        assert "Record of Łucja Nowak · private · printed 19 November 2026" in page[-1]


def test_a_name_of_any_length_leaves_room_for_the_page_number() -> None:
    file = busy_file(10)
    name = "Wilhelmina " * 30
    sheet = record_sheet(
        replace(file, counterpart=replace(file.counterpart, name=name)), printed_on=TODAY
    )
    for number, page in enumerate(lines_of(sheet), 1):
        assert page[-1].startswith("Record of Wilhelmina")
        assert page[-1].endswith(f" {number} of {sheet.pages}")
        assert "… · private · printed" in page[-1]


def test_a_file_may_have_more_parts_than_two_bytes_can_count() -> None:
    file = File()
    first = file.keep()
    file.put(first, "<</Type/Catalog>>")
    last = [file.add(f"<</Number {number}>>") for number in range(70_000)][-1]
    reader = reader_of(file.whole(first, first))
    assert reader.get_object(last) == {"/Number": 69_999}
