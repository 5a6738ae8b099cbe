"""On a terminal the recovery code leaves the screen before it is asked for."""

import os
import re
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals are Unix's")
if os.name != "nt":
    from terminal import Terminal

WORDS = "quiet at the canal"
PAPER, ASKED = "leaves the screen. ", "kept it: "


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    notebook.close()
    return folder


def setting(book: Path, columns: int = 80) -> "Terminal":
    """Where the code stands on the screen, and Enter is waited for."""
    made = Terminal(("passphrase", "set", "--notebook", book), columns)
    for question in ("New passphrase: ", "The same again: "):
        made.until(question)
        made.type(f"{WORDS}\n")
    made.until("Recovery code: ")
    return made


def code_in(terminal: "Terminal") -> str:
    found = re.search(r"Recovery code: ((?:\w{5}-){5}\w{5})", terminal.said)
    assert found
    return found[1]


@pytest.mark.parametrize("columns", [200, 80, 31])
def test_it_is_shown_then_gone_and_then_asked_for(book: Path, columns: int) -> None:
    with setting(book, columns) as terminal:
        terminal.until(PAPER)
        code = code_in(terminal)
        assert code in terminal.screen.replace("\n", "")
        terminal.type("\n")
        terminal.until(ASKED)
        assert not groups_on(terminal, code)
        assert "off the screen" in terminal.screen.replace("\n", "")
        assert "nobody can open the notebook" in terminal.screen.replace("\n", "")
        terminal.type(f"{code.lower()}\n")
        terminal.until("That is it.")
        assert terminal.process.wait() == 0
        assert WORDS not in terminal.said


def test_keys_pressed_before_enter_is_asked_for_leave_no_line_of_it(book: Path) -> None:
    with setting(book) as terminal:
        terminal.type("\n\n\nabc\n")
        terminal.until(PAPER)
        terminal.type("\n")
        terminal.until(ASKED)
        assert not groups_on(terminal, code_in(terminal))


def test_a_wrong_one_is_told_and_enter_alone_shows_it_again(book: Path) -> None:
    with setting(book) as terminal:
        terminal.until(PAPER)
        code = code_in(terminal)
        terminal.type("\n")
        terminal.until(ASKED)
        terminal.type("not this\n")
        assert "That is not the code." in terminal.until(ASKED)
        assert not groups_on(terminal, code)
        terminal.type("\n")
        terminal.until(PAPER)
        assert code in terminal.screen
        terminal.type("\n")
        terminal.until(ASKED)
        assert not groups_on(terminal, code)
        terminal.type(f"{code}\n")
        terminal.until("That is it.")
        assert terminal.process.wait() == 0


def groups_on(terminal: "Terminal", code: str) -> list[str]:
    """The groups of the code that still stand somewhere."""
    screen = terminal.screen.replace("\n", "")
    return [each for each in code.split("-") if each in screen]
