"""What a notebook of many years costs: opening Today, a counterpart, the lists.

CPU time of the interface thread from asking for a screen until it is painted: the first time (the
screen is imported and built) and the best of several. `--json FILE` writes the figures; the end
is 1 over a limit.
"""

import compileall
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import figures
from figures import NOW, Figure, figure
from large_content import COUNTERPARTS, NOTES, fill

from beforehand.domain.conversations import Participant
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook

if TYPE_CHECKING:
    from beforehand.ui.places import Place
    from beforehand.ui.window import Window

ROUNDS = 7
LIMIT_MS = 100


def places(notebook: Notebook) -> dict[str, "Place"]:
    """What is opened after Today, by name."""
    from beforehand.ui.places import Place

    usual, busiest = counterparts(notebook)
    return {
        "a usual counterpart": Place("counterpart", usual),
        "the busiest counterpart": Place("counterpart", busiest),
        "Counterparts": Place("counterparts"),
        "Preparations": Place("preparations"),
        "Today": Place("today"),
    }


def counterparts(notebook: Notebook) -> tuple[Id, Id]:
    """One with as many conversations as half of those who have any, and the one with the most."""
    counted = Counter(each.counterpart_id for each in notebook[Participant].find())
    ordered = [person for person, _ in counted.most_common()]
    return ordered[len(ordered) // 2], ordered[0]


def opened(window: "Window", place: "Place") -> float:
    """Milliseconds of CPU time to go to a place and paint it."""
    from PySide6.QtWidgets import QApplication

    before = time.process_time()
    window.go(place)
    QApplication.processEvents()
    window.grab()
    return (time.process_time() - before) * 1000


def show(notebook: Notebook) -> tuple["Window", float]:
    """The real window, and the milliseconds in which it receives the notebook and shows Today."""
    from PySide6.QtWidgets import QApplication

    from beforehand import palette
    from beforehand.library import default_library
    from beforehand.ui import theme
    from beforehand.ui.desk import Desk
    from beforehand.ui.window import Window

    app = QApplication.instance() or QApplication([])
    theme.apply(app, palette.LIGHT)
    window = Window()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    desk = Desk(notebook, default_library(), clock=lambda: NOW)
    before = time.process_time()
    window.receive(desk)
    app.processEvents()
    window.grab()
    return window, (time.process_time() - before) * 1000


def measured(notebook: Notebook) -> Iterator[Figure]:
    """Each figure with its limit and what it was taken from."""
    from beforehand.ui.places import Place

    where = places(notebook)
    window, first = show(notebook)
    yield figure("Today, first time, ms", round(first, 1), LIMIT_MS, [round(first, 1)])
    for name, place in where.items():
        rounds = []
        for _ in range(ROUNDS):
            opened(window, Place("settings"))
            rounds.append(round(opened(window, place), 1))
        if name != "Today":
            yield figure(f"{name}, first time, ms", rounds[0], LIMIT_MS, rounds)
        yield figure(f"{name}, again, ms", min(rounds[1:]), LIMIT_MS, rounds)
    window.hide()


def compile_as_installed(cache: Path) -> None:
    """Bytecode as an installed program has it, also where Python is told not to write any."""
    import beforehand

    sys.pycache_prefix = str(cache)
    compileall.compile_dir(Path(beforehand.__file__).parent, quiet=2)


def main() -> int:
    """Make the notebook, measure, tell."""
    parser = figures.parser(__doc__)
    parser.add_argument("--counterparts", type=int, default=COUNTERPARTS)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--notebook", type=Path, help="keep it here, and use it again")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as temporary:
        compile_as_installed(Path(temporary) / "bytecode")
        folder = options.notebook or Path(temporary) / "notebook"
        fresh = not folder.exists()
        notebook = Notebook.open(folder, NOW, create=True)
        if fresh:
            before = time.process_time()
            fill(notebook, options.counterparts, options.notes, NOW)
            print(f"filled in {time.process_time() - before:.1f} s", file=sys.stderr)
        result = figures.ended(measured(notebook), options.json, beside="pairs")
        notebook.close()
    return result


if __name__ == "__main__":
    sys.exit(main())
