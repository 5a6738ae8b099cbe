"""Printing a sheet: the system's dialog, then the pages in a thread, which can be stopped."""

from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QSizeF, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QProgressBar, QProgressDialog, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.ui.errands import Errand
from beforehand.ui.pages import first_size
from beforehand.ui.print_pages import Way, suit, way_of

_SHOWN_AFTER_MS = 800
"""A shorter printing shows no progress."""
_STEPS = 1000


class Printing(QObject):
    """Asks which printer, and hands it the pages."""

    printed = Signal()
    failed = Signal(object)
    _moved = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._stop = Event()
        self._progress: QProgressDialog | None = None
        self._errand = Errand(self)
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self._fail)
        self._moved.connect(self._show_progress)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._stop.set)

    def ask(self, pdf: bytes) -> None:
        """Open the print dialog for a sheet, or say that there is no printer."""
        if not QPrinterInfo.availablePrinterNames():
            self.failed.emit(NoPrinterError())
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        pages, size = first_size(pdf)
        suit(printer, size)
        dialog = self._dialog(printer, pages)
        dialog.accepted.connect(lambda: self.print_on(printer, pdf, size))
        dialog.finished.connect(dialog.deleteLater)
        # Qt hides the plain open() of a dialog behind one that wants a slot.
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter, pdf: bytes, size: QSizeF) -> None:
        """Print a sheet, on the paper it was laid out for whatever the dialog made of it."""
        suit(printer, size)
        self.go(way_of(pdf, printer))

    def go(self, way: Way) -> None:
        """Print one way or another, in a thread."""
        self._stop.clear()
        self._errand.send(lambda: way(self._watch))

    def stop(self) -> None:
        """Print no further page."""
        self._stop.set()

    def _watch(self, share: float) -> None:
        """In the thread: tell how far it is, and go no further once it was stopped."""
        if self._stop.is_set():
            raise StoppedPrintingError
        self._moved.emit(share)

    def _dialog(self, printer: QPrinter, pages: int) -> QPrintDialog:
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintSelection, False)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
        return dialog

    def _show_progress(self, share: float) -> None:
        if not self._errand.busy:
            return
        if self._progress is None:
            self._progress = _way_to_stop(self._window)
            self._progress.canceled.connect(self.stop)
        self._progress.setValue(round(share * _STEPS))

    def _finish(self, _done: object) -> None:
        self._end()
        self.printed.emit()

    def _fail(self, fault: BeforehandError) -> None:
        self._end()
        self.failed.emit(fault)

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.canceled.disconnect(self.stop)
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None


def _way_to_stop(window: QWidget) -> QProgressDialog:
    made = QProgressDialog("Printing…", "Stop", 0, _STEPS, window)
    bar = QProgressBar()
    bar.setTextVisible(False)  # the bar is too thin for words
    made.setBar(bar)
    made.setRange(0, _STEPS)
    made.setWindowTitle("Print")
    made.setMinimumWidth(360)
    made.setMinimumDuration(_SHOWN_AFTER_MS)
    made.setAutoReset(False)
    return made


class NoPrinterError(BeforehandError):
    """No printer is set up on this computer."""

    def __init__(self) -> None:
        super().__init__(
            "No printer is set up on this computer.",
            "Save the sheet as PDF and print it elsewhere.",
        )


class StoppedPrintingError(BeforehandError):
    """The person stopped a long printing."""

    def __init__(self) -> None:
        super().__init__("Printing was stopped.", "Pages the printer has already may still come.")
