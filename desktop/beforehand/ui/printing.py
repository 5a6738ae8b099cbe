"""Printing a sheet: the system's dialog, then the pages in a thread."""

from PySide6.QtCore import QObject, QSizeF, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.ui.errands import Errand
from beforehand.ui.pages import page_sizes, print_pages, suit

JOB = "Sheet"
"""The name of the job, which stands in the printer's queue for all to see."""


class Printing(QObject):
    """Asks which printer, and hands it the pages."""

    printed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._errand = Errand(self)
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self.failed)

    def ask(self, pdf: bytes) -> None:
        """Open the print dialog for a sheet, or say that there is no printer."""
        if not QPrinterInfo.availablePrinterNames():
            self.failed.emit(NoPrinterError())
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        sizes = page_sizes(pdf)
        suit(printer, sizes[0], JOB)
        dialog = self._dialog(printer, len(sizes))
        dialog.accepted.connect(lambda: self.print_on(printer, pdf, sizes[0]))
        dialog.finished.connect(dialog.deleteLater)
        # Qt hides the plain open() of a dialog behind one that wants a slot.
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, pdf: bytes, size: QSizeF) -> None:
        """Print a sheet, on the paper it was laid out for whatever the dialog made of it."""
        suit(printer, size, JOB)
        self._errand.send(lambda: print_pages(pdf, printer))

    def _dialog(self, printer: QPrinter, pages: int) -> QPrintDialog:
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
        return dialog

    def _finish(self, done: object) -> None:
        if done:
            self.printed.emit()
        else:
            self.failed.emit(
                BeforehandError(
                    "The printer did not take the sheet.",
                    "See whether it is switched on, or save the sheet as PDF and print that.",
                )
            )


class NoPrinterError(BeforehandError):
    """No printer is set up on this computer."""

    def __init__(self) -> None:
        super().__init__(
            "No printer is set up on this computer.",
            "Save the sheet as PDF and print it elsewhere.",
        )
