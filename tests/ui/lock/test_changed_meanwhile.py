"""What lies in the folder changes while the window asks for the passphrase."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile, locking
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock import tries
from beforehand.ui.lock.locker import Locker
from beforehand.ui.lock.offer import BY_CODE
from beforehand.ui.places import Place
from beforehand.ui.screens.closed import ClosedPage
from beforehand.ui.screens.unlock import OPEN_NOW, UnlockPage
from beforehand.ui.session import Session
from locks import LONG_MS, WORDS, Locked, asking
from reading import press, said

NEW = "a lamp beside the harbour"

Try = Callable[[str], None]


@pytest.fixture
def attempt(session: Session, page: UnlockPage, qtbot: QtBot) -> Try:
    """Types words and waits until there is an answer, whichever."""

    def type_them(words: str) -> None:
        shown = asking(session.window())
        shown.field.edit.setText(words)
        shown.open.click()
        qtbot.waitUntil(lambda: _answered(session, shown), timeout=LONG_MS)

    return type_them


def test_a_passphrase_that_was_removed_is_asked_for_no_more(
    session: Session, locked: Locked, attempt: Try
) -> None:
    Locker(session)
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    attempt(WORDS)
    assert session.notebook is not None
    assert session.window().bars.code.text == tries.REMOVED
    assert "Łucja" in said(session.window())


def test_whatever_is_typed_then_opens_it_and_the_code_is_not_spoken_of(
    session: Session, locked: Locked, attempt: Try
) -> None:
    Locker(session)
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    attempt(locked.code)
    assert session.notebook is not None
    assert BY_CODE not in said(session.window())


def test_who_comes_back_to_the_window_need_type_nothing(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try
) -> None:
    assert not page.open.isEnabled()
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    _come_back(page)
    assert page.said.text() == OPEN_NOW
    attempt("")
    assert session.notebook is not None


def test_who_comes_back_to_a_locked_one_is_asked_as_before(page: UnlockPage) -> None:
    page.field.edit.setText("half of the wo")
    _come_back(page)
    assert page.said.text() == ""
    assert page.field.words == "half of the wo"
    page.field.edit.clear()
    assert not page.open.isEnabled()


def test_a_changed_passphrase_opens_and_who_types_the_old_one_is_told(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try
) -> None:
    _elsewhere(locked, lambda notebook: locking.change_passphrase(notebook, WORDS, NEW, make.CHEAP))
    attempt(WORDS)
    assert page.said.text() == tries.CHANGED
    attempt("neither of the two")
    assert page.said.text() == tries.WRONG
    attempt(NEW)
    assert session.notebook is not None


def test_a_new_code_opens_and_who_types_the_old_one_is_told(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try
) -> None:
    code = locking.renew_code(locked.folder, WORDS, make.CHEAP)
    attempt(locked.code)
    assert page.said.text() == tries.RENEWED
    attempt(code)
    assert session.notebook is not None


def test_a_passphrase_that_was_removed_and_set_anew_counts_as_changed(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try
) -> None:
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    notebook = Notebook.open(locked.folder, make.NOW)
    locking.set_passphrase(notebook, NEW, make.CHEAP)
    notebook.close()
    attempt(WORDS)
    assert page.said.text() == tries.CHANGED
    attempt(NEW)
    assert session.notebook is not None
    assert not session.window().bars.code.isVisible()


def test_wrong_words_are_wrong_while_nothing_changed(page: UnlockPage, attempt: Try) -> None:
    attempt("neither of the two")
    assert page.said.text() == tries.WRONG


def test_a_folder_that_is_gone_has_its_sentence_and_ways_on(
    session: Session, locked: Locked, attempt: Try
) -> None:
    away = locked.folder.rename(locked.folder.with_name("on a stick that was pulled out"))
    attempt(WORDS)
    (closed,) = session.window().findChildren(ClosedPage)
    assert "There is no folder" in said(closed)
    away.rename(locked.folder)
    press(closed, "Try again")
    attempt(WORDS)
    assert session.notebook is not None


def test_a_notebook_held_by_another_program_has_its_sentence_and_a_way_on(
    session: Session, locked: Locked, attempt: Try
) -> None:
    other = Notebook.open(locked.folder, make.NOW, keys=unlock(locked.folder, WORDS))
    attempt(WORDS)
    (closed,) = session.window().findChildren(ClosedPage)
    assert "open in Beforehand" in said(closed)
    # Whoever held it set another passphrase before letting it go.
    locking.remove_passphrase(other, WORDS)
    locking.set_passphrase(other, NEW, make.CHEAP)
    other.close()
    press(closed, "Try again")
    attempt(NEW)
    assert session.notebook is not None


def test_keys_of_before_are_no_damage(locked: Locked) -> None:
    keys = unlock(locked.folder, WORDS)
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    notebook = Notebook.open(locked.folder, make.NOW)
    locking.set_passphrase(notebook, NEW, make.CHEAP)
    notebook.close()
    with pytest.raises(BeforehandError, match="locked with a passphrase"):
        Notebook.open(locked.folder, make.NOW, keys=keys)


def test_another_notebook_in_its_place_is_told(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    notebook = Notebook.open(other, make.NOW, create=True)
    locking.set_passphrase(notebook, NEW, make.CHEAP)
    notebook.close()
    shutil.rmtree(locked.folder)
    other.rename(locked.folder)
    attempt(WORDS)
    assert page.said.text() == tries.ANOTHERS
    attempt(NEW)
    assert session.window().bars.code.text == tries.ANOTHER


def test_another_one_without_a_passphrase_is_told_too(
    session: Session, locked: Locked, attempt: Try
) -> None:
    shutil.rmtree(locked.folder)
    Notebook.open(locked.folder, make.NOW, create=True).close()
    attempt(WORDS)
    assert session.window().bars.code.text == tries.ANOTHER


@pytest.mark.parametrize("name", ["notebook.db", "notebook.key"])
def test_what_is_no_notebook_any_more_has_a_page_of_its_own(
    session: Session, locked: Locked, attempt: Try, name: str
) -> None:
    (locked.folder / name).write_bytes(b"something else")
    attempt(WORDS)
    (closed,) = session.window().findChildren(ClosedPage)
    assert "notebook" in said(closed)
    assert session.notebook is None


def test_a_removal_that_was_killed_is_asked_for_until_the_key_has_changed(
    session: Session, page: UnlockPage, locked: Locked, attempt: Try
) -> None:
    before = keyfile.read(locked.folder)
    after = keyfile.KeyFile(keys=(keyfile.Key.made(),), name=before.name)
    keyfile.write(locked.folder, locking.both(before, after))
    attempt("not the words")
    assert page.said.text() == tries.WRONG
    attempt(WORDS)
    assert session.notebook is not None


def test_words_of_a_form_come_back_although_the_passphrase_was_removed(
    unlocked: Session, locker: Locker, locked: Locked, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("new-conversation"))
    assert window.stack is not None
    QTest.keyClicks(window.stack.screen.people.field, "Half a Name")
    window.go(Place("lock"))
    _elsewhere(locked, lambda notebook: locking.remove_passphrase(notebook, WORDS))
    page = asking(window)
    page.field.edit.setText(WORDS)
    page.open.click()
    qtbot.waitUntil(lambda: unlocked.notebook is not None, timeout=LONG_MS)
    fields = [each for each in window.findChildren(QLineEdit) if each.isVisible()]
    assert "Half a Name" in [each.text() for each in fields]


def _answered(session: Session, page: UnlockPage) -> bool:
    shown = [each for each in session.window().findChildren(ClosedPage) if each.isVisible()]
    return session.notebook is not None or bool(shown) or (not page.busy and bool(page.said.text()))


def _elsewhere(locked: Locked, act: Callable[[Notebook], object]) -> None:
    notebook = Notebook.open(locked.folder, make.NOW, keys=unlock(locked.folder, WORDS))
    act(notebook)
    notebook.close()


def _come_back(page: UnlockPage) -> None:
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.ActivationChange))
