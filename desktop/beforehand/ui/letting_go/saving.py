"""Saving everything about one person: read in slices, laid out and written in a thread."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import PersonFile
from beforehand.exchange.about_person import about_as_json
from beforehand.exchange.files import write_whole
from beforehand.orders.record import RecordOrder
from beforehand.sheets import Options, dated_name, write_pdf
from beforehand.store.about_person import reading
from beforehand.ui.desk import Desk
from beforehand.ui.errands import Errand
from beforehand.ui.letting_go import words
from beforehand.ui.letting_go.slices import Slices

PDF, JSON = "PDF, to read and to print (*.pdf)", "JSON, for programs (*.json)"


NOT_ENCRYPTED = (
    "It is not encrypted, and others are named in it: look through it before you pass it on."
)


class SavingAbout(QObject):
    """Asks where to, and saves it there; one at a time for a screen."""

    saved = Signal(object)
    """The `Path` of the file."""
    failed = Signal(object)

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        # Whoever erases looks for it by this name, and need not import what lays sheets out.
        self.setObjectName(words.SAVING)
        self._over, self._desk = over, desk
        self._file: Path | None = None
        self._read: PersonFile | None = None
        self._slices, self._errand = Slices(self), Errand(self)
        self._slices.came.connect(self._keep)
        self._slices.done.connect(self._write)
        self._slices.failed.connect(self.failed)
        self._errand.done.connect(self.saved)
        self._errand.failed.connect(self.failed)
        self.failed.connect(desk.failed)
        self.saved.connect(self._tell)

    @classmethod
    def of(cls, over: QWidget, desk: Desk) -> "SavingAbout":
        """The one of a screen."""
        return over.findChild(cls) or cls(over, desk)

    @property
    def busy(self) -> bool:
        """Whether a file is being read for or written."""
        return self._slices.busy or self._errand.busy

    def ask(self, person: Counterpart) -> None:
        """Open the file dialog; the kind of file is chosen there."""
        dialog = QFileDialog(self._over, f"Everything about {person.first_name}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([PDF, JSON])
        dialog.setDefaultSuffix("pdf")
        name = dated_name(self._desk.now().date(), f"{person.name} everything")
        dialog.selectFile(name)
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix("json" if kind == JSON else "pdf")
        )
        dialog.fileSelected.connect(
            lambda file: self.save(person, _named(Path(file), dialog.selectedNameFilter()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, person: Counterpart, file: Path) -> None:
        """Write it to a file; what was there stays whole until it is written."""
        self._file, self._read = file, None
        notebook, lenses = self._desk.notebook, self._desk.library.lenses
        self._slices.begin(reading(notebook, person.id, lenses))

    def _keep(self, read: PersonFile | None) -> None:
        self._read = read or self._read

    def _write(self) -> None:
        read, file, now = self._read, self._file, self._desk.now()
        if read is None or file is None:
            return
        drivers = self._desk.library.driver_names
        order = RecordOrder(file=read, options=Options(), today=now.date(), drivers=drivers)
        self._read = None

        def write() -> Path:
            if file.suffix.lower() == ".json":
                write_whole(file, about_as_json(read, now).encode())
            else:
                write_pdf(file, order.lay_out().sheet.pdf)
            return file

        self._errand.send(write)

    def _tell(self, file: Path) -> None:
        """Said in the window's own line of notices."""
        bars = getattr(self._over.window(), "bars", None)
        if bars is not None:
            bars.notice.tell(f"Saved {file}. {NOT_ENCRYPTED}", passing=True)


def _named(file: Path, kind: str) -> Path:
    """The kind that was chosen decides, if the name does not."""
    if file.suffix.lower() in {".pdf", ".json"}:
        wrong = file.suffix.lower() == ".pdf" and kind == JSON
        return file.with_suffix(".json") if wrong else file
    return file.with_name(f"{file.name}{'.json' if kind == JSON else '.pdf'}")
