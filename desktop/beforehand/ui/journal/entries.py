"""The journal's entries as a list, read a page at a time."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from beforehand import wording
from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.store.journal import EVERYTHING, Asked, JournalEntry, journal
from beforehand.store.notebook import Notebook
from beforehand.ui.models import ROW, Index
from beforehand.ui.search.found_rows import Names, Passage

_SHOWN = 400
"""Characters of an entry that a list shows at most."""


class Told(NamedTuple):
    """An entry with whom and what it is about."""

    entry: JournalEntry
    conversation_id: Id | None
    counterpart_id: Id | None
    people: str
    issue: str

    @property
    def day(self) -> str:
        """When it was written."""
        return wording.day(self.entry.when.astimezone().date())

    @property
    def what(self) -> str:
        """What kind of words these are, in one word or two."""
        return self.entry.kind.value.capitalize()

    @property
    def passage(self) -> Passage:
        """Its line in a list."""
        parts = (self.day, self.what, self.people, self.issue)
        where = " · ".join(part for part in parts if part)
        return Passage(" ".join(self.entry.words[:_SHOWN].split()), (), where)


def told(notebook: Notebook, entries: Sequence[JournalEntry]) -> list[Told]:
    """Entries with their names, which are read once for all of them."""
    wanted = {_need_id(each) for each in entries} - {None}
    needs = {each.id: each for each in notebook[Need].find(id=wanted, trashed=None)}
    owned = [_Owned(each, needs) for each in entries]
    talks = {each.conversation_id for each in owned if each.conversation_id}
    people = {each.counterpart_id for each in owned if each.counterpart_id}
    names = Names(notebook, talks, people)
    return [
        Told(
            each.entry,
            each.conversation_id,
            each.counterpart_id,
            names.people(each),
            names.issue(each.conversation_id),
        )
        for each in owned
    ]


class EntriesModel(QAbstractListModel):
    """What was written, newest first."""

    def __init__(self, notebook: Notebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._asked = EVERYTHING
        self._lines: list[Told] = []
        self._following: tuple[str, str] | None = None

    def show_asked(self, asked: Asked) -> None:
        """Show what is asked for, from the newest on."""
        self.beginResetModel()
        self._asked, self._following = asked, None
        self._lines = self._read()
        self.endResetModel()

    def told(self, index: Index) -> Told | None:
        """What stands in a row, or None past the end."""
        there = index.isValid() and index.row() < len(self._lines)
        return self._lines[index.row()] if there else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows have been read."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The passage to paint, or all its words for a screen reader."""
        line = self.told(index)
        if line is not None and role == ROW:
            return line.passage
        if line is not None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return line.passage.spoken
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more."""
        return not parent.isValid() and self._following is not None

    def fetchMore(self, parent: Index) -> None:
        """Read the next page."""
        if parent.isValid() or self._following is None:
            return
        more, first = self._read(), len(self._lines)
        if more:
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._lines += more
            self.endInsertRows()

    def _read(self) -> list[Told]:
        page = journal(self._notebook, self._asked, after=self._following)
        self._following = page.following
        return told(self._notebook, page.entries)


class _Owned:
    """An entry with the conversation and the person it belongs to, by way of its need if so."""

    def __init__(self, entry: JournalEntry, needs: dict[Id, Need]) -> None:
        self.entry = entry
        record: Any = entry.record
        need = needs.get(_need_id(entry) or Id(""))
        person: Id | None = getattr(record, "counterpart_id", None)
        theirs = person or (need.counterpart_id if need else None)
        self.counterpart_id = record.id if record.kind == "counterparts" else theirs
        self.conversation_id = entry.conversation_id or (need.conversation_id if need else None)


def _need_id(entry: JournalEntry) -> Id | None:
    found: Id | None = getattr(entry.record, "need_id", None)
    return found
