"""What is chosen in the trash: what it was, how long it is kept, and the two ways out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store.trash import TrashLine, brought_back
from beforehand.ui.desk import Desk
from beforehand.ui.goodbye_words import left_sentence
from beforehand.ui.kind_words import name_of
from beforehand.ui.widgets.basics import button, column, holding, icon_button, label, row, scroll
from beforehand.ui.widgets.goodbye import Goodbye
from beforehand.ui.widgets.wrapped import Wrapped

_MOST_LINES = 8


class AwayPanel(QStackedWidget):
    """The thing that is chosen; in its place the question before it is deleted for good."""

    closed = Signal()
    """Nothing is chosen any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.line: TrashLine | None = None
        self.what = label("", "eyebrow")
        self.words = Wrapped("", "words", most_lines=_MOST_LINES)
        self.when = label("", "muted", wrap=True)
        self.left = label("", wrap=True)
        self.back = button("Bring back", "undo-2", "primary")
        self.delete = button("Delete for good …", "trash-2", "danger")
        self.goodbye = Goodbye(desk)
        self.close_button = icon_button("x", "Back to the list")
        self.addWidget(self._details())
        self.addWidget(self.goodbye)
        self._connect()

    def show_line(self, line: TrashLine) -> None:
        """Show a thing."""
        self.line = line
        self.what.setText(name_of(line.record))
        self.words.setText(line.title or "Without words")
        self.when.setText(f"Put away {wording.moment(line.record.trashed_at)}")
        self.left.setText(left_sentence(line))
        self.setCurrentIndex(0)

    def ask(self) -> None:
        """Ask before it is deleted for good."""
        if self.line is not None:
            self.goodbye.ask("Delete this for good?", (self.line.record,))
            self.setCurrentIndex(1)
            self.goodbye.keep.setFocus()

    def ask_about(self, heading: str, lines: list[TrashLine]) -> None:
        """Ask before many things are deleted for good."""
        self.line = None
        self.goodbye.ask(heading, [line.record for line in lines])
        self.setCurrentIndex(1)
        self.goodbye.keep.setFocus()

    def bring_back(self) -> None:
        """Out of the trash with it, and with what it hangs on."""
        if self.line is None:
            return
        try:
            records = brought_back(self._desk.notebook, self.line.record)
        except BeforehandError as error:
            self._desk.failed.emit(error)
            return
        name = " ".join(self.line.title.split())[:40]
        label_ = f"Bring back “{name}”" if name else "Bring back a note"
        if self._desk.do(label_, records):
            self._desk.removed.emit(label_)
            self.closed.emit()

    def _details(self) -> QFrame:
        head = row(self.what, None, self.close_button)
        told = column(head, self.words, self.when, self.left, None, spacing=12)
        # Both ways out stay in sight however long the words are.
        acts = holding(column(self.back, self.delete, spacing=8), margins=(20, 12, 20, 18))
        page = column(scroll(holding(told, margins=(20, 14, 20, 8))), acts, spacing=0)
        page.setStretch(0, 1)
        return holding(page)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.back.clicked.connect(self.bring_back)
        self.delete.clicked.connect(self.ask)
        self.goodbye.kept.connect(self._kept)
        self.goodbye.deleted.connect(self.closed)

    def _kept(self) -> None:
        if self.line is None:
            self.closed.emit()
        else:
            self.setCurrentIndex(0)
