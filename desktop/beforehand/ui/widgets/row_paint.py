"""Paints a `Row`: icon, words, a chip at the end. For lists."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from beforehand.ui import icons, numbers, theme
from beforehand.ui.rows import Row

PAD, ABOVE, GAP, BETWEEN = 18, 10, 12, 2
"""Pixels beside a row, over and under it, between its parts, and between its two texts."""

_UNSEEN = QColor(0, 0, 0, 0)


def row_height(row: Row) -> int:
    """The height a row needs, each of its texts on one line."""
    heights = [QFontMetrics(font).height() for _, font, _ in _texts(row)]
    return sum(heights) + BETWEEN * (len(heights) - 1) + 2 * ABOVE


def paint_row(painter: QPainter, rect: QRect, row: Row) -> None:
    """Paint a row into a rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = rect.adjusted(PAD, ABOVE, -PAD, -ABOVE)
    if row.icon:
        _paint_icon(painter, inside, row.icon)
    if row.chip:
        _paint_chip(painter, inside, row)
    _paint_texts(painter, _beside_chip(_beside_icon(inside, row), row), row)


def _paint_icon(painter: QPainter, inside: QRect, name: str) -> None:
    device = painter.device()
    picture = icons.pixmap(name, "muted", icons.SIZE, device.devicePixelRatioF() if device else 1)
    painter.drawPixmap(inside.x(), inside.center().y() - icons.SIZE // 2, picture)


def _paint_chip(painter: QPainter, inside: QRect, row: Row) -> None:
    size = _chip_size(row)
    place = QRect(0, 0, size.width(), size.height())
    place.moveCenter(inside.center())
    place.moveRight(inside.right())
    ink, ground = _tone(row.tone)
    painter.setPen(_UNSEEN)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, size.height() / 2, size.height() / 2)
    painter.setPen(ink)
    painter.setFont(_chip_font())
    painter.drawText(place, numbers.CENTRED, row.chip)


def _paint_texts(painter: QPainter, inside: QRect, row: Row) -> None:
    y = inside.y()
    for text, font, token in _texts(row):
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        metrics = painter.fontMetrics()
        place = QRect(inside.x(), y, inside.width(), metrics.height())
        shown = numbers.shortened(text, metrics, inside.width())
        painter.drawText(place, numbers.SINGLE_LINE, shown)
        y += place.height() + BETWEEN


def _texts(row: Row) -> list[tuple[str, QFont, str]]:
    """Each text of a row on one line of its own, with its font and colour."""
    title = (row.title, theme.font(theme.SANS, 1.0, semibold=True), "ink")
    below = (row.below, theme.font(theme.SANS, 14 / 15), "muted")
    return [(" ".join(text.split()), font, token) for text, font, token in (title, below) if text]


def _beside_icon(inside: QRect, row: Row) -> QRect:
    return inside.adjusted(icons.SIZE + GAP if row.icon else 0, 0, 0, 0)


def _beside_chip(inside: QRect, row: Row) -> QRect:
    return inside.adjusted(0, 0, -_chip_size(row).width() - GAP if row.chip else 0, 0)


def _chip_size(row: Row) -> QSize:
    metrics = QFontMetrics(_chip_font())
    return QSize(metrics.horizontalAdvance(row.chip) + 18, metrics.height() + 4)


def _chip_font() -> QFont:
    return theme.font(theme.SANS, 13 / 15, semibold=True)


def _tone(name: str) -> tuple[QColor, QColor]:
    if name == "plain":
        return theme.colour("muted"), theme.colour("sunken")
    return theme.colour(name), theme.colour(f"{name}_soft")
