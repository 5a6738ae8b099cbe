"""The check of the notebook: on a copy, in a child process, while the person goes on writing."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.store import index
from beforehand.store.checking import PLACE, Checked, DeepCheck
from beforehand.ui.keeping.child import Child

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk

SLICE_MS = 5
"""Between two slices of a repair, for who types meanwhile."""


class Checker(QObject):
    """Looks through the notebook that is open, and mends what is safe."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._again = False
        self._mending: Iterator[float] | None = None
        self.share: float | None = None
        """The part done of what is under way; None if nothing is."""
        self.mended = False
        self.stopped = False
        self.checked: Checked | None = None
        self.checked_at: datetime | None = None
        self.trouble: BeforehandError | None = None
        self.child = Child(self)
        self.child.told.connect(self._tell)
        self.child.done.connect(self._done)
        self.child.failed.connect(self._failed)

    @property
    def damaged(self) -> bool:
        """Whether something was found that cannot be mended without touching a word."""
        found = self.checked
        return found is not None and bool(found.findings) and not found.mendable

    def serve(self, desk: "Desk") -> None:
        """Check this notebook from now on; what a crash left of a copy goes."""
        self._desk = desk
        self._take_away()

    def rest(self) -> None:
        """The notebook is let go of."""
        self.stop()
        self._desk = self.checked = self.trouble = None
        self.mended = self.stopped = False

    def begin(self) -> None:
        """Check now."""
        if self._desk is not None and self.share is None:
            self.checked = self.trouble = None
            self._again = self.stopped = False
            self._look(self._desk)

    def stop(self) -> None:
        """End what is under way; nothing is left of it."""
        if self.share is None:
            return
        self.child.stop()
        self.stopped = True
        self._rest()

    def mend(self) -> None:
        """Make the search index anew, slice by slice; then check again."""
        if self._desk is not None and self.share is None:
            self._mending = index.rebuilding(self._desk.notebook.vault)
            self._slice()

    def _look(self, desk: "Desk") -> None:
        self._tell(0.0)
        try:
            self.child.begin(DeepCheck(desk.notebook, desk.now()))
        except BeforehandError as error:
            self._failed(error)

    def _slice(self) -> None:
        if self._mending is None:
            return
        try:
            share = next(self._mending, None)
        except BeforehandError as error:
            self._failed(error)
            return
        if share is not None:
            self._tell(share)
            QTimer.singleShot(SLICE_MS, self, self._slice)
            return
        self._mending, self.share, self.mended = None, None, True
        self.begin()

    def _tell(self, share: float) -> None:
        self.share = share
        self.changed.emit()

    def _done(self, checked: Checked) -> None:
        if checked.findings and not self._again and self._desk is not None:
            # One bad answer of a disk is not yet damage: another copy is looked through.
            self._again = True
            self._look(self._desk)
            return
        self.checked, self.checked_at = checked, self._desk.now() if self._desk else None
        self._rest()

    def _failed(self, error: BeforehandError) -> None:
        self.trouble = error
        self._rest()

    def _rest(self) -> None:
        self._mending, self.share = None, None
        self._take_away()
        self.changed.emit()

    def _take_away(self) -> None:
        if self._desk is not None:
            shutil.rmtree(self._desk.notebook.folder / PLACE, ignore_errors=True)
