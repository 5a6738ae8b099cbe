"""Where a finished sheet goes: to a file or to the printer, and what is said of it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.orders import Laid
from beforehand.ui.printing import NoPrinterError, Printing
from beforehand.ui.saving import Saving
from beforehand.ui.widgets.bars import Bar, Offer


class HandingOut(QObject):
    """Asks where the sheet shall go, and tells what became of it in a bar."""

    handed_out = Signal(str)
    """The kind of sheet that is now on paper or on the disk."""

    def __init__(self, screen: QWidget, notice: Bar) -> None:
        super().__init__(screen)
        self._notice = notice
        self.asked: Laid | None = None
        """The sheet that was asked for last."""
        self.saving, self.printing = Saving(screen), Printing(screen)
        self.saving.saved.connect(self._note_saved)
        self.saving.failed.connect(self._tell)
        self.printing.printed.connect(self._note_printed)
        self.printing.failed.connect(self._tell)

    def save(self, laid: Laid) -> None:
        """Ask where to save it."""
        self.asked = laid
        self.saving.ask(laid.sheet.pdf, laid.name)

    def print(self, laid: Laid) -> None:
        """Ask on which printer to print it."""
        self.asked = laid
        self.printing.ask(laid.sheet.pdf)

    def _note_saved(self, file: Path) -> None:
        folder = QUrl.fromLocalFile(str(file.parent))
        offers: list[Offer] = [("Open folder", lambda: QDesktopServices.openUrl(folder))]
        if self.saving.protected:
            self._notice.tell(f"Saved with a password: {file.name}", *offers)
        else:
            offers.append(("Protect with a password…", partial(self._protect, self.asked, file)))
            self._notice.tell(f"Saved: {file.name}", *offers)
        self._note_done()

    def _protect(self, laid: Laid | None, file: Path) -> None:
        """Save the same sheet in the same place, with a password."""
        if laid is not None:
            self.saving.ask_password(laid.sheet.pdf, file)

    def _note_printed(self) -> None:
        self._notice.tell("Handed to the printer.")
        self._note_done()

    def _note_done(self) -> None:
        if self.asked is not None:
            self.handed_out.emit(self.asked.kind)

    def _tell(self, fault: BeforehandError) -> None:
        bad = not isinstance(fault, NoPrinterError)
        self._notice.tell(str(fault), ("Save as PDF…", self._save_again), bad=bad)

    def _save_again(self) -> None:
        if self.asked is not None:
            self.save(self.asked)
