"""The page of the recovery code: while it is typed back, it is nowhere to be copied from."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from beforehand.store import recovery
from beforehand.ui.lock.code_page import CodePage
from beforehand.ui.session import Session
from reading import press, said

ON, AGAIN = "I have it on paper", "Show it again"


@pytest.fixture
def code() -> str:
    return recovery.made()


@pytest.fixture
def page(session: Session, code: str, qtbot: QtBot) -> CodePage:
    made = CodePage(code, session.today(), session.settings.paper)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_first_the_code_is_shown_and_nothing_asks_for_it(page: CodePage, code: str) -> None:
    assert _on(page, code) == 6
    assert code in said(page)
    assert not page.typed.isVisible()
    assert page.print.isVisible()
    assert page.save.isVisible()


def test_while_it_is_typed_back_it_stands_nowhere(page: CodePage, code: str) -> None:
    press(page, ON)
    assert page.typed.isVisible()
    assert page.typed.hasFocus()
    assert _on(page, code) == 0
    assert code not in _everything(page)
    assert not page.print.isVisible()
    assert not page.save.isVisible()


def test_it_cannot_be_copied_while_it_is_shown(page: CodePage, code: str) -> None:
    QGuiApplication.clipboard().clear()
    assert not page.code.textInteractionFlags() & (
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    QTest.mouseDClick(page.code, Qt.MouseButton.LeftButton)
    QTest.keyClick(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == ""


def test_shown_again_what_was_typed_goes_and_does_not_come_back(page: CodePage, code: str) -> None:
    press(page, ON)
    QTest.keyClicks(page.typed, code[:20])
    press(page, AGAIN)
    assert _on(page, code) == 6
    assert not page.typed.isVisible()
    press(page, ON)
    assert page.typed.text() == ""
    page.typed.undo()
    assert page.typed.text() == ""
    assert _on(page, code) == 0


def test_a_wrong_one_is_told_without_the_right_one(page: CodePage, code: str) -> None:
    kept = QSignalSpy(page.kept)
    press(page, ON)
    page.typed.setText(recovery.made())
    press(page, "Done")
    assert "That is not the code" in said(page)
    assert _on(page, code) == 0
    assert kept.count() == 0
    page.typed.setText(code.lower().replace("-", ""))
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert kept.count() == 1


def test_a_complaint_is_gone_when_it_is_covered_once_more(page: CodePage) -> None:
    press(page, ON)
    page.typed.setText("nothing like it")
    press(page, "Done")
    press(page, AGAIN)
    press(page, ON)
    assert "That is not the code" not in said(page)


@pytest.mark.parametrize("covered", [False, True])
def test_it_can_be_left_for_later_at_either_step(page: CodePage, covered: bool) -> None:
    later = QSignalSpy(page.later)
    if covered:
        press(page, ON)
    press(page, "Later")
    assert later.count() == 1


def test_by_keyboard_one_goes_on_and_types(page: CodePage, code: str) -> None:
    kept = QSignalSpy(page.kept)
    page.activateWindow()
    assert page.on.hasFocus()
    QTest.keyClick(page.on, Qt.Key.Key_Space)
    QTest.keyClicks(page.typed, code)
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert kept.count() == 1


def _on(page: CodePage, code: str) -> int:
    """How many of its groups stand somewhere on the page, seen or hidden."""
    everything = _everything(page)
    return sum(group in everything for group in code.split("-"))


def _everything(page: CodePage) -> str:
    texts = [each.text() for each in page.findChildren(QLabel)]
    texts += [each.text() for each in page.findChildren(QLineEdit)]
    names = [each.accessibleName() for each in page.findChildren(QLabel)]
    return "\n".join([*texts, *names, said(page)])
