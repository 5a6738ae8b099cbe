"""Large print is large everywhere and still a sheet; writing lines are as far apart as wished."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from pypdfium2 import PdfObject, PdfPage, PdfTextPage, raw

from beforehand.domain.brief import Brief, OptionLine
from beforehand.domain.lenses import Section
from beforehand.domain.room import RoomBrief, RoomColumn
from beforehand.domain.stakes import Option
from beforehand.sheets import (
    PITCHES_MM,
    Options,
    Paper,
    Sheet,
    TooFullError,
    private_sheet,
    room_sheet,
)
from beforehand.sheets.look import MM, SMALLEST_LARGE, SMALLEST_TYPE, WRITING_RULE, Look
from pdfium import opened, text_of
from sheets.briefs import EMPTY, TALK, TODAY, answered, brief, person
from sheets.briefs import room as room_of
from sheets.marks import Place, pages_of
from sheets.test_leak import EXPECTED, Planted, filled, library

__all__ = ["filled", "library"]

LARGE = Options(large=True)
FEWEST_CHARACTERS = 28
ODD = "no font has \ue000 this"

every_paper = pytest.mark.parametrize("paper", Paper)
every_kind = pytest.mark.parametrize("kind", EXPECTED)


def sizes_in(pdf: bytes) -> set[float]:
    """The sizes in points of all letters that can be seen."""
    with opened(pdf) as document:
        return {size for page in document for size in _sizes_on(page.get_textpage())}


def _sizes_on(page: PdfTextPage) -> Iterator[float]:
    for i in range(page.count_chars()):
        if not raw.FPDFText_IsGenerated(page.raw, i) and page.get_text_range(i, 1).strip():
            yield round(raw.FPDFText_GetFontSize(page.raw, i), 1)


@every_kind
def test_nothing_is_smaller_than_it_may_be(filled: Planted, kind: str) -> None:
    assert min(sizes_in(filled.ordered(kind, Options()).pdf)) >= SMALLEST_TYPE
    assert min(sizes_in(filled.ordered(kind, LARGE).pdf)) >= SMALLEST_LARGE


@pytest.mark.parametrize("filled", ["arabic", "devanagari", "chinese"], indirect=True)
def test_nothing_is_smaller_in_other_scripts_either(filled: Planted) -> None:
    assert min(sizes_in(filled.ordered("brief", LARGE).pdf)) >= SMALLEST_LARGE


def test_the_code_of_a_character_that_no_font_has_is_large_too() -> None:
    assert min(sizes_in(room_sheet(room_of(shared_goal=ODD), LARGE).pdf)) >= SMALLEST_LARGE


def test_the_body_is_set_in_fourteen_points() -> None:
    look = Look.of(LARGE)
    assert {look.body.size, look.strong.size, look.words.size, look.muted.size} == {14}
    assert all(style.leading >= style.size * 1.2 for style in (look.body, look.closer().body))
    assert 14 in sizes_in(private_sheet(brief(), LARGE, printed_on=TODAY).pdf)
    assert 14 in sizes_in(room_sheet(room_of(), LARGE).pdf)


WORD = "żia"
LONG_WORDS = "responsibilities Zusammenarbeit collaboratively "


def full_brief(text: str) -> Brief:
    """Every column of a private brief filled with one text."""
    who = person()
    said = tuple(replace(need, text=text) for need in who.said)
    guesses = tuple(replace(g, need=replace(g.need, text=text)) for g in who.hidden)
    told = brief(replace(who, said=said, hidden=guesses))
    option = OptionLine(option=Option(conversation_id=TALK, text=text), serves=said)
    sections = (Section.SHARED, Section.FIXED, Section.MINE, Section.ASK, Section.STUCK)
    return replace(
        told, options=(option,), answers=tuple(answered(each, text) for each in sections)
    )


def wrapped_lines(pdf: bytes) -> Iterator[int]:
    """How many characters stand in each line of repeated words that goes on in the next one."""
    for page in pages_of(pdf):
        rows: dict[int, list[Place]] = {}
        for letter, place in page.letters:
            if letter == WORD[0]:
                rows.setdefault(round(place.bottom), []).append(place)
        for places in rows.values():
            yield from _counts(sorted(places))


def _counts(places: list[Place]) -> Iterator[int]:
    count = 1
    for here, there in pairwise(places):
        if there.left - here.left > 8 * (here.right - here.left):
            yield count
            count = 0
        count += 1
    yield count


def usual_count(pdf: bytes) -> int:
    """The characters of a line in the narrowest column: most lines there are full."""
    words = Counter(wrapped_lines(pdf))
    return min(count for count, lines in words.items() if lines > 2) * (len(WORD) + 1)


@every_paper
def test_no_column_of_large_print_is_too_narrow_for_words(paper: Paper) -> None:
    options = Options(paper=paper, large=True)
    told = private_sheet(full_brief(f"{WORD} " * 90), options, printed_on=TODAY)
    sides = tuple(RoomColumn(name=n, needs=(f"{WORD} " * 40,)) for n in ("A", "B", ""))
    for pdf in (told.pdf, room_sheet(room_of(columns=sides), options).pdf):
        assert usual_count(pdf) >= FEWEST_CHARACTERS


@every_paper
def test_long_words_stay_whole_in_large_print(paper: Paper) -> None:
    options = Options(paper=paper, large=True)
    sheet = private_sheet(full_brief(LONG_WORDS * 4), options, printed_on=TODAY)
    usual = private_sheet(full_brief(LONG_WORDS * 4), printed_on=TODAY)
    for word in LONG_WORDS.split():
        assert text_of(sheet.pdf).split().count(word) >= text_of(usual.pdf).split().count(word) > 20


@every_paper
def test_an_empty_form_has_all_its_sections_in_large_print(paper: Paper) -> None:
    sheet = private_sheet(EMPTY, Options(paper=paper, large=True), printed_on=TODAY)
    usual = private_sheet(EMPTY, Options(paper=paper), printed_on=TODAY)
    assert (sheet.pages, usual.pages) == (2, 1)
    headings = [each.heading for each in usual.sections if each.heading in text_of(usual.pdf)]
    assert len(headings) > 5
    assert [each for each in headings if each not in text_of(sheet.pdf)] == []


def test_large_print_may_take_four_pages_before_something_is_to_be_left_out() -> None:
    for words, pages in ((1_100, 4), (2_500, 5)):
        long = replace(brief(), answers=(answered(Section.HAPPENED, "word " * words),))
        sheet = private_sheet(long, LARGE, printed_on=TODAY)
        told = [each.id for each in sheet.overflow]
        assert (sheet.pages > 2, sheet.pages > 4) == (True, pages > 4)
        assert told == ([] if pages <= 4 else ["happened"])
    without = replace(LARGE, leave_out=frozenset(told))
    assert private_sheet(long, without, printed_on=TODAY).pages <= 4


@every_paper
def test_the_room_sheet_is_one_page_in_large_print(paper: Paper) -> None:
    full = room_of(questions=("What would make it safe to say so?",) * 4, options=("One",) * 3)
    assert room_sheet(full, Options(paper=paper, large=True)).pages == 1


def test_a_room_sheet_too_full_in_large_print_tells_what_to_leave_out() -> None:
    many = room_of(questions=tuple(f"A question {n}?" for n in range(40)))
    with pytest.raises(TooFullError) as told:
        room_sheet(many, LARGE)
    out = frozenset(each.id for each in told.value.sections)
    assert room_sheet(many, replace(LARGE, leave_out=out)).pages == 1


def test_a_room_sheet_a_little_too_full_is_set_closer_before_it_is_refused() -> None:
    most = next(n for n in range(8, 80) if not fits_on_the_table(n + 1))
    fullest, usual = room_sheet(questions(most)).pdf, room_sheet(questions(5)).pdf
    assert top_of(fullest) < top_of(usual) - 2 * MM
    assert {10.5, 11.5, 17.0} <= sizes_in(fullest) & sizes_in(usual)


def top_of(pdf: bytes) -> float:
    return min(place.top for _, place in pages_of(pdf)[0].letters)


def questions(many: int) -> RoomBrief:
    return room_of(questions=("Qui bono?",) * many)


def fits_on_the_table(many: int) -> bool:
    try:
        return room_sheet(questions(many)).pages == 1
    except TooFullError:
        return False


@pytest.mark.parametrize("pitch", PITCHES_MM)
@pytest.mark.parametrize("large", [False, True])
@every_kind
def test_writing_lines_are_as_far_apart_as_wished(
    filled: Planted, kind: str, large: bool, pitch: int
) -> None:
    printed = filled.ordered(kind, Options(pitch_mm=pitch, large=large))
    assert [gap for gap in gaps_of(printed.pdf) if gap < pitch * MM - 0.1] == []


@pytest.mark.parametrize("pitch", PITCHES_MM)
def test_an_empty_form_has_many_lines_to_write_on(pitch: int) -> None:
    sheets = (private_sheet(EMPTY, Options(pitch_mm=pitch), printed_on=TODAY), empty_room(pitch))
    for sheet in sheets:
        exact = [gap for gap in gaps_of(sheet.pdf) if abs(gap - pitch * MM) < 0.1]
        assert len(exact) > 8


def empty_room(pitch: int) -> Sheet:
    return room_sheet(room_of(columns=(), questions=(), options=()), Options(pitch_mm=pitch))


def gaps_of(pdf: bytes) -> list[float]:
    """From each line to write on to the next one beneath it."""
    with opened(pdf) as document:
        return [gap for page in document for gap in _gaps_on(page)]


def _gaps_on(page: PdfPage) -> Iterator[float]:
    same: dict[int, list[float]] = {}
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, _, top = path.get_bounds()
        if grey_of(path) == round(WRITING_RULE * 255) and top - bottom < 2:
            same.setdefault(round(left), []).append(bottom)
    for places in same.values():
        yield from (there - here for here, there in pairwise(sorted(places)))


def grey_of(path: PdfObject) -> int:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(path.raw, *parts)
    return parts[0].value
