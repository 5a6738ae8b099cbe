"""Journal: everything that was written, newest first, to be read again."""

from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from beforehand import wording
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store.journal import Asked, JournalEntry, Written
from beforehand.store.overview import conversation_lines
from beforehand.ui.desk import Desk
from beforehand.ui.journal.entries import EntriesModel, told
from beforehand.ui.journal.reading import Reading
from beforehand.ui.places import Heading, Place
from beforehand.ui.search.found_rows import shortened
from beforehand.ui.search.found_view import PassagesView
from beforehand.ui.search.places_found import place_of_record
from beforehand.ui.widgets.basics import button, column, holding, label, rename, row
from beforehand.ui.widgets.person_field import PersonField

_PERSON_WIDTH, _TALK_WIDTH = 220, 380
_MOST_TALKS = 200
_EVERY_TALK = "Every conversation"
_NOTHING = (
    "Nothing written yet. What you write in a preparation, a debrief or about a person stands "
    "here, newest first."
)
_NOTHING_HERE = "Nothing was written here yet."


class JournalScreen(QFrame):
    """A list of passages at the left, the one that is read at the right."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: Counterpart | None = None
        self._stale = True
        self.model = EntriesModel(desk.notebook, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.person = PersonField(self._desk, "With anyone", offers_new=False)
        self.person.setAccessibleName("Counterpart")
        self.talks = QComboBox()
        self.talks.setAccessibleName("Conversation")
        self.talks.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.person.setFixedWidth(_PERSON_WIDTH)
        self.talks.setMaximumWidth(_TALK_WIDTH)
        self.talks.setMinimumWidth(_PERSON_WIDTH)
        self.everyone = button("", "x", "ghost")
        self.everyone.hide()
        self.nothing = label("", "muted", wrap=True)
        self.view = PassagesView("What was written")
        self.view.setModel(self.model)
        self.reading = Reading(self._desk.notebook)
        listed = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        listed.setMinimumWidth(240)
        read = holding(column(self.reading, spacing=0), "card", (1, 1, 1, 1))
        beside = row(listed, read, spacing=16)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self._both = holding(beside)
        filters = row(self.person, self.everyone, self.talks, None, spacing=10)
        filters.setStretch(2, 10)
        page = column(filters, self.nothing, self._both, spacing=16)
        page.setStretch(2, 1)
        page.addStretch(0)
        page.setContentsMargins(28, 22, 28, 24)
        self.setLayout(page)

    def _connect(self) -> None:
        self.person.picked.connect(self._with)
        self.everyone.clicked.connect(lambda: self._with(None))
        self.talks.activated.connect(self.refresh)
        self.view.selectionModel().currentChanged.connect(self._read)
        # A click only reads; Enter or a second click goes there.
        self.view.clicked.disconnect(self.view.opened)
        self.view.doubleClicked.connect(self._open_row)
        self.view.opened.connect(self._open_row)
        self.reading.opened.connect(self._open)
        self.reading.narrowed.connect(self._narrow)
        self._desk.changed.connect(self._note_change)

    def heading(self) -> Heading:
        """Its name."""
        return Heading("Journal", subtitle="what you wrote, newest first")

    def here(self) -> Place:
        """Of whom it is read, or of which conversation."""
        of = self._person.id if self._person else self.talks.currentData()
        return Place("journal", of)

    def open(self, place: Place) -> None:
        """Show everything, or what is of a conversation or a person, or the wordings of an answer.

        Without an id one goes on where one was.
        """
        answer = self._desk.notebook[Answer].get(place.id) if place.id else None
        if place.id and answer is None:
            self._narrow(place.id)
        elif answer is not None:
            self._narrow(answer.conversation_id)
            self._show_answer(answer, Id(place.detail) if place.detail else None)
        elif self._stale:
            self._show_talks()
            self.refresh()
        self.view.setFocus()

    def refresh(self) -> None:
        """Read from the newest on what the filters let through."""
        self._stale = False
        talk = self.talks.currentData()
        self.model.show_asked(
            Asked(conversation_id=talk, counterpart_id=self._person.id if self._person else None)
        )
        empty = self.model.rowCount() == 0
        self.nothing.setText(_NOTHING_HERE if talk or self._person else _NOTHING)
        self.nothing.setVisible(empty)
        self._both.setHidden(empty)
        self.reading.show_told(None)
        if not empty:
            self.view.setCurrentIndex(self.model.index(0))
            self.view.scrollToTop()

    def leave(self) -> None:
        """Nothing is typed here."""

    def _read(self, index: QModelIndex) -> None:
        self.reading.show_told(self.model.told(index))

    def _show_answer(self, answer: Answer, wording_of: Id | None) -> None:
        """Read an answer, which may stand far down in the list."""
        entry = JournalEntry(
            kind=Written.ANSWER,
            when=answer.updated_at,
            heading=answer.wording,
            words=answer.text,
            record=answer,
            conversation_id=answer.conversation_id,
        )
        for number in range(self.model.rowCount()):
            line = self.model.told(self.model.index(number))
            if line and line.entry.record.id == answer.id:
                self.view.setCurrentIndex(self.model.index(number))
        self.reading.show_told(*told(self._desk.notebook, [entry]), wording_of=wording_of)

    def _with(self, person: Counterpart | None) -> None:
        self._person = person
        self.person.clear()
        self.everyone.setVisible(person is not None)
        rename(self.everyone, f"With {shortened(person.name, 24)}" if person else "")
        self._show_talks()
        self.refresh()

    def _narrow(self, id_: Id) -> None:
        """Read only what is of a conversation or a person."""
        person = self._desk.notebook[Counterpart].get(id_)
        if person is not None:
            self._with(person)
            return
        self._show_talks()
        if self.talks.findData(id_) < 0:
            talk = self._desk.notebook[Conversation].get(id_)
            if talk is not None:
                self.talks.addItem(_name(talk), talk.id)
        self.talks.setCurrentIndex(max(0, self.talks.findData(id_)))
        self.refresh()

    def _show_talks(self) -> None:
        """Offer the conversations, newest first, of the person if one was chosen."""
        chosen = self.talks.currentData()
        self.talks.clear()
        self.talks.addItem(_EVERY_TALK, None)
        theirs = self._person.id if self._person else None
        for line in conversation_lines(
            self._desk.notebook, counterpart_id=theirs, limit=_MOST_TALKS
        ):
            self.talks.addItem(_name(line.conversation), line.conversation.id)
        self.talks.setCurrentIndex(max(0, self.talks.findData(chosen)))

    def _open_row(self, index: QModelIndex) -> None:
        line = self.model.told(index)
        if line is not None:
            self._open(line.entry.record)

    def _open(self, record: Any) -> None:
        place = place_of_record(self._desk.notebook, record)
        if place is not None:
            self.go.emit(place)

    def _note_change(self) -> None:
        """What changed is read again when one comes back, or at once if one is here."""
        self._stale = True
        if self.isVisible():
            self._show_talks()
            self.refresh()


def _name(talk: Conversation) -> str:
    when = f"{wording.day(talk.starts_at.astimezone().date())} · " if talk.starts_at else ""
    return f"{when}{shortened(talk.issue or talk.title or 'Without a word for it yet', 34)}"
