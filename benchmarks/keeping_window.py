"""What the window feels of a backup or a check: the real window, and how long it was held.

A heartbeat counts in its event loop; the longest time between two beats is the longest that a
key, a click or a repaint had to wait. By the clock it counts what others take of the machine too;
`used` is the most CPU time the window itself spent between two beats.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from keeping_jobs import NOW, Told, bare_window, edited, opened

from beforehand.store import backups
from beforehand.store.backing_up import Copy
from beforehand.store.notebook import Notebook

if TYPE_CHECKING:
    from beforehand.ui.keeping.child import Child, Job
    from beforehand.ui.window import Window

BEAT_MS = 2
_SETTLED_S = 0.5
_SAVE_EVERY_MS = 400
"""Twice as often as autosave does while somebody types without a pause."""


class Heartbeat:
    """Beats in the event loop, and remembers the longest pause."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest = self.used = 0.0
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, wall - self._wall - BEAT_MS / 1000)
        self.used = max(self.used, cpu - self._cpu)
        self._wall, self._cpu = wall, cpu


def back_up(folder: Path) -> Told:
    """A backup as the window makes one, while nobody types."""
    return _beside(folder, _copy, typing=False)


def back_up_typing(folder: Path) -> Told:
    """A backup while somebody types without a pause: a commit in between has it copied again."""
    return _beside(folder, _copy, typing=True)


def look_beside(folder: Path) -> Told:
    """The whole check as the window has it made, while somebody types."""
    from beforehand.store.checking import DeepCheck

    return _beside(folder, lambda notebook: DeepCheck(notebook, NOW), typing=True)


def _copy(notebook: Notebook) -> "Job":
    return Copy(notebook, backups.folder_of(notebook.folder), NOW, "measured")


def _beside(folder: Path, job: Callable[[Notebook], "Job"], *, typing: bool) -> Told:
    from PySide6.QtCore import QTimer

    from beforehand.ui.keeping.child import Child

    notebook = opened(folder)
    window, saved = _shown(notebook), _Saved(notebook)
    child, timer = Child(window), QTimer(interval=_SAVE_EVERY_MS)
    timer.timeout.connect(saved.next)
    if typing:
        timer.start()
    told = _felt(child, lambda: child.begin(job(notebook)))
    timer.stop()
    window.hide()
    notebook.close()
    backups.thin(backups.folder_of(folder))
    return {**told, "longest save": saved.longest, "saves": saved.count}


def _shown(notebook: Notebook) -> "Window":
    """The real window on Today, with all that a start sets going done."""
    from PySide6.QtWidgets import QApplication

    from beforehand.library import default_library
    from beforehand.ui.desk import Desk

    window = bare_window()
    window.receive(Desk(notebook, default_library(), clock=lambda: NOW))
    end = time.perf_counter() + _SETTLED_S
    while time.perf_counter() < end:
        QApplication.processEvents()
    return window


class _Saved:
    """Saves one record after the other, and remembers the longest save."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._left = iter(edited(notebook, 200))
        self.longest, self.count = 0.0, 0

    def next(self) -> None:
        """Save the next one."""
        before = time.perf_counter()
        self._notebook.save(next(self._left), now=NOW)
        self.longest = max(self.longest, time.perf_counter() - before)
        self.count += 1


def _felt(child: "Child", begin: Callable[[], None]) -> Told:
    """How long the window was held at most, from asking for it until the child is done."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, faults = QEventLoop(), list[object]()
    child.done.connect(lambda _result: QTimer.singleShot(50, loop.quit))
    child.failed.connect(faults.append)
    child.failed.connect(loop.quit)
    heart, before = Heartbeat(), time.perf_counter()
    QTimer.singleShot(0, begin)
    loop.exec()
    if faults:
        raise RuntimeError(str(faults[0]))
    return {"held": heart.longest, "used": heart.used, "seconds": time.perf_counter() - before}
