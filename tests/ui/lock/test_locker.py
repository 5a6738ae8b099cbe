"""Locking: by key, when nobody is there, with every word kept; and what is left afterwards."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer
from beforehand.store import left
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock.locker import Locker
from beforehand.ui.lock.restart import start_anew
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.widgets.words import WordsEdit
from locks import LONG_MS, WORDS, Locked, asking
from reading import said

CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_l_locks_and_the_program_starts_anew_on_the_same_notebook(
    unlocked: Session, locker: Locker, locked: Locked, gone: list[Path]
) -> None:
    QTest.keyClick(unlocked.window(), Qt.Key.Key_L, CTRL)
    assert gone == [locked.folder]
    assert unlocked.notebook is None


def test_the_rail_locks(unlocked: Session, locker: Locker, gone: list[Path]) -> None:
    unlocked.window().rail.entries["lock"].click()
    assert len(gone) == 1


def test_if_it_cannot_be_started_anew_the_window_asks_all_the_same(
    unlocked: Session, locker: Locker
) -> None:
    window = unlocked.window()
    window.go(Place("lock"))
    assert asking(window)
    shown = said(window)
    assert "Locked" in shown
    assert "Łucja" not in shown
    assert window.desk is None
    assert all("Łucja" not in each.text() for each in window.findChildren(QLineEdit))


def test_without_a_passphrase_lock_leads_to_setting_one(session: Session, gone: list[Path]) -> None:
    session.open_usual()
    Locker(session, restart=gone.append)
    session.window().rail.entries["lock"].click()
    assert "Set a passphrase" in said(session.window())
    assert gone == []


def test_without_a_passphrase_nothing_locks_by_itself(
    session: Session, gone: list[Path], qtbot: QtBot
) -> None:
    session.open_usual()
    locker = Locker(session, restart=gone.append, minute_ms=5)
    with qtbot.waitSignal(locker.idle.passed, timeout=LONG_MS):
        pass
    assert gone == []
    assert session.notebook is not None


def test_unsaved_words_are_saved_before(unlocked: Session, locker: Locker, locked: Locked) -> None:
    window = unlocked.window()
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    editor = _editor_with(unlocked, "A quiet launch")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Typed a moment before.")
    window.go(Place("lock"))
    assert any(each.text == "Typed a moment before." for each in _answers(locked))


def test_words_that_cannot_be_saved_stay_covered_until_they_are(
    unlocked: Session, locker: Locker, locked: Locked, gone: list[Path], qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    editor = _editor_with(unlocked, "A quiet launch")
    editor.selectAll()
    QTest.keyClicks(editor, "Only on this screen.")
    away = locked.folder.rename(locked.folder.with_name("taken away"))
    window.go(Place("lock"))
    assert gone == []
    assert "Some words could not be saved" in said(window)
    assert "Łucja" not in said(window)
    assert "Only on this screen" not in said(window)
    away.rename(locked.folder)
    page = asking(window)
    page.field.edit.setText("wrong")
    page.open.click()
    qtbot.waitUntil(lambda: not page.busy, timeout=LONG_MS)
    assert "Łucja" not in said(window)
    page.field.edit.setText(WORDS)
    page.open.click()
    qtbot.waitUntil(lambda: "Łucja" in said(window), timeout=LONG_MS)
    assert editor.words() == "Only on this screen."
    window.go(Place("lock"))
    assert gone == [locked.folder]
    assert any(each.text == "Only on this screen." for each in _answers(locked))


def test_it_locks_when_nobody_is_there_for_as_long_as_the_settings_say(
    unlocked: Session, gone: list[Path], locked: Locked, qtbot: QtBot
) -> None:
    locker = Locker(unlocked, restart=gone.append, minute_ms=60)
    unlocked.change(unlocked.settings._replace(idle_minutes=1))
    locker.follow_settings()
    qtbot.waitUntil(lambda: gone == [locked.folder], timeout=LONG_MS)


def test_keys_put_it_off(unlocked: Session, gone: list[Path]) -> None:
    unlocked.change(unlocked.settings._replace(idle_minutes=1))
    locker, now = Locker(unlocked, restart=gone.append), [0.0]
    locker.idle.clock = lambda: now[0]
    locker.follow_settings()
    handle = unlocked.window().windowHandle()
    for _ in range(10):
        now[0] += 50_000
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        locker.idle.look()
    assert gone == []
    now[0] += 60_000
    locker.idle.look()
    assert len(gone) == 1


def test_it_never_locks_by_itself_if_the_settings_say_so(
    unlocked: Session, gone: list[Path], qtbot: QtBot
) -> None:
    unlocked.change(unlocked.settings._replace(idle_minutes=0))
    Locker(unlocked, restart=gone.append, minute_ms=5)
    qtbot.wait(100)
    assert gone == []


def test_after_unlocking_one_is_where_one_was(
    unlocked: Session, locker: Locker, locked: Locked
) -> None:
    window = unlocked.window()
    window.go(Place("counterpart", make.PERSON))
    window.go(Place("lock"))
    assert unlocked.open(locked.folder, keys=unlock(locked.folder, WORDS))
    assert window.stack is not None
    assert window.stack.place == Place("counterpart", make.PERSON)
    assert not left.is_there(locked.folder)


def test_a_half_filled_form_comes_back_and_stands_nowhere_in_clear(
    unlocked: Session, locker: Locker, locked: Locked
) -> None:
    window = unlocked.window()
    window.go(Place("new-conversation"))
    assert window.stack is not None
    field = window.stack.screen.people.field
    QTest.keyClicks(field, "Half a Name")
    window.go(Place("lock"))
    for path in locked.folder.rglob("*"):
        assert path.is_dir() or b"Half a Name" not in path.read_bytes()
    assert unlocked.open(locked.folder, keys=unlock(locked.folder, WORDS))
    assert "Half a Name" in [
        each.text() for each in window.findChildren(QLineEdit) if each.isVisible()
    ]


def test_the_window_comes_back_where_it_was(unlocked: Session, locker: Locker, homes: Path) -> None:
    window = unlocked.window()
    window.resize(800, 633)
    window.go(Place("lock"))
    kept = unlocked._file.window_place()
    window.resize(800, 700)
    window.restoreGeometry(kept)
    assert (window.width(), window.height()) == (800, 633)


def test_a_program_that_is_not_there_any_more_is_no_end_of_this_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "taken away"))
    start_anew(tmp_path)


def _editor_with(session: Session, words: str) -> WordsEdit:
    editors = session.window().findChildren(QTextEdit)
    (found,) = [
        each
        for each in editors
        if isinstance(each, WordsEdit) and each.isVisible() and words in each.words()
    ]
    return found


def _answers(locked: Locked) -> list[Answer]:
    notebook = Notebook.open(locked.folder, make.NOW, keys=unlock(locked.folder, WORDS))
    try:
        return notebook[Answer].find()
    finally:
        notebook.close()
