"""Commitments: who promised what by when, from every conversation, narrowed as one likes."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from beforehand.domain.commitments import State, is_mine
from beforehand.store.promises import CommitmentLine, all_commitments, open_commitments
from beforehand.ui.calendar_file import any_entry
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import (
    FlowLayout,
    button,
    column,
    holding,
    label,
    row,
    scroll,
    tip,
)
from beforehand.ui.widgets.promise_list import PromiseList
from beforehand.ui.widgets.segments import Segments

_WIDEST = 860
_NEAR = 200
"""Pixels from the end of the list at which the next page comes."""
_KINDS = {"commitments", "conversations", "counterparts", "participants"}


class Whose(StrEnum):
    """Whose promises are shown."""

    ALL = "Mine and theirs"
    MINE = "Mine"
    THEIRS = "Theirs"


class Which(StrEnum):
    """Which of them, by how they stand."""

    OPEN = "Open"
    LATE = "Late"
    ALL = "All"


class CommitmentsScreen(QFrame):
    """Every promise there is."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._build()
        self._connect()

    def _build(self) -> None:
        self.whose = Segments("Whose", [(each, each.value) for each in Whose])
        self.which = Segments("Which", [(each, each.value) for each in Which])
        self.whose.set_value(Whose.ALL)
        self.which.set_value(Which.OPEN)
        filters = FlowLayout(spacing=12)
        for each in (self.whose, self.which):
            filters.addWidget(each)
        self.calendar = button("Calendar file…", "calendar")
        self.calendar_menu = QMenu(self)
        self.calendar.setMenu(self.calendar_menu)
        self.nothing = label("", "muted", wrap=True)
        self.list = PromiseList(self._desk)
        self.card = holding(column(self.list), "card", (14, 6, 10, 6))
        page = holding(column(holding(filters), self.nothing, self.card, None, spacing=16))
        page.setMaximumWidth(_WIDEST)
        # In a row, or the height would be that of the width there is and not of the width it takes.
        across = row(page, None)
        across.setStretch(0, 1000)
        self.area = scroll(holding(across, margins=(28, 22, 28, 24)))
        self.setLayout(column(self.area))

    def _connect(self) -> None:
        for each in (self.whose, self.which):
            each.chosen.connect(self._choose)
        self.list.go.connect(self.go)
        self.list.calendar.offer(self.calendar_menu, lambda: self.list.lines)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._desk.changed.connect(self._changed)

    def heading(self) -> Heading:
        """Its name, and the way to a calendar."""
        return Heading("Commitments", "Today", Place("today"), actions=(self.calendar,))

    def open(self, _place: Place) -> None:
        """Show the list as it is now."""
        self.refresh()

    def refresh(self) -> None:
        """Read the list again."""
        notebook, today = self._desk.notebook, self._desk.now().date()
        every = self.which.value() is Which.ALL
        read = all_commitments if every else open_commitments
        lines = [line for line in read(notebook, today) if self._fits(line)]
        self.list.show_lines(lines)
        self.card.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(_NOTHING[Which(str(self.which.value()))])
        dated = any_entry(lines)
        self.calendar.setEnabled(dated)
        tip(self.calendar, "" if dated else "No open commitment here has a day")

    def leave(self) -> None:
        """Nothing is typed here."""

    def _fits(self, line: CommitmentLine) -> bool:
        whose: dict[object, Callable[[], bool]] = {
            Whose.MINE: lambda: is_mine(line.commitment),
            Whose.THEIRS: lambda: not is_mine(line.commitment),
        }
        late = self.which.value() is not Which.LATE or line.state is State.LATE
        return late and whose.get(self.whose.value(), lambda: True)()

    def _choose(self) -> None:
        self.list.start_over()
        self.refresh()

    def _scrolled(self, value: int) -> None:
        if value > self.area.verticalScrollBar().maximum() - _NEAR:
            self.list.show_more()

    def _changed(self, change: object) -> None:
        if self.isVisible() and getattr(change, "kind", "") in _KINDS:
            self.refresh()


_NOTHING = {
    Which.OPEN: "Nothing is open here. Commitments are written down when you look back on a "
    "conversation.",
    Which.LATE: "Nothing is late here.",
    Which.ALL: "No commitment here yet. They are written down when you look back on a "
    "conversation.",
}
