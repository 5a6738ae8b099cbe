"""Trash: what was put away, how long it is kept, and the two ways out of it."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from beforehand import wording
from beforehand.domain.record import Id
from beforehand.store.trash import KEPT_DAYS, TrashLine, how_many, trash
from beforehand.ui.desk import Desk
from beforehand.ui.goodbye_words import left_words
from beforehand.ui.kind_words import WORDS, name_of
from beforehand.ui.models import PagedModel
from beforehand.ui.places import Heading, Place
from beforehand.ui.rows import Row
from beforehand.ui.widgets.away_panel import AwayPanel
from beforehand.ui.widgets.basics import button, column, holding, label, rename, row
from beforehand.ui.widgets.rows_view import RowsView
from beforehand.ui.widgets.sized import sized

MOST = 2_000
"""Things that are listed; the latest of them."""

_SIDE_WIDTH = 340
_ROOMY = 780
"""Pixels of width from which the panel stands beside the list."""
_WIDEST = 16_777_215
_SOON = 3
_ICONS = {"counterparts": "users", "conversations": "message-square-quote", "needs": "lightbulb"}
_KEPT = (
    f"What you put away is kept here for {KEPT_DAYS} days and can be brought back. "
    "Then it goes for good."
)


class TrashScreen(QFrame):
    """A list, and beside it the one that is chosen."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: list[TrashLine] = []
        self.model: PagedModel[TrashLine] = PagedModel(self._page, self._row, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kind = QComboBox()
        self.kind.setAccessibleName("What to show")
        self.due = button("", role="quiet")
        self.empty = button("Empty …", "trash-2", "quiet")
        self.nothing = label("", "muted", wrap=True)
        self.view = RowsView("Put away")
        self.view.setModel(self.model)
        self._list = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        self.panel = AwayPanel(self._desk)
        self._panel_card = holding(column(self.panel, spacing=0), "card", (1, 1, 1, 1))
        self._panel_card.hide()
        self._across: QHBoxLayout = row(self._list, self._panel_card, spacing=16)
        self._across.setStretch(0, 1)
        tools = row(self.kind, None, self.due, self.empty, spacing=10)
        page = column(label(_KEPT, "muted", wrap=True), tools, self.nothing, spacing=16)
        page.addLayout(self._across, 1)
        page.addStretch(0)
        page.setContentsMargins(28, 22, 28, 24)
        self.setLayout(page)

    def _connect(self) -> None:
        self.kind.activated.connect(self._narrow)
        self.view.opened.connect(self._choose)
        self.view.removing.connect(self._ask)
        self.empty.clicked.connect(lambda: self._ask_about("Empty the trash?", self._removable()))
        self.due.clicked.connect(lambda: self._ask_about("Delete what is due?", self._due()))
        self.panel.closed.connect(self._close)
        self._desk.saved.connect(self._changed)

    def heading(self) -> Heading:
        """Its name, under the settings."""
        return Heading("Trash", "Settings", Place("settings"))

    def open(self, place: Place) -> None:
        """Show what was put away; the place may name a kind of record, or one of them."""
        self._fill_kinds(place.detail)
        self._close()
        if place.id and self._mark(place.id):
            self._choose(self.view.currentIndex())

    def refresh(self) -> None:
        """Read the list again, and stay on what is chosen if it is still there."""
        chosen = self.panel.line.record.id if self.panel.line else None
        self._lines = trash(self._desk.notebook, self._desk.now(), MOST)
        self.model.read_again()
        empty = self.model.rowCount() == 0
        self._arrange()
        self.nothing.setVisible(empty or len(self._lines) == MOST)
        self.nothing.setText(self._words_for_nothing(empty=empty))
        self.empty.setVisible(bool(self._removable()))
        self.due.setVisible(bool(self._due()))
        number = len(self._due())
        those = "one that is" if number == 1 else f"{number:,} that are"
        rename(self.due, f"Delete the {those} due …")
        if chosen is not None and not self._mark(chosen):
            self._close()

    def leave(self) -> None:
        """Nothing is typed here; a question that was open is not kept."""
        self._panel_card.hide()
        self.panel.line = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the list where there is room, else in its place."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= sized(_ROOMY)
        self._panel_card.setMinimumWidth(round(sized(_SIDE_WIDTH)) if beside else 0)
        self._panel_card.setMaximumWidth(round(sized(_SIDE_WIDTH)) if beside else _WIDEST)
        covered = not beside and not self._panel_card.isHidden()
        self._list.setHidden(covered or self.model.rowCount() == 0)

    def _show_panel(self, *, on: bool) -> None:
        self._panel_card.setVisible(on)
        self._arrange()

    def _page(self, limit: int, offset: int) -> Sequence[TrashLine]:
        wanted = self.kind.currentData()
        lines = [each for each in self._lines if not wanted or each.record.kind == wanted]
        return lines[offset : offset + limit]

    def _row(self, line: TrashLine) -> Row:
        soon = line.days_left is not None and line.days_left <= _SOON
        return Row(
            line.title or "Without words",
            f"{name_of(line.record)} · put away "
            f"{wording.soon(line.record.trashed_at, self._desk.now())}",
            left_words(line),
            "bad" if soon else "plain",
            _ICONS.get(line.record.kind, "file-pen-line"),
        )

    def _words_for_nothing(self, *, empty: bool) -> str:
        if not empty:
            number = how_many(self._desk.notebook)
            return f"These are the latest {MOST:,} of {number:,}; the others follow as these go."
        if self.kind.currentData():
            return "Nothing of this kind was put away."
        return "Nothing here. What you put away will be kept here first."

    def _removable(self) -> list[TrashLine]:
        return [line for line in self._lines if line.days_left is not None]

    def _due(self) -> list[TrashLine]:
        return [line for line in self._lines if line.days_left == 0]

    def _fill_kinds(self, chosen: str) -> None:
        with QSignalBlocker(self.kind):
            self.kind.clear()
            self.kind.addItem("Everything", "")
            for kind, (_, many) in WORDS.items():
                self.kind.addItem(many.capitalize(), kind)
            self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))

    def _narrow(self) -> None:
        self._close()

    def _choose(self, index: QModelIndex) -> None:
        line = self.model.item(index)
        if line is not None:
            self.panel.show_line(line)
            self._show_panel(on=True)

    def _ask(self, index: QModelIndex) -> None:
        self._choose(index)
        self.panel.ask()

    def _ask_about(self, heading: str, lines: list[TrashLine]) -> None:
        self.view.clearSelection()
        self._show_panel(on=True)
        self.panel.ask_about(heading, lines)

    def _mark(self, wanted: Id) -> bool:
        """Stand again on what is chosen; False if it is gone."""
        for place in range(self.model.rowCount()):
            line = self.model.item(self.model.index(place))
            if line is not None and line.record.id == wanted:
                self.view.setCurrentIndex(self.model.index(place))
                return True
        return False

    def _close(self) -> None:
        self.panel.line = None
        self._show_panel(on=False)
        self.refresh()

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()
