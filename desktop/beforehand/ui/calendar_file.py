"""Commitments to a calendar file: with or without names, where, and the writing in a thread."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from beforehand import wording
from beforehand.exchange.calendar import has_entry, write_calendar
from beforehand.store.promises import CommitmentLine
from beforehand.ui.errands import Errand

CHOICES = (
    ("Neutral: only that something is due…", False),
    ("With names and words…", True),
)
"""What a menu says, and whether the entries then name who and what."""

NAME = "commitments.ics"


class CalendarFile(QObject):
    """Asks where to save a calendar file, and saves it there."""

    saved = Signal(str)
    """A sentence that tells what was saved."""
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            or Path.home()
        )
        self._errand = Errand(self)
        self._errand.done.connect(self.saved.emit)
        self._errand.failed.connect(self.failed)

    def offer(self, menu: QMenu, lines: Callable[[], Sequence[CommitmentLine]]) -> None:
        """Put the choices in a menu; `lines` is asked once one of them is taken."""
        for words, names in CHOICES:
            menu.addAction(words).triggered.connect(partial(self._take, lines, names))

    def ask(self, lines: Sequence[CommitmentLine], *, names: bool) -> None:
        """Open the file dialog."""
        dialog = QFileDialog(
            self._window, "Save a calendar file", str(self._folder), "Calendar (*.ics)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(NAME)
        dialog.fileSelected.connect(lambda file: self.save(lines, Path(file), names=names))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, lines: Sequence[CommitmentLine], file: Path, *, names: bool) -> None:
        """Write the file; what was there before stays whole until it is written."""
        self._folder = file.parent

        def write() -> str:
            entries = write_calendar(lines, file, names=names)
            days = wording.count(entries, "commitment")
            return f"{days} saved in {file.name}. Open it with your calendar."

        self._errand.send(write)

    def _take(
        self, lines: Callable[[], Sequence[CommitmentLine]], names: bool, _checked: bool = False
    ) -> None:
        self.ask(lines(), names=names)


def any_entry(lines: Sequence[CommitmentLine]) -> bool:
    """Whether a calendar file of these would hold anything."""
    return any(has_entry(line) for line in lines)
