"""Takes the pictures of the README: the real window on the sample notebook, and its two sheets.

QT_QPA_PLATFORM=offscreen .venv/bin/python docs/take_pictures.py [--folder docs/pictures]
"""

import argparse
import tempfile
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from beforehand import paths
from beforehand.domain.brief import Brief
from beforehand.domain.room import room_brief
from beforehand.exchange.sample import slug_id, write_sample
from beforehand.library import default_library
from beforehand.sheets import private_sheet, room_sheet
from beforehand.store import backing_up
from beforehand.store.gather import gather
from beforehand.store.notebook import Notebook
from beforehand.ui import app
from beforehand.ui.pages import picture
from beforehand.ui.places import Place

HERE = Path(__file__).parent
SIZE = (1440, 900)
SHEET_WIDTH = 900
SOUGHT = "audit"
PATIENCE = 2.0
"""Seconds for what is laid out in a thread, on a slow machine."""
TALK, PERSON = slug_id("date-for-4-2"), slug_id("lucja")
STOPS = (
    ("today", Place("today")),
    ("prepare", Place("prepare", TALK)),
    ("counterpart", Place("counterpart", PERSON)),
    ("for-the-room", Place("prepare", TALK, "for-the-room")),
    ("sheet", Place("sheet", TALK, "private")),
    ("debrief", Place("debrief", slug_id("graz-depot"))),
    ("search", Place("search")),
)


def settled(widget: QWidget, application: QApplication) -> None:
    """Let everything that is on its way arrive: layouts, threads, slices."""
    # Not QTest.qWait: it keeps Python's lock, and the thread that lays a sheet out would wait too.
    until = monotonic() + PATIENCE
    while monotonic() < until:
        application.processEvents()
        sleep(0.02)
    widget.repaint()


def screens(folder: Path, notebook: Path) -> None:
    """One picture of each stop, in the light and in the dark."""
    application = app.make_application()
    window, session = app.make_window(application)
    window.resize(*SIZE)
    window.painted.connect(lambda: app.begin(session, notebook, sample=False))
    window.show()
    settled(window, application)
    # What a new notebook asks first is no part of an ordinary day.
    next(each for each in window.findChildren(QPushButton) if each.text() == "Not now").click()
    for theme, tail in (("light", ""), ("dark", "-dark")):
        session.change(session.settings._replace(theme=theme))
        for name, place in STOPS:
            window.go(place)
            if name == "search":
                QTest.keyClicks(application.focusWidget(), SOUGHT)
            settled(window, application)
            window.grab().save(str(folder / f"{name}{tail}.png"))
    window.close()


def sheets(folder: Path, brief: Brief, drivers: dict[Any, str], today: datetime) -> None:
    """Both sheets, first page each."""
    printed = {
        "private-brief": private_sheet(brief, printed_on=today.date(), drivers=drivers),
        "room-sheet": room_sheet(room_brief(brief)),
    }
    for name, sheet in printed.items():
        picture(sheet.pdf, 0, SHEET_WIDTH).save(str(folder / f"{name}.png"))


def main() -> None:
    """Write all pictures into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=HERE / "pictures")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    now, library = datetime.now().astimezone(), default_library()
    with tempfile.TemporaryDirectory() as scratch:
        notebook = Path(scratch) / "notebook"
        write_sample(notebook, library, now)
        opened = Notebook.open(notebook, now)
        brief = gather(opened, TALK, library.lenses)
        backing_up.make(opened, paths.program(paths.COPYING), now, "daily")
        opened.close()
        screens(folder, notebook)
    sheets(folder, brief, {key: each.name for key, each in library.drivers.items()}, now)


if __name__ == "__main__":
    main()
