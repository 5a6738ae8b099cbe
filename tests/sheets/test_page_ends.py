"""Where pages end: nothing alone, nothing twice, and no page more than a conversation needs."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.lenses import Section
from beforehand.domain.needs import Standing
from beforehand.domain.stakes import AskingPoint
from beforehand.exchange.sample import write_sample
from beforehand.library import default_library
from beforehand.sheets import Options, Paper, private_sheet, room_sheet
from beforehand.sheets.column import Column
from beforehand.sheets.flow import Block, full, pages_of, side_by_side
from beforehand.sheets.known import continued
from beforehand.sheets.look import Look, Span
from beforehand.store.gather import gather
from beforehand.store.notebook import Notebook
from pdfium import text_of
from sheets.briefs import TALK, TODAY, answered, brief, person, room
from sheets.launch import AT, BRIEF, PROMISE
from sheets.pdfs import reader_of

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOOK = Look()


def printed(of: Brief, options: Options | None = None) -> str:
    return text_of(private_sheet(of, options, printed_on=TODAY).pdf)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Brief]:
    folder: Path = tmp_path_factory.mktemp("sample") / "notebook"
    library = default_library()
    write_sample(folder, library, NOW)
    notebook = Notebook.open(folder, NOW)
    briefs = [gather(notebook, t.id, library.lenses) for t in notebook[Conversation].find()]
    notebook.close()
    return briefs


@pytest.mark.parametrize("pitch", [8, 7])
@pytest.mark.parametrize("paper", Paper)
def test_every_conversation_of_the_sample_is_a_leaf_of_paper(
    sample: list[Brief], paper: Paper, pitch: int
) -> None:
    drivers = {each.id: each.name for each in default_library().drivers.values()}
    options = Options(paper=paper, pitch_mm=pitch)
    sheets = [
        private_sheet(each, options, printed_on=NOW.date(), drivers=drivers) for each in sample
    ]
    assert len(sheets) > 10
    assert [sheet.pages for sheet in sheets if sheet.pages > 2] == []


@pytest.mark.parametrize("above", range(40, 62, 2))
def test_a_heading_stays_with_its_words_over_a_gap(above: int) -> None:
    column = Column(LOOK, LOOK.width)
    for _ in range(above):
        column.words(Span("above", LOOK.body))
    column.words(Span("heading", LOOK.heading))
    column.tie()
    column.gap(30)
    column.words(Span("beneath", LOOK.body))
    pages = pages_of([full(column, 0)], LOOK)
    told = [
        [mark.piece.text for placed in page.placed for mark in placed.strip.marks] for page in pages
    ]
    assert [page[-1] for page in told] in (["beneath"], ["above", "beneath"])


def test_what_goes_on_over_a_page_says_whose_needs_they_are() -> None:
    asks = [person().hidden[0]] * 14
    many = replace(person(), hidden=tuple(asks))
    sheet = private_sheet(brief(many), printed_on=TODAY)
    texts = [page.extract_text() for page in reader_of(sheet.pdf).pages]
    assert "What Priya needs, continued" not in texts[0]
    assert "What Priya needs, continued" in texts[1].strip().splitlines()[0]


def told(block: Block, above: int) -> list[list[str]]:
    """The words of each page, of a block beneath so many lines."""
    pages = pages_of([full(lines("above", above), 0), block], LOOK)
    return [
        [mark.piece.text for placed in page.placed for mark in placed.strip.marks] for page in pages
    ]


def lines(text: str, count: int, width: float = LOOK.width) -> Column:
    column = Column(LOOK, width)
    for _ in range(count):
        column.words(Span(text, LOOK.body))
    return column


ON_A_PAGE = int(LOOK.height / LOOK.body.leading)


def test_a_foot_of_a_fifth_of_a_page_is_not_left_empty_for_a_short_section() -> None:
    pages = told(full(lines("section", 13), 0), ON_A_PAGE - 11)
    assert [page.count("section") for page in pages] == [11, 2]


def test_a_short_section_is_moved_whole_where_little_is_left_empty() -> None:
    pages = told(full(lines("section", 10), 0), ON_A_PAGE - 6)
    assert [page.count("section") for page in pages] == [0, 10]


def test_columns_side_by_side_stay_side_by_side() -> None:
    columns = [lines("left", 4, LOOK.half), lines("right", 13, LOOK.half)]
    pages = told(side_by_side(columns, LOOK.gutter, 0), ON_A_PAGE - 11)
    assert pages[1].count("left") == 4


def test_each_column_that_goes_on_overleaf_says_which_section_it_is() -> None:
    columns = [lines("left", 30, LOOK.half), lines("right", 50, LOOK.half)]

    def again() -> list[Column]:
        return [continued(LOOK, heading, LOOK.half) for heading in ("Left", "Right")]

    block = side_by_side(columns, LOOK.gutter, 0, again)
    assert told(block, ON_A_PAGE - 35)[1][0] == "Right, continued"
    both = told(block, ON_A_PAGE - 20)[1]
    assert [word for word in both if "continued" in word] == ["Left, continued", "Right, continued"]


@pytest.mark.parametrize(("goes_on", "first"), [(True, "Needs, continued"), (False, "fact")])
def test_what_belongs_to_the_section_before_says_so_on_a_page_of_its_own(
    goes_on: bool, first: str
) -> None:
    def again() -> list[Column]:
        return [continued(LOOK, "Needs", LOOK.width)]

    block = full(lines("fact", 5), 0, again, goes_on=goes_on)
    assert told(block, ON_A_PAGE - 2)[1][0] == first
    assert "Needs, continued" not in told(block, 10)[0]


def test_facts_overleaf_say_whose_they_are(sample: list[Brief]) -> None:
    texts = [
        page.extract_text().lstrip()
        for each in sample
        for page in reader_of(private_sheet(each, printed_on=NOW.date()).pdf).pages
    ]
    facts = ("Says", "Because", "Measured on", "Under pressure")
    assert not [text[:40] for text in texts if text.startswith(facts)]
    assert any(text.split("\n")[0].endswith("continued") for text in texts)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        (Section.OPENING, "your team carried it"),
        (Section.SHARED, "“A launch that holds”"),
        (Section.ASK, "How should it be told?"),
        (Section.OPTIONS, "one engineer full time."),
    ],
)
def test_an_answer_that_is_printed_as_something_else_is_not_repeated(
    section: Section, text: str
) -> None:
    of = replace(brief(), answers=(answered(section, text),))
    assert f"What of {section}?" not in printed(of)
    more = replace(brief(), answers=(answered(section, f"{text} And more."),))
    assert f"What of {section}? {text} And more." in printed(more)


def test_an_answer_stays_if_what_repeats_it_is_left_out() -> None:
    of = replace(brief(), answers=(answered(Section.ASK, "How should it be told?"),))
    without = Options(leave_out=frozenset({"needs"}))
    assert "What of ask? How should it be told?" in printed(of, without)


def test_a_part_of_a_word_repeats_nothing() -> None:
    asking = (AskingPoint(conversation_id=TALK, text="Who is in the team?"),)
    of = replace(brief(), asking=asking, answers=(answered(Section.ASK, "the tea"),))
    assert "What of ask? the tea" in printed(of)


def test_after_the_debrief_there_is_nothing_more_to_agree_on() -> None:
    plain = replace(BRIEF, commitments=(PROMISE,))
    held = replace(plain, conversation=replace(plain.conversation, stage=Stage.DEBRIEFED))
    assert "BY WHEN" in printed(plain)
    assert "BY WHEN" not in printed(held)
    assert "Say who decides on the freeze" in printed(held)


def test_a_motive_and_a_question_say_what_they_are() -> None:
    text = printed(BRIEF)
    assert "Motive: say. Asked: “Who saw the plan before you did?”" in text
    asked = BRIEF.people[0].said[-1]
    told = replace(asked, standing=Standing.STATED)
    spoken = replace(BRIEF, people=(replace(BRIEF.people[0], said=(told,)),))
    assert "Ask: “Who saw the plan before you did?”" in printed(spoken)


def test_a_room_sheet_for_nobody_yet_has_room_for_both_sides() -> None:
    nobody = room(names=(), columns=(), starts_at=AT)
    text = text_of(room_sheet(nobody).pdf)
    assert "What each of us needs You Me" in text
