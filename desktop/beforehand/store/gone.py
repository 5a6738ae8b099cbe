"""What was deleted for good: keyed hashes of ids, so that no copy of the notebook brings it back.

Nobody can read from them who or what it was. Each hash has the salt of the notebook that made it,
because merged notebooks know of each other's.
"""

import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from beforehand.domain.merging import ERASED
from beforehand.domain.record import Id, Record
from beforehand.store.shelf import in_list, instant
from beforehand.store.vault import Vault

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
        for schema in schemas or ("main",):
            for mark, until in vault.read(f"SELECT mark, until FROM {schema}.gone"):
                self._until[mark] = max(until, self._until.get(mark, ""))
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
    _add(vault, salt, marks, erased=False)


def bury(vault: Vault, marks: Iterable[Sequence[object]]) -> None:
    """Know of what another notebook refuses; a grave of a mere deletion becomes one for ever."""
    for each in marks:
        vault.write(_ADD.format(rows="VALUES (?, ?, ?, ?)"), each)


def refuse(vault: Vault, ids: Iterable[Id]) -> None:
    """Refuse for ever what is erased, and what stands in no table here and may in another copy."""
    salt, until = _own_salt(vault), instant(ERASED)
    _add(vault, salt, [(_mark(salt, id_), until) for id_ in ids], erased=True)


def take_over(vault: Vault) -> None:
    """Know from now on what the attached notebook knows."""
    vault.write(_ADD.format(rows=f"SELECT {_COLUMNS} FROM {OTHER}.gone WHERE true"))


def _add(vault: Vault, salt: bytes, marks: list[tuple[str, str]], *, erased: bool) -> None:
    """All in one statement: of somebody with many entries each one is noted."""
    rows = "SELECT value ->> 0, ?, value ->> 1, ? FROM json_each(?) WHERE true"
    vault.write(_ADD.format(rows=rows), (salt.hex(), int(erased), json.dumps(marks)))


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
