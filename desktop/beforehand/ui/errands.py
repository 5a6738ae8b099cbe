"""Work beside the interface thread: the newest request wins, its result comes back by signal."""

import gc
import sys
from collections.abc import Callable
from threading import Event, Lock, Thread

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError

SWITCH_S = 0.0005
"""Seconds for which a thread may keep the interpreter while the person types beside it."""

Work = Callable[[], object]
Watch = Callable[[float], None]
WatchedWork = Callable[[Watch], object]
"""Work that tells how far it is, from 0 to 1, and is stopped by what it tells."""

_TOLD = 0.01
"""The part done that is worth a word to the interface."""


class _Collector:
    """Keeps Python's collector still while there is work in a thread.

    It looks at all objects there are and lets nobody else run meanwhile: in a long layout that
    stopped the window for a third of a second.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._workers = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if self._workers == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._workers += 1

    def __exit__(self, *_fault: object) -> None:
        with self._lock:
            self._workers -= 1
            if self._workers == 0 and self._was_on:
                gc.enable()


_COLLECTOR = _Collector()


class _Carrier(QObject):
    """Brings one result over to the thread in which it was made."""

    landed = Signal(object)
    broke = Signal(object)
    told = Signal(float)

    def __init__(self, work: WatchedWork) -> None:
        super().__init__()
        self._work = work
        self._share = 0.0
        self.stopped = Event()

    def carry(self) -> None:
        """Do the work and bring back what came of it."""
        try:
            with _COLLECTOR:
                result = self._work(self._watch)
        except Exception as fault:
            self.broke.emit(fault)
        else:
            self.landed.emit(result)

    def _watch(self, share: float) -> None:
        if self.stopped.is_set():
            # Imported here: what is never stopped does without the sheets.
            from beforehand.sheets import StoppedError

            raise StoppedError
        if share >= self._share + _TOLD:
            self._share = share
            self.told.emit(share)


class Errand(QObject):
    """One job at a time in a thread; what is asked for meanwhile waits, and only the newest of it.

    The work may touch neither a widget nor the store: hand it values.
    """

    done = Signal(object)
    failed = Signal(object)
    """A `BeforehandError`; `StoppedError` after `stop`."""
    progressed = Signal(float)
    """The part done, from 0 to 1, of watched work."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._carrier: _Carrier | None = None
        self._waiting: WatchedWork | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._carrier is not None

    def send(self, work: Work) -> None:
        """Start the work, or let it follow the one under way in the place of any that waits."""
        self.send_watched(lambda _watch: work())

    def send_watched(self, work: WatchedWork) -> None:
        """The same for work that can be stopped; what is under way is stopped for it."""
        if self._carrier is not None:
            self._waiting = work
            self._carrier.stopped.set()
            return
        sys.setswitchinterval(SWITCH_S)
        # The carrier belongs to the thread as well: the errand may be gone before it comes back.
        carrier = self._carrier = _Carrier(work)
        carrier.landed.connect(self._land)
        carrier.broke.connect(self._break)
        carrier.told.connect(self._tell)
        Thread(target=carrier.carry, name="errand").start()

    def stop(self) -> None:
        """Stop watched work the next time it tells how far it is; nothing waits any more."""
        self._waiting = None
        if self._carrier is not None:
            self._carrier.stopped.set()

    def _tell(self, share: float) -> None:
        if self._waiting is None:
            self.progressed.emit(share)

    def _land(self, result: object) -> None:
        if not self._follow():
            self.done.emit(result)

    def _break(self, fault: Exception) -> None:
        if self._follow():
            return
        if not isinstance(fault, BeforehandError):
            raise fault
        self.failed.emit(fault)

    def _follow(self) -> bool:
        """Start what waits; a result that is already out of date is told to nobody."""
        self._carrier = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.send_watched(waiting)
        return waiting is not None
