"""Search everything: one field, what was found while one types, and the way to the exact spot."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.domain.hits import Hit
from beforehand.ui import icons
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.screen_stack import BACK, SCREENS
from beforehand.ui.search.asking import Asking, in_order_already
from beforehand.ui.search.found_model import FoundModel
from beforehand.ui.search.found_view import PassagesView
from beforehand.ui.search.places_found import place_of_hit, put_away_where
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, chip, column, holding, label, row

WIDEST = 920
_SEARCHED = (
    "Answers, needs and the signs of them, positions, options, openings, plans, debriefs, "
    "commitments, people and notes: whatever you wrote, in any script. Earlier wordings and what "
    "you put away are found too, and marked. The words of the questions are not searched."
)
_HOW = "Capitals and accents do not matter. Each word has to be there; the last one may go on."


class SearchField(QLineEdit):
    """The field; keys that move in a list are for the list under it."""

    listed = Signal(QKeyEvent)
    _LISTED = (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what moves in the list; type the rest."""
        if event.key() in self._LISTED:
            self.listed.emit(event)
        else:
            super().keyPressEvent(event)


class SearchScreen(QFrame):
    """Lies over the screen where one was; Esc goes back there."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model = FoundModel(desk.notebook, self)
        self.asking = Asking(desk.notebook, self)
        self._stale = False
        self._count: int | None = None
        self._build()
        self._connect()
        self._say_nothing_typed()

    def _build(self) -> None:
        self.field = SearchField()
        self.field.setPlaceholderText("Search everything")
        self.field.setAccessibleName("Search everything")
        self.field.setAccessibleDescription(
            "Arrow keys choose a place, Enter opens it, Escape goes back."
        )
        self.field.setClearButtonEnabled(True)
        self.field.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        set_role(self.field, "search")
        self.told = label("", "muted", wrap=True)
        self.told.setAccessibleName("What was found")
        self.view = PassagesView("Places found")
        self.view.setModel(self.model)
        self.list = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        self.help = holding(column(label(_SEARCHED, wrap=True), label(_HOW, "muted", wrap=True)))
        self.trash = button("Open the trash", "trash-2")
        self._line = label("", "strong", wrap=True)
        self.away = holding(row(self._line, self.trash, spacing=12), "bar-bad", (16, 10, 16, 10))
        inside = column(
            self.field, self.told, self.away, self.help, self.list, self._keys(), spacing=12
        )
        inside.setStretch(4, 1)
        inside.addStretch(0)
        page = holding(inside)
        page.setMaximumWidth(WIDEST)
        across = row(None, page, None)
        across.setStretch(1, 100)
        across.setContentsMargins(28, 22, 28, 16)
        self.setLayout(across)

    def _keys(self) -> QFrame:
        told = (("↑ ↓", "choose"), ("Enter", "open the place"), ("Esc", "back to where you were"))
        parts = [part for key, what in told for part in (chip(key), label(what, "small"), 8)]
        return holding(row(*parts, None, spacing=6))

    def _connect(self) -> None:
        # Keys that came together are answered together.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self.field.textChanged.connect(self._soon.start)
        self.field.listed.connect(self.view.keyPressEvent)
        self.view.opened.connect(self.open_found)
        self.view.selectionModel().currentChanged.connect(self.away.hide)
        self.model.rowsInserted.connect(self._say_count)
        self.model.failed.connect(self._desk.failed)
        self.trash.clicked.connect(lambda: self.go.emit(Place("trash")))
        self.asking.found.connect(self._show_found)
        self.asking.ranked.connect(self._show_ranked)
        self.asking.preparing.connect(self._say_preparing)
        self.asking.refused.connect(self._say_refused)
        self._desk.changed.connect(self._note_change)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._go_back)

    def heading(self) -> Heading:
        """Its name."""
        return Heading("Search")

    def open(self, place: Place) -> None:
        """Begin with what was looked for last, so that it can be gone on with or typed over."""
        if place.detail:
            self.field.setText(place.detail)
        self.field.setFocus()
        self.field.selectAll()
        self.away.hide()
        if self._stale:
            self._soon.start()

    def leave(self) -> None:
        """Nothing is typed here that would have to be kept; what is not asked yet waits."""
        if self._soon.isActive():
            self._soon.stop()
            self._stale = True
        self.asking.rest()

    def open_found(self, index: QModelIndex) -> None:
        """Go to the exact spot of a hit; of what was put away, say where it is."""
        found = self.model.found(index)
        if found is None:
            return
        place = place_of_hit(self._desk.notebook, found.hit, self.field.text())
        if place is not None:
            self.asking.rest()
            self.go.emit(place)
            return
        self._line.setText(put_away_where(self._desk.notebook, found.hit))
        self.trash.setVisible("trash" in SCREENS)
        self.away.show()

    def _ask(self) -> None:
        self._stale, self._count = False, None
        self.away.hide()
        self.asking.ask(self.field.text())

    def _show_found(self, hits: Iterator[Hit]) -> None:
        self.model.show_hits(hits)
        self._choose_first()
        self._say_count()

    def _show_ranked(self, count: int, hits: Iterator[Hit]) -> None:
        """Take the order of all for that of the newest, unless one is reading already."""
        self._count = count
        reading = self.view.currentIndex().row() > 0 or self.view.verticalScrollBar().value() > 0
        if not reading and not in_order_already(self.field.text(), count):
            self.model.show_hits(hits)
            self._choose_first()
        self._say_count()

    def _choose_first(self) -> None:
        self.view.scrollToTop()
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _say_count(self) -> None:
        rows = self.model.rowCount()
        typed = self.field.text().strip()
        if not typed:
            self._say_nothing_typed()
            return
        if not rows:
            self._say(f"Nothing was found for “{_short(typed)}”.", help_=True)
        elif self.model.complete:
            self._say(f"Found in {wording.count(rows, 'place')}.")
        elif self._count is not None:
            self._say(f"Found in {wording.count(self._count, 'note')}. Scroll on for more.")
        else:
            self._say(f"The first {rows:,} places. Scroll on for more.")

    def _say_nothing_typed(self) -> None:
        self._say("Type a word that you remember.", help_=True)

    def _say_preparing(self, share: float) -> None:
        self._say(f"Getting the search ready: {share:.0%} …", help_=True)

    def _say_refused(self, error: BeforehandError) -> None:
        self.model.show_hits(iter(()))
        self._say(f"{error.sentence} {error.remedy}".strip(), help_=True)

    def _say(self, words: str, *, help_: bool = False) -> None:
        self.told.setText(words)
        self.help.setVisible(help_)
        self.list.setHidden(help_)

    def _note_change(self) -> None:
        """Results of before a change are asked for again when one comes back, or looks on."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _go_back(self) -> None:
        self.asking.rest()
        self.go.emit(Place(BACK))


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else typed[:59] + "…"
