"""A window on a notebook with a passphrase that costs next to nothing to try."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import make
from beforehand.store import locking
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.ui.screens.unlock import UnlockPage
from beforehand.ui.session import Session
from beforehand.ui.window import Window

WORDS = "tin rivers hum softly"
CHEAP = Cost(n=2, r=1, p=1)


class Locked:
    """A notebook with a passphrase, and its recovery code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        notebook = Notebook.open(folder, make.NOW, create=True)
        notebook.save(*make.world(), now=make.NOW)
        self.code = locking.set_passphrase(notebook, WORDS, CHEAP)
        notebook.close()


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
    with qtbot.waitSignal(session.opened):
        page.open.click()
    return session


def asking(window: Window) -> UnlockPage:
    (found,) = [each for each in window.findChildren(UnlockPage) if each.isVisible()]
    return found


