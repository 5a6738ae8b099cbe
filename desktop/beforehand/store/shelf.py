"""One kind of record and the table it lies in, matched by the types of its fields."""

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from beforehand.domain.record import Id, Record
from beforehand.store.vault import Vault

R = TypeVar("R", bound=Record)


class Codec(NamedTuple):
    """How a field's value goes into a row and comes back."""

    into: Callable[[Any], Any]
    back: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Layout(Generic[R]):
    """The columns of a kind of record, in the order of its fields."""

    kind: type[R]
    codecs: dict[str, Codec]

    @classmethod
    def of(cls, kind: type[R]) -> "Layout[R]":
        """Read the layout off the types of a record's fields."""
        hints = get_type_hints(kind)
        return cls(kind, {field.name: _codec(hints[field.name]) for field in fields(kind)})

    def row(self, record: Record) -> list[Any]:
        """The record's values as the table keeps them."""
        return [codec.into(getattr(record, name)) for name, codec in self.codecs.items()]

    def record(self, row: tuple[Any, ...]) -> R:
        """The record that a row holds."""
        pairs = zip(self.codecs.items(), row, strict=True)
        return self.kind(**{name: codec.back(value) for (name, codec), value in pairs})

    def columns(self, prefix: str = "") -> str:
        """The columns as SQL, each behind a table's short name if one is given."""
        return ", ".join(f"{prefix}{name}" for name in self.codecs)


class Shelf(Generic[R]):
    """The records of one kind."""

    def __init__(self, vault: Vault, kind: type[R]) -> None:
        self._vault = vault
        self.layout = Layout.of(kind)

    def get(self, id: Id) -> R | None:  # noqa: A002 - the field's own name
        """The record with that id, put away or not."""
        found = self._select("WHERE id = ?", [clean(id)])
        return found[0] if found else None

    def find(
        self,
        *,
        trashed: bool | None = False,
        order: str = "created_at",
        limit: int | None = None,
        **equals: object,
    ) -> list[R]:
        """The records whose fields equal the values given.

        `trashed`: False leaves out what was put away, True gives only that, None gives both.
        A value None means "has none"; a list or set means "one of these". `order` is a field,
        with a minus before it for the last first.
        """
        where, values = self._where(trashed, equals)
        limited = "" if limit is None else f"LIMIT {int(limit)}"
        return self._select(f"{where} {self._ordered(order)} {limited}", values)

    def count(self, **equals: object) -> int:
        """How many records find() would give."""
        where, values = self._where(False, equals)
        ((number,),) = self._vault.read(f"SELECT count(*) FROM {self._table} {where}", values)
        return int(number)

    def put(self, record: R, *, keep_created: bool = False) -> None:
        """Insert a record or put it in the place of the one with its id, inside a transaction."""
        # Not through sqlite-utils: its import would fall on the first key typed, and each row
        # costs it 0.24 ms instead of 0.02.
        names = [name for name in self.layout.codecs if name != "id"]
        spared = {"created_at"} if keep_created else set()
        updates = ", ".join(f"{name} = excluded.{name}" for name in names if name not in spared)
        marks = ", ".join("?" * len(self.layout.codecs))
        self._vault.write(
            f"INSERT INTO {self._table} ({self.layout.columns()}) VALUES ({marks}) "
            f"ON CONFLICT (id) DO UPDATE SET {updates}",
            self.layout.row(record),
        )

    @property
    def _table(self) -> str:
        return self.layout.kind.kind

    def _select(self, rest: str, values: list[object]) -> list[R]:
        rows = self._vault.read(f"SELECT {self.layout.columns()} FROM {self._table} {rest}", values)
        return [self.layout.record(row) for row in rows]

    def _where(self, trashed: bool | None, equals: dict[str, object]) -> tuple[str, list[object]]:
        asked = {None: [], True: ["trashed_at IS NOT NULL"], False: ["trashed_at IS NULL"]}
        clauses, values = list(asked[trashed]), list[object]()
        for name, value in equals.items():
            clause, bound = self._clause(name, value)
            clauses.append(clause)
            values += bound
        return ("WHERE " + " AND ".join(clauses) if clauses else ""), values

    def _clause(self, name: str, value: object) -> tuple[str, list[object]]:
        into = self._known(name).into
        if value is None:
            return f"{name} IS NULL", []
        if isinstance(value, list | set | frozenset):
            return in_list(name, [into(each) for each in value])
        return f"{name} = ?", [into(value)]

    def _ordered(self, order: str) -> str:
        name = order.removeprefix("-")
        self._known(name)
        way = "DESC" if order.startswith("-") else "ASC"
        return f"ORDER BY {name} {way}, rowid {way}"

    def _known(self, name: str) -> Codec:
        # The names go into SQL: none but a field's own may.
        if name not in self.layout.codecs:
            raise ValueError(f"{self.layout.kind.__name__} has no field {name!r}")
        return self.layout.codecs[name]


def in_list(name: str, values: Collection[object]) -> tuple[str, list[object]]:
    """The SQL and its values for "one of these"; however many, the statement stays one."""
    return f"{name} IN (SELECT value FROM json_each(?))", [json.dumps(list(values))]


def clean(text: str) -> str:
    """The text without lone surrogates, which no file can hold: each becomes U+FFFD.

    Widgets and broken pastes make them; refusing would lose the rest of the words.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def instant(when: datetime) -> str:
    """A time as the tables keep it: UTC and of fixed width, so that texts sort as times do."""
    if when.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _codec(hint: Any) -> Codec:
    if get_origin(hint) in (UnionType, Union):
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return _optional(_codec(inner))
    if get_origin(hint) is tuple:
        return Codec(
            lambda value: json.dumps([clean(each) for each in value], ensure_ascii=False),
            lambda text: tuple(json.loads(text)),
        )
    if isinstance(hint, type) and issubclass(hint, Enum):
        return Codec(lambda value: hint(value).value, hint)
    return _plain_codecs()[hint]


def _optional(inner: Codec) -> Codec:
    return Codec(
        lambda value: None if value is None else inner.into(value),
        lambda value: None if value is None else inner.back(value),
    )


def _plain_codecs() -> dict[Any, Codec]:
    return {
        str: Codec(clean, str),
        Id: Codec(clean, Id),
        int: Codec(int, int),
        float: Codec(float, float),
        bool: Codec(int, bool),
        date: Codec(lambda day: day.isoformat(), date.fromisoformat),
        datetime: Codec(instant, datetime.fromisoformat),
    }
