"""Lists that are read a page at a time, however long they are."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from beforehand.ui.rows import Row

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")

PAGE = 100
"""Rows that are read at once."""
ROW = Qt.ItemDataRole.UserRole
"""The role under which a view finds the `Row` to paint."""


class PagedModel(QAbstractListModel, Generic[T]):
    """Items read by `page(limit, offset)` when the view comes to them, shown by `row`."""

    def __init__(
        self,
        page: Callable[[int, int], Sequence[T]],
        row: Callable[[T], Row],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._row = page, row
        self._items: list[T] = []
        self._complete = False

    def read_again(self) -> None:
        """Forget what was read and begin anew, as far as had been read."""
        wanted = max(PAGE, len(self._items))
        self.beginResetModel()
        self._items = list(self._page(wanted, 0))
        self._complete = len(self._items) < wanted
        self.endResetModel()

    def item(self, index: Index) -> T | None:
        """What stands in a row, or None past the end."""
        valid = index.isValid() and index.row() < len(self._items)
        return self._items[index.row()] if valid else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows have been read."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row to paint, or all its words for a screen reader."""
        item = self.item(index)
        if item is None:
            return None
        if role == ROW:
            return self._row(item)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._row(item).spoken
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be rows that have not been read."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if parent.isValid():
            return
        more = list(self._page(PAGE, len(self._items)))
        self._complete = len(more) < PAGE
        if more:
            self.beginInsertRows(QModelIndex(), len(self._items), len(self._items) + len(more) - 1)
            self._items += more
            self.endInsertRows()
