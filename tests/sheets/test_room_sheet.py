import inspect
from dataclasses import replace

import pytest

from beforehand.domain.room import RoomBrief, RoomColumn
from beforehand.sheets import Options, Paper, TooFullError, room, room_sheet
from pdfium import text_of
from sheets.briefs import room as room_of
from sheets.pdfs import reader_of

NOTHING = RoomBrief(
    title="",
    starts_at=None,
    minutes=45,
    names=(),
    shared_goal="",
    columns=(),
    questions=(),
    options=(),
)
FULL = room_of(
    questions=tuple(f"Question number {n}?" for n in range(6)),
    options=tuple(f"Option number {n}" for n in range(5)),
)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("of", [NOTHING, room_of(), FULL], ids=["empty", "typical", "full"])
def test_the_room_sheet_is_always_one_page(of: RoomBrief, paper: Paper) -> None:
    sheet = room_sheet(of, Options(paper=paper))
    assert sheet.pages == len(reader_of(sheet.pdf).pages) == 1


def test_without_a_title_it_is_headed_by_the_names() -> None:
    text = text_of(room_sheet(room_of(title="")).pdf)
    assert text.startswith("Priya Nair Thursday 19 November 2026")


def test_without_anything_it_is_still_a_form() -> None:
    text = text_of(room_sheet(NOTHING).pdf)
    assert text.startswith("Conversation sheet")
    assert "What each of us needs" in text


def test_said_limits_stand_in_their_column() -> None:
    columns = (
        RoomColumn(name="Priya Nair", needs=("engineers",), fixed=("no new scope",)),
        RoomColumn(name="", needs=("sleep",), fixed=("nights",)),
    )
    text = text_of(room_sheet(room_of(columns=columns)).pdf)
    assert text.count("NOT FOR TRADE") == 2
    assert "no new scope" in text
    assert "nights" in text


def test_five_sides_find_room() -> None:
    columns = tuple(RoomColumn(name=f"Person{n}", needs=(f"need{n}",)) for n in range(5))
    text = text_of(room_sheet(room_of(columns=columns)).pdf)
    assert [n for n in range(5) if f"need{n}" not in text] == []


def test_too_much_is_told_with_what_to_leave_out_and_nothing_is_cut() -> None:
    many = replace(FULL, questions=tuple(f"A question {n}?" for n in range(60)))
    with pytest.raises(TooFullError) as told:
        room_sheet(many)
    assert [each.heading for each in told.value.sections] == ["Questions"]
    assert "“Questions”" in str(told.value)
    assert (
        room_sheet(
            many, Options(leave_out=frozenset(each.id for each in told.value.sections))
        ).pages
        == 1
    )


def test_a_title_longer_than_the_page_is_told_too() -> None:
    with pytest.raises(TooFullError) as told:
        room_sheet(room_of(title="long " * 2000))
    assert [each.heading for each in told.value.sections] == ["Title"]


@pytest.mark.parametrize("questions", range(14))
def test_every_word_shows_however_full_it_is(questions: int) -> None:
    asked = tuple(f"question{n}" for n in range(questions))
    text = text_of(room_sheet(room_of(questions=asked)).pdf)
    assert [each for each in (*asked, "One engineer full time") if each not in text] == []


def test_the_builder_of_the_room_sheet_knows_no_private_brief() -> None:
    source = inspect.getsource(room)
    assert "domain.brief" not in source
    assert "known" not in source


def test_the_same_room_gives_the_same_bytes() -> None:
    assert room_sheet(room_of()).pdf == room_sheet(room_of()).pdf


def test_the_window_of_a_reader_says_the_neutral_title() -> None:
    assert reader_of(room_sheet(room_of()).pdf).metadata["/Title"] == "Launch"
    assert reader_of(room_sheet(NOTHING).pdf).metadata["/Title"] == "Conversation sheet"
