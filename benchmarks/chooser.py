"""What a choice costs in the sheet chooser: from the key to the repainted preview.

Each choice is pressed in a real screen, without a display, on the sample notebook; what counts is
the CPU time of the whole process, threads and drawing with it, of the best of several rounds, and
beside it the time that the interface itself was busy. `--json FILE` writes the figures, with the
time on the clock; the end is 1 over a limit.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import figures
from figures import NOW, Figure
from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QApplication

from beforehand.domain.conversations import Conversation
from beforehand.exchange.sample import write_sample
from beforehand.library import default_library
from beforehand.palette import LIGHT
from beforehand.sheets import PITCHES_MM
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import SettingsFile

ROUNDS, MANY_PAGES = 8, 1300
REPAINT_MS = 100
KINDS = ("private", "room", "worksheet", "map", "record")
CLOCK = "on the clock, ms"


class Spent(NamedTuple):
    """Milliseconds of one round."""

    cpu: float
    interface: float
    clock: float


class Painted(QObject):
    """Counts how often the preview is painted."""

    def __init__(self, screen: SheetScreen) -> None:
        super().__init__(screen)
        self.times = 0
        table = screen.view.widget()
        assert table is not None
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let everything pass."""
        self.times += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


class Bench:
    """A screen, and the clocks beside it."""

    def __init__(self, app: QApplication, screen: SheetScreen) -> None:
        self.app, self.screen = app, screen
        self.painted = Painted(screen)

    def spent(self, act: Callable[[], object]) -> Spent:
        """Do something, and wait until the new sheet is painted."""
        before = self.screen.view.pdf
        cpu, clock, interface = time.process_time(), time.perf_counter(), time.thread_time()
        act()
        while not self._is_painted(before):
            self.app.processEvents()
            time.sleep(0.0005)
        marks = (
            time.process_time() - cpu,
            time.thread_time() - interface,
            time.perf_counter() - clock,
        )
        self._rest()
        return Spent(*(round(1000 * each, 1) for each in marks))

    def _is_painted(self, before: bytes) -> bool:
        view = self.screen.view
        there = self.screen.laid is not None and view.pdf != before
        if not (there and view.pictures.is_right(view.in_sight.start)):
            self.painted.times = 0
            return False
        return self.painted.times > 0

    def _rest(self) -> None:
        """Let what goes on beside it come to its end: pages that nobody waits for."""
        while not self.screen.view.settled or self.screen.view.pictures.busy:
            self.app.processEvents()

    def open(self, place: Place) -> None:
        """Show a sheet."""
        self.spent(lambda: self.screen.open(place))


def choices(screen: SheetScreen) -> dict[str, QAbstractButton]:
    """What is pressed, by name; pressed again it is as before."""
    panel = screen.panel
    last = panel.sections.box(screen.laid.sheet.sections[-1].id) if screen.laid else panel.large
    return {
        "large print": panel.large,
        "initials": panel.initials,
        "a section": last,
    }


def repaints(bench: Bench, talk: Place) -> Iterator[Figure]:
    """Every choice on the private brief, and a change from kind to kind."""
    bench.open(talk)
    for name, pressed in choices(bench.screen).items():
        rounds = [bench.spent(pressed.click) for _ in range(ROUNDS)]
        yield from both(f"private brief, {name}", rounds)
    lines = [bench.screen.panel.lines.button(pitch) for pitch in reversed(PITCHES_MM)]
    rounds = [bench.spent(lines[turn % 2].click) for turn in range(ROUNDS)]
    yield from both("private brief, writing lines", rounds)
    boxes = [bench.screen.panel.kinds.box(kind) for kind in KINDS[1:]]
    first = bench.screen.panel.kinds.box(KINDS[0])
    for kind, box in zip(KINDS[1:], boxes, strict=True):
        rounds = []
        for _ in range(ROUNDS // 2):
            rounds.append(bench.spent(box.click))
            bench.spent(first.click)
        yield from both(f"to the {kind}", rounds)


def both(name: str, rounds: list[Spent]) -> Iterator[Figure]:
    """A figure for all of the process, and one for the interface."""
    clock = sorted(each.clock for each in rounds)[len(rounds) // 2]
    yield figure(f"{name}: repainted, ms CPU", [each.cpu for each in rounds], clock)
    yield figure(f"{name}: interface, ms CPU", [each.interface for each in rounds], clock)


def figure(name: str, rounds: list[float], clock: float) -> Figure:
    """One figure with its limit, and the clock's median beside it."""
    return {**figures.figure(name, min(rounds), REPAINT_MS, rounds), CLOCK: clock}


def many_pages(bench: Bench) -> Iterator[Figure]:
    """A sheet of very many pages is shown, and scrolled from end to end."""
    view, pdf = bench.screen.view, _pages(MANY_PAGES)
    spent = [_interface(lambda: view.show_pdf(pdf))]
    yield figure(f"{MANY_PAGES} pages shown: interface, ms CPU", spent, spent[0])
    bar = view.verticalScrollBar()
    places = [bar.maximum() * turn // ROUNDS for turn in range(ROUNDS + 1)]
    spent = [_interface(partial(_jump, bench, at)) for at in places]
    yield figure(f"{MANY_PAGES} pages scrolled: interface, ms CPU", spent, max(spent))


def _jump(bench: Bench, place: int) -> None:
    bench.screen.view.verticalScrollBar().setValue(place)
    bench.app.processEvents()


def _interface(act: Callable[[], object]) -> float:
    before = time.thread_time()
    act()
    return round(1000 * (time.thread_time() - before), 1)


def _pages(count: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number in range(count):
        for line in range(50):
            canvas.drawString(
                72, 750 - 13 * line, f"Page {number}, line {line} of many words. " * 2
            )
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@contextmanager
def bench_of(folder: Path) -> Iterator[tuple[Bench, Place]]:
    """A screen on the sample notebook, and its next conversation."""
    # Without a display Qt says at each change of a window's size that there is none.
    qInstallMessageHandler(lambda *_words: None)
    app = QApplication([])
    theme.apply(app, LIGHT)
    theme.load_fonts()
    library = default_library()
    write_sample(folder / "notebook", library, NOW)
    notebook = Notebook.open(folder / "notebook", NOW)
    screen = SheetScreen(
        Desk(notebook, library, clock=lambda: NOW),
        settings=SettingsFile(folder / "settings.ini"),
    )
    screen.resize(1228, 840)
    screen.show()
    later = (each for each in notebook[Conversation].find() if (each.starts_at or NOW) > NOW)
    talk = min(later, key=lambda each: each.starts_at or NOW)
    yield Bench(app, screen), Place("sheet", talk.id, "private")
    screen.close()
    notebook.close()


def main() -> int:
    """Measure, tell."""
    options = figures.parser(__doc__).parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary,
        bench_of(Path(temporary)) as (bench, talk),
    ):
        found = chain(repaints(bench, talk), many_pages(bench))
        return figures.ended(found, options.json, beside=CLOCK)


if __name__ == "__main__":
    sys.exit(main())
