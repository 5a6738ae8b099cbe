"""Paints passages: words with those looked for marked, and below where they stand."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from beforehand.ui import theme
from beforehand.ui.models import ROW, Index
from beforehand.ui.numbers import SINGLE_LINE, shortened
from beforehand.ui.search.found_rows import PUT_AWAY, Passage
from beforehand.ui.widgets.row_paint import ABOVE, GAP, PAD
from beforehand.ui.widgets.rows_view import RowsView
from beforehand.ui.widgets.wrapped import height_of, laid_out

LINES = 2
_TRIES = 4
_UNIT = 2
"""Bytes of a unit in which Qt counts."""
_BETWEEN = 4


class PassagesView(RowsView):
    """A list of passages."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setItemDelegate(_PassageDelegate(self))

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here: in a long list Qt would read every line for each."""


def marked_format() -> QTextCharFormat:
    """How marked words look anywhere: on colour, in bold ink, and underlined."""
    look = QTextCharFormat()
    look.setBackground(theme.colour("stated_soft"))
    look.setForeground(theme.colour("ink"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(theme.colour("stated"))
    return look


def formats(marks: tuple[tuple[int, int], ...]) -> list[QTextLayout.FormatRange]:
    """Marks as a text layout takes them."""
    look, made = marked_format(), []
    for start, length in marks:
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = start, length, look
        made.append(span)
    return made


class _PassageDelegate(QStyledItemDelegate):
    """All rows are of one height, so that a long list costs no more than a short one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Two lines of words, one that says where, and some air."""
        words = LINES * QFontMetrics(_words_font()).height()
        return QSize(
            option.rect.width(),
            words + _BETWEEN + QFontMetrics(_where_font()).height() + 2 * ABOVE + 1,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one passage."""
        found = index.data(ROW)
        if not isinstance(found, Passage):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        _paint_found(painter, option.rect.adjusted(PAD, ABOVE, -PAD, -ABOVE), found)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect, state = option.rect, option.state
    here = bool(state & QStyle.StateFlag.State_Selected)
    if here or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.colour("accent_soft" if here else "canvas"))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), theme.colour("line"))
    if here:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), theme.colour("accent"))


def _paint_found(painter: QPainter, inside: QRect, found: Passage) -> None:
    """The words and the line below them, in the middle of their place."""
    layout = _fitting(found, inside.width())
    words, where = height_of(layout), QFontMetrics(_where_font()).height()
    inside.translate(0, max(0, (inside.height() - words - _BETWEEN - where) // 2))
    painter.setPen(theme.colour("ink"))
    for number in range(layout.lineCount()):
        layout.lineAt(number).draw(painter, QPointF(inside.topLeft()))
    below = QRect(inside.x(), inside.y() + words + _BETWEEN, inside.width(), where)
    _paint_where(painter, below, found)


def _fitting(found: Passage, width: int) -> QTextLayout:
    """The words in their lines; the last one ends in … if there were more."""
    look, font, text = formats(found.marks), _words_font(), found.text
    for _ in range(_TRIES):
        layout = laid_out(text, font, width, LINES, look)
        end = _laid(layout)
        units = _units(text)
        if end >= len(units):
            break
        kept = units[: max(0, end - 2 * _UNIT)].decode("utf-16-le", "ignore").rstrip("… ")
        text = f"{kept}…"
    return layout


def _laid(layout: QTextLayout) -> int:
    """How much of its text has a line, in bytes of UTF-16."""
    if not layout.lineCount():
        return 0
    last = layout.lineAt(layout.lineCount() - 1)
    return _UNIT * (last.textStart() + last.textLength())


def _units(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _paint_where(painter: QPainter, inside: QRect, found: Passage) -> None:
    right = inside.right()
    painter.setFont(_chip_font())
    for chip in reversed(found.chips):
        right = _paint_chip(painter, QRect(inside), right, chip) - GAP
    painter.setFont(_where_font())
    painter.setPen(theme.colour("muted"))
    inside.setRight(right)
    shown = shortened(found.where, painter.fontMetrics(), inside.width())
    painter.drawText(inside, SINGLE_LINE, shown)


def _paint_chip(painter: QPainter, line: QRect, right: int, chip: str) -> int:
    """Paint a chip that ends there; where it begins. One that was put away is dashed."""
    width = painter.fontMetrics().horizontalAdvance(chip) + 18
    line.setLeft(right - width)
    line.setRight(right)
    ink: QColor = theme.colour("bad" if chip == PUT_AWAY else "hidden")
    dashed = Qt.PenStyle.DashLine if chip == PUT_AWAY else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, 1, dashed))
    painter.setBrush(theme.colour("bad_soft" if chip == PUT_AWAY else "hidden_soft"))
    painter.drawRoundedRect(QRectF(line).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
    painter.setPen(ink)
    painter.drawText(line, Qt.AlignmentFlag.AlignCenter, chip)
    return right - width


def _words_font() -> QFont:
    return theme.font(theme.SERIF, 16 / 15)


def _where_font() -> QFont:
    return theme.font(theme.SANS, 13 / 15)


def _chip_font() -> QFont:
    return theme.font(theme.SANS, 12 / 15, semibold=True)
