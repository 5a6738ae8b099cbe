"""What a notebook of many years costs: opening Today, the lists and the busiest counterpart.

CPU time of the interface thread from asking for a screen until it is painted: the first time (the
screen is imported and built) and the best of several. `--json FILE` writes the figures; the end
is 1 over a limit.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from large_content import fill

from beforehand.domain.conversations import Participant
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook

if TYPE_CHECKING:
    from beforehand.ui.places import Place
    from beforehand.ui.window import Window

COUNTERPARTS, NOTES, ROUNDS = 5_000, 100_000, 7
LIMIT_MS = 100
NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


def places(busiest: Id) -> dict[str, "Place"]:
    """What is opened, by name."""
    from beforehand.ui.places import Place

    return {
        "Today": Place("today"),
        "a counterpart": Place("counterpart", busiest),
        "Counterparts": Place("counterparts"),
        "Preparations": Place("preparations"),
    }


def busiest(notebook: Notebook) -> Id:
    """The counterpart with the most conversations."""
    counted = Counter(each.counterpart_id for each in notebook[Participant].find())
    return counted.most_common(1)[0][0]


def opened(window: "Window", place: "Place") -> float:
    """Milliseconds of CPU time to go to a place and paint it."""
    from PySide6.QtWidgets import QApplication

    before = time.process_time()
    window.go(place)
    QApplication.processEvents()
    window.grab()
    return (time.process_time() - before) * 1000


def show(notebook: Notebook) -> "Window":
    """The real window on the notebook."""
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
    window.receive(Desk(notebook, default_library(), clock=lambda: NOW))
    window.show()
    app.processEvents()
    return window


def figures(notebook: Notebook) -> list[dict[str, object]]:
    """Each figure with its limit and what it was taken from."""
    from beforehand.ui.places import Place

    where = places(busiest(notebook))
    window = show(notebook)
    away = Place("settings")
    measured = []
    for name, place in where.items():
        rounds = []
        for _ in range(ROUNDS):
            opened(window, away)
            rounds.append(round(opened(window, place), 1))
        measured.append(figure(f"{name}, first time, ms", rounds[0], rounds))
        measured.append(figure(f"{name}, again, ms", min(rounds[1:]), rounds))
    window.hide()
    return measured


def figure(name: str, value: float, rounds: list[float]) -> dict[str, object]:
    """One figure as it is written down."""
    return {"name": name, "value": value, "limit": LIMIT_MS, "pairs": rounds}


def main() -> int:
    """Make the notebook, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--counterparts", type=int, default=COUNTERPARTS)
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--notebook", type=Path, help="keep it here, and use it again")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.notebook or Path(temporary) / "notebook"
        fresh = not folder.exists()
        notebook = Notebook.open(folder, NOW, create=True)
        if fresh:
            before = time.process_time()
            fill(notebook, options.counterparts, options.notes, NOW)
            print(f"filled in {time.process_time() - before:.1f} s", file=sys.stderr)
        measured = figures(notebook)
        notebook.close()
    if options.json:
        options.json.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    for each in measured:
        print(f"{each['name']}: {each['value']} (limit {each['limit']})", each["pairs"])
    return int(any(each["value"] > each["limit"] for each in measured))


if __name__ == "__main__":
    sys.exit(main())
