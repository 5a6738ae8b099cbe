"""Hits out of the index's entries: the records they stand for, and the words around each hit."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from beforehand.domain.conversations import Answer, Conversation, EarlierWording
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.hits import Hit
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded
from beforehand.store.asked import Asked
from beforehand.store.excerpts import Laid, excerpt
from beforehand.store.index import written_fields
from beforehand.store.vault import Vault

_PARENTS: dict[str, type[Record]] = {"need_id": Need, "answer_id": Answer}
_ENDS: dict[str, type[Record]] = {"conversation_id": Conversation, "counterpart_id": Counterpart}


class Spot(NamedTuple):
    """An entry of the index: which record it stands for."""

    place: int
    kind: str
    id: Id


@dataclass(slots=True)
class _Row:
    """What is needed of a record; `owners` are the ids of what it belongs to, by field."""

    kind: type[Record]
    id: Id
    when: datetime
    trashed: bool
    owners: dict[str, Id]
    texts: dict[str, str]


def hits_at(vault: Vault, spots: Sequence[Spot], asked: Asked) -> list[Hit]:
    """The hits of these entries, in their order."""
    rows = {(row.kind.kind, row.id): row for row in _rows(vault, spots)}
    _climb(vault, rows.values())
    found = (rows.get((spot.kind, spot.id)) for spot in spots)
    return [hit for row in found if row for hit in _hits(row, asked)]


def _rows(vault: Vault, spots: Sequence[Spot]) -> Iterator[_Row]:
    ids: dict[str, list[Id]] = {}
    for spot in spots:
        ids.setdefault(spot.kind, []).append(spot.id)
    kinds = _kinds()
    for name, wanted in ids.items():
        yield from _rows_of(vault, kinds[name], wanted)


def _rows_of(vault: Vault, kind: type[Record], ids: Sequence[Id]) -> Iterator[_Row]:
    owners, texts = _owners(kind), written_fields(kind)
    for id_, updated_at, trashed_at, *values in _read(vault, kind, (*owners, *texts), ids):
        held = dict(zip(owners, values, strict=False))
        if kind in _ENDS.values():
            held = {field: id_ for field, end in _ENDS.items() if end is kind}
        yield _Row(
            kind=kind,
            id=id_,
            when=datetime.fromisoformat(updated_at),
            trashed=trashed_at is not None,
            owners={field: owner for field, owner in held.items() if owner},
            texts=dict(zip(texts, values[len(owners) :], strict=True)),
        )


def _climb(vault: Vault, rows: Iterable[_Row]) -> None:
    """Follow each record to its conversation and counterpart; trashed is what hangs on trash."""
    for field, kind in (*_PARENTS.items(), *_ENDS.items()):
        below = [row for row in rows if field in row.owners]
        if not below:
            continue
        ends = _owners(kind) if field in _PARENTS else ()
        parents = {each[0]: each for each in _read(vault, kind, ends, _ids(below, field))}
        for row in below:
            _, _, trashed_at, *owners = parents[row.owners[field]]
            row.trashed |= trashed_at is not None
            for name, owner in zip(ends, owners, strict=True):
                if owner:
                    row.owners.setdefault(name, owner)


def _ids(rows: Iterable[_Row], field: str) -> list[Id]:
    return list({row.owners[field] for row in rows})


def _read(
    vault: Vault, kind: type[Record], names: Sequence[str], ids: Sequence[Id]
) -> list[tuple[Any, ...]]:
    columns = ", ".join(("id", "updated_at", "trashed_at", *names))
    asked = f"SELECT {columns} FROM {kind.kind} WHERE id IN (SELECT value FROM json_each(?))"
    return vault.read(asked, (json.dumps(ids),))


def _owners(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in (*_PARENTS, *_ENDS) if name in kind.__dataclass_fields__)


@cache
def _kinds() -> Mapping[str, type[Record]]:
    return {kind.kind: kind for kind in KINDS}


def _hits(row: _Row, asked: Asked) -> Iterator[Hit]:
    """A hit for each field that has all the words; if none has, one where the most are."""
    texts = {field: Laid(text) for field, text in row.texts.items() if text}
    counts = {field: asked.count_in(laid.body) for field, laid in texts.items()}
    best = max(counts.values(), default=0)
    fields = [field for field, count in counts.items() if count == best > 0]
    for field in fields if best == len(asked.runs) else fields[:1]:
        around = excerpt(texts[field], asked)
        yield Hit(
            kind=row.kind.kind,
            id=row.id,
            field=field,
            conversation_id=row.owners.get("conversation_id"),
            counterpart_id=row.owners.get("counterpart_id"),
            when=row.when,
            excerpt=around.text,
            marks=around.marks,
            trashed=row.trashed,
            earlier=row.kind in (EarlierWording, Superseded),
        )
