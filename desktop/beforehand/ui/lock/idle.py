"""Tells when nobody has used the program for a while: no key, no mouse, nothing saved."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

_LONGEST_MS = 20_000
"""Between two looks at the clock: after a sleep that nobody told us of, it is soon noticed."""

_USED = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}


class Idle(QObject):
    """Watches the window in front, not every event of the program: typing stays as quick."""

    passed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._after_ms = 0
        self.clock: Callable[[], float] = now_ms
        """Milliseconds since some moment; another one in tests."""
        self.last = self.clock()
        """When somebody was there."""
        self._watched: QWindow | None = None
        self.elsewhere: dict[int, Callable[[], object]] = {}
        """What keys do in our other windows, such as a dialog, where the main one's do nothing."""
        self.main: QWindow | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self.watch)

    def wait(self, after_ms: int) -> None:
        """Tell after so long without use; 0 for never."""
        self._after_ms = after_ms
        self.note()
        self._timer.stop()
        if after_ms:
            self._timer.start(min(after_ms, _LONGEST_MS))

    def note(self) -> None:
        """Somebody is there."""
        self.last = self.clock()

    def watch(self, window: QWindow | None) -> None:
        """Watch that window from now on; none in front leaves the last one watched."""
        if window is None or window is self._watched:
            return
        if self._watched is not None:
            self._watched.removeEventFilter(self)
        self._watched = window
        window.installEventFilter(self)
        window.destroyed.connect(self._forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first key after too long a time locks, and does nothing else."""
        if event.type() in _USED:
            if self._after_ms and self.clock() - self.last >= self._after_ms:
                self._tell()
                return True
            self.note()
            if isinstance(event, QKeyEvent) and watched is not self.main:
                act = self.elsewhere.get(event.keyCombination().toCombined())
                if act is not None:
                    act()
                    return True
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Tell if it is time, or look again when it may be."""
        rest = self._after_ms - (self.clock() - self.last)
        if self._after_ms and rest <= 0:
            self._tell()
        elif self._after_ms:
            self._timer.start(max(1, round(min(rest, _LONGEST_MS))))

    def _tell(self) -> None:
        self.note()
        self._timer.start(min(self._after_ms, _LONGEST_MS))
        self.passed.emit()

    def _forget(self) -> None:
        self._watched = None


def now_ms() -> float:
    """A clock that nobody sets, and that goes on while the computer sleeps where there is one."""
    kind = getattr(time, "CLOCK_BOOTTIME", None)
    return (time.monotonic() if kind is None else time.clock_gettime(kind)) * 1000
