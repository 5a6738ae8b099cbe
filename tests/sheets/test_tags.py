"""A listener gets each word once, in the order in which the page is meant to be read."""

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import make
from beforehand.domain.conversations import Conversation, Speed
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.kinds import KINDS
from beforehand.domain.lenses import Section
from beforehand.domain.person_map import PersonMap
from beforehand.library import default_library
from beforehand.sheets import (
    Sheet,
    map_sheet,
    private_sheet,
    record_sheet,
    room_sheet,
    worksheet,
)
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import Block, full, headed, pages_of, side_by_side
from beforehand.sheets.look import Look, Span
from beforehand.sheets.tags import Role
from sheets.briefs import EMPTY, TODAY, answered, brief, person, room
from sheets.pdfs import reader_of
from sheets.tagged import Tagged

LOOK = Look()
LONG = replace(
    brief(person(), person("Łukasz Kowal")),
    answers=tuple(answered(section, f"{section} 資 " * 200) for section in Section),
)
PERSON = person()
LENS = next(iter(default_library().lenses.values()))
MAP = PersonMap(counterpart=PERSON.counterpart, said=PERSON.said, hidden=PERSON.hidden)
RECORDS = tuple(make.record(kind) for kind in KINDS)
TALK_FILE = TalkFile(
    conversation=make.record(Conversation), people=(make.record(Counterpart),), records=RECORDS
)
PERSON_FILE = PersonFile(counterpart=make.record(Counterpart), records=RECORDS)
SHEETS = {
    "brief": lambda: private_sheet(brief(), printed_on=TODAY),
    "empty brief": lambda: private_sheet(EMPTY, printed_on=TODAY),
    "long brief": lambda: private_sheet(LONG, printed_on=TODAY),
    "room": lambda: room_sheet(room()),
    "worksheet": lambda: worksheet(LENS, speed=Speed.FULL),
    "map": lambda: map_sheet(MAP, printed_on=TODAY),
    "record of a talk": lambda: record_sheet(TALK_FILE, printed_on=TODAY),
    "record of a person": lambda: record_sheet(PERSON_FILE, printed_on=TODAY),
}


@pytest.fixture(params=SHEETS)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return SHEETS[request.param]()


def laid(*blocks: Block, footer: str = "Foot") -> Tagged:
    pages = pages_of(blocks, LOOK)
    return Tagged(drawn(pages, LOOK, title="Title", footer=footer).pdf)


def column(*texts: str, width: float = LOOK.width) -> Column:
    made = Column(LOOK, width)
    for text in texts:
        made.words(Span(text, LOOK.body))
    return made


def numbered(word: str, count: int) -> str:
    return " ".join(f"{word}{i}" for i in range(count))


def test_all_that_is_drawn_belongs_to_one_stretch_or_says_nothing(sheet: Sheet) -> None:
    for strokes in Tagged(sheet.pdf).pages:
        assert all(len(stroke.marks) == 1 for stroke in strokes)
        assert all(stroke.words for stroke in strokes if isinstance(stroke.marks[0], int))


def test_each_stretch_has_one_owner_that_the_file_names_both_ways(sheet: Sheet) -> None:
    tagged = Tagged(sheet.pdf)
    told = [
        (stretch, element.number)
        for element in tagged.document.walk()
        for stretch in element.stretches
    ]
    drawn_ones = {
        (page, stroke.marks[0])
        for page, strokes in enumerate(tagged.pages)
        for stroke in strokes
        if isinstance(stroke.marks[0], int)
    }
    assert len(dict(told)) == len(told)
    assert dict(told) == tagged.owners()
    assert set(dict(told)) == drawn_ones


