"""Setting, changing and taking away the passphrase in the window, and proving the code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, recovery
from beforehand.store.faults import NotebookLocked
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock.code_page import CodePage
from beforehand.ui.lock.orders import BEFORE, OLDER
from beforehand.ui.lock.working_page import WorkingPage
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.window import Window
from locks import LONG_MS, WORDS, Locked
from reading import press, said

NEW = "a lamp beside the harbour"


@pytest.fixture
def ours(opened: Callable[..., Notebook], session: Session) -> Session:
    """The window on a notebook that stands open."""
    opened(make.record(Conversation, id=make.TALK))
    return session


def test_a_passphrase_is_set_and_the_code_has_to_be_typed_back(ours: Session, qtbot: QtBot) -> None:
    window, folder = ours.window(), _folder(ours)
    window.go(Place("passphrase", detail="set"))
    assert BEFORE in said(window)
    _fill(ours, new=WORDS, again=WORDS)
    press(window, "Lock the notebook")
    assert window.findChildren(WorkingPage)
    assert ours.notebook is None
    page = _code_page(window, qtbot)
    code = _code_on(page)
    assert keyfile.read(folder).locked
    with pytest.raises(NotebookLocked):
        Notebook.open(folder, make.NOW)
    _prove(page, recovery.made())
    assert "That is not the code" in said(page)
    _prove(page, code.lower().replace("-", " "))
    qtbot.waitUntil(lambda: ours.notebook is not None, timeout=LONG_MS)
    window.go(Place("settings"))
    assert "Locked with a passphrase" in said(window)
    assert "has not been typed back" not in said(window)
    assert unlock(folder, code)
    (backup,) = backups.found(backups.folder_of(folder))
    assert not backup.stands_open
    assert code not in _clear_text(ours)


def test_the_code_can_be_left_for_later_and_is_asked_for_until_it_is_proven(
    ours: Session, qtbot: QtBot
) -> None:
    window = ours.window()
    window.go(Place("passphrase", detail="set"))
    _fill(ours, new=WORDS, again=WORDS)
    press(window, "Lock the notebook")
    page = _code_page(window, qtbot)
    code = _code_on(page)
    press(page, "Later")
    qtbot.waitUntil(lambda: ours.notebook is not None, timeout=LONG_MS)
    assert "has not been typed back" in said(window)
    window.go(Place("today"))
    qtbot.waitUntil(lambda: "has not been typed back" in said(window), timeout=LONG_MS)
    press(window, "Type the code…")
    _fill(ours, old=recovery.made())
    press(window, "Done")
    qtbot.waitUntil(lambda: "not the code that holds" in said(window), timeout=LONG_MS)
    _fill(ours, old=code)
    press(window, "Done")
    qtbot.waitUntil(lambda: "Locked with a passphrase" in said(window), timeout=LONG_MS)
    assert "has not been typed back" not in said(window)


def test_the_passphrase_is_no_proof_of_the_code(unlocked: Session, qtbot: QtBot) -> None:
    window = unlocked.window()
    window.go(Place("passphrase", detail="prove"))
    _fill(unlocked, old=WORDS)
    press(window, "Done")
    assert "not a recovery code" in said(window)


def test_it_is_changed_and_older_backups_are_spoken_of(
    unlocked: Session, locked: Locked, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("passphrase", detail="change"))
    assert OLDER in said(window)
    _fill(unlocked, old="not the words", new=NEW, again=NEW)
    press(window, "Change it")
    qtbot.waitUntil(lambda: "This is not the passphrase" in said(window), timeout=LONG_MS)
    assert unlocked.notebook is not None
    _fill(unlocked, old=WORDS, new=NEW, again=NEW)
    with qtbot.waitSignal(unlocked.opened, timeout=LONG_MS):
        press(window, "Change it")
    assert "passphrase is changed" in window.bars.notice.text
    assert unlock(locked.folder, NEW)
    with pytest.raises(BeforehandError):
        unlock(locked.folder, WORDS)


def test_it_is_taken_away(unlocked: Session, locked: Locked, qtbot: QtBot) -> None:
    window = unlocked.window()
    window.go(Place("passphrase", detail="remove"))
    assert "whoever can open this computer account" in said(window)
    _fill(unlocked, old=WORDS)
    with qtbot.waitSignal(unlocked.opened, timeout=LONG_MS):
        press(window, "Remove it")
    assert not keyfile.read(locked.folder).locked
    assert "Not locked." in said(window)


def test_a_lost_code_is_renewed_with_the_passphrase(
    unlocked: Session, locked: Locked, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("passphrase", detail="code"))
    _fill(unlocked, old=WORDS)
    press(window, "Make a new code")
    page = _code_page(window, qtbot)
    code = _code_on(page)
    _prove(page, code)
    qtbot.waitUntil(lambda: unlocked.notebook is not None, timeout=LONG_MS)
    assert unlock(locked.folder, code)
    with pytest.raises(BeforehandError):
        unlock(locked.folder, locked.code)


def test_too_short_words_and_two_that_differ_are_told_before_anything_happens(
    ours: Session,
) -> None:
    window = ours.window()
    window.go(Place("passphrase", detail="set"))
    _fill(ours, new="short", again="short")
    press(window, "Lock the notebook")
    assert "at least 8 characters" in said(window)
    _fill(ours, new=WORDS, again="tin rovers")
    assert "The two are not the same." in said(window)
    assert ours.notebook is not None
    assert not keyfile.read(_folder(ours)).locked


def test_words_that_are_shown_need_not_be_typed_twice(ours: Session) -> None:
    window = ours.window()
    window.go(Place("passphrase", detail="set"))
    assert window.stack is not None
    screen = window.stack.screen
    screen.new.eye.click()
    screen.new.edit.setText(WORDS)
    assert not screen.again.isVisible()
    assert screen.do.isEnabled()


def test_words_typed_there_are_forgotten_on_leaving(ours: Session) -> None:
    window = ours.window()
    window.go(Place("passphrase", detail="set"))
    _fill(ours, new=WORDS, again=WORDS)
    assert window.stack is not None
    screen = window.stack.screen
    window.go(Place("today"))
    assert screen.new.words == screen.again.words == ""


def test_the_sheet_with_the_code_does_not_say_what_it_is_outside(
    session: Session, qtbot: QtBot
) -> None:
    from pypdf import PdfReader

    code = recovery.made()
    page = CodePage(code, session.today(), session.settings.paper)
    qtbot.addWidget(page)
    file = Path.home() / "sheet.pdf"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(page._pdf())
    read = PdfReader(file)
    words = read.pages[0].extract_text()
    assert all(group in words for group in code.split("-"))
    told = " ".join(str(value) for value in (read.metadata or {}).values())
    assert "ecovery" not in told
    assert "ode" not in told
    assert len(read.pages) == 1


def _folder(session: Session) -> Path:
    assert session.notebook is not None
    return session.notebook.folder


def _fill(session: Session, **words: str) -> None:
    assert session.window().stack is not None
    for name, text in words.items():
        getattr(session.window().stack.screen, name).edit.setText(text)  # type: ignore[union-attr]


def _code_page(window: Window, qtbot: QtBot) -> CodePage:
    qtbot.waitUntil(lambda: bool(window.findChildren(CodePage)), timeout=LONG_MS)
    QApplication.processEvents()
    return window.findChildren(CodePage)[0]


def _code_on(page: CodePage) -> str:
    shown = "-".join(page.code.text().split())
    assert recovery.read(shown) == shown
    assert page.code in page.findChildren(QLabel)
    return shown


def _prove(page: CodePage, code: str) -> None:
    if page.on.isVisible():
        press(page, "I have it on paper")
    page.typed.setText(code)
    press(page, "Done")


def _clear_text(session: Session) -> str:
    """What lies in the files of the program, settings and all."""
    places = [Path.home(), _folder(session)]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return "".join(path.read_bytes().decode("latin-1") for path in files)
