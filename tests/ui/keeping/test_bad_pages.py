"""A page that turns out bad while the notebook is open leads to what can still be read."""

import subprocess
import sys

import pytest
from PySide6.QtWidgets import QFileDialog

import make
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.store.faults import NotRead
from beforehand.ui import trouble
from beforehand.ui.keeping import rescue
from beforehand.ui.keeping.bad_pages import TOLD
from beforehand.ui.keeping.salvaging import Salvaging
from beforehand.ui.places import Place
from kept import first_editor, until
from reading import press, said

pytestmark = pytest.mark.qt_no_exception_capture
"""Faults where a screen reads come to the window as in the program itself."""


@pytest.fixture
def book(kept, session, window, monkeypatch, tmp_path):
    """A notebook with people and a talk in it, kept."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    trouble.watch(tmp_path / "log.txt", lambda: window)
    people = [make.record(Counterpart, name=f"Person {number}") for number in range(60)]
    kept(*people, make.record(Conversation, issue="the date"), idle_ms=10_000_000)
    return session.notebook


def root(notebook, name):
    asked = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    return notebook.vault.read(asked, (name,))[0][0]


def harm(notebook, *numbers):
    """Zeros on these pages, by another program, which is how a disk goes bad."""
    code = "import sys; f = open(sys.argv[1], 'r+b')\n"
    code += "for n in map(int, sys.argv[2:]): f.seek((n - 1) * 4096 + 100); f.write(bytes(3996))"
    path = notebook.folder / "notebook.db"
    subprocess.run(["python3", "-c", code, str(path), *map(str, numbers)], check=True)
    notebook.vault.connection.execute("PRAGMA shrink_memory")


def bytes_of(folder):
    """Read by another program: read in this one, the file would lose its lock."""
    return subprocess.run(["cat", folder / "notebook.db"], capture_output=True, check=True).stdout


def notice(window):
    return window.bars.notice.text if window.bars.notice.isVisibleTo(window) else ""


def choose(window, target):
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(target))
    dialog.reject()


def test_a_bad_page_that_is_met_is_told_once_and_what_can_be_read_is_saved_from_there(
    book, session, window, qtbot, tmp_path
):
    folder = book.folder
    harm(book, root(book, "counterparts"))
    before = (
        subprocess.run(["cat", folder / "notebook.db"], capture_output=True, check=True)
    ).stdout
    window.go(Place("counterparts"))
    until(qtbot, lambda: notice(window) == TOLD)
    press(window.bars, "Save what can be read…")
    choose(window, tmp_path / "new")
    assert session.notebook is None
    assert notice(window) == ""
    assert "A part of this notebook can no longer be read" in said(window)
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    assert "cannot be read: 1 of" in said(told)
    press(told, "Open it")
    assert session.folder == tmp_path / "new"
    assert [each.issue for each in session.notebook[Conversation].find()] == ["the date"]
    assert bytes_of(folder) == before


def test_left_before_its_end_the_damaged_notebook_opens_again(
    book, session, window, qtbot, tmp_path
):
    folder = book.folder
    harm(book, root(book, "counterparts"))
    window.go(Place("counterparts"))
    until(qtbot, lambda: notice(window) == TOLD)
    press(window.bars, "Save what can be read…")
    choose(window, tmp_path / "new")
    Salvaging.of(session).told.reject()
    assert not (tmp_path / "new").exists()
    press(window, "Try again")
    assert session.notebook.folder == folder


def test_nobody_is_asked_for_a_folder_and_loses_the_notebook_by_cancelling(
    book, session, window, qtbot
):
    harm(book, root(book, "counterparts"))
    window.go(Place("counterparts"))
    until(qtbot, lambda: notice(window) == TOLD)
    press(window.bars, "Save what can be read…")
    window.findChild(QFileDialog).reject()
    assert session.notebook is book


def test_a_page_that_was_only_read_badly_once_is_no_damage(book, session, window, qtbot):
    window.tell_failure(NotRead(11))
    checker = session.desk.keeper.checker
    until(qtbot, lambda: checker.checked is not None and checker.share is None)
    assert notice(window) == ""


def test_the_check_that_finds_damage_leads_to_what_can_be_read(
    book, session, window, qtbot, tmp_path
):
    window.go(Place("settings"))
    card = window.stack.screen.backups
    assert not card.check.save.isVisibleTo(card)
    press(card, "Check the notebook")
    until(qtbot, lambda: "Everything is sound" in said(card))
    assert not card.check.save.isVisibleTo(card)
    harm(book, root(book, "counterparts"))
    press(card, "Check the notebook")
    until(qtbot, lambda: card.check.save.isVisibleTo(card))
    press(card, "Save what can be read…")
    choose(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    told.reject()


def test_a_backup_that_meets_the_bad_page_tells_of_it(book, session, window, qtbot):
    # Nothing that is shown stands on it.
    harm(book, root(book, "pressures"))
    session.desk.keeper.make()
    until(qtbot, lambda: notice(window) == TOLD)


def test_words_that_cannot_be_saved_for_it_are_copied_before_it_is_left(
    book, session, window, qtbot, tmp_path
):
    talk = make.talk_with(book, "Priya")
    window.go(Place("prepare", talk.id))

    edit = first_editor(window)
    edit.textCursor().insertText("Typed last")
    harm(book, 1)
    assert not window.flush()
    assert "Save what can be read…" not in window.bars.trouble.offers
    rescue.Rescue.of(window).copy_words(tmp_path / "words.txt")
    assert "Typed last" in (tmp_path / "words.txt").read_text(encoding="utf-8")
    press(window.bars, "Save what can be read…")
    choose(window, tmp_path / "new")
    told = Salvaging.of(session).told
    until(qtbot, told.open_it.isVisible)
    told.reject()
    assert (tmp_path / "new" / "notebook.db").exists()