def test_the_title_is_the_only_one_and_no_level_of_headings_is_left_out(sheet: Sheet) -> None:
    roles = [each.role for each in Tagged(sheet.pdf).document.walk()]
    levels = [int(role[1]) for role in roles if re.fullmatch(r"H\d", role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= level + 1 for level, after in pairwise(levels))


def test_small_headings_right_beneath_the_title_are_of_the_second_level() -> None:
    made = Column(LOOK, LOOK.width)
    made.words(Span("Title", LOOK.title))
    made.eyebrow("Small")
    made.eyebrow("Small")
    made.heading("Section")
    made.eyebrow("Small")
    roles = [each.role for each in laid(full(made, 0)).document.walk()]
    assert [role for role in roles if role.startswith("H")] == ["H1", "H2", "H2", "H2", "H3"]


def test_a_left_column_is_read_to_its_end_before_the_right_one_begins() -> None:
    left = column(*(numbered(f"left{i}x", 40) for i in range(40)), width=LOOK.half)
    right = column(*(numbered(f"right{i}x", 40) for i in range(40)), width=LOOK.half)
    expected = " ".join(
        numbered(f"{side}{i}x", 40) for side in ("left", "right") for i in range(40)
    )
    tagged = laid(side_by_side([left, right], LOOK.gutter, 0))
    assert len(tagged.pages) > 1
    assert tagged.document.text == f"{expected} Foot"


def test_columns_beneath_one_heading_stand_in_its_section() -> None:
    head = Column(LOOK, LOOK.width)
    head.heading("Heading")
    sides = (column("left", width=LOOK.half), column("right", width=LOOK.half))
    tagged = laid(headed(head, sides, LOOK.gutter, 0))
    (section,) = tagged.document.all("Sect")
    assert section.text == "Heading left right"


def test_what_is_added_to_a_section_stands_in_it() -> None:
    made = Column(LOOK, LOOK.width)
    made.heading("Heading")
    made.add(column("one", "two"))
    (section,) = laid(full(made, 0)).document.all("Sect")
    assert section.text == "Heading one two"


def test_a_paragraph_that_goes_on_on_the_next_page_is_one_paragraph() -> None:
    tagged = laid(full(column(numbered("word", 1000)), 0))
    paragraph, foot = tagged.document.all("P")
    assert {page for page, _ in paragraph.stretches} == {0, 1}
    assert (paragraph.text, foot.text) == (numbered("word", 1000), "Foot")


def test_cells_side_by_side_are_read_one_after_the_other() -> None:
    made = Column(LOOK, LOOK.width)
    cells = (
        Cell(x, 60, (Span(numbered(word, 9), LOOK.body),)) for x, word in ((0, "a"), (90, "b"))
    )
    made.row(*cells)
    assert laid(full(made, 0)).document.text == f"{numbered('a', 9)} {numbered('b', 9)} Foot"


def test_rows_of_items_are_one_list_until_something_else_comes() -> None:
    made = Column(LOOK, LOOK.width)
    for text in ("one", "two", "between", "three"):
        if text == "between":
            made.words(Span(text, LOOK.body))
        else:
            cells = (Cell(0, 12, (Span("•", LOOK.body),)), Cell(12, 90, (Span(text, LOOK.body),)))
            made.row(*cells, role=Role.ITEM_WORDS)
    document = laid(full(made, 0)).document
    assert [each.text for each in document.all("L")] == ["• one • two", "• three"]
    assert [kid.role for kid in document.all("LI")[0].kids] == ["Lbl", "LBody"]
    assert document.text == "• one • two between • three Foot"


def test_options_are_a_table_with_heads() -> None:
    (table,) = Tagged(private_sheet(brief(), printed_on=TODAY).pdf).document.all("Table")
    rows = [[(kid.role, kid.text) for kid in row.kids] for row in table.all("TR")]
    assert rows == [
        [("TH", "OPTION"), ("TH", "SERVES Priya"), ("TH", "SERVES ME")],
        [("TD", "One engineer full time"), ("TD", "–"), ("TD", "–")],
    ]


def test_the_foot_is_read_once_at_the_end_and_page_numbers_never() -> None:
    document = laid(full(column(numbered("word", 3000)), 0), footer="Prepared").document
    assert document.text.endswith("word2999 Prepared")
    assert document.text.count("Prepared") == 1
    assert "1 of" not in document.text


def test_each_heading_is_in_the_outline_and_leads_to_where_it_stands() -> None:
    tagged = Tagged(private_sheet(LONG, printed_on=TODAY).pdf)
    headings = [each for each in tagged.document.walk() if each.role in ("H2", "H3")]
    entries = [
        each
        for part in tagged.reader.outline
        for each in ([part] if not isinstance(part, list) else part)
    ]
    assert [entry.title.split(" ")[0] for entry in entries] == [
        each.text.split(" ")[0] for each in headings
    ]
    for entry, heading in zip(entries, headings, strict=True):
        page, number = heading.stretches[0]
        stroke = next(s for s in tagged.pages[page] if number in s.marks)
        assert tagged.reader.get_destination_page_number(entry) == page
        assert 0 <= entry.top - stroke.height < 40


def test_the_outline_can_be_gone_through_both_ways() -> None:
    root = Tagged(room_sheet(room()).pdf).catalog["/Outlines"]
    forth, back = [root["/First"]], [root["/Last"]]
    while "/Next" in forth[-1]:
        forth.append(forth[-1]["/Next"])
    while "/Prev" in back[-1] and len(back) < len(forth):
        back.append(back[-1]["/Prev"])
    assert len(forth) > 3
    assert [each["/Title"] for each in forth] == [each["/Title"] for each in reversed(back)]


def test_the_outline_of_the_room_sheet_says_only_the_headings_on_it() -> None:
    outline = reader_of(room_sheet(room()).pdf).outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles[:3] == ["What we both want", "What each of us needs", "Questions"]
    assert "Launch" not in str(outline)


def test_a_reader_is_told_the_language_and_to_show_the_title(sheet: Sheet) -> None:
    catalog = Tagged(sheet.pdf).catalog
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"] == {"/Marked": True}
    assert catalog["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert all(page["/Tabs"] == "/S" for page in reader_of(sheet.pdf).pages)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("“plain words” – and a résumé", None),
        ("Ask: “מה חשוב לך השבוע?”", "he"),
        ("Τι χρειάζεσαι;", "el"),
        ("何が必要ですか", "ja"),
        ("필요한 것", "ko"),
        ("что им нужно", ""),
        ("Łucja said 好", None),
    ],
)
def test_words_are_in_the_language_that_their_letters_tell(text: str, language: str) -> None:
    assert laid(full(column(text), 0)).document.all("P")[0].language == language


def test_characters_without_a_glyph_are_told_once(sheet: Sheet) -> None:
    unprintable = private_sheet(
        brief(issue="a \U0001cccc b \U0001cccc"), printed_on=TODAY
    ).unprintable
    assert unprintable == ("\U0001cccc",)
    assert sheet.unprintable == ()


def test_another_reader_finds_the_same_words_in_the_same_order(
    sheet: Sheet, tmp_path: Path
) -> None:
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed here")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet.pdf)
    told = subprocess.run([tool, "-struct-text", path], capture_output=True, check=True)
    heard = " ".join(re.findall(r'^ *"(.*)"$', told.stdout.decode(), re.MULTILINE))
    assert not told.stderr
    assert " ".join(heard.split()) == Tagged(sheet.pdf).document.text


def test_a_checker_finds_no_fault_in_the_file(sheet: Sheet, tmp_path: Path) -> None:
    tool = shutil.which("qpdf")
    if tool is None:
        pytest.skip("qpdf is not installed here")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet.pdf)
    done = subprocess.run([tool, "--check", path], capture_output=True, check=True)
    assert not done.stderr
