"""One thing written a year ago, on Today; asked for a moment after the day is shown."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QHBoxLayout

from beforehand.store.journal import JournalEntry
from beforehand.ui.desk import Desk
from beforehand.ui.journal.entries import Told, told
from beforehand.ui.rows import Row
from beforehand.ui.screens.today_cards import ListCard
from beforehand.ui.search.places_found import place_of_record
from beforehand.ui.widgets.basics import column, row
from beforehand.ui.widgets.line import ABOVE, PAD, Line
from beforehand.ui.widgets.wrapped import Wrapped

_MOST_LINES = 5


class Saying(Line):
    """Words once written, as a line that opens their place."""

    def __init__(self, entry: Told) -> None:
        parts = (entry.what, entry.people, entry.day)
        self._words = entry.passage.text
        super().__init__(Row(self._words, " · ".join(part for part in parts if part)), wrap=True)

    def _lay_out(self, *, wrap: bool) -> QHBoxLayout:  # noqa: ARG002  # words always wrap
        words = Wrapped(self._words, "saying", most_lines=_MOST_LINES)
        inside = row(column(words, Wrapped(self.row.below, "below"), spacing=6))
        inside.setContentsMargins(PAD, ABOVE, PAD, ABOVE + 4)
        self.setLayout(inside)
        return inside


def written_card(desk: Desk, entry: JournalEntry, go: SignalInstance) -> ListCard:
    """The card, which opens the place of what it shows."""
    (line,) = told(desk.notebook, [entry])
    saying = Saying(line)
    place = place_of_record(desk.notebook, entry.record)
    if place is not None:
        saying.clicked.connect(lambda: go.emit(place))
    return ListCard("You wrote, a year ago", [saying])
