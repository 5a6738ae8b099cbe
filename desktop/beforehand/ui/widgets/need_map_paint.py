"""Painting the two halves of a needs map: paper, water, the line between them, and the links."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
)

from beforehand.domain.need_map import Point
from beforehand.domain.need_shapes import Depth
from beforehand.ui import theme
from beforehand.ui.widgets.need_words import sure

WAVE_LENGTH, WAVE_RISE = 240.0, 3.0
"""Pixels from crest to crest, and from the line to a crest."""

SCALE_MARKS = (75, 50, 25)
"""The confidences drawn across the water while a card is carried."""


def ground(painter: QPainter, width: float, height: float, line: float) -> None:
    """Paper above and deep water below a gentle line."""
    paper = QLinearGradient(0, 0, 0, line)
    paper.setColorAt(0, theme.colour("surface"))
    paper.setColorAt(1, theme.colour("canvas"))
    painter.fillRect(QRectF(0, 0, width, line + WAVE_RISE), paper)
    water = QLinearGradient(0, line, 0, height)
    water.setColorAt(0, theme.colour("deep"))
    water.setColorAt(1, theme.colour("deeper"))
    crest = wave(width, line)
    body = QPainterPath(crest)
    for x, y in ((width, height), (0.0, height)):
        body.lineTo(x, y)
    body.closeSubpath()
    painter.fillPath(body, water)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("waterline"), 2))
    painter.drawPath(crest)


def wave(width: float, line: float) -> QPainterPath:
    """The surface of the water from edge to edge."""
    path = QPainterPath(QPointF(0, line))
    x, rise = 0.0, -WAVE_RISE
    while x < width:
        half = WAVE_LENGTH / 2
        first, second = QPointF(x + half * 0.37, line + rise), QPointF(x + half * 0.63, line + rise)
        path.cubicTo(first, second, QPointF(x + half, line))
        x, rise = x + half, -rise
    return path


def links(painter: QPainter, curves: Iterable[tuple[Point, Point, Point, Point]]) -> None:
    """Dashed curves from what was said to what may lie beneath."""
    pen = QPen(theme.colour("waterline"), 1.4)
    pen.setDashPattern([4, 4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for start, *bends in curves:
        path = QPainterPath(QPointF(*start))
        path.cubicTo(*(QPointF(*bend) for bend in bends))
        painter.drawPath(path)


def eyebrow(painter: QPainter, at: Point, words: str, token: str, ground: str) -> None:
    """A small heading in spaced capitals, with its own ground so that no link crosses it."""
    font = theme.font(theme.SANS, 12 / 15, semibold=True)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    painter.setFont(font)
    box = QFontMetricsF(font).boundingRect(words).translated(QPointF(*at))
    painter.fillRect(box.adjusted(-6, -2, 10, 2), theme.colour(ground))
    painter.setPen(theme.colour(token))
    painter.drawText(QPointF(*at), words)


def scale(painter: QPainter, width: float, depth: Depth, rise: float) -> None:
    """Faint lines at a few depths, each with how sure it means; `rise` is half a card."""
    faint = QColor(theme.colour("waterline"))
    faint.setAlpha(70)
    painter.setFont(theme.font(theme.SANS, 12 / 15))
    for mark in SCALE_MARKS:
        y = depth.y(mark) + rise
        painter.setPen(QPen(faint, 1))
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        painter.setPen(theme.colour("on_deep_muted"))
        painter.drawText(QPointF(width - 72, y - 5), sure(mark))


def hint(painter: QPainter, box: QRectF, words: str, token: str) -> None:
    """A sentence in the middle of an empty half."""
    painter.setFont(theme.font(theme.SERIF, 16 / 15))
    painter.setPen(theme.colour(token))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(box, flags, words)
