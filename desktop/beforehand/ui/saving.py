"""Saving a sheet as a file: the dialog, a password if one is wanted, the writing in a thread."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from beforehand.sheets import write_pdf
from beforehand.ui.errands import Errand

PLAIN, PROTECTED = "PDF (*.pdf)", "PDF with a password (*.pdf)"
"""The kinds of file that the dialog offers."""


class Saving(QObject):
    """Asks where to save a sheet, and saves it there.

    The folder is remembered while the program runs, and nowhere else; a password is not at all.
    """

    saved = Signal(object)
    """The `Path` of the file."""
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._folder = _documents()
        self.protected = False
        """Whether the file that was saved last opens with a password only."""
        self._errand = Errand(self)
        self.saved.connect(self._remember)
        self._errand.done.connect(self.saved)
        self._errand.failed.connect(self.failed)

    def ask(self, pdf: bytes, name: str, *, protect: bool = False) -> None:
        """Open the file dialog with a name suggested; `protect` suggests a password as well."""
        dialog = QFileDialog(self._window, "Save as PDF", str(self._folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([PLAIN, PROTECTED])
        dialog.selectNameFilter(PROTECTED if protect else PLAIN)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(
            lambda file: self._take(pdf, Path(file), dialog.selectedNameFilter())
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, pdf: bytes, file: Path, password: str = "") -> None:
        """Write a sheet to a file; what was there before stays whole until it is written."""
        self.protected = bool(password)

        def write() -> Path:
            # Imported here: a window that locks nothing does without what locks.
            from beforehand.sheets.password import locked

            write_pdf(file, locked(pdf, password) if password else pdf)
            return file

        self._errand.send(write)

    def ask_password(self, pdf: bytes, file: Path) -> None:
        """Ask for the password that a file will open with, and save it."""
        from beforehand.ui.dialogs.pdf_password import PdfPassword

        dialog = PdfPassword(file.name, self._window)
        dialog.given.connect(lambda password: self.save(pdf, file, password))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remember(self, file: Path) -> None:
        self._folder = file.parent

    def _take(self, pdf: bytes, file: Path, kind: str) -> None:
        if kind == PROTECTED:
            self.ask_password(pdf, file)
        else:
            self.save(pdf, file)


def _documents() -> Path:
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        or Path.home()
    )
