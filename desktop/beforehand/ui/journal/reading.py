"""One entry of the journal to be read in full, and how an answer read before, side by side."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand import wording
from beforehand.domain.conversations import Answer, EarlierWording
from beforehand.domain.record import Id, Record
from beforehand.store.journal import Wording, wordings
from beforehand.store.notebook import Notebook
from beforehand.ui.journal.entries import Told
from beforehand.ui.widgets.basics import (
    WordsEdit,
    button,
    column,
    holding,
    icon_button,
    label,
    row,
    scroll,
)
from beforehand.ui.widgets.wrapped import Wrapped

_NOW = "As it reads now"


class Dated(QFrame):
    """Words that are only read, under the day of which they are."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.head = Wrapped("", "small")
        self.words = WordsEdit("Nothing was written.", lines=3, role="field")
        self.words.setReadOnly(True)
        self.words.setAccessibleName(name)
        self.setLayout(column(self.head, self.words, None, spacing=6))

    def show_words(self, head: str, words: str) -> None:
        """Show other words."""
        self.head.setText(head)
        self.words.set_words(words)


class Reading(QFrame):
    """An entry in full; `opened` carries its record, to go to the place where it stands."""

    opened = Signal(object)
    narrowed = Signal(object)
    """The id of a conversation or a counterpart, of which alone one wants to read."""

    def __init__(self, notebook: Notebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._told: Told | None = None
        self._wordings: list[Wording] = []
        self._at = 1
        self._build()
        self._connect()
        self.show_told(None)

    def _build(self) -> None:
        self.day = label("", "eyebrow")
        self.heading = Wrapped("", "title")
        self.about = Wrapped("", "muted")
        self.place = button("Open its place", "arrow-right")
        self.talk = button("Only this conversation", role="ghost")
        self.person = button("Only this person", role="ghost")
        self.now, self.before = Dated("The words"), Dated("The words before")
        self.earlier = icon_button("arrow-left", "The wording before that")
        self.later = icon_button("arrow-right", "The wording after that")
        self._which = label("", "small")
        self.steps = holding(row(self.earlier, self._which, self.later, None, spacing=4))
        older = holding(column(self.before, self.steps, None, spacing=6))
        self.older = older
        beside = row(self.now, older, spacing=20)
        beside.setStretch(0, 1)
        beside.setStretch(1, 1)
        acts = row(self.place, self.talk, self.person, None, spacing=6)
        self._inside = holding(
            column(self.day, self.heading, self.about, beside, acts, None, spacing=12),
            margins=(24, 20, 24, 20),
        )
        self.setLayout(column(scroll(self._inside)))

    def _connect(self) -> None:
        self.place.clicked.connect(lambda: self.opened.emit(self.record))
        self.talk.clicked.connect(lambda: self._narrow("conversation_id"))
        self.person.clicked.connect(lambda: self._narrow("counterpart_id"))
        self.earlier.clicked.connect(lambda: self._step(1))
        self.later.clicked.connect(lambda: self._step(-1))

    @property
    def record(self) -> Record | None:
        """The record that is read."""
        return self._told.entry.record if self._told else None

    def show_told(self, told: Told | None, *, wording_of: Id | None = None) -> None:
        """Show an entry, or none; of an answer, beside the earlier wording that is named."""
        self._told = told
        self._inside.setVisible(told is not None)
        if told is None:
            return
        entry = told.entry
        self.day.setText(f"{told.what} · {told.day}")
        self.heading.setText(entry.heading)
        self.heading.setVisible(entry.heading.casefold() != told.what.casefold())
        self.about.setText(" · ".join(part for part in (told.people, told.issue) if part))
        self.talk.setVisible(told.conversation_id is not None)
        self.person.setVisible(told.counterpart_id is not None)
        self._wordings = self._read_wordings(entry.record)
        self._at = self._number_of(wording_of)
        several = len(self._wordings) > 1
        self.now.show_words(f"{_NOW}, {told.day}" if several else "", entry.words)
        self.older.setVisible(several)
        if several:
            self._show_before()

    def _read_wordings(self, record: Record) -> list[Wording]:
        return wordings(self._notebook, record.id) if isinstance(record, Answer) else []

    def _number_of(self, wording_of: Id | None) -> int:
        """Which of the wordings is meant: the newest of the earlier ones, if none is named."""
        meant = self._notebook[EarlierWording].get(wording_of) if wording_of else None
        for number, each in enumerate(self._wordings[1:], start=1):
            if meant and (each.when, each.text) == (meant.written_at, meant.text):
                return number
        return 1

    def _step(self, by: int) -> None:
        self._at = min(len(self._wordings) - 1, max(1, self._at + by))
        self._show_before()

    def _show_before(self) -> None:
        each, last = self._wordings[self._at], len(self._wordings) - 1
        day = wording.day(each.when.astimezone().date())
        asked = each.wording if each.wording != self._wordings[0].wording else ""
        head = f"As it read on {day}" + (f", to the question “{asked}”" if asked else "")
        self.before.show_words(head, each.text)
        self.steps.setVisible(last > 1)
        self._which.setText(f"{self._at} of {last} earlier")
        self.earlier.setEnabled(self._at < last)
        self.later.setEnabled(self._at > 1)

    def _narrow(self, name: str) -> None:
        if self._told is not None:
            self.narrowed.emit(getattr(self._told, name))
