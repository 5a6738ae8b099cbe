"""A notebook that is kept in the window: writing in it, its backups, waiting for the child."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.store.backups import Backup
from beforehand.store.stick import Stick
from beforehand.ui.autosave import Autosave
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.session import Session
from beforehand.ui.widgets.words import WordsEdit
from beforehand.ui.window import Window

SOON_MS = 50
MOST_MS = 20_000
WORDS = "She said the date could move if the scope could."


def keep(session: Session, idle_ms: int = SOON_MS) -> Keeper:
    """Begin to keep what is open."""
    keeper = Keeper(session, idle_ms=idle_ms)
    keeper.begin()
    return keeper


def write(session: Session, name: str) -> Counterpart:
    """Save a person, as a screen does."""
    assert session.desk is not None
    person = make.record(Counterpart, name=name)
    assert session.desk.add(f"Add {name}", person)
    return person


def found(session: Session) -> list[Backup]:
    """The backups of the open notebook."""
    assert session.notebook is not None
    return backups.found(backups.folder_of(session.notebook.folder))


def carried(place: Path) -> list[Backup]:
    """The backups in a second place, whoever made them."""
    return list(Stick(chosen=place).lying().every)


def until(qtbot: QtBot, come: Callable[[], object]) -> None:
    """Wait for what a child process brings."""
    qtbot.wait_until(lambda: bool(come()), timeout=MOST_MS)


def first_editor(window: Window) -> WordsEdit:
    """The first field for words that is shown and saved by itself."""
    edits = [each.edit for each in window.findChildren(Autosave)]
    return next(each for each in edits if isinstance(each, WordsEdit) and each.isVisibleTo(window))


def answers(session: Session) -> list[str]:
    """What was written down in the open notebook."""
    assert session.notebook is not None
    return [each.text for each in session.notebook[Answer].find()]


def trouble(window: Window) -> str:
    """What the bar for trouble says; empty if it is not there."""
    QApplication.processEvents()
    return window.bars.trouble.text if window.bars.trouble.isVisibleTo(window) else ""
