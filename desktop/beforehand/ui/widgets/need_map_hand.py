"""Carrying a card on the needs map, and drawing a link from one card to another."""

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication

from beforehand.domain.needs import Standing
from beforehand.domain.value import value
from beforehand.ui.widgets.need_map_card import MapCard
from beforehand.ui.widgets.need_map_sea import Sea
from beforehand.ui.widgets.need_words import sure

SIDEWAYS = 6
"""Pixels a card must move sideways before that arranges it."""


@value
class Landing:
    """Where a card was let go: how sure (None above the line) and how far across, if it moved."""

    card: MapCard
    confidence: int | None = None
    across: float | None = None


class Hand(QObject):
    """Holds one card or one loose end of a link at a time."""

    landed = Signal(object)
    linked = Signal(object, object)
    clicked = Signal(object)

    def __init__(self, sea: Sea) -> None:
        super().__init__(sea)
        self._sea = sea
        self._card: MapCard | None = None
        self._linking = False
        self._carrying = False
        self._from = QPoint()
        self._corner = QPoint()
        sea.card_made.connect(self._mind)

    @property
    def busy(self) -> bool:
        """Whether a card is being carried or a link drawn."""
        return self._card is not None and (self._carrying or self._linking)

    def drop(self) -> None:
        """Let everything go as if nothing had been taken."""
        card, self._card = self._card, None
        if card and self._carrying:
            self._sea.slide_back(card)
        self._rest()

    def _mind(self, card: MapCard) -> None:
        card.taken.connect(lambda at: self._take(card, at, linking=False))
        card.link_taken.connect(lambda at: self._take(card, at, linking=True))
        card.carried.connect(self._carry)
        card.let_go.connect(self._let_go)

    def _take(self, card: MapCard, at: QPoint, *, linking: bool) -> None:
        self._card, self._linking, self._carrying = card, linking, False
        self._from, self._corner = at, card.pos()

    def _carry(self, at: QPoint) -> None:
        card = self._card
        if card is None:
            return
        if self._linking:
            self._draw(card, at)
            return
        far = (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        if not self._carrying and far:
            self._lift(card)
        if self._carrying:
            self._move(card, at)

    def _lift(self, card: MapCard) -> None:
        self._carrying = self._sea.measuring = True
        card.raise_()
        card.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _move(self, card: MapCard, at: QPoint) -> None:
        corner = self._corner + at - self._from
        right, bottom = self._sea.width() - card.width(), self._sea.height() - card.height()
        card.move(max(0, min(right, corner.x())), max(0, min(bottom, corner.y())))
        level = self._sea.map.landing(self._sea.box(card))
        if level is not None:
            card.move(card.x(), round(self._sea.map.depth.y(level)))
        card.show_preview(_meaning(card, level))
        self._sea.update()

    def _draw(self, card: MapCard, at: QPoint) -> None:
        start = card.pos() + card.handle().toPoint()
        ends = ((start.x(), start.y()), (at.x(), at.y()))
        self._sea.loose_end = (ends[1], ends[0]) if card.deep else ends
        for other in self._sea.cards.values():
            other.show_preview("", fade=other is not card and other.deep is card.deep)
        self._sea.update()

    def _let_go(self, at: QPoint) -> None:
        card, self._card = self._card, None
        if card is None:
            return
        linking, carrying = self._linking, self._carrying
        self._rest()
        if linking:
            other = self._sea.card_at(at)
            if other and other.deep is not card.deep:
                self.linked.emit(card, other)
        elif carrying:
            self.landed.emit(self._landing(card))
        else:
            self.clicked.emit(card)

    def _landing(self, card: MapCard) -> Landing:
        card.setCursor(Qt.CursorShape.OpenHandCursor)
        sideways = abs(card.x() - self._corner.x()) >= SIDEWAYS
        across = self._sea.map.frame.across(card.x()) if sideways else None
        return Landing(
            card=card, confidence=self._sea.map.landing(self._sea.box(card)), across=across
        )

    def _rest(self) -> None:
        self._carrying = self._linking = self._sea.measuring = False
        self._sea.loose_end = None
        for card in self._sea.cards.values():
            card.show_preview("")
        self._sea.update()


def _meaning(card: MapCard, level: int | None) -> str:
    """What letting go here would mean."""
    if level is not None:
        return sure(level)
    return "they said it?" if card.shown.need.standing is Standing.HIDDEN else ""
