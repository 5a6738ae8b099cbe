"""Backups that a kill left standing open once a passphrase was set: locked beside the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand import wording
from beforehand.store.backups import Backup
from beforehand.store.closing import Closing, standing_open
from beforehand.store.stick import Stick
from beforehand.ui.errands import Errand
from beforehand.ui.keeping.child import Child
from beforehand.ui.lock import standing

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk

LATER_MS = 2_000
"""After the unlocking, when nobody waits for the window any more."""


class Closer(QObject):
    """Looks once after a notebook with a passphrase was opened; most often there is nothing."""

    closed = Signal()
    """Backups are locked that were not."""
    failed = Signal(str)
    """In one sentence, that some could not be."""

    def __init__(self, parent: QObject, later_ms: int = LATER_MS) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._sticks: tuple[Stick, ...] = ()
        self._later = QTimer(self, singleShot=True, interval=later_ms)
        self._later.timeout.connect(self._look)
        self._errand, self.child = Errand(self), Child(self)
        self._errand.done.connect(self._found)
        self.child.done.connect(self._done)
        self.child.failed.connect(lambda error: self.failed.emit(str(error)))

    def serve(self, desk: "Desk", second: Stick | None) -> None:
        """See to the backups of this notebook, and to its own in the second place."""
        self._desk = desk
        self._sticks = () if second is None else (second,)
        self._later.start()

    def rest(self) -> None:
        """Leave them as they are: what is half done opens, and is closed the next time."""
        self._later.stop()
        self.child.stop()
        self._desk = None

    def _look(self) -> None:
        """In a thread: a stick may be slow."""
        sticks = self._sticks
        if self._desk is not None and standing.is_locked(self._desk):
            folder = self._desk.notebook.folder
            self._errand.send(lambda: standing_open(folder, sticks))

    def _found(self, loose: list[Backup]) -> None:
        if self._desk is not None and loose and not self.child.busy:
            self.child.begin(Closing(self._desk.notebook, self._sticks))

    def _done(self, still: tuple[Path, ...]) -> None:
        self.closed.emit()
        if still:
            self.failed.emit(open_words(len(still)))


def open_words(number: int) -> str:
    """That so many backups open without the passphrase."""
    these = "It" if number == 1 else "They"
    return (
        f"{wording.count(number, 'backup')} from before the passphrase was set could not be "
        f"locked. {these} still {'opens' if number == 1 else 'open'} without it."
    )
