"""One need on the map: a card that is focused, carried, opened and linked."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from beforehand.domain.needs import Standing
from beforehand.ui import theme
from beforehand.ui.widgets.need_words import Shown

PAD_X, PAD_Y = 14, 10
"""Pixels between a card's edge and its words."""

BAR = 4
"""Pixels of the bar at the left that tells the standing."""

MOST_LINES = 3
HANDLE = 6
"""Radius of the dot from which a link is drawn, in pixels."""

_BARS = {Standing.STATED: "stated", Standing.KNOWN: "good", Standing.HIDDEN: "waterline"}


class MapCard(QAbstractButton):
    """A need as a card: it paints itself and tells the map what was done to it."""

    taken = Signal(QPoint)
    carried = Signal(QPoint)
    let_go = Signal(QPoint)
    link_taken = Signal(QPoint)
    key_pressed = Signal(QKeyEvent)

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown = shown
        self.preview = ""
        self.faded = False
        self._hovered = False
        self._measured: tuple[float, Shown, float, QFont] = (0.0, shown, 0.0, QFont())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_need(shown)

    @property
    def deep(self) -> bool:
        """Whether it lies below the waterline."""
        return self.shown.need.standing is Standing.HIDDEN

    def show_need(self, shown: Shown) -> None:
        """Take over what is to be shown."""
        self.shown = shown
        self.preview = ""
        self.setAccessibleName(shown.spoken)
        self.setAccessibleDescription(
            "Up and down: how sure. Left and right: arrange. Enter: details. Delete: put away."
        )
        self.setToolTip("")
        self.update()

    def show_preview(self, words: str, *, fade: bool = False) -> None:
        """Say for the moment what letting go here would mean."""
        self.preview, self.faded = words, fade
        self.update()

    def height_for(self, width: float) -> float:
        """How high a card of that width is, with at most three lines of words."""
        if self._measured[:2] == (width, self.shown) and self._measured[3] == _strong():
            return self._measured[2]
        words = len(self._lines(width)) * QFontMetricsF(_strong()).lineSpacing()
        below = len(self._below(width)) * QFontMetricsF(_small()).lineSpacing()
        height = float(round(words + below + 2 * PAD_Y + 2))
        self._measured = (width, self.shown, height, _strong())
        return height

    def handle(self) -> QPointF:
        """The middle of the dot from which a link is drawn: on the edge toward the line."""
        y = HANDLE + 3 if self.deep else self.height() - HANDLE - 3
        return QPointF(self.width() - HANDLE - 6, y)

    def sizeHint(self) -> QSize:
        """As wide as a card gets where there is room; the map sets the height."""
        return QSize(212, 64)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the card, or the end of a link."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        away = QPointF(event.position()) - self.handle()
        signal = self.link_taken if away.manhattanLength() <= HANDLE + 5 else self.taken
        signal.emit(self.mapToParent(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what was taken."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.carried.emit(self.mapToParent(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.let_go.emit(self.mapToParent(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer the key to the map first."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the handle."""
        self._hovered = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the handle."""
        self._hovered = False
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, words and handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.45 if self.faded else 1.0)
        self._paint_ground(painter)
        self._paint_words(painter)
        if self._hovered or self.hasFocus():
            self._paint_handle(painter)

    def _paint_ground(self, painter: QPainter) -> None:
        fill, line, ring = _GROUND[self.deep]
        focused = self.hasFocus()
        edge = 1.0 if focused else 0.5
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        outline = QPainterPath()
        outline.addRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)
        painter.setClipPath(outline)
        painter.fillRect(box, theme.colour(fill))
        bar = theme.colour(_BARS.get(self.shown.need.standing, "line"))
        painter.fillRect(QRectF(0, 0, BAR, self.height()), bar)
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour(ring if focused else line), 2 * edge))
        painter.drawPath(outline)

    def _paint_words(self, painter: QPainter) -> None:
        ink, muted = ("on_deep", "on_deep_muted") if self.deep else ("ink", "muted")
        strong, small = QFontMetricsF(_strong()), QFontMetricsF(_small())
        painter.setFont(_strong())
        painter.setPen(theme.colour(ink))
        y = float(PAD_Y + 1)
        for line in self._lines(self.width()):
            painter.drawText(QPointF(BAR + PAD_X, y + strong.ascent()), line)
            y += strong.lineSpacing()
        painter.setFont(_small())
        painter.setPen(theme.colour(ink if self.preview else muted))
        for line in [self.preview] if self.preview else self._below(self.width()):
            painter.drawText(QPointF(BAR + PAD_X, y + small.ascent()), line)
            y += small.lineSpacing()

    def _below(self, width: float) -> list[str]:
        """What is known about it, in as few lines as hold it."""
        metrics, room = QFontMetricsF(_small()), _room(width)
        lines: list[str] = []
        for part in reversed(self.shown.below.split(" · ")):
            joined = f"{part} · {lines[0]}" if lines else part
            if lines and metrics.horizontalAdvance(joined) <= room:
                lines[0] = joined
            else:
                lines.insert(0, metrics.elidedText(part, Qt.TextElideMode.ElideRight, room))
        return lines

    def _paint_handle(self, painter: QPainter) -> None:
        ring: QColor = theme.colour("waterline" if self.deep else "accent")
        painter.setPen(QPen(ring, 1.6))
        painter.setBrush(theme.colour(_GROUND[self.deep][0]))
        painter.drawEllipse(self.handle(), HANDLE - 2.0, HANDLE - 2.0)

    def _lines(self, width: float) -> list[str]:
        text = " ".join(self.shown.need.text[:400].split())
        return _wrapped(text or "Not in words yet", _room(width), MOST_LINES)


_GROUND = {
    False: ("surface", "line", "accent"),
    True: ("deep_card", "deep_line", "waterline"),
}


def _room(width: float) -> float:
    return max(10.0, width - BAR - PAD_X - 12)


def _strong() -> QFont:
    return theme.font(theme.SANS, 14 / 15, semibold=True)


def _small() -> QFont:
    return theme.font(theme.SANS, 13 / 15)


def _wrapped(text: str, room: float, most: int) -> list[str]:
    """A text in lines that fit; what is left over ends in an ellipsis."""
    metrics = QFontMetricsF(_strong())
    layout = QTextLayout(text, _strong())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if len(lines) == most - 1:
            rest = _part(text, start, None)
            lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room))
            break
        lines.append(_part(text, start, end).rstrip())
    layout.endLayout()
    return lines


def _part(text: str, start: int, end: int | None) -> str:
    """A part of a text by Qt's count, to which an emoji is two."""
    units = text.encode("utf-16-le", "replace")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
