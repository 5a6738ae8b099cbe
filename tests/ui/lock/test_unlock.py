"""The page that asks for the passphrase."""

import gc
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

import make
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock import standing, untold
from beforehand.ui.lock.field import CAPS
from beforehand.ui.lock.locker import Locker
from beforehand.ui.lock.offer import BY_CODE
from beforehand.ui.lock.tries import WRONG
from beforehand.ui.screens.unlock import UnlockPage
from beforehand.ui.session import Session
from locks import LONG_MS, WORDS, Locked, asking
from reading import press, said


def test_nothing_on_it_tells_whose_notebook_it_is_or_where(
    session: Session, page: UnlockPage, locked: Locked
) -> None:
    window = session.window()
    shown = said(window) + window.windowTitle()
    assert "Locked" in shown
    for secret in ("Dana", str(locked.folder), "Łucja", "billing"):
        assert secret not in shown
    assert not window.rail.isVisible()
    assert page.field.edit.hasFocus()


def test_the_words_are_not_seen_unless_asked_for(page: UnlockPage) -> None:
    modes = QLineEdit.EchoMode
    assert page.field.edit.echoMode() is modes.Password
    page.field.eye.click()
    assert page.field.edit.echoMode() is modes.Normal
    page.field.eye.click()
    assert page.field.edit.echoMode() is modes.Password


def test_the_right_words_open_it(unlocked: Session, locked: Locked) -> None:
    window = unlocked.window()
    assert unlocked.notebook is not None
    assert unlocked.notebook.folder == locked.folder
    assert "Łucja" in said(window)
    assert window.rail.isVisible()


def test_wrong_words_are_told_in_a_sentence_and_the_next_key_begins_anew(
    session: Session, page: UnlockPage, qtbot: QtBot
) -> None:
    page.field.edit.setText("not the words")
    QTest.keyClick(page.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.said.text() == WRONG, timeout=LONG_MS)
    assert page.field.edit.selectionLength() == len("not the words")
    assert page.field.edit.hasFocus()
    assert page.open.isEnabled()
    assert session.notebook is None


def test_the_recovery_code_opens_it_too(
    session: Session, page: UnlockPage, locked: Locked, qtbot: QtBot
) -> None:
    assert "recovery code" in said(page)
    page.field.edit.setText(locked.code.lower().replace("-", " "))
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        press(page, "Open")


def test_who_came_by_the_code_is_led_to_a_new_passphrase_and_has_shown_it(
    session: Session, page: UnlockPage, locked: Locked, qtbot: QtBot
) -> None:
    Locker(session)
    window = session.window()
    untold.put(locked.folder)
    page.field.edit.setText(locked.code)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        page.open.click()
    assert BY_CODE in said(window)
    assert session.desk is not None
    assert standing.code_is_kept(session.desk)
    assert not untold.is_there(locked.folder)
    press(window.bars, "Change the passphrase…")
    assert "or the recovery code" in said(window)
    assert BY_CODE not in said(window)
    assert session.open(locked.folder, keys=unlock(locked.folder, WORDS))
    assert BY_CODE not in said(window)


def test_who_came_by_the_passphrase_is_told_nothing_of_it(
    session: Session, page: UnlockPage, qtbot: QtBot
) -> None:
    Locker(session)
    page.field.edit.setText(WORDS)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        page.open.click()
    assert session.desk is not None
    assert BY_CODE not in said(session.window())
    assert not standing.code_is_kept(session.desk)


def test_twenty_wrong_tries_change_no_byte(page: UnlockPage, locked: Locked, qtbot: QtBot) -> None:
    before = bytes_of(locked.folder)
    for number in range(20):
        page.field.edit.setText(f"guess number {number}")
        page.open.click()
        qtbot.waitUntil(lambda: not page.busy and page.said.text() == WRONG, timeout=LONG_MS)
    assert bytes_of(locked.folder) == before


def test_caps_lock_is_told_from_a_capital_without_shift(page: UnlockPage) -> None:
    edit = page.field.edit
    QTest.keyClick(edit, "a")
    assert page.field.caps.isHidden()
    QTest.keyClick(edit, "B", Qt.KeyboardModifier.ShiftModifier)
    assert page.field.caps.isHidden()
    QTest.keyClick(edit, "C")
    assert page.field.caps.text() == CAPS
    assert page.field.caps.isVisible()
    QTest.keyClick(edit, Qt.Key.Key_CapsLock)
    assert page.field.caps.isHidden()


def test_another_notebook_can_be_chosen_and_is_remembered_once_its_words_were_right(
    session: Session, locked: Locked, qtbot: QtBot, tmp_path: Path
) -> None:
    session.open_usual()
    usual = session.settings.folder
    session.use_folder(locked.folder)
    assert session.settings.folder == usual
    page = asking(session.window())
    page.field.edit.setText(WORDS)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        page.open.click()
    assert session.settings.folder == locked.folder


def test_a_second_notebook_without_a_passphrase_opens_as_ever(
    session: Session, page: UnlockPage, tmp_path: Path
) -> None:
    Notebook.open(tmp_path / "open one", make.NOW, create=True).close()
    assert session.open(tmp_path / "open one")
    assert session.window().rail.isVisible()


def test_the_window_can_be_closed_on_it(session: Session, page: UnlockPage) -> None:
    press(page, "Quit")
    assert not session.window().isVisible()


def test_the_words_leave_the_field_when_they_opened_it(unlocked: Session, page: UnlockPage) -> None:
    QApplication.processEvents()
    gc.collect()
    fields = [each for each in QApplication.allWidgets() if isinstance(each, QLineEdit)]
    assert all(WORDS not in field.text() for field in fields)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
