"""The key that hides everything at once."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from locks import LONG_MS, Locked
from reading import said


def test_f9_shows_a_page_without_a_name_and_a_neutral_title(unlocked: Session) -> None:
    window = unlocked.window()
    Locker(unlocked)
    window.furnish()
    assert "Łucja" in said(window)
    QTest.keyClick(window, Qt.Key.Key_F9)
    shown = said(window)
    assert "Untitled" in shown
    assert "Łucja" not in shown
    assert "Beforehand" not in shown
    assert window.windowTitle() == QGuiApplication.applicationDisplayName() == "Notes"


def test_a_key_or_a_click_brings_back_what_was_there(unlocked: Session) -> None:
    window, locker = unlocked.window(), Locker(unlocked)
    window.furnish()
    name = QGuiApplication.applicationDisplayName()
    for bring_back in (_press_f9, _press_escape, _click):
        window.go(Place("settings"))
        window.go(Place("hide"))
        assert "Untitled" in said(window)
        bring_back(locker)
        assert "Look and paper" in said(window)
        assert (window.windowTitle(), QGuiApplication.applicationDisplayName()) == (
            "Beforehand",
            name,
        )
        QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert window.stack is not None
        assert window.stack.place == Place("today")


def test_no_key_reaches_what_is_hidden(unlocked: Session) -> None:
    window = unlocked.window()
    Locker(unlocked)
    window.furnish()
    window.go(Place("hide"))
    QTest.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.stack is not None
    assert window.stack.place == Place("today")


def test_other_windows_of_the_program_are_hidden_as_well(unlocked: Session) -> None:
    window, locker = unlocked.window(), Locker(unlocked)
    window.furnish()
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialogs = [each for each in QApplication.topLevelWidgets() if each.windowTitle() == "Keys"]
    (dialog,) = [each for each in dialogs if each.isVisible()]
    locker.idle.watch(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F9)
    assert not dialog.isVisible()
    assert "Untitled" in said(window)
    _press_f9(locker)
    assert dialog.isVisible()
    dialog.close()


def test_the_page_grows_with_the_window(unlocked: Session) -> None:
    window, locker = unlocked.window(), Locker(unlocked)
    window.resize(900, 640)
    window.go(Place("hide"))
    assert locker.cover is not None
    for size in ((1300, 820), (820, 600)):
        window.resize(*size)
        QApplication.processEvents()
        assert locker.cover.geometry() == window.rect()
        assert (locker.cover.width(), locker.cover.height()) == size


def test_focus_that_has_gone_meanwhile_is_not_asked_back(unlocked: Session) -> None:
    window, locker = unlocked.window(), Locker(unlocked)
    window.furnish()
    window.go(Place("passphrase", detail="change"))
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.go(Place("hide"))
    assert unlocked.let_go()
    window.show_page(QWidget(), calm=True)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _press_f9(locker)
    assert locker.cover is None


def test_a_hidden_notebook_is_locked_when_nobody_comes_back(
    unlocked: Session, locked: Locked, qtbot: QtBot
) -> None:
    gone: list[object] = []
    Locker(unlocked, restart=gone.append, minute_ms=20)
    unlocked.window().go(Place("hide"))
    qtbot.waitUntil(lambda: gone == [locked.folder], timeout=LONG_MS)


def _press_f9(locker: Locker) -> None:
    assert locker.cover is not None
    QTest.keyClick(locker.cover.focusProxy(), Qt.Key.Key_F9)


def _press_escape(locker: Locker) -> None:
    assert locker.cover is not None
    QTest.keyClick(locker.cover.focusProxy(), Qt.Key.Key_Escape)


def _click(locker: Locker) -> None:
    assert locker.cover is not None
    QTest.mouseClick(locker.cover.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
