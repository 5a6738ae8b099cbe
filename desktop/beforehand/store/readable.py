"""All that can be read of a damaged notebook: records out of every page that is whole.

A leaf whose way from the root is lost is placed by what stands in it: by the ids that the search
index knows, then by the shape of its rows and by what they refer to.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from beforehand.domain.record import Id, Record
from beforehand.store import btree, migrations
from beforehand.store.blueprint import Table, parents_of
from beforehand.store.btree import INDEX, INDEX_NODE, TABLE, TABLE_NODE, Row
from beforehand.store.faults import NewerNotebook
from beforehand.store.pages import Image

_SEARCH, _STEPS = "search_entries", "_sqlite_migrations"
_SCHEMA_PAGE = 1
_IN_SCHEMA = frozenset({"table", "index"})
_MARK_DIGITS = 64
_GONE, _AGAIN, _SAME = "gone", "idx_gone_twice", "same_things"
"""What was deleted for good, the second copy of it, and what is the same thing."""
_FEW = 40
"""Rows of a leaf that are looked at to place it."""

Told = Callable[[float], None]


@dataclass(slots=True)
class Readable:
    """What stands on whole pages; `found` holds the records of each kind by their ids."""

    image: Image
    found: dict[str, dict[Id, Record]]
    named: dict[Id, tuple[str, int]] = field(default_factory=dict)
    """Of what the search index knows: the kind, and the place that tells the time."""
    indexes: dict[str, list[int]] = field(default_factory=dict)
    cut: dict[Id, Record] = field(default_factory=dict)
    """Records that go on in lost pages: what their words begin with."""
    gone: list[Row] = field(default_factory=list)
    gone_in_full: bool = False
    """Whether one of its two copies lacks nothing."""
    same: list[Row] = field(default_factory=list)
    unplaced: int = 0

    @property
    def records(self) -> Iterator[Record]:
        """All of them, those that are referred to first."""
        for each in self.found.values():
            yield from each.values()

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.found.values()))

    def has(self, kind: str, id_: str) -> bool:
        """Whether that record is there."""
        return id_ in self.found.get(kind, {})


def read(image: Image, tables: dict[str, Table], told: Told = lambda _share: None) -> Readable:
    """Read every whole page; NewerNotebook if a later version was at work."""
    return _Reading(image, tables).all(told)


class _Reading:
    def __init__(self, image: Image, tables: dict[str, Table]) -> None:
        self._pages, self._tables = image.pages, tables
        self._out = Readable(image=image, found={name: {} for name in tables})
        self._whole: set[str] = set()
        self._groups: dict[int, list[int]] = {}
        self._entries: dict[int, list[int]] = {}

    def all(self, told: Told) -> Readable:
        self._group()
        names = self._schema()
        self._note_whole(names)
        lost: list[list[int]] = []
        for number, (top, leaves) in enumerate(self._groups.items()):
            if not self._take_known(names.get(top, ""), leaves):
                lost.append(leaves)
            told(number / len(self._groups))
        for leaves in lost:
            self._place(leaves)
        self._read_kept_as_index(names)
        return self._out

    def _group(self) -> None:
        """Put the leaves of one tree together; a lost node parts them."""
        above = {
            child: number
            for number in self._pages
            if btree.form(self._pages, number) in (TABLE_NODE, INDEX_NODE)
            for child in btree.children(self._pages, number)
        }
        for number in self._pages:
            form = btree.form(self._pages, number)
            if form in (TABLE, TABLE_NODE):
                leaves = self._groups.setdefault(_top(above, number), [])
                leaves += [number] if form == TABLE else []
            elif form in (INDEX, INDEX_NODE):
                self._entries.setdefault(_top(above, number), []).append(number)

    def _schema(self) -> dict[int, str]:
        """Which table or index has its root where, as far as that can be read."""
        names: dict[int, str] = {_SCHEMA_PAGE: "sqlite_schema"}
        for leaves in self._groups.values():
            for row in self._rows(leaves):
                if not _is_schema(row):
                    break
                names[row[3]] = row[1]
        self._out.indexes = {names[top]: p for top, p in self._entries.items() if top in names}
        return names

    def _note_whole(self, names: dict[int, str]) -> None:
        """Tables that lack nothing: a leaf that has lost its place is none of theirs."""
        for top, name in names.items():
            if name in self._tables and self._is_whole(top, TABLE, TABLE_NODE):
                self._whole.add(name)
            elif name in (_GONE, _AGAIN) and self._is_whole(top, INDEX, INDEX_NODE):
                self._out.gone_in_full = True

    def _is_whole(self, top: int, *forms: int) -> bool:
        left = [top]
        while left:
            number = left.pop()
            if btree.form(self._pages, number) not in forms:
                return False
            left += btree.children(self._pages, number)
        return True

    def _take_known(self, name: str, leaves: list[int]) -> bool:
        """Read a tree that is known by its root, or by rows like no others'."""
        first = next(self._rows(leaves), ())
        if name in self._tables:
            self._take(self._tables[name], leaves)
        elif name == _SEARCH or (not name and self._is_search(first)):
            self._take_search(leaves)
        elif name == _STEPS or _is_step(first):
            _refuse_newer(self._rows(leaves))
        else:
            return bool(name)
        return True

    def _take(self, table: Table, leaves: list[int]) -> None:
        there = self._out.found[table.kind.kind]
        for row in self._rows(leaves):
            record = table.record(row)
            if record is None:
                continue
            before = there.get(record.id)
            if before is None or before.updated_at <= record.updated_at:
                there[record.id] = record
        for row in (row for leaf in leaves for row in btree.cut_rows(self._pages, leaf)):
            if begun := table.beginning(row):
                self._out.cut[begun.id] = begun

    def _is_search(self, row: Row) -> bool:
        return len(row) == 4 and row[0] is None and row[1] in self._tables

    def _take_search(self, leaves: list[int]) -> None:
        for leaf in leaves:
            for each in btree.rows(self._pages, leaf):
                if each and self._is_search(each[1]):
                    self._out.named[each[1][2]] = (each[1][1], each[0])

    def _place(self, leaves: list[int]) -> None:
        """Find the table to which leaves belong that have lost their place."""
        some = [row for row, _ in zip(self._rows(leaves), range(_FEW), strict=False)]
        fitting = [
            table
            for name, table in self._tables.items()
            if name not in self._whole and some and all(map(table.record, some))
        ]
        best = self._best(fitting, some)
        if best:
            self._take(best, leaves)
        elif fitting:
            self._out.unplaced += sum(1 for _ in self._rows(leaves))

    def _best(self, fitting: list[Table], some: list[Row]) -> Table | None:
        """The one table that has the rows' ids, or refers to what they refer to."""
        for asked in (self._known_ids, self._known_parents):
            if len(fitting) > 1:
                marks = [asked(table, some) for table in fitting]
                if max(marks):
                    pairs = zip(fitting, marks, strict=True)
                    fitting = [table for table, mark in pairs if mark == max(marks)]
        return fitting[0] if len(fitting) == 1 else None

    def _known_ids(self, table: Table, some: list[Row]) -> int:
        ids = (row[0] for row in some)
        return sum(self._out.named.get(each, ("", 0))[0] == table.kind.kind for each in ids)

    def _known_parents(self, table: Table, some: list[Row]) -> int:
        records = [record for row in some if (record := table.record(row))]
        return sum(
            self._out.has(kind.kind, id_) or self._out.named.get(Id(id_), ("",))[0] == kind.kind
            for record in records
            for _, kind, id_ in parents_of(table, record)
        )

    def _read_kept_as_index(self, names: dict[int, str]) -> None:
        """What was deleted for good and what is the same thing: tables in the form of an index."""
        for top, numbers in self._entries.items():
            if names.get(top, _GONE) not in (_GONE, _AGAIN, _SAME):
                continue
            for row in (row for each in numbers for row in btree.entries(self._pages, each)):
                if grave := _grave(row):
                    self._out.gone.append(grave)
                elif len(row) == 2 and all(isinstance(each, str) for each in row):
                    self._out.same.append(row)

    def _rows(self, leaves: list[int]) -> Iterator[Row]:
        for leaf in leaves:
            for each in btree.rows(self._pages, leaf):
                if each:
                    yield each[1]


def _top(above: dict[int, int], number: int) -> int:
    # No tree is so deep: pages that name each other in a ring must not hold us up.
    for _ in range(64):
        if number not in above:
            break
        number = above[number]
    return number


def _is_schema(row: Row) -> bool:
    return len(row) == 5 and row[0] in _IN_SCHEMA and isinstance(row[3], int)


def _is_step(row: Row) -> bool:
    return migrations.SET in row[:2] and len(row) <= 5


def _grave(row: Row) -> Row | None:
    """A row of the deleted; in its second copy the mark comes last."""
    if len(row) != 4:
        return None
    mark, salt, until, erased = row if isinstance(row[3], int) else (row[3], *row[:3])
    if not all(isinstance(each, str) for each in (mark, salt, until)):
        return None
    fits = len(mark) == len(salt) == _MARK_DIGITS and isinstance(erased, int)
    return (mark, salt, until, erased) if fits else None


def _refuse_newer(rows: Iterator[Row]) -> None:
    known = {step.__name__ for step in migrations.STEPS}
    for row in rows:
        texts: list[Any] = [each for each in row if isinstance(each, str)]
        if texts[:1] == [migrations.SET] and len(texts) > 1 and texts[1] not in known:
            raise NewerNotebook
