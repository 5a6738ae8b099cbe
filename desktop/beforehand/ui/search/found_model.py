"""The results as a list that is read as one scrolls, however many there are."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.domain.hits import Hit
from beforehand.store.notebook import Notebook
from beforehand.ui.models import ROW, Index
from beforehand.ui.search.found_rows import Found, described

PAGE = 50


class FoundModel(QAbstractListModel):
    """Hits as lines; the first page is read at once, the others when the view comes to them."""

    failed = Signal(object)
    """A `BeforehandError`: the notebook could not be read on."""

    def __init__(self, notebook: Notebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._hits: Iterator[Hit] = iter(())
        self._lines: list[Found] = []
        self.complete = True

    def show_hits(self, hits: Iterator[Hit]) -> None:
        """Show other results from their beginning."""
        self.beginResetModel()
        self._hits = hits
        self._lines = self._read()
        self.endResetModel()

    def found(self, index: Index) -> Found | None:
        """What stands in a row, or None past the end."""
        there = index.isValid() and index.row() < len(self._lines)
        return self._lines[index.row()] if there else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows have been read."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The line to paint, or all its words for a screen reader."""
        found = self.found(index)
        if found is not None and role == ROW:
            return found.passage
        if found is not None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return found.passage.spoken
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be more."""
        return not parent.isValid() and not self.complete

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if parent.isValid():
            return
        more = self._read()
        if more:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._lines += more
            self.endInsertRows()

    def _read(self) -> list[Found]:
        try:
            hits = list(islice(self._hits, PAGE))
            lines = described(self._notebook, hits)
        except BeforehandError as error:
            self.complete = True
            self.failed.emit(error)
            return []
        self.complete = len(hits) < PAGE
        return lines
