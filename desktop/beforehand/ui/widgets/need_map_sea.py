"""The surface of the needs map: paper and water, with the cards on it and the links beneath."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QPropertyAnimation, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStyle, QWidget

from beforehand.domain.need_map import NeedMap, Point, bow, curves, lay_out
from beforehand.domain.need_shapes import Box, Card, Frame
from beforehand.domain.needs import NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.ui.widgets import need_map_paint as paint
from beforehand.ui.widgets.need_map_card import MapCard
from beforehand.ui.widgets.need_words import Shown
from beforehand.ui.widgets.sized import sized

FOOT = 72
"""Pixels below the deepest card, where the buttons float."""

ON_THE_MAP = (Standing.STATED, Standing.KNOWN, Standing.HIDDEN)


class Sea(QWidget):
    """Lays out the cards, carries them, and paints everything around them."""

    card_made = Signal(MapCard)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[Id, MapCard] = {}
        self.links: tuple[NeedLink, ...] = ()
        self.name = ""
        self.measuring = False
        self.loose_end: tuple[Point, Point] | None = None
        self._room: tuple[int, int] | None = None
        self._stale = False
        self.map: NeedMap = lay_out((), (), {}, self._frame())
        self.setAccessibleName("Needs map")

    def show_needs(self, name: str, shown: Iterable[Shown], links: Sequence[NeedLink]) -> None:
        """Take over what is to be shown; a card that stays keeps the focus."""
        self.name, self.links = name, tuple(links)
        here = {each.need.id: each for each in shown if each.need.standing in ON_THE_MAP}
        for gone in self.cards.keys() - here.keys():
            self._drop(gone)
        risen = [self._keep(each) for each in here.values()]
        self._arrange_soon(gliding={each for each in risen if each})

    def resize_to(self, width: int, height: int) -> None:
        """Lay out for a window of that size."""
        if self._room != (width, height):
            self._room = (width, height)
            self._arrange_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what came while nobody looked."""
        super().showEvent(event)
        if self._stale and self._room:
            self.arrange()

    def arrange(self, *, gliding: Iterable[Id] = ()) -> None:
        """Put every card in its place; those named glide there if motion is wanted."""
        self._stale = False
        frame = self._frame()
        heights = {each: card.height_for(frame.card) for each, card in self.cards.items()}
        needs = [card.shown.need for card in self.cards.values()]
        self.map = lay_out(needs, self.links, heights, frame)
        self.setMinimumHeight(round(self.map.frame.height))
        for place in self.map.cards:
            self._put(place, glide=place.need.id in set(gliding))
        self._order()
        self.update()

    def box(self, card: MapCard) -> Box:
        """Where a card is at this moment, in the hand or at its place."""
        at = card.geometry()
        return Box(at.x(), at.y(), at.width(), at.height())

    def slide_back(self, card: MapCard) -> None:
        """Let a card return to its place."""
        card.show_preview("")
        self._glide(card, self._corner(self.map.box(card.shown.need.id)))

    def card_at(self, at: QPoint) -> MapCard | None:
        """The card under a point."""
        return next((c for c in self.cards.values() if c.geometry().contains(at)), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the halves, the links, the headings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height, line = self.width(), self.height(), self.map.waterline
        paint.ground(painter, width, height, line)
        if self.measuring:
            paint.scale(painter, width, self.map.depth, 0)
        now = [Card(c.shown.need, self.box(c)) for c in self.cards.values()]
        paint.links(painter, [curve.points for curve in curves(now, self.links)])
        if self.loose_end:
            paint.links(painter, [bow(*self.loose_end)])
        left = self._frame().margin
        paint.eyebrow(painter, (left, 30), "Said", "muted", "surface")
        below = "Not said: what you suspect. Deeper is less sure"
        paint.eyebrow(painter, (left, line + 30), below, "on_deep_muted", "deep")
        self._paint_hints(painter)

    def _paint_hints(self, painter: QPainter) -> None:
        """What an empty half is for."""
        line, width = self.map.waterline, self.width()
        who = self.name or "they"
        halves = (
            (
                False,
                30,
                line - 30,
                f"What {who} said they need will stand here, on paper.",
                "muted",
            ),
            (
                True,
                line + 30,
                max(80.0, (self.height() - line) * 0.6),
                f"What you only suspect {who} needs lies here, until you have asked.",
                "on_deep_muted",
            ),
        )
        for deep, top, height, words, token in halves:
            if not any(card.deep is deep for card in self.cards.values()):
                box = QRectF(width * 0.16, top, width * 0.68, height)
                paint.hint(painter, box, words, token)

    def _arrange_soon(self, *, gliding: Iterable[Id] = ()) -> None:
        """Lay out at once if anybody looks, else when it is shown: sizes change until then."""
        self._stale = True
        if self._room and self.isVisible():
            self.arrange(gliding=gliding)

    def _frame(self) -> Frame:
        width, height = self._room or (600, 400)
        return Frame(width=width, height=height, card_width=_card_width(width), foot=FOOT)

    def _keep(self, shown: Shown) -> Id | None:
        """Show a need on its card; gives its id if it crossed the line."""
        card = self.cards.get(shown.need.id)
        if card is None:
            card = self.cards[shown.need.id] = MapCard(shown, self)
            self.card_made.emit(card)
            card.show()
            return None
        crossed = card.shown.need.standing is not shown.need.standing
        card.show_need(shown)
        return shown.need.id if crossed else None

    def _drop(self, need_id: Id) -> None:
        card = self.cards.pop(need_id)
        if card.hasFocus():
            card.focusNextChild()
        card.hide()
        card.deleteLater()

    def _put(self, place: Card, *, glide: bool) -> None:
        card = self.cards[place.need.id]
        card.resize(round(place.box.width), round(place.box.height))
        corner = self._corner(place.box)
        if glide:
            self._glide(card, corner)
        else:
            card.move(corner)

    def _glide(self, card: MapCard, to: QPoint) -> None:
        ms = glide_ms(self)
        if not ms or not self.isVisible():
            card.move(to)
            self.update()
            return
        motion = QPropertyAnimation(card, b"pos", card)
        motion.setDuration(ms)
        motion.setEndValue(to)
        motion.valueChanged.connect(self.update)
        motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _corner(self, box: Box) -> QPoint:
        return QPointF(box.x, box.y).toPoint()

    def _order(self) -> None:
        """Tab goes row by row from the top."""
        rows = sorted(self.map.cards, key=lambda card: (round(card.box.y), card.box.x))
        ordered = [self.cards[row.need.id] for row in rows]
        for one, other in pairwise(ordered):
            QWidget.setTabOrder(one, other)


def glide_ms(widget: QWidget) -> int:
    """How long a movement takes that explains something; 0 if the system asks for less motion."""
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    return min(200, widget.style().styleHint(hint, None, widget))


def _card_width(width: int) -> float:
    """Narrow maps have narrower cards, so that two fit side by side."""
    return max(150.0, min(sized(212), (width - 60) / 2))
