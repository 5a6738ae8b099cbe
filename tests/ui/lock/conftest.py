"""The window on a notebook with a passphrase."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from beforehand.ui.lock.locker import Locker
from beforehand.ui.screens.unlock import UnlockPage
from beforehand.ui.session import Session
from locks import LONG_MS, WORDS, Locked, asking


@pytest.fixture
def locked(tmp_path: Path) -> Locked:
    return Locked(tmp_path / "private words of Dana")


@pytest.fixture
def page(session: Session, locked: Locked) -> UnlockPage:
    """The page that asks for the passphrase."""
    session.open(locked.folder)
    return asking(session.window())


@pytest.fixture
def unlocked(session: Session, page: UnlockPage, qtbot: QtBot) -> Session:
    """The notebook, opened by its passphrase."""
    page.field.edit.setText(WORDS)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        page.open.click()
    return session


@pytest.fixture
def gone() -> list[Path]:
    """The folders for which the process would have been started anew."""
    return []


@pytest.fixture
def locker(unlocked: Session, gone: list[Path]) -> Locker:
    made = Locker(unlocked, restart=gone.append)
    unlocked.window().furnish()
    return made
