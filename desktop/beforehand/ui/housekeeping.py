"""What is done while nobody types, in small slices: the index tidied, what is due deleted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from beforehand.domain.errors import BeforehandError

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk
    from beforehand.ui.session import Session

FIRST_MS = 60_000
"""After the notebook was opened: by then one reads or types."""
SLICE_MS = 250
"""Between two slices; each takes some 20 ms."""
REST_MS = 3_600_000
"""When nothing is left to do: a day may pass with the window open."""
PAUSE_MS = 4_000
"""After a save: somebody types."""
MOST = 5
"""Things put away that go in one slice."""


class Housekeeper(QObject):
    """Works for the notebook that is open, and for none while there is none."""

    def __init__(self, session: "Session", first_ms: int = FIRST_MS) -> None:
        super().__init__(session)
        self._session, self._first_ms = session, first_ms
        self._desk: Desk | None = None
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self.work)
        session.opened.connect(self.begin)

    def begin(self) -> None:
        """Serve the notebook that was opened."""
        desk = self._desk = self._session.desk
        if desk is not None:
            desk.saved.connect(self._wait)
            desk.deleted.connect(lambda: self._clock.start(SLICE_MS))
            self._clock.start(self._first_ms)

    def work(self) -> None:
        """Do one slice, and come back for the next, or much later if there is none."""
        desk = self._desk
        if desk is None or desk is not self._session.desk:
            return
        from beforehand.store.index import merge_when_idle
        from beforehand.store.trash import purge

        try:
            # The index first: a delete in one that is behind would have to do all its work.
            more = merge_when_idle(desk.notebook) or purge(desk.notebook, desk.now(), MOST)
        except BeforehandError:
            # Nobody asked for it: a full disk is told when words are saved, not now.
            more = False
        self._clock.start(SLICE_MS if more else REST_MS)

    def _wait(self) -> None:
        """Words were saved: not now, but the work is not forgotten."""
        if self._clock.isActive() and self._clock.remainingTime() < PAUSE_MS:
            self._clock.start(PAUSE_MS)
