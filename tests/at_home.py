"""The program as it is started at home: the window, its session, and a settings file of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from beforehand import paths
from beforehand.ui.session import Session
from beforehand.ui.settings import SettingsFile
from beforehand.ui.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "HOME")
"""What says where a person's files lie."""


@contextmanager
def started(at: datetime, settings: Path | None = None) -> Iterator[Session]:
    """A window and its session at a time, with no notebook yet; closed in the end."""
    window = Window()
    file = SettingsFile(settings or paths.settings_file())
    session = Session(window, file, clock=lambda: at)
    session.dress()
    window.show()
    try:
        yield session
    finally:
        window.give_up()
        window.deleteLater()
        # Or every window of every test would be dressed again by the next change of the look.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
