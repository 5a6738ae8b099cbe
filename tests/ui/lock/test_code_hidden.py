"""The recovery code on the screen goes, or is covered, when the window is locked or hidden."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from beforehand.store.opening import unlock
from beforehand.ui.lock import standing, untold
from beforehand.ui.lock.code_page import CodePage
from beforehand.ui.lock.locker import Locker
from beforehand.ui.lock.offer import GONE
from beforehand.ui.lock.orders import CODE, Order
from beforehand.ui.lock.setting import Setting
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from locks import LONG_MS, WORDS, Locked, asking
from reading import press, said

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def code(unlocked: Session, locker: Locker, qtbot: QtBot) -> str:
    """A new one, on the screen; the one before was proven."""
    assert unlocked.desk is not None
    standing.note_code(unlocked.desk, kept=True)
    window = unlocked.window()
    window.go(Place("passphrase", detail="code"))
    assert window.stack is not None
    window.stack.screen.old.edit.setText(WORDS)
    press(window, "Make a new code")
    qtbot.waitUntil(lambda: bool(window.findChildren(CodePage)), timeout=LONG_MS)
    shown = window.findChildren(CodePage)[0].code.text()
    assert shown in said(window)
    return shown


def _in_the_folder(locked: Locked, code: str) -> list[Path]:
    files = [each for each in locked.folder.rglob("*") if each.is_file()]
    return [each for each in files if code.encode() in each.read_bytes()]


def _by_key(locker: Locker, session: Session) -> None:
    QTest.keyClick(session.window(), Qt.Key.Key_L, CTRL)


def _by_the_desktop(locker: Locker, _session: Session) -> None:
    locker.lock_if_set()


def _by_nobody(locker: Locker, _session: Session) -> None:
    locker.idle.passed.emit()


def _while_hidden(locker: Locker, _session: Session) -> None:
    locker.hide()
    locker.idle.passed.emit()


WAYS = (_by_key, _by_the_desktop, _by_nobody, _while_hidden)


@pytest.mark.parametrize("way", WAYS)
def test_locking_ends_the_page_and_the_code_is_not_proven(
    way: Callable[[Locker, Session], None],
    code: str,
    unlocked: Session,
    locker: Locker,
    gone: list[Path],
) -> None:
    folder = unlocked.folder
    assert folder is not None
    (setting,) = unlocked.findChildren(Setting)
    way(locker, unlocked)
    assert setting._order == Order(CODE)
    assert not setting._keys
    window = unlocked.window()
    assert gone == [folder]
    assert asking(window)
    assert code not in said(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not window.findChildren(CodePage)
    assert not unlocked.findChildren(Setting)
    assert unlocked.notebook is None
    assert unlocked.open(folder, keys=unlock(folder, WORDS))
    assert unlocked.desk is not None
    assert not standing.code_is_kept(unlocked.desk)
    assert window.bars.code.text == GONE
    window.go(Place("settings"))
    assert "has not been typed back" in said(window)


def test_after_a_kill_it_is_told_each_time_until_somebody_answers(
    code: str, unlocked: Session, locker: Locker, locked: Locked, qtbot: QtBot
) -> None:
    """Whoever is killed there leaves the folder as it is now."""
    window = unlocked.window()
    keys = unlock(locked.folder, WORDS)
    for _ in range(2):
        window.bars.code.hide()
        assert unlocked.open(locked.folder, keys=keys)
        assert GONE in said(window)
    assert _in_the_folder(locked, code) == []
    window.go(Place("counterparts"))
    assert GONE in said(window)
    window.go(Place("passphrase", detail="prove"))
    assert GONE not in said(window)
    assert window.stack is not None
    window.stack.screen.old.edit.setText(code)
    press(window, "Done")
    qtbot.waitUntil(lambda: "Locked with a passphrase" in said(window), timeout=LONG_MS)
    assert GONE not in said(window)
    assert unlocked.open(locked.folder, keys=keys)
    assert GONE not in said(window)


def test_whoever_says_later_knows_it_and_is_not_told(
    code: str, unlocked: Session, locker: Locker, locked: Locked
) -> None:
    window = unlocked.window()
    press(window, "Later")
    assert unlocked.desk is not None
    assert GONE not in said(window)
    assert not standing.code_is_kept(unlocked.desk)
    assert not untold.is_there(locked.folder)
    assert unlocked.open(locked.folder, keys=unlock(locked.folder, WORDS))
    assert GONE not in said(window)


def test_a_sign_of_a_code_without_a_passphrase_goes(session: Session, locker: Locker) -> None:
    session.open_usual()
    folder = session.folder
    assert folder is not None
    untold.put(folder)
    locker.follow()
    assert not untold.is_there(folder)
    assert not session.window().bars.code.isVisible()


def test_another_notice_does_not_take_its_place(
    unlocked: Session, locker: Locker, locked: Locked
) -> None:
    untold.put(locked.folder)
    locker.follow()
    unlocked.window().bars.notice.tell("Beforehand was not closed properly the last time.")
    assert GONE in said(unlocked.window())


def test_it_is_ended_when_nobody_is_there(
    code: str, unlocked: Session, locker: Locker, gone: list[Path], qtbot: QtBot
) -> None:
    locker.idle.wait(50)
    qtbot.waitUntil(lambda: len(gone) == 1, timeout=LONG_MS)


def test_f9_covers_it_and_brings_it_back(code: str, unlocked: Session, locker: Locker) -> None:
    window = unlocked.window()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert code not in said(window)
    assert "Untitled" in said(window)
    assert locker.cover is not None
    QTest.keyClick(locker.cover.focusProxy(), Qt.Key.Key_F9)
    assert code in said(window)


def test_f9_and_the_key_do_nothing_where_nothing_is_shown(
    unlocked: Session, locker: Locker, locked: Locked, gone: list[Path]
) -> None:
    window = unlocked.window()
    assert unlocked.let_go()
    unlocked.open(locked.folder)
    window.go(Place("hide"))
    window.go(Place("lock"))
    assert asking(window)
    assert gone == []
    assert locker.cover is None


def test_an_older_proof_is_none_even_if_the_program_is_killed_there(
    code: str, unlocked: Session, locked: Locked
) -> None:
    (key,) = unlock(locked.folder, WORDS)
    assert unlocked._file.noted("kept", key.salt[:16]) != "yes"
