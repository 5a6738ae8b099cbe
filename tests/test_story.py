"""One manager's first day with the program, by mouse and keys alone, and the next morning."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from at_home import HOMES, started
from beforehand.domain.conversations import Answer, Conversation, Stage
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.stakes import AskingPoint, Opening, Option, RoomChoice
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from pdfium import text_of
from person import Person
from sheets.pdfs import bytes_of, told_of

NAME = "Łucja Wrońska"
ISSUE = "She will not move the launch"
TITLE = "Launch plan"

GOAL = "Customers move once, and nobody sleeps in the office"
LIMIT = "Two engineers stay on call, because of the night in May"
ASKED = "She wants no launch before March"
GUESS = "I suspect that her people are worn out"
PROBE = "What would your people need before they could say yes?"
FIRST = "I would like us both to sleep in March"
ANSWERS = (GOAL, LIMIT, ASKED, GUESS, PROBE, FIRST)
"""To the six questions of the ten minutes, in their order."""

SIGN = "She sighed when I named the week"
TEST = "How was the last month for your team?"
OPTION = "We launch for ten customers first"
MISTAKE = "We launch without telling anybody"
AVOID = "You promised"

ROOM = (TITLE, NAME, ASKED, PROBE)
"""What she may read, and all of it: her own words, and the question that was ticked."""
MADE = {
    ASKED: "Make it a stated need",
    GUESS: "Make it a hidden need",
    PROBE: "Make it a question to ask",
}
"""What becomes of three of the answers, each with one action."""

KNOWN = "capacity, energy, time, 1 sign"
BROKEN_OFF = ", and of the"

PRIVATE = (
    ISSUE,
    GOAL,
    LIMIT,
    GUESS,
    FIRST,
    SIGN,
    TEST,
    OPTION,
    AVOID,
    "capacity, energy, time",
    "50 %",
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_from_an_empty_notebook_to_a_sheet_on_the_table_and_on_the_next_morning(
    home: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    with day(qtbot) as (manager, notebook):
        begins(manager)
        answers_six_questions(manager, notebook)
        completes_the_suspicion(manager, notebook)
        looks_for_options(manager, notebook)
        chooses_for_the_room(manager, notebook)
        reads_the_private_brief(manager)
        file = saves_the_room_sheet(manager, home)
        holds_what_she_may_read_and_nothing_else(file)
        closes_in_the_middle_of_a_sentence(manager, notebook)
    with day(qtbot, later=timedelta(hours=20)) as (manager, notebook):
        finds_everything_again(manager, notebook)
        grows_surer(manager, notebook)
    with day(qtbot, later=timedelta(hours=21)) as (_, notebook):
        assert suspicion(notebook).confidence == 55


@contextmanager
def day(qtbot: QtBot, later: timedelta = timedelta()) -> Iterator[tuple[Person, Notebook]]:
    """Beforehand, started on the notebook one has."""
    theme.load_fonts()
    with started(make.NOW + later) as session:
        session.window().resize(1440, 900)
        assert session.open_usual()
        assert session.notebook is not None
        yield Person(session.window(), qtbot), session.notebook


def begins(manager: Person) -> None:
    manager.sees("Which conversation is on your mind?", "Open the sample notebook")
    manager.presses("New conversation")
    manager.types(NAME)
    manager.strikes("Return")
    manager.types("Head of Controls")
    manager.presses("Add counterpart")
    manager.goes_to("What is it about?")
    manager.types(ISSUE)
    manager.goes_to("Title for the room")
    manager.types(TITLE)
    manager.presses("No date yet")
    manager.sees("Ten minutes: 6 questions")
    manager.presses("Begin preparing")
    manager.sees(ISSUE, "tomorrow", "What we share · 1 of 6", "Łucja says")


def answers_six_questions(manager: Person, notebook: Notebook) -> None:
    for words in ANSWERS:
        manager.types(words)
        if words in MADE:
            manager.presses(MADE[words])
        manager.strikes("Ctrl+Return")
    manager.sees("What would serve both of you?", f"{ASKED}, said, said")
    manager.sees(f"{GUESS}, hidden, 50 per cent sure, gut feeling", "What did you see or hear?")
    assert sorted(each.text for each in notebook[Answer].find()) == sorted(ANSWERS)
    guess = suspicion(notebook)
    assert (guess.text, guess.confidence, guess.driver, guess.question) == (GUESS, 50, "", "")


def completes_the_suspicion(manager: Person, notebook: Notebook) -> None:
    manager.presses("What did you see or hear?")
    manager.types(SIGN)
    manager.strikes("Return")
    manager.sees("Still open: the motive beneath, a question to test it.", "1 sign · 50 % sure")
    manager.goes_to("Choose one, or use your own words")
    manager.types("capacity")
    manager.strikes("Return")
    manager.goes_to("A question to test it")
    manager.types(TEST)
    manager.presses("Close the details")
    manager.sees_nothing_of("Still open", "What did you see or hear?")
    (sign,) = notebook[Evidence].find()
    guess = suspicion(notebook)
    assert (sign.text, guess.driver, guess.question) == (SIGN, "load", TEST)


def looks_for_options(manager: Person, notebook: Notebook) -> None:
    manager.goes_to("Option")
    manager.types(OPTION)
    manager.presses("Add an option")
    manager.types(MISTAKE)
    manager.strikes("Ctrl+Return")
    manager.sees("How will you begin?")
    manager.types(FIRST)
    manager.goes_to("A line to avoid")
    manager.types(AVOID)
    manager.presses("Next")
    assert {each.text for each in notebook[Option].find()} == {OPTION, MISTAKE}
    (opening,) = notebook[Opening].find()
    assert (opening.text, opening.avoid) == (FIRST, AVOID)


def chooses_for_the_room(manager: Person, notebook: Notebook) -> None:
    manager.chooses("For the room")
    manager.sees(PROBE, TEST, "This question tests something you only suspect.")
    manager.presses(PROBE)
    manager.presses(MISTAKE)
    assert len(notebook[RoomChoice].find(shown=True)) == 2
    manager.strikes("Ctrl+Z")
    (shown,) = notebook[RoomChoice].find(shown=True)
    (probe,) = notebook[AskingPoint].find()
    assert (shown.item_id, probe.text) == (probe.id, PROBE)


def reads_the_private_brief(manager: Person) -> None:
    manager.presses("Prep sheet", one_of=2)
    manager.sees("Private: not for the room")
    manager.waits_for(lambda: preview(manager))
    for words in (NAME, *PRIVATE, PROBE):
        assert words_of(words) in preview(manager)


def saves_the_room_sheet(manager: Person, home: Path) -> Path:
    manager.presses("Room sheet")
    manager.waits_for(lambda: words_of(TITLE) in preview(manager))
    manager.presses("Save as PDF…")
    manager.strikes("Ctrl+A")
    manager.types(str(home / "for the table"))
    manager.strikes("Return")
    file = home / "for the table.pdf"
    manager.waits_for(file.exists)
    manager.waits_for(lambda: "Saved: for the table.pdf" in manager.shown)
    return file


def holds_what_she_may_read_and_nothing_else(file: Path) -> None:
    pdf = file.read_bytes()
    page = words_of(" ".join(page.extract_text() for page in PdfReader(file).pages))
    for words in ROOM:
        assert words_of(words) in page
    for words in (*PRIVATE, MISTAKE):
        assert words_of(words) not in page + words_of(told_of(pdf))
        assert words.encode() not in bytes_of(pdf)


def closes_in_the_middle_of_a_sentence(manager: Person, notebook: Notebook) -> None:
    (talk,) = notebook[Conversation].find()
    assert talk.stage is Stage.READY
    manager.presses("Preparation /")
    manager.chooses("What I cannot trade")
    manager.types(BROKEN_OFF)
    manager.strikes("Ctrl+Q")


def finds_everything_again(manager: Person, notebook: Notebook) -> None:
    manager.sees("Next conversation · today", ISSUE, f"with {NAME}, Head of Controls")
    manager.sees("6 of 6 questions answered", "1 stated", "1 hidden")
    manager.presses("Continue preparing")
    manager.sees(f"{LIMIT}{BROKEN_OFF}")
    (answer,) = notebook[Answer].find(question_id="my-limit")
    assert answer.text == f"{LIMIT}{BROKEN_OFF}"


def grows_surer(manager: Person, notebook: Notebook) -> None:
    manager.presses("Counterparts")
    manager.chooses(NAME)
    manager.presses(f"{GUESS}, hidden, 50 per cent sure, {KNOWN}")
    manager.sees("Suspected", SIGN, TEST)
    manager.strikes("Up")
    manager.sees(f"{GUESS}, hidden, 55 per cent sure, {KNOWN}")
    assert suspicion(notebook).confidence == 55
    manager.strikes("Ctrl+Q")


def suspicion(notebook: Notebook) -> Need:
    (need,) = notebook[Need].find(standing=Standing.HIDDEN)
    return need


def preview(manager: Person) -> str:
    """What stands on the sheet that is shown."""
    pdf = manager.window.stack.screen.view.pdf
    return words_of(text_of(pdf)) if pdf else ""


def words_of(words: str) -> str:
    """Without the places where lines break."""
    return "".join(words.split())
