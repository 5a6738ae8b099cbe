"""A lock that is asked for while the passphrase is set, changed or taken away is not forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation
from beforehand.store import keyfile
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock import standing, untold
from beforehand.ui.lock.code_page import CodePage
from beforehand.ui.lock.locker import Locker
from beforehand.ui.lock.offer import GONE
from beforehand.ui.lock.orders import CHANGE, CODE, OPENING, REMOVE, SET, Order
from beforehand.ui.lock.owed import COVERED
from beforehand.ui.lock.working_page import WorkingPage
from beforehand.ui.merge.pages import WorkPage
from beforehand.ui.session import Session
from locks import LONG_MS, WORDS, asking
from reading import press, said

CTRL = Qt.KeyboardModifier.ControlModifier
NEW = "a lamp beside the harbour"


class Gone(list[Path]):
    """The folders for which the process would end, and whether a code was to be read by then."""

    def __init__(self) -> None:
        super().__init__()
        self.code_was_seen = False

    def append(self, folder: Path) -> None:
        pages = [each for each in QApplication.allWidgets() if isinstance(each, CodePage)]
        self.code_was_seen |= any(each.isVisible() for each in pages)
        super().append(folder)


@pytest.fixture
def gone() -> Gone:
    return Gone()


@pytest.fixture
def ours(opened: Callable[..., Notebook], session: Session) -> Session:
    """The window on a notebook that stands open."""
    opened(make.record(Conversation, id=make.TALK))
    return session


def _by_key(locker: Locker, session: Session) -> None:
    QTest.keyClick(session.window(), Qt.Key.Key_L, CTRL)


def _by_the_desktop(locker: Locker, _session: Session) -> None:
    locker.lock_if_set()


def _by_nobody_while_hidden(locker: Locker, _session: Session) -> None:
    locker.hide()
    locker.idle.passed.emit()


@pytest.mark.parametrize("way", [_by_key, _by_the_desktop, _by_nobody_while_hidden])
def test_a_new_code_is_not_shown_and_after_unlocking_that_is_said(
    way: Callable[[Locker, Session], None],
    unlocked: Session,
    locker: Locker,
    gone: Gone,
    qtbot: QtBot,
) -> None:
    window, folder = unlocked.window(), _begin(unlocked, Order(CODE, WORDS))
    way(locker, unlocked)
    way(locker, unlocked)
    assert COVERED[1] in said(window)
    qtbot.waitUntil(lambda: gone == [folder], timeout=LONG_MS)
    assert not gone.code_was_seen
    assert asking(window)
    assert COVERED[1] not in said(window)
    assert unlocked.open(folder, keys=unlock(folder, WORDS))
    assert window.bars.code.text == GONE
    press(window.bars, "New code…")
    assert "A new recovery code" in said(window)


def test_a_passphrase_just_set_is_asked_for(ours: Session, gone: Gone, qtbot: QtBot) -> None:
    window, locker = ours.window(), Locker(ours, restart=gone.append)
    folder = _begin(ours, Order(SET, new=WORDS))
    _by_key(locker, ours)
    assert COVERED[1] in said(window)
    qtbot.waitUntil(lambda: gone == [folder], timeout=LONG_MS)
    assert not gone.code_was_seen
    assert asking(window)
    assert ours.open(folder, keys=unlock(folder, WORDS))
    assert window.bars.code.text == GONE
    assert ours.desk is not None
    assert not standing.code_is_kept(ours.desk)


def test_a_code_typed_back_counts_though_the_lock_comes_before_the_notebook(
    ours: Session, gone: Gone, qtbot: QtBot
) -> None:
    window, locker = ours.window(), Locker(ours, restart=gone.append)
    folder = _begin(ours, Order(SET, new=WORDS))
    qtbot.waitUntil(lambda: bool(window.findChildren(CodePage)), timeout=LONG_MS)
    (page,) = window.findChildren(CodePage)
    code = "".join(page.code.text().split())
    press(page, "I have it on paper")
    page.typed.setText(code)
    press(page, "Done")
    # The words just set are being tried: nothing is open yet.
    assert OPENING[0] in said(window)
    locker.lock_if_set()
    qtbot.waitUntil(lambda: gone == [folder], timeout=LONG_MS)
    assert ours.open(folder, keys=unlock(folder, WORDS))
    assert ours.desk is not None
    assert standing.code_is_kept(ours.desk)
    assert GONE not in said(window)


def test_a_changed_passphrase_is_asked_for(
    unlocked: Session, locker: Locker, gone: Gone, qtbot: QtBot
) -> None:
    folder = _begin(unlocked, Order(CHANGE, WORDS, NEW))
    locker.lock_if_set()
    qtbot.waitUntil(lambda: gone == [folder], timeout=LONG_MS)
    assert asking(unlocked.window())
    assert unlock(folder, NEW)


def test_a_notebook_whose_passphrase_was_taken_away_is_hidden_until_somebody_comes(
    unlocked: Session, locker: Locker, gone: Gone, qtbot: QtBot
) -> None:
    window, folder = unlocked.window(), _begin(unlocked, Order(REMOVE, WORDS))
    locker.lock_if_set()
    qtbot.waitUntil(lambda: unlocked.notebook is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: "Untitled" in said(window), timeout=LONG_MS)
    assert "Not locked." not in said(window)
    _come_back(locker)
    assert "Not locked." in said(window)
    assert not keyfile.read(folder).locked
    assert gone == []


def test_what_failed_is_told_to_whoever_comes_back(ours: Session, gone: Gone, qtbot: QtBot) -> None:
    window, locker = ours.window(), Locker(ours, restart=gone.append)
    folder = _begin(ours, Order(SET, new="short"))
    locker.lock_if_set()
    qtbot.waitUntil(lambda: "Untitled" in said(window), timeout=LONG_MS)
    _come_back(locker)
    assert "at least 8 characters" in window.bars.trouble.text
    assert ours.open(folder)
    assert GONE not in said(window)


def test_a_code_that_was_never_made_is_not_missed(
    unlocked: Session, locker: Locker, qtbot: QtBot
) -> None:
    window, folder = unlocked.window(), _begin(unlocked, Order(CODE, "not the words"))
    qtbot.waitUntil(lambda: unlocked.notebook is not None, timeout=LONG_MS)
    assert GONE not in said(window)
    assert not untold.is_there(folder)


def test_a_notebook_that_is_away_afterwards_leaves_no_cover_behind(
    ours: Session, gone: Gone, qtbot: QtBot
) -> None:
    window, locker = ours.window(), Locker(ours, restart=gone.append)
    folder = _begin(ours, Order(SET, new="short"))
    folder.rename(folder.with_name("away"))
    locker.lock_if_set()
    qtbot.waitUntil(lambda: "Try again" in _buttons(window), timeout=LONG_MS)
    qtbot.waitUntil(lambda: locker.cover is None, timeout=LONG_MS)


def test_f9_covers_the_work_and_the_code_that_comes_of_it(
    unlocked: Session, locker: Locker, qtbot: QtBot
) -> None:
    window = unlocked.window()
    _begin(unlocked, Order(CODE, WORDS))
    window.centralWidget().setFocus()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert "Untitled" in said(window)
    qtbot.waitUntil(lambda: bool(window.findChildren(CodePage)), timeout=LONG_MS)
    (page,) = window.findChildren(CodePage)
    assert not page.isVisible()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert locker.cover is not None
    assert locker.cover.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_F9)
    assert page.isVisible()
    assert page.hasFocus()


def test_a_merge_is_finished_first_too(
    unlocked: Session, locker: Locker, gone: Gone, qtbot: QtBot
) -> None:
    """Without keys the notebook asks in the end, and the process ends all the same."""
    window, folder = unlocked.window(), unlocked.folder
    assert folder is not None
    for keys in (unlock(folder, WORDS), ()):
        assert unlocked.open(folder, keys=unlock(folder, WORDS))
        gone.clear()
        assert unlocked.let_go()
        window.show_page(WorkPage("Merging…", "", stops=False), calm=True)
        locker.lock_if_set()
        assert gone == []
        unlocked.open(folder, keys=keys)
        qtbot.waitUntil(lambda: gone == [folder], timeout=LONG_MS)


def test_nothing_covers_the_merge_of_a_notebook_without_a_passphrase(
    ours: Session, gone: Gone
) -> None:
    window, locker, folder = ours.window(), Locker(ours, restart=gone.append), ours.folder
    assert folder is not None
    assert ours.let_go()
    window.show_page(WorkPage("Merging…", "", stops=False), calm=True)
    locker.idle.passed.emit()
    assert locker.cover is None
    assert "Merging…" in said(window)
    assert ours.open(folder)


def _begin(session: Session, order: Order) -> Path:
    """Let it be carried out; the answer is the folder of the notebook."""
    assert session.desk is not None
    assert session.folder is not None
    session.desk.lock_wanted.emit(order)
    assert session.window().findChildren(WorkingPage)
    assert session.notebook is None
    return session.folder


def _come_back(locker: Locker) -> None:
    assert locker.cover is not None
    QTest.keyClick(locker.cover.focusProxy(), Qt.Key.Key_F9)
    assert locker.cover is None


def _buttons(window: QWidget) -> list[str]:
    return [each.text() for each in window.findChildren(QPushButton) if each.isVisible()]
