"""Copies of words: marked for clipboard managers, and cleared."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from beforehand.ui.lock.clipboard import Copies
from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from locks import LONG_MS

MARK = "x-kde-passwordManagerHint"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_a_copy_from_any_editor_is_marked_as_secret(
    parent: QWidget, board: QClipboard, kind: type[QLineEdit | QTextEdit]
) -> None:
    copies = Copies(parent)
    editor = kind("Łucja fears the night shifts", parent)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CTRL)
    assert board.text() == "Łucja fears the night shifts"
    assert bytes(board.mimeData().data(MARK).data()) == b"secret"
    copies.clear()


def test_it_is_cleared_after_a_while(parent: QWidget, board: QClipboard, qtbot: QtBot) -> None:
    copies = Copies(parent, after_ms=60)
    board.setText("a note")
    assert board.text() == "a note"
    qtbot.waitUntil(lambda: board.text() == "", timeout=LONG_MS)
    assert copies.parent() is parent


def test_a_new_copy_gets_its_whole_time(parent: QWidget, board: QClipboard, qtbot: QtBot) -> None:
    copies = Copies(parent, after_ms=3_600_000)
    board.setText("the first")
    # A timer of this length keeps whole seconds.
    qtbot.wait(2100)
    rest = copies.rest
    assert 0 < rest < 3_600_000
    board.setText("the second")
    assert copies.rest > rest
    copies.clear()
    assert copies.rest < 0


def test_it_is_half_a_minute(parent: QWidget, board: QClipboard) -> None:
    copies = Copies(parent)
    board.setText("a note")
    assert 28_000 < copies.rest < 32_000
    copies.clear()


def test_what_was_selected_is_marked_and_cleared_too(parent: QWidget) -> None:
    """Where the screen has a selection of its own, as X11; the offscreen one may not."""
    board = QGuiApplication.clipboard()
    if not board.supportsSelection():
        pytest.skip("no selection here")
    copies = Copies(parent)
    board.setText("selected", QClipboard.Mode.Selection)
    assert board.mimeData(QClipboard.Mode.Selection).hasFormat(MARK)
    copies.clear()
    assert board.text(QClipboard.Mode.Selection) == ""


def test_pictures_and_other_kinds_of_a_copy_stay_in_it(parent: QWidget, board: QClipboard) -> None:
    copies = Copies(parent)
    several = QMimeData()
    several.setText("words")
    several.setData("text/x-own", b"more")
    board.setMimeData(several)
    assert bytes(board.mimeData().data("text/x-own").data()) == b"more"
    assert board.mimeData().hasFormat(MARK)
    copies.clear()


def test_it_is_cleared_when_the_notebook_is_locked(unlocked: Session, board: QClipboard) -> None:
    Locker(unlocked, restart=lambda _folder: None)
    board.setText("a note")
    unlocked.window().go(Place("lock"))
    assert board.text() == ""


def test_a_passphrase_cannot_be_copied_at_all(session: Session, board: QClipboard) -> None:
    session.open_usual()
    session.window().go(Place("passphrase", detail="set"))
    assert session.window().stack is not None
    field = session.window().stack.screen.new.edit
    field.setText("tin rivers hum softly")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert board.text() == ""
