"""Wordings that gave way to newer ones when copies were merged: each with where it belongs."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from beforehand import wording
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.superseded import Superseded
from beforehand.ui.desk import Desk
from beforehand.ui.kind_words import WORDS
from beforehand.ui.places import Heading, Place
from beforehand.ui.search.places_found import place_of_record
from beforehand.ui.widgets.basics import button, card, clear, column, holding, label, row, scroll
from beforehand.ui.widgets.wrapped import Wrapped

_WIDTH = 660
_MOST_LINES = 60
PAGE = 40
_ABOUT = (
    "When copies were merged, the newer wording of each thing stayed. What the other copy said is "
    "kept here, is found by the search, and goes when the thing itself is deleted for good. "
    "Answers have theirs in the journal, as earlier wordings."
)
_NONE = "Nothing gave way so far."


class GaveWayScreen(QFrame):
    """Read, copied from, and nothing else; the newest first, a page at a time."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = PAGE
        self._list = column(spacing=14)
        self.more = button("Show more")
        self.more.clicked.connect(self._show_more)
        about = label(_ABOUT, "muted", wrap=True)
        inside = holding(column(about, self._list, row(self.more, None), None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, 100)
        self.setLayout(column(scroll(holding(page, margins=(28, 26, 28, 28)))))

    def heading(self) -> Heading:
        """Its name, under the settings."""
        return Heading("Wordings that gave way", "Settings", Place("settings"))

    def open(self, _place: Place) -> None:
        """Show the newest."""
        self._shown = PAGE
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        clear(self._list)
        shelf = self._desk.notebook[Superseded]
        found = shelf.find(order="-written_at", limit=self._shown)
        for each in found:
            self._list.addWidget(self._shown_one(each))
        if not found:
            self._list.addWidget(label(_NONE, wrap=True))
        self.more.setVisible(shelf.count() > len(found))

    def leave(self) -> None:
        """Nothing is typed here."""

    def _show_more(self) -> None:
        self._shown += PAGE
        self.refresh()

    def _shown_one(self, each: Superseded) -> QWidget:
        copy = button("Copy", role="quiet")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(each.words))
        place = place_of_record(self._desk.notebook, each)
        way = button("Show what stands now", role="quiet")
        way.setVisible(place is not None)
        way.clicked.connect(lambda: self.go.emit(place))
        head = Wrapped(" · ".join(self._head(each)), "small", most_lines=3)
        words = Wrapped(each.words, "words", most_lines=_MOST_LINES)
        return card(head, words, row(copy, way, None), spacing=8)

    def _head(self, each: Superseded) -> Iterator[str]:
        """What it is, whose, and from which day."""
        yield WORDS.get(each.record_kind, ("note", ""))[0].capitalize()
        notebook = self._desk.notebook
        talk = notebook[Conversation].get(each.conversation_id) if each.conversation_id else None
        person = notebook[Counterpart].get(each.counterpart_id) if each.counterpart_id else None
        if talk is not None:
            yield talk.issue
        if person is not None:
            yield person.name
        yield wording.day(each.written_at.astimezone().date())
