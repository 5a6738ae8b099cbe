"""What the window feels: the real program with its keeper, and how long it was held at most.

A heartbeat counts in its event loop; the longest time between two beats is the longest that a
key, a click or a repaint had to wait. It is told by the clock, so what others take of the machine
counts too.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Told
from keeping_jobs import WORDS, timed

from beforehand.domain.conversations import Answer
from beforehand.store import opening

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from beforehand.ui.desk import Desk
    from beforehand.ui.keeping.keeper import Keeper
    from beforehand.ui.session import Session

BEAT_MS = 2
_BEGUN_S, _SETTLED_S = 2.5, 0.5
"""After which all that a start sets going is there; after which the window rests."""
_SAVE_EVERY_MS = 400
"""Twice as often as autosave does while somebody types without a pause."""


class Heartbeat:
    """Beats in the event loop, and remembers the longest pause."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - BEAT_MS / 1000)
        self._last = now


class Typing:
    """Somebody who goes on writing an answer in Prepare; remembers the longest save."""

    def __init__(self, session: "Session", desk: "Desk") -> None:
        from PySide6.QtCore import QTimer

        from beforehand.ui.places import Place

        self._desk = desk
        self._answer = desk.notebook[Answer].find(limit=1)[0]
        session.window().go(Place("prepare", self._answer.conversation_id))
        self.longest, self.count = 0.0, 0
        self.timer = QTimer(interval=_SAVE_EVERY_MS)
        self.timer.timeout.connect(self._next)

    def _next(self) -> None:
        self.count += 1
        self._answer = replace(self._answer, text=f"{self._answer.text} And this, {self.count}.")
        before = time.perf_counter()
        if not self._desk.keep(self._answer):
            sys.exit("a save failed")
        self.longest = max(self.longest, time.perf_counter() - before)


def unlock(folder: Path) -> Told:
    """From the derived key until the window shows Today of the notebook, and is painted."""
    session, told = _asking(folder), Told()
    keys = opening.unlock(folder, WORDS)
    with timed(told):
        _open(session, folder, keys)
    session.window().close()
    return told


def back_up(folder: Path) -> Told:
    """A backup while nobody types."""
    return _beside(folder, _backed_up, typing=False)


def back_up_typing(folder: Path) -> Told:
    """A backup while somebody types: a commit in between has it copied again."""
    return _beside(folder, _backed_up, typing=True)


def look_beside(folder: Path) -> Told:
    """The whole check, of a copy, while somebody types."""
    return _beside(folder, _checked, typing=True)


def _backed_up(keeper: "Keeper", done: Callable[[], None]) -> None:
    keeper.failed.connect(lambda fault: sys.exit(str(fault)))
    # Older ones are thinned after that; it counts, too.
    _once(keeper.made, done)
    keeper.make("measured")


def _checked(keeper: "Keeper", done: Callable[[], None]) -> None:
    checker = keeper.checker

    def look() -> None:
        if checker.share is None:
            if checker.checked is None or checker.checked.findings:
                sys.exit(f"the check ended otherwise: {checker.checked} {checker.trouble}")
            done()

    checker.begin()
    checker.changed.connect(look)


def _once(signal: "SignalInstance", done: Callable[[], None]) -> None:
    signal.connect(lambda _made: done())


def _beside(
    folder: Path, begin: Callable[["Keeper", Callable[[], None]], None], *, typing: bool
) -> Told:
    from PySide6.QtCore import QEventLoop, QTimer

    from beforehand.ui.keeping.keeper import Keeper

    session = _asking(folder)
    _open(session, folder, opening.unlock(folder, WORDS))
    keeper, desk = session.findChild(Keeper), session.desk
    assert desk is not None
    writer, loop = Typing(session, desk), QEventLoop()
    _settle(_SETTLED_S)
    if typing:
        writer.timer.start()
    heart, before, ended = Heartbeat(), time.perf_counter(), list[float]()

    def done() -> None:
        ended.append(time.perf_counter())
        QTimer.singleShot(round(_SETTLED_S * 1000), loop.quit)

    QTimer.singleShot(0, lambda: begin(keeper, done))
    loop.exec()
    writer.timer.stop()
    session.window().close()
    return {
        "held": heart.longest,
        "seconds": ended[0] - before,
        "longest save": writer.longest,
        "saves": writer.count,
    }


def _asking(folder: Path) -> "Session":
    """The program as it starts on a locked notebook: it asks for the passphrase."""
    from beforehand.ui import app

    window, session = app.make_window(app.make_application())
    window.resize(1440, 900)
    window.show()
    app.begin(session, folder, sample=False)
    _settle(_BEGUN_S)
    assert session.desk is None
    return session


def _open(session: "Session", folder: Path, keys: tuple[opening.Key, ...]) -> None:
    from PySide6.QtWidgets import QApplication

    if not session.open(folder, keys=keys):
        sys.exit("the notebook did not open")
    QApplication.processEvents()
    session.window().grab()


def _settle(seconds: float) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.001)
