"""Everything dated about one counterpart on a line of time, newest first, a page at a time."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.store.timeline import EVERYTHING, PAGE, Dated, TimelineEntry, timeline
from beforehand.ui import theme
from beforehand.ui.history import EntryLook, Teller
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.wrapped import Wrapped

INDENT = 24
"""Pixels left of the words for the line of time."""

_NEAR = 300
"""Pixels from the end at which the next page comes."""

FILTERS: tuple[tuple[str, tuple[Dated, ...]], ...] = (
    ("All", EVERYTHING),
    ("Conversations", (Dated.CONVERSATION, Dated.ADDENDUM)),
    ("Verdicts", (Dated.VERDICT,)),
    ("Commitments", (Dated.COMMITMENT,)),
    ("Needs", (Dated.NEED,)),
    ("Evidence", (Dated.EVIDENCE,)),
)
"""What the line is narrowed to, by its word."""


class Entry(QAbstractButton):
    """One dated thing as a line to press."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = Dated.CONVERSATION
        self._look: EntryLook | None = None
        self.title = Wrapped("", "strong", most_lines=3)
        self.below = Wrapped("", "small")
        self._chips = basics.FlowLayout(spacing=6)
        self._chip_box = basics.holding(self._chips)
        column = basics.column(self.title, self.below, self._chip_box, spacing=1)
        column.setContentsMargins(INDENT, 4, 6, 8)
        self.setLayout(column)
        # A button keeps its width; this one is as wide as its place and as high as its words.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_look(self, look: EntryLook) -> None:
        """Show a thing as it is now; the same again costs nothing."""
        if look == self._look:
            return
        self._look, self.kind = look, look.kind
        self.title.setText(look.title)
        self.below.setText(look.below)
        basics.clear(self._chips)
        for words, tone in look.chips:
            self._chips.addWidget(_passing(basics.chip(words, tone)))
        self._chip_box.setVisible(bool(look.chips))
        self.setAccessibleName(look.spoken)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line of time and the mark on it: a dot for a talk, else a shape of its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            painter.setPen(
                QPen(theme.colour("accent"), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.colour("accent_soft"))
            box = QRectF(self.rect()).adjusted(INDENT - 8, 1, -1, -3)
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawLine(QPointF(7, 0), QPointF(7, self.height()))
        self._paint_mark(painter, QPointF(7, 15))

    def _paint_mark(self, painter: QPainter, at: QPointF) -> None:
        filled = self.kind is Dated.CONVERSATION
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(theme.colour("accent" if filled else "surface"))
        box = QRectF(at.x() - 4, at.y() - 4, 8, 8)
        if self.kind is Dated.COMMITMENT:
            painter.drawRect(box)
        elif self.kind in (Dated.NEED, Dated.VERDICT):
            tips = [QPointF(0, -5.5), QPointF(5.5, 0), QPointF(0, 5.5), QPointF(-5.5, 0)]
            painter.drawPolygon(QPolygonF([at + tip for tip in tips]))
        else:
            painter.drawEllipse(at, 5 if filled else 4, 5 if filled else 4)


class Timeline(QFrame):
    """The line of one person, with its filters; `opened` carries the `Place` of a thing."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[TimelineEntry] = []
        self._following: tuple[str, str] | None = None
        self._read: Callable[[int, tuple[str, str] | None], None] = lambda *_: None
        self._kinds = EVERYTHING
        inside = basics.column(spacing=0)
        self._shown = Keyed[EntryLook, Entry](inside, self._entry, Entry.show_look)
        self._places: dict[Id, object] = {}
        self.filters = {word: self._filter(word, kinds) for word, kinds in FILTERS}
        self.none = basics.label("", "muted", wrap=True)
        self.more = basics.button("Earlier ones", role="ghost")
        self.setLayout(
            basics.column(
                basics.label("History", "eyebrow"),
                self._row_of_filters(),
                self.none,
                inside,
                basics.row(self.more, None),
                spacing=8,
            )
        )
        self.more.clicked.connect(self.show_more)

    @property
    def entries(self) -> dict[Id, Entry]:
        """The lines by the ids of what they show."""
        return self._shown.widgets

    def show_person(self, notebook: Notebook, person: Id, now: datetime) -> None:
        """Show a person's line, as far as it was shown before."""

        def read(limit: int, after: tuple[str, str] | None) -> None:
            page = timeline(notebook, person, kinds=self._kinds, after=after, limit=limit)
            if after is None:
                self._entries = []
            self._entries += page.entries
            self._following = page.following
            teller = Teller(notebook, self._entries, now)
            self._show([teller.look(entry) for entry in self._entries])

        self._read = read
        read(max(PAGE, len(self._entries)), None)

    def start_over(self) -> None:
        """Show the latest of everything again: somebody else's follows."""
        self._entries, self._kinds = [], EVERYTHING
        self.filters[FILTERS[0][0]].setChecked(True)

    def show_more(self) -> None:
        """Show another page."""
        if self._following is not None:
            self._read(PAGE, self._following)

    def scrolled(self, value: int, end: int) -> None:
        """Show another page once one comes near the end of what is there."""
        if value > end - _NEAR:
            self.show_more()

    def _show(self, looks: list[EntryLook]) -> None:
        self._places = {look.id: look.place for look in looks}
        self._shown.sync((look.id, look) for look in looks)
        self.none.setText(
            "Nothing yet." if self._kinds == EVERYTHING else "Nothing of this kind yet."
        )
        self.none.setVisible(not looks)
        self.more.setVisible(self._following is not None)

    def _entry(self, look: EntryLook) -> Entry:
        made, id_ = Entry(), look.id
        made.clicked.connect(lambda: self.opened.emit(self._places[id_]))
        return made

    def _filter(self, word: str, kinds: tuple[Dated, ...]) -> QPushButton:
        made = basics.button(word, role="segment")
        made.setCheckable(True)
        made.setChecked(kinds == EVERYTHING)
        made.setAccessibleName(f"History: {word}")
        made.clicked.connect(lambda: self._narrow(kinds))
        return made

    def _row_of_filters(self) -> QFrame:
        group = QButtonGroup(self, exclusive=True)
        flow = basics.FlowLayout(spacing=2)
        for each in self.filters.values():
            group.addButton(each)
            flow.addWidget(each)
        return basics.holding(basics.row(basics.holding(flow)), "segments", (3, 3, 3, 3))

    def _narrow(self, kinds: tuple[Dated, ...]) -> None:
        self._kinds, self._entries = kinds, []
        self._read(PAGE, None)


def _passing(label: QLabel) -> QLabel:
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label
