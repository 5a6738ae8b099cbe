"""Lines to tick for the room: a box beside words that wrap, with a warning beneath."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QSizePolicy, QWidget

from beforehand.domain.record import Id
from beforehand.domain.room import RoomItem, RoomOffer
from beforehand.ui import icons
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, holding, label, row
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.wrapped import Wrapped

_WARNING_ICON = 15


class Tick(QFrame):
    """One line that could go to the room; a click anywhere on it ticks it."""

    ticked = Signal(object, bool)

    def __init__(self, item: RoomItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._build()
        self.show_item(item)
        self.box.clicked.connect(lambda shown: self.ticked.emit(self.item.item_id, shown))

    def _build(self) -> None:
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = Wrapped("", "body")
        self._warning = label("", "small", wrap=True)
        self._sign = label("")
        line, caution = row(spacing=4), row(spacing=6)
        caution.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        caution.addWidget(self._warning, 1)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        # A layout of hidden things alone would keep what stands above it as narrow as it can be.
        self._caution = holding(caution)
        line.addLayout(column(self._words, self._caution, spacing=3), 1)
        line.setContentsMargins(10, 7, 10, 7)
        self.setLayout(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_item(self, item: RoomItem) -> None:
        """Show the line as it is now."""
        self.item = item
        self.box.setChecked(item.shown)
        self._words.setText(item.text)
        self.box.setAccessibleName(item.text)
        self.box.setAccessibleDescription(item.warning)
        self._warning.setText(item.warning)
        self._caution.setVisible(bool(item.warning))
        _draw_sign(self._sign, "stated" if item.shown else "muted")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the click, so that its end comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick or untick wherever on the line one clicks."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.box.click()


class TickGroup(QFrame):
    """The lines of one offer under their heading, on one card."""

    ticked = Signal(object, bool)

    def __init__(self, offer: RoomOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(offer.heading, "strong")
        lines = QFrame()
        set_role(lines, "card")
        self._lines = column(spacing=0)
        self._lines.setContentsMargins(6, 6, 6, 6)
        lines.setLayout(self._lines)
        self.setLayout(column(self._title, lines, spacing=6))
        self.setAccessibleName(offer.heading)
        self._ticks = Keyed[RoomItem, Tick](self._lines, self._tick, Tick.show_item)
        self.show_offer(offer)

    @property
    def ticks(self) -> dict[Id, Tick]:
        """The lines by the ids of what they show."""
        return self._ticks.widgets

    def show_offer(self, offer: RoomOffer) -> None:
        """Show the lines as they are now; the ones that stay keep the focus they have."""
        self._title.setText(offer.heading)
        self._ticks.sync((item.item_id, item) for item in offer.items)

    def _tick(self, item: RoomItem) -> Tick:
        tick = Tick(item, self)
        tick.ticked.connect(self.ticked)
        return tick


def _draw_sign(sign: QLabel, tint: str) -> None:
    ratio = sign.devicePixelRatioF()
    sign.setPixmap(icons.pixmap("triangle-alert", tint, _WARNING_ICON, ratio))
