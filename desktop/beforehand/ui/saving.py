"""Saving a sheet as a file: the dialog, then the writing in a thread."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from beforehand.sheets import write_pdf
from beforehand.ui.errands import Errand


class Saving(QObject):
    """Asks where to save a sheet, and saves it there.

    The folder is remembered while the program runs, and nowhere else.
    """

    saved = Signal(object)
    """The `Path` of the file."""
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = _documents()
        self._errand = Errand(self)
        self._errand.done.connect(self.saved)
        self._errand.failed.connect(self.failed)

    def ask(self, pdf: bytes, name: str) -> None:
        """Open the file dialog with a name suggested."""
        dialog = QFileDialog(self._window, "Save as PDF", str(self._folder), "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self.save(pdf, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, pdf: bytes, file: Path) -> None:
        """Write a sheet to a file; what was there before stays whole until it is written."""
        self._folder = file.parent

        def write() -> Path:
            write_pdf(file, pdf)
            return file

        self._errand.send(write)


def _documents() -> Path:
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        or Path.home()
    )
