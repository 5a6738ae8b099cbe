"""A notebook that is kept in the window: writing in it, its backups, waiting for the child."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.store.backups import Backup
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.session import Session

SOON_MS = 50
MOST_MS = 20_000


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


def until(qtbot: QtBot, come: Callable[[], object]) -> None:
    """Wait for what a child process brings."""
    qtbot.wait_until(lambda: bool(come()), timeout=MOST_MS)
