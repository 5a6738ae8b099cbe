"""Merging another copy: which one, what would come, and what came."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.domain.merged import Merged
from beforehand.store.faults import Refused
from beforehand.store.merging_child import Look
from beforehand.ui.desk import Desk
from beforehand.ui.keeping.child import Child
from beforehand.ui.merge.orders import MergeOrder
from beforehand.ui.merge.pages import ChoosePage, DonePage, LockedPage, LookPage, PreviewPage
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import clear, column, holding, row, scroll

_WIDTH = 620


class MergeScreen(QFrame):
    """One page after the other; nothing is changed before “Merge” is pressed."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._named: Path | None = None
        self._words: str | None = None
        self.page: QWidget = QWidget()
        self._child = Child(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._inside: QVBoxLayout = column(spacing=0)
        inside = holding(column(self._inside, None))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, 100)
        self.setLayout(column(scroll(holding(page, margins=(28, 26, 28, 28)))))

    def _connect(self) -> None:
        self._child.done.connect(self._preview)
        self._child.failed.connect(self.tell_failure)

    def heading(self) -> Heading:
        """Its name, under the settings."""
        return Heading("Merge another copy", "Settings", Place("settings"))

    def open(self, place: Place) -> None:
        """Ask for a copy, or look at the one that was dropped."""
        if place.detail and not self._desk.is_sample:
            self.look(Path(place.detail))
        else:
            self._choose()

    def refresh(self) -> None:
        """What is shown is of one moment."""

    def leave(self) -> None:
        """End a look that is under way; nothing is left of it."""
        self._child.stop()
        self._words = None

    def look(self, named: Path, words: str | None = None) -> None:
        """See what would come from there."""
        self._child.stop()
        self._named, self._words = named, words
        page = LookPage(named)
        page.stop.clicked.connect(self._stop)
        self._child.told.connect(page.tell)
        self._show(page)
        try:
            self._child.begin(Look(self._desk.notebook, named, self._desk.now(), words))
        except BeforehandError as error:
            self.tell_failure(error)

    def show_done(self, merged: Merged) -> None:
        """Say what came, and offer to take it back."""
        page = DonePage(merged)
        page.back.clicked.connect(lambda: self._desk.lock_wanted.emit(MergeOrder()))
        page.done.clicked.connect(lambda: self.go.emit(Place("today")))
        self._show(page)
        page.done.setFocus()

    def tell_failure(self, error: BeforehandError) -> None:
        """Ask for the passphrase if that is all that is missing, else for another copy."""
        if isinstance(error, Refused) and error.locked and self._named is not None:
            self._ask(self._named, str(error))
        else:
            self._choose(str(error))

    def _choose(self, trouble: str = "") -> None:
        page = ChoosePage(sample=self._desk.is_sample, trouble=trouble)
        page.folder.clicked.connect(lambda: self._dialog(folder=True))
        page.file.clicked.connect(lambda: self._dialog(folder=False))
        self._show(page)

    def _ask(self, named: Path, trouble: str) -> None:
        page = LockedPage(named, trouble)
        page.given.connect(lambda words: self.look(named, words))
        page.cancel.clicked.connect(self._stop)
        self._show(page)
        page.setFocus()

    def _preview(self, merged: Merged) -> None:
        if self._named is None:
            return
        page = PreviewPage(self._named, merged)
        order = MergeOrder(self._named, self._words)
        page.merge.clicked.connect(lambda: self._desk.lock_wanted.emit(order))
        page.cancel.clicked.connect(self._stop)
        self._show(page)
        (page.cancel if merged.nothing or merged.strangers else page.merge).setFocus()

    def _stop(self) -> None:
        self._child.stop()
        self._named = self._words = None
        self._choose()

    def _show(self, page: QWidget) -> None:
        clear(self._inside)
        self.page = page
        self._inside.addWidget(page)
        # The button that has the focus is pressed by Enter, too.
        for each in page.findChildren(QPushButton):
            each.setAutoDefault(True)
        page.show()

    def _dialog(self, *, folder: bool) -> None:
        dialog = QFileDialog(self.window(), "Choose the other copy of the notebook")
        if folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters(["Notebooks (*.db)", "All files (*)"])
        dialog.fileSelected.connect(lambda chosen: self.look(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
