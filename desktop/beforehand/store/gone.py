"""What was deleted for good: keyed hashes of ids, so that no copy of the notebook brings it back.

Of words that were changed because they named somebody erased it is remembered where they stood.
Nobody can read from them who or what it was. Each hash has the salt of the notebook that made it,
because merged notebooks know of each other's.
"""

import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from beforehand.domain.merging import ERASED, Key, key_of
from beforehand.domain.record import Id, Record
from beforehand.store.shelf import in_list, instant
from beforehand.store.vault import Vault

_DELETED, _ERASED, _WORDS = 0, 1, 2
"""What a hash is of: a record, one that is gone for ever, a field whose words were changed then."""

OTHER = "other"
"""The name under which a notebook that is merged is attached."""

_ADD = (
    "INSERT INTO main.gone (mark, salt, until, erased) {rows} ON CONFLICT (mark) DO UPDATE SET"
    " until = max(until, excluded.until), erased = max(erased, excluded.erased)"
)
_COLUMNS = "mark, salt, until, erased"


class Graves:
    """What is known to be deleted, here and in an attached notebook."""

    def __init__(self, vault: Vault, *schemas: str) -> None:
        self._until: dict[str, str] = {}
        self.has_words = False
        """Whether words were changed where somebody erased was named."""
        for schema in schemas or ("main",):
            for mark, until, what in vault.read(f"SELECT mark, until, erased FROM {schema}.gone"):
                self._until[mark] = max(until, self._until.get(mark, ""))
                self.has_words |= what == _WORDS
        self._salts = [
            bytes.fromhex(salt)
            for salt in {s for each in schemas or ("main",) for s in _salts(vault, each)}
        ]

    def __bool__(self) -> bool:
        return bool(self._until)

    def __call__(self, record: Record) -> datetime | None:
        """Up to which version it is gone; None if it never was deleted."""
        return self.of(record.id)

    def of(self, id_: Id) -> datetime | None:
        """The same of an id."""
        marks = (_mark(salt, id_) for salt in self._salts)
        found = [self._until[mark] for mark in marks if mark in self._until]
        return datetime.fromisoformat(max(found)) if found else None

    def changed(self, record: Record, field: str, owner: Key | None = None) -> bool | None:
        """Whether a field may have older words than those that an erasing put in their place.

        True if every place in it was changed that may be the name, False if only those that surely
        are; None if its words may stay. With `owner` that record's field is asked about.
        """
        for everywhere in (True, False) if self.has_words else ():
            until = self.of(_field(owner or key_of(record), field, everywhere=everywhere))
            if until is not None and record.updated_at < until:
                return everywhere
        return None

    def refuses(self, id_: Id) -> bool:
        """Whether it was erased: whatever brings it back, an import or a merge, must leave it."""
        return self.of(id_) == ERASED


def note(vault: Vault, kind: type[Record], ids: Iterable[Id], *, erased: bool = False) -> None:
    """Remember what is about to be deleted, in the same transaction; erased is for ever."""
    if erased:
        refuse(vault, ids)
        return
    some, values = in_list("id", list(ids))
    asked = f"SELECT id, updated_at FROM {kind.kind} WHERE {some}"
    salt = _own_salt(vault)
    marks = [(_mark(salt, id_), until) for id_, until in vault.read(asked, values)]
    _add(vault, salt, marks, _DELETED)


def bury(vault: Vault, marks: Iterable[Sequence[object]]) -> None:
    """Know of what another notebook refuses; a grave of a mere deletion becomes one for ever."""
    for each in marks:
        vault.write(_ADD.format(rows="VALUES (?, ?, ?, ?)"), each)


def refuse(vault: Vault, ids: Iterable[Id]) -> None:
    """Refuse for ever what is erased, and what stands in no table here and may in another copy."""
    salt, until = _own_salt(vault), instant(ERASED)
    _add(vault, salt, [(_mark(salt, id_), until) for id_ in ids], _ERASED)


def reworded(vault: Vault, changed: Iterable[tuple[Record, Mapping[str, bool], datetime]]) -> None:
    """Remember in which fields somebody erased was named, and whether every place was changed.

    A version older than that time that comes back from elsewhere gets the same change: see
    `kept_out`.
    """
    salt = _own_salt(vault)
    marks = [
        (_mark(salt, _field(key_of(record), each, everywhere=every)), instant(until))
        for record, fields, until in changed
        for each, every in fields.items()
    ]
    _add(vault, salt, marks, _WORDS)


def marks_of(vault: Vault) -> list[tuple[object, ...]]:
    """What is known of erasings, to be handed on to another notebook."""
    return vault.read(f"SELECT {_COLUMNS} FROM gone WHERE erased != {_DELETED}")


def take_over(vault: Vault) -> None:
    """Know from now on what the attached notebook knows."""
    vault.write(_ADD.format(rows=f"SELECT {_COLUMNS} FROM {OTHER}.gone WHERE true"))


def _add(vault: Vault, salt: bytes, marks: list[tuple[str, str]], what: int) -> None:
    """All in one statement: of somebody with many entries each one is noted."""
    rows = "SELECT value ->> 0, ?, value ->> 1, ? FROM json_each(?) WHERE true"
    vault.write(_ADD.format(rows=rows), (salt.hex(), what, json.dumps(marks)))


def _field(key: Key, field: str, *, everywhere: bool) -> Id:
    """What stands for a field among the ids; no id has a stroke in it."""
    return Id(f"{'/'.join(key)}/{field}/{'all' if everywhere else 'sure'}")


def _own_salt(vault: Vault) -> bytes:
    """The salt that new hashes get; the first one makes it."""
    found = vault.read("SELECT salt FROM main.gone ORDER BY salt LIMIT 1")
    return bytes.fromhex(found[0][0]) if found else secrets.token_bytes(32)


def _salts(vault: Vault, schema: str) -> Iterator[str]:
    """The salts of the hashes."""
    for (salt,) in vault.read(f"SELECT DISTINCT salt FROM {schema}.gone"):
        yield salt


def _mark(salt: bytes, id_: str) -> str:
    return hmac.digest(salt, id_.encode("utf-8", "surrogatepass"), "sha256").hex()
