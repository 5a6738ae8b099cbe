"""A list of rows that are painted, not built: as fast with a hundred thousand as with ten."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from beforehand.ui import theme
from beforehand.ui.models import ROW
from beforehand.ui.rows import Row
from beforehand.ui.widgets.row_paint import paint_row, row_height


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
        row = index.data(ROW)
        height = row_height(row, option.rect.width(), wrap=False) if isinstance(row, Row) else 0
        return QSize(option.rect.width(), height)

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
        _paint_ground(painter, option)
        paint_row(painter, option.rect, row)
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
