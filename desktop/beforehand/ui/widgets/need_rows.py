"""How a need looks as a row of a list, and how its heading does."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from beforehand.domain.needs import Standing
from beforehand.ui import theme
from beforehand.ui.widgets.need_words import Shown, sure

SHOWN = Qt.ItemDataRole.UserRole + 1
"""The role under which an item keeps its `Shown`; a heading has none."""

PAD = 12
DEPTH_WIDTH = 72
"""Pixels of the small bar that shows how sure."""

_BARS = {
    Standing.STATED: "stated",
    Standing.KNOWN: "good",
    Standing.HIDDEN: "hidden",
    Standing.REFUTED: "bad",
}

Index = QModelIndex | QPersistentModelIndex


class NeedRows(QStyledItemDelegate):
    """Paints two lines a need, with a bar for its standing and one for how sure."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines for a need, one for a heading; as wide as the list."""
        lines = QFontMetricsF(_words()).lineSpacing() + QFontMetricsF(_small()).lineSpacing()
        heading = index.data(SHOWN) is None
        return QSize(0, 40 if heading else round(lines + 2 * PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = index.data(SHOWN)
        if shown is None:
            _heading(painter, option, str(index.data()))
        else:
            _ground(painter, option, shown)
            _text(painter, option, shown)
        painter.restore()


def _heading(painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
    font = theme.font(theme.SANS, 12 / 15, semibold=True)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.8)
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    box = option.rect.adjusted(4, 0, 0, -6)
    painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)


def _ground(painter: QPainter, option: QStyleOptionViewItem, shown: Shown) -> None:
    box = QRectF(option.rect).adjusted(1, 3, -1, -3)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
    outline = QPainterPath()
    outline.addRoundedRect(box, theme.CARD_RADIUS, theme.CARD_RADIUS)
    painter.setClipPath(outline)
    painter.fillRect(box, theme.colour("accent_soft" if chosen else "surface"))
    painter.fillRect(QRectF(box.x(), box.y(), 5, box.height()), theme.colour(_bar(shown)))
    painter.setClipping(False)
    painter.setPen(QPen(theme.colour("accent" if focused else "line"), 2 if focused else 1))
    painter.drawPath(outline)


def _bar(shown: Shown) -> str:
    return _BARS.get(shown.need.standing, "line")


def _text(painter: QPainter, option: QStyleOptionViewItem, shown: Shown) -> None:
    words, small = QFontMetricsF(_words()), QFontMetricsF(_small())
    hidden = shown.need.standing is Standing.HIDDEN
    left = option.rect.left() + PAD + 8.0
    room = option.rect.width() - 2 * PAD - 8.0 - (DEPTH_WIDTH + 90 if hidden else 0)
    top = option.rect.top() + PAD
    lines = (
        (_words(), words, "ink", " ".join(shown.need.text[:300].split()) or "Not in words yet"),
        (_small(), small, "muted", _without_sure(shown)),
    )
    for font, metrics, token, text in lines:
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, top + metrics.ascent()), line)
        top += round(metrics.lineSpacing())
    if hidden:
        _depth(painter, option, shown.need.confidence)


def _depth(painter: QPainter, option: QStyleOptionViewItem, confidence: int) -> None:
    """A small bar, full when sure, and the figure beside it."""
    right = option.rect.right() - PAD
    middle = option.rect.center().y()
    painter.setFont(_small())
    painter.setPen(theme.colour("ink"))
    box = QRectF(right - 80, middle - 12, 80, 24)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    painter.drawText(box, flags, sure(confidence))
    bar = QRectF(right - 90 - DEPTH_WIDTH, middle - 2, DEPTH_WIDTH, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    for token, share in (("line", 1.0), ("hidden", confidence / 100)):
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * share, 5), 2.5, 2.5)


def _without_sure(shown: Shown) -> str:
    if shown.need.standing is not Standing.HIDDEN:
        return shown.below
    return " · ".join(part for part in (shown.driver, shown.signs) if part)


def _words() -> QFont:
    return theme.font(theme.SANS, 1.0, semibold=True)


def _small() -> QFont:
    return theme.font(theme.SANS, 13 / 15)
