"""The tables as this version makes them: what a row of each may hold, known without the file."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Record
from beforehand.domain.value import value
from beforehand.store import migrations
from beforehand.store.btree import Row
from beforehand.store.shelf import Layout

_TYPES: Mapping[str, tuple[type, ...]] = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}

CUT = " […] (The rest could not be read.)"
"""Stands at the end of words the rest of which stood on a lost page."""


@value
class Table:
    """A table of one kind of record: its columns in the order of the file."""

    kind: type[Record]
    columns: tuple[str, ...]
    types: tuple[tuple[type, ...], ...]
    needed: tuple[bool, ...]
    least: int
    backs: tuple[Callable[[Any], Any], ...]
    parents: tuple[tuple[str, type[Record]], ...]

    def record(self, row: Row) -> Record | None:
        """The record that a row holds; None if it cannot be a row of this table."""
        if not self.least <= len(row) <= len(self.columns):
            return None
        row += (None,) * (len(self.columns) - len(row))
        for each, types, needed in zip(row, self.types, self.needed, strict=True):
            if needed if each is None else type(each) not in types:
                return None
        try:
            named = zip(self.columns, self.backs, row, strict=True)
            return self.kind(**{name: back(each) for name, back, each in named})
        except (ValueError, TypeError, KeyError, OverflowError):
            return None

    def beginning(self, row: Row) -> Record | None:
        """The record of a row whose last value is cut off; None unless it is in somebody's words.

        What came after it is as in a new record.
        """
        place = len(row) - 1
        if not 0 < place < len(self.columns) or self.backs[place] is not str:
            return None
        row = (*row[:-1], f"{row[-1]}{CUT}")
        named = zip(self.columns, self.types, self.backs, row, strict=False)
        try:
            return self.kind(
                **{name: back(each) for name, types, back, each in named if type(each) in types}
            )
        except (ValueError, TypeError, KeyError, OverflowError):
            return None


def tables() -> dict[str, Table]:
    """The tables of all kinds, by name, out of an empty notebook in memory."""
    connection = dbapi2.connect(":memory:", isolation_level=None)
    try:
        migrations.apply(connection, migrations.STEPS)
        return {kind.kind: _table(connection, kind) for kind in KINDS}
    finally:
        connection.close()


def _table(connection: Any, kind: type[Record]) -> Table:
    kinds = {each.kind: each for each in KINDS}
    info = connection.execute(f"PRAGMA table_info({kind.kind})").fetchall()
    codecs = Layout.of(kind).codecs
    names = tuple(name for _, name, *_ in info)
    keys = connection.execute(f"PRAGMA foreign_key_list({kind.kind})").fetchall()
    return Table(
        kind=kind,
        columns=names,
        types=tuple(_TYPES[each] for _, _, each, *_ in info),
        needed=tuple(bool(needed) or name == "id" for _, name, _, needed, *_ in info),
        least=_least(names),
        backs=tuple(codecs[name].back for name in names),
        parents=tuple(sorted((column, kinds[other]) for _, _, other, column, *_ in keys)),
    )


def _least(names: tuple[str, ...]) -> int:
    """A column that a later step added is not in rows from before; those of all kinds end them."""
    return names.index("trashed_at") + 1


def parents_of(table: Table, record: Record) -> Iterator[tuple[str, type[Record], str]]:
    """What a record refers to: the field, the kind and the id."""
    for column, kind in table.parents:
        if (named := getattr(record, column)) is not None:
            yield column, kind, named
