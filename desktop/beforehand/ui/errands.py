"""Work beside the interface thread: the newest request wins, its result comes back by signal."""

import sys
from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError

SWITCH_S = 0.0005
"""Seconds for which a thread may keep the interpreter while the person types beside it."""

Work = Callable[[], object]


class _Carrier(QObject):
    """Brings one result over to the thread in which it was made."""

    landed = Signal(object)
    broke = Signal(object)

    def carry(self, work: Work) -> None:
        """Do the work and bring back what came of it."""
        try:
            result = work()
        except Exception as fault:
            self.broke.emit(fault)
        else:
            self.landed.emit(result)


class Errand(QObject):
    """One job at a time in a thread; what is asked for meanwhile waits, and only the newest of it.

    The work may touch neither a widget nor the store: hand it values.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._carrier: _Carrier | None = None
        self._waiting: Work | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._carrier is not None

    def send(self, work: Work) -> None:
        """Start the work, or let it follow the one under way in the place of any that waits."""
        if self.busy:
            self._waiting = work
            return
        sys.setswitchinterval(SWITCH_S)
        # The carrier belongs to the thread as well: the errand may be gone before it comes back.
        carrier = self._carrier = _Carrier()
        carrier.landed.connect(self._land)
        carrier.broke.connect(self._break)
        Thread(target=carrier.carry, args=(work,), name="errand").start()

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
            self.send(waiting)
        return waiting is not None
