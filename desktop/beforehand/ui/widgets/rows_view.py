"""A list of rows that are painted, not built: as fast with a hundred thousand as with ten."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from beforehand.ui import icons, theme
from beforehand.ui.models import ROW, Row

_PAD, _GAP = 18, 12
_ABOVE = 10
"""Pixels over and under the two lines of a row."""


class RowsView(QListView):
    """A calm list: one thing a row, opened by click, Enter or Space."""

    opened = Signal(QModelIndex)
    removing = Signal(QModelIndex)
    """Delete was pressed on a row."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or remove the row one is on."""
        here = self.currentIndex()
        if here.isValid() and event.key() in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Space,
        ):
            self.opened.emit(here)
        elif here.isValid() and event.key() == Qt.Key.Key_Delete:
            self.removing.emit(here)
        else:
            super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Paints a `Row`: icon, two lines, a chip, and a thin line under it."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        del index
        lines = QFontMetrics(_title_font()).height() + QFontMetrics(_below_font()).height()
        return QSize(option.rect.width(), lines + 2 + 2 * _ABOVE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        inside = option.rect.adjusted(_PAD, _ABOVE, -_PAD, -_ABOVE)
        inside = _paint_icon(painter, inside, row.icon)
        inside = _paint_chip(painter, inside, row)
        _paint_lines(painter, inside, row)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect, state = option.rect, option.state
    focused = state & QStyle.StateFlag.State_HasFocus
    hovered = state & QStyle.StateFlag.State_MouseOver
    if hovered or focused:
        painter.fillRect(rect, theme.colour("accent_soft" if focused else "canvas"))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
    if focused:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent"))


def _paint_icon(painter: QPainter, inside: QRect, name: str) -> QRect:
    if not name:
        return inside
    device = painter.device()
    picture = icons.pixmap(name, "muted", icons.SIZE, device.devicePixelRatioF() if device else 1)
    painter.drawPixmap(inside.x(), inside.center().y() - icons.SIZE // 2, picture)
    return inside.adjusted(icons.SIZE + _GAP, 0, 0, 0)


def _paint_chip(painter: QPainter, inside: QRect, row: Row) -> QRect:
    """Paint the chip at the right; what is left of the row is given back."""
    if not row.chip:
        return inside
    painter.setFont(_chip_font())
    metrics = painter.fontMetrics()
    size = QSize(metrics.horizontalAdvance(row.chip) + 18, metrics.height() + 4)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(inside.center())
    place.moveRight(inside.right())
    ink, ground = _tone(row.tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, size.height() / 2, size.height() / 2)
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, row.chip)
    return inside.adjusted(0, 0, -size.width() - _GAP, 0)


def _paint_lines(painter: QPainter, inside: QRect, row: Row) -> None:
    y = inside.y()
    for text, font, token in (
        (row.title, _title_font(), "ink"),
        (row.below, _below_font(), "muted"),
    ):
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        metrics = painter.fontMetrics()
        words = " ".join(text.split())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        line = QRect(inside.x(), y, inside.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        y += metrics.height() + 2


def _tone(name: str) -> tuple[QColor, QColor]:
    if name == "plain":
        return theme.colour("muted"), theme.colour("sunken")
    return theme.colour(name), theme.colour(f"{name}_soft")


def _title_font() -> QFont:
    return theme.font(theme.SANS, 1.0, semibold=True)


def _below_font() -> QFont:
    return theme.font(theme.SANS, 14 / 15)


def _chip_font() -> QFont:
    return theme.font(theme.SANS, 13 / 15, semibold=True)
