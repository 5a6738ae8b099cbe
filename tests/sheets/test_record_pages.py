"""How a record is set: lines one can read, pages that end well, work that can be watched."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.record import Id, Record
from beforehand.sheets import IN_FULL, Options, Paper, Sheet, StoppedError, record_sheet
from beforehand.sheets.packed import File
from pdfium import text_of, words_on
from sheets.pdfs import reader_of

TODAY = make.NOW.date()
ENTRY = ("Known", "In these words", "Motive beneath", "To ask", "How sure", "Speaks for it")
SHORT = Options(leave_out=frozenset({IN_FULL}))
HEADINGS_OF_TALKS = {"WHAT IT WAS TO LEAD TO", "LOOKING BACK", "WHO DOES WHAT, BY WHEN"}


def long_file(words: int, *, apart: str = " ") -> TalkFile:
    text = apart.join(f"word{number}" for number in range(words))
    talk = make.record(talks.Conversation, id=make.TALK)
    answer = make.record(talks.Answer, text=text)
    return TalkFile(conversation=talk, records=(answer,))


@pytest.mark.parametrize("apart", [" ", ". ", "\n"])
def test_a_long_answer_loses_no_word_and_tells_how_far_it_is(apart: str) -> None:
    shares: list[float] = []
    sheet = record_sheet(long_file(6_000, apart=apart), printed_on=TODAY, watch=shares.append)
    found = [word for word in text_of(sheet.pdf).split() if word.startswith("word")]
    assert found == apart.join(f"word{number}" for number in range(6_000)).split()
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
    pages = words_on(sheet.pdf)
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


def busy_file(many: int, notes: int = 0) -> PersonFile:
    """A counterpart with lines of notes, met many times, each time with a rating and a promise."""
    written = "\n".join(f"note {number}" for number in range(notes))
    person = make.record(counterparts.Counterpart, id=make.PERSON, notes=written)
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


def bodies_of(sheet: Sheet) -> list[list[str]]:
    """The lines of each page without its foot."""
    return [page[:-1] for page in lines_of(sheet)]


@pytest.mark.parametrize(("many", "notes"), [*((n, 9) for n in range(1, 50)), (300, 0)])
def test_no_row_of_the_table_stands_alone_on_a_page(many: int, notes: int) -> None:
    see_that_rows_stand_together(busy_file(many, notes), many)


@pytest.mark.parametrize("notes", range(25, 45))
def test_wherever_a_table_begins_its_head_has_rows_beneath(notes: int) -> None:
    see_that_rows_stand_together(busy_file(12, notes), 12)


def see_that_rows_stand_together(file: PersonFile, many: int) -> None:
    for body in bodies_of(record_sheet(file, SHORT, printed_on=TODAY)):
        rows = [line for line in body if " 4 – Issue" in line]
        assert len(rows) != 1 or many == 1
        assert "WHEN" not in body[-1]


@pytest.mark.parametrize("notes", range(25, 45))
def test_what_is_known_of_a_need_stays_on_one_page(notes: int) -> None:
    file = busy_file(0, notes)
    need = make.record(needs.Need, standing=needs.Standing.KNOWN, words="Sleep.", id=make.HIDDEN)
    about = make.record(needs.ConfidenceMark), make.record(needs.Evidence)
    sheet = record_sheet(replace(file, records=(need, *about)), printed_on=TODAY)
    rows = [[line for line in body if line.startswith(ENTRY)] for body in bodies_of(sheet)]
    assert [len(found) for found in rows if found] == [len(ENTRY)]


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
