"""The needs map: said above the waterline, suspected below it, deeper where one is less sure."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from beforehand.domain.need_shapes import LEVELS
from beforehand.domain.needs import CONFIDENCE_STEP, FIRST_CONFIDENCE, NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_map_card import MapCard
from beforehand.ui.widgets.need_map_hand import Hand, Landing
from beforehand.ui.widgets.need_map_sea import FOOT, Sea
from beforehand.ui.widgets.need_words import Shown, brief
from beforehand.ui.widgets.said_panel import SaidPanel

SIDE_STEP = 0.05
"""How far an arrow key moves a card sideways, of the whole way across."""

ASKING_WIDTH = 320
"""Pixels of the panel that asks when something was said."""

_KEYS: dict[int, str] = {
    Qt.Key.Key_Up: "raise",
    Qt.Key.Key_Down: "lower",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Return: "open",
    Qt.Key.Key_Enter: "open",
    Qt.Key.Key_Space: "open",
    Qt.Key.Key_Delete: "put away",
    Qt.Key.Key_Backspace: "put away",
    Qt.Key.Key_Escape: "stop",
}


class NeedMapView(QScrollArea):
    """The map of one counterpart's needs, by mouse and by keyboard."""

    opened = Signal(str)

    def __init__(self, acts: NeedActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self._linking: MapCard | None = None
        self._front: Id | None = None
        self._asking: SaidPanel | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sea = Sea()
        self.setWidget(self.sea)
        self.hand = Hand(self.sea)
        self.tip: QLabel = basics.label("", "chip-accent")
        self.tip.setParent(self)
        self.tip.hide()

    def _connect(self) -> None:
        self.sea.card_made.connect(self._mind)
        self.hand.landed.connect(self._land)
        self.hand.linked.connect(self._link)
        self.hand.clicked.connect(self._point)

    @property
    def asking(self) -> SaidPanel:
        """Where it is asked when something was said, built when it is first needed."""
        if self._asking is None:
            self._asking = SaidPanel(self.sea)
            self._asking.setFixedWidth(ASKING_WIDTH)
            self._asking.grown.connect(self._place_asking)
            self._asking.said.connect(self._said)
            self._asking.closed.connect(self._not_said)
        return self._asking

    def show_needs(self, name: str, shown: Sequence[Shown], links: Sequence[NeedLink]) -> None:
        """Take over the needs of the counterpart called by that first name."""
        if self.hand.busy:
            self.hand.drop()
        self.sea.show_needs(name, shown, links)

    def focus_need(self, need_id: Id) -> None:
        """Bring a need into view and give it the keyboard."""
        card = self.sea.cards.get(need_id)
        if card:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(card)

    def reveal(self, need_id: Id | None) -> None:
        """Bring a need into view, and keep it there when the map gets narrower."""
        self._front = need_id
        card = self.sea.cards.get(need_id) if need_id else None
        if card:
            # The buttons float over the foot of the map: a card has to clear them.
            self.ensureVisible(card.x(), card.y() + card.height() + FOOT, 20, 0)
            self.ensureVisible(card.x(), card.y(), 20, 20)

    def start_linking(self, need_id: Id) -> None:
        """Let the person choose the other end of a link; what cannot be chosen fades."""
        card = self.sea.cards.get(need_id)
        if card is None:
            return
        self._linking = card
        aim = "what they said above it" if card.deep else "what may lie beneath it"
        words = f"Link “{brief(card.shown.need.text, 28)}”: choose {aim}, or Escape"
        self._tell(words)
        for other in self.sea.cards.values():
            other.show_preview("", fade=other is not card and other.deep is card.deep)

    def stop_linking(self) -> None:
        """Leave everything unlinked."""
        self._linking = None
        self._tell("")
        for card in self.sea.cards.values():
            card.show_preview("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map fills the width and grows downwards."""
        super().resizeEvent(event)
        self.sea.resize_to(self.viewport().width(), self.viewport().height())
        if self._front:
            front = self._front
            QTimer.singleShot(0, self, lambda: self.reveal(front))
        self._place_tip()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters make other cards."""
        super().changeEvent(event)
        letters = event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if letters and self.sea.isVisible():
            self.sea.arrange()

    def _mind(self, card: MapCard) -> None:
        card.key_pressed.connect(lambda event: self._press(card, event))
        card.clicked.connect(lambda: self._click(card))

    def _press(self, card: MapCard, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        verb = _KEYS.get(event.key(), "") if not held else ""
        if held == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_L:
            verb = "link"
        act = self._verbs().get(verb)
        if act is None or (verb == "stop" and not self._linking):
            return
        event.accept()
        act(card)
        self.ensureWidgetVisible(card)

    def _verbs(self) -> dict[str, Callable[[MapCard], object]]:
        return {
            "raise": self._raise,
            "lower": self._lower,
            "left": lambda card: self._aside(card, -SIDE_STEP),
            "right": lambda card: self._aside(card, SIDE_STEP),
            "open": self._click,
            "put away": lambda card: self._acts.put_away(card.shown.need.id),
            "link": lambda card: self.start_linking(card.shown.need.id),
            "stop": lambda _card: self.stop_linking(),
        }

    def _raise(self, card: MapCard) -> None:
        need = card.shown.need
        if need.standing is not Standing.HIDDEN:
            return
        if need.confidence >= LEVELS[0]:
            self._ask(card)
        else:
            self._acts.move(need.id, confidence=need.confidence + CONFIDENCE_STEP)

    def _lower(self, card: MapCard) -> None:
        need = card.shown.need
        if need.standing is Standing.HIDDEN:
            self._acts.move(need.id, confidence=need.confidence - CONFIDENCE_STEP)
        else:
            self._acts.sink(need.id, FIRST_CONFIDENCE)

    def _aside(self, card: MapCard, step: float) -> None:
        stored = card.shown.need.across
        here = self.sea.map.frame.across(card.x()) if stored is None else stored
        self._acts.move(card.shown.need.id, across=min(1.0, max(0.0, here + step)))

    def _click(self, card: MapCard) -> None:
        if self._linking is None:
            self.opened.emit(card.shown.need.id)
        elif card.deep is not self._linking.deep:
            self._link(self._linking, card)
        else:
            self.stop_linking()

    def _point(self, card: MapCard) -> None:
        """A click opens the details, and the arrow keys still move the card."""
        self._click(card)
        card.setFocus(Qt.FocusReason.MouseFocusReason)

    def _link(self, one: MapCard, other: MapCard) -> None:
        self.stop_linking()
        self._acts.link(one.shown.need.id, other.shown.need.id)

    def _land(self, landing: Landing) -> None:
        need, level = landing.card.shown.need, landing.confidence
        hidden = need.standing is Standing.HIDDEN
        if hidden and level is None:
            self._ask(landing.card)
        elif level is not None and not hidden:
            self._acts.sink(need.id, level, landing.across)
        else:
            self._acts.move(need.id, confidence=level, across=landing.across)
            self.sea.arrange()

    def _ask(self, card: MapCard) -> None:
        """Ask when it was said, beside the card that was let go above the line."""
        need = card.shown.need
        self.asking.ask(need.id, self.sea.name, need.words, self._acts.today())
        self._place_asking()
        self.ensureWidgetVisible(self.asking, 0, FOOT)

    def _place_asking(self) -> None:
        """As high as the words in it, beside the card it is about, clear of the buttons."""
        card, layout = self.sea.cards.get(self.asking.need_id), self.asking.layout()
        if card is None or layout is None:
            return
        layout.activate()
        self.asking.resize(ASKING_WIDTH, layout.totalSizeHint().height())
        beside = card.x() + card.width() + 12
        room = self.sea.width() - ASKING_WIDTH - 12
        there = beside <= room
        x = beside if there else max(12, min(room, card.x()))
        y = card.y() if there else card.y() + card.height() + 8
        low = self.sea.height() - self.asking.height() - FOOT
        self.asking.move(x, max(12, min(low, y)))

    def _said(self, need_id: Id, words: str, on: date) -> None:
        card = self.sea.cards.get(need_id)
        across = self.sea.map.frame.across(card.x()) if card else None
        self._acts.say(need_id, words, on, across)
        self.focus_need(need_id)

    def _not_said(self, need_id: Id) -> None:
        card = self.sea.cards.get(need_id)
        if card:
            self.sea.slide_back(card)
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.tip.setText(words)
        self.tip.setVisible(bool(words))
        self._place_tip()

    def _place_tip(self) -> None:
        self.tip.adjustSize()
        spot = QPoint((self.viewport().width() - self.tip.width()) // 2, 12)
        self.tip.move(max(8, spot.x()), spot.y())
        self.tip.raise_()
