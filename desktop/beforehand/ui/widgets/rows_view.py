"""A list of rows that are painted, not built: as fast with a hundred thousand as with ten."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from beforehand.ui import icons, theme
from beforehand.ui.models import ROW
from beforehand.ui.rows import Row
from beforehand.ui.widgets.row_paint import paint_row, row_height

DOTS_WIDTH = 44
"""Pixels at the end of a row that hold its "…", where it has a menu."""


class RowsView(QListView):
    """A calm list: one thing a row, opened by click, Enter or Space.

    With `menu`, a row ends in "…"; that, the right button and the Menu key ask for its menu.
    """

    opened = Signal(QModelIndex)
    removing = Signal(QModelIndex)
    """Delete was pressed on a row."""
    menu_wanted = Signal(QModelIndex, QPoint)
    """The menu of a row, at a place on the screen."""

    def __init__(self, name: str, parent: QWidget | None = None, *, menu: bool = False) -> None:
        super().__init__(parent)
        self._menu, self._dotted = menu, QPersistentModelIndex()
        self.setAccessibleName(name)
        if menu:
            self.setAccessibleDescription("The Menu key shows what can be done with a line.")
        self.setItemDelegate(_RowDelegate(self, DOTS_WIDTH if menu else 0))
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer; by keyboard, of the row one is on."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        row = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not self._menu or not row.isValid():
            super().contextMenuEvent(event)
            return
        place = self.visualRect(row).center() if by_key else event.pos()
        self._ask(row, place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the dots is none on the row."""
        self._dotted = QPersistentModelIndex(self._dots_at(event))
        if not self._dotted.isValid():
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go on the dots, they ask for the menu."""
        pressed, self._dotted = self._dotted, QPersistentModelIndex()
        if not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif pressed == self._dots_at(event):
            self._ask(self._dots_at(event), event.position().toPoint())

    def _dots_at(self, event: QMouseEvent) -> QModelIndex:
        """The row whose dots lie there, or none."""
        place = event.position().toPoint()
        row = self.indexAt(place)
        left = event.button() is Qt.MouseButton.LeftButton
        beside = place.x() > self.visualRect(row).right() - DOTS_WIDTH
        return row if self._menu and left and beside else QModelIndex()

    def _ask(self, row: QModelIndex, place: QPoint) -> None:
        self.setCurrentIndex(row)
        self.menu_wanted.emit(row, self.viewport().mapToGlobal(place))


class _RowDelegate(QStyledItemDelegate):
    """Paints a `Row`: icon, two lines, a chip, and a thin line under it."""

    def __init__(self, parent: QWidget, dots: int) -> None:
        super().__init__(parent)
        self._dots = dots

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text and some air."""
        row = index.data(ROW)
        height = row_height(row) if isinstance(row, Row) else 0
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
        paint_row(painter, option.rect.adjusted(0, 0, -self._dots, 0), row)
        if self._dots:
            _paint_dots(painter, option.rect)
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


def _paint_dots(painter: QPainter, rect: QRect) -> None:
    device = painter.device()
    picture = icons.pixmap("ellipsis", "muted", icons.SIZE, device.devicePixelRatioF())
    x = rect.right() - (DOTS_WIDTH + icons.SIZE) // 2
    painter.drawPixmap(x, rect.center().y() - icons.SIZE // 2, picture)
