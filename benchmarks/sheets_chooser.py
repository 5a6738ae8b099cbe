"""The sheet chooser at work: from a choice to the preview, and the window beside a long layout."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from beforehand.domain.conversations import Conversation
from beforehand.exchange.sample import write_sample
from beforehand.library import default_library
from beforehand.palette import LIGHT
from beforehand.sheets import Paper
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.desk import Desk
from beforehand.ui.errands import Errand, Work
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import SettingsFile

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
_PATIENCE_S, _BEAT_MS = 60, 2


class Chooser:
    """The screen on the sample notebook, in a window of the usual size."""

    def __init__(self, there: Path) -> None:
        self._application = QApplication.instance() or QApplication([])
        theme.apply(self._application, LIGHT)
        library = default_library()
        write_sample(there / "sample", library, NOW)
        self.notebook = Notebook.open(there / "sample", NOW)
        settings = SettingsFile(there / "settings.ini")
        self._screen = SheetScreen(
            Desk(self.notebook, library, clock=lambda: NOW), settings=settings
        )
        self._screen.resize(1240, 820)
        self._screen.show()

    def open(self, talk: Conversation, kind: str) -> None:
        """Show a sheet of a conversation, to the end."""
        self._screen.open(Place("sheet", talk.id, kind))
        self._settle()

    def seconds(self, choice: str) -> float:
        """From a choice of the person to the preview that has been painted."""
        start = time.perf_counter()
        self._choose(choice)
        self._settle()
        return time.perf_counter() - start

    def _choose(self, choice: str) -> None:
        chosen = self._screen.chosen
        if choice == "paper":
            chosen.choose_paper(Paper.LETTER if chosen.paper is Paper.A4 else Paper.A4)
        elif choice == "writing lines":
            pitch = 15 - chosen.choices.pitch_mm
            chosen.choose(replace(chosen.choices, pitch_mm=pitch))
        elif choice == "section":
            assert self._screen.laid
            first = frozenset({self._screen.laid.sheet.sections[0].id})
            chosen.leave_out(frozenset() if chosen.left_out else first)
        else:
            before = getattr(chosen.choices, choice)
            chosen.choose(replace(chosen.choices, **{choice: not before}))

    def _settle(self) -> None:
        wait_until(lambda: self._screen.laid is not None and self._screen.view.settled)
        # What has arrived is painted now.
        QApplication.processEvents()


def silence_beside(work: Work) -> tuple[float, float]:
    """Seconds for which the window's events wait at most while a thread works, and it works."""
    application = QApplication.instance() or QApplication([])
    errand, done, beats = Errand(), list[object](), list[float]()
    errand.done.connect(done.append)
    start = time.perf_counter()
    errand.send(work)
    wait_until(lambda: bool(done), lambda: beats.append(time.perf_counter()))
    del application
    return max(after - before for before, after in pairwise([start, *beats])), beats[-1] - start


def wait_until(there: Callable[[], bool], beat: Callable[[], None] = lambda: None) -> None:
    """Let events happen, and sleep between them, until something is there."""
    end = time.monotonic() + _PATIENCE_S
    timer = QTimer(interval=_BEAT_MS)
    timer.start()
    while not there():
        assert time.monotonic() < end
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        beat()
    timer.stop()
