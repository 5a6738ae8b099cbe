"""What a damaged notebook lacks: known from its indexes, from the search, from what refers to it.

The indexes stand on pages of their own. Where a page of a table is lost, they still tell what stood
on it: which records, whose they are and of which day; of a counterpart even the name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import UNSAVED, Id, Record
from beforehand.domain.salvaged import Missing, counts
from beforehand.domain.stakes import Option
from beforehand.store import btree
from beforehand.store.blueprint import Table, parents_of
from beforehand.store.btree import Row
from beforehand.store.index import TIES
from beforehand.store.readable import Readable

_NAMES = "idx_counterparts_trashed_at_name_team_id"
NOBODY = "Not known whose"


@dataclass(slots=True)
class Lost:
    """A record that is missing, and what is still known of it."""

    kind: str
    refs: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None


Losses = dict[Id, Lost]


def losses(out: Readable, tables: Mapping[str, Table]) -> Losses:
    """All records that are known to be missing."""
    found: Losses = {}
    for name, table in tables.items():
        _from_indexes(found, out, name, table)
    for _trashed, name, team, id_, *_ in _entries(out, _NAMES):
        if id_ in found:
            found[id_].refs.update(name=name, team=team)
    for id_, (kind, place) in out.named.items():
        if not out.has(kind, id_) and id_ not in found:
            found[id_] = Lost(kind, at=_time(place))
    for record in out.records:
        for _, parent, named in parents_of(tables[record.kind], record):
            if not out.has(parent.kind, named):
                found.setdefault(Id(named), Lost(parent.kind))
    return found


def from_backup(losses: Losses, lacking: list[Record], tables: Mapping[str, Table]) -> None:
    """Add what a backup knows of what is missing."""
    for record in lacking:
        lost = losses.setdefault(record.id, Lost(record.kind))
        lost.refs.update({name: id_ for name, _, id_ in parents_of(tables[record.kind], record)})
        if isinstance(record, Counterpart):
            lost.refs.update(name=record.name, team=record.team)
        lost.at = lost.at or record.created_at


def told(losses: Losses, out: Readable) -> tuple[Missing, ...]:
    """What is missing by counterpart and day."""
    whose = _Whose(out, losses)
    parts: dict[tuple[str, datetime | None], list[str]] = defaultdict(list)
    for id_, lost in losses.items():
        day = lost.at.replace(hour=0, minute=0, second=0, microsecond=0) if lost.at else None
        parts[whose(id_, lost), day].append(lost.kind)
    ordered = sorted(parts.items(), key=lambda each: (each[0][0], each[0][1] or UNSAVED))
    return tuple(
        Missing(who=who, on=day.date() if day else None, counts=counts(kinds))
        for (who, day), kinds in ordered
    )


def _from_indexes(found: Losses, out: Readable, name: str, table: Table) -> None:
    """The ids that the table's own index has, and whose they are by its other indexes."""
    ids = {
        place: id_
        for id_, place in _pairs(out, f"sqlite_autoindex_{name}_1")
        if not out.has(name, id_)
    }
    found.update({id_: Lost(name) for id_ in ids.values()})
    for column in [column for column, _ in table.parents] if ids else ():
        for parent, written, place in _entries(out, f"idx_{name}_{column}_created_at"):
            if place in ids and parent is not None:
                found[ids[place]].refs[column] = parent
                found[ids[place]].at = datetime.fromisoformat(written)
    for written, place in _pairs(out, f"idx_{name}_created_at") if ids else ():
        if place in ids:
            found[ids[place]].at = datetime.fromisoformat(written)


def _pairs(out: Readable, index: str) -> Iterator[Row]:
    return (row for row in _entries(out, index) if len(row) == 2)


def _entries(out: Readable, index: str) -> Iterator[Row]:
    for number in out.indexes.get(index, ()):
        yield from btree.entries(out.image.pages, number)


def _time(place: int) -> datetime:
    """When a record was last written, by its place in the search index."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=place // TIES)


class _Whose:
    """Finds the counterpart to whom something belongs."""

    def __init__(self, out: Readable, losses: Losses) -> None:
        self._out, self._losses = out, losses
        self._met: dict[str, list[str]] = defaultdict(list)
        for each in out.found[Participant.kind].values():
            if isinstance(each, Participant):
                self._met[each.conversation_id].append(each.counterpart_id)
        for lost in losses.values():
            if lost.kind == Participant.kind and len(lost.refs) > 1:
                self._met[lost.refs["conversation_id"]].append(lost.refs["counterpart_id"])

    def __call__(self, id_: str, lost: Lost) -> str:
        if lost.kind == Counterpart.kind:
            return lost.refs.get("name") or "A counterpart whose name is lost"
        if lost.kind == Conversation.kind:
            return self._of_talk(id_)
        return self._of_refs(lost.refs)

    def _of_refs(self, refs: Mapping[str, str]) -> str:
        if "counterpart_id" in refs:
            return self._name(refs["counterpart_id"])
        for column, kind in _ABOVE:
            if column in refs:
                return self._of_refs(self._refs_of(kind, refs[column]))
        return self._of_talk(refs["conversation_id"]) if "conversation_id" in refs else NOBODY

    def _refs_of(self, kind: type[Record], id_: str) -> dict[str, str]:
        record = self._out.found[kind.kind].get(Id(id_))
        if record is None:
            return self._losses[Id(id_)].refs if Id(id_) in self._losses else {}
        named = ((name, getattr(record, name, None)) for name in ("counterpart_id", _TALK))
        return {name: each for name, each in named if each}

    def _of_talk(self, id_: str) -> str:
        names = [self._name(each) for each in self._met.get(id_, ())]
        talk = self._out.found[Conversation.kind].get(Id(id_))
        if not names and isinstance(talk, Conversation):
            return talk.title or talk.issue
        return ", ".join(sorted(names)) or NOBODY

    def _name(self, id_: str) -> str:
        person = self._out.found[Counterpart.kind].get(Id(id_))
        if isinstance(person, Counterpart):
            return person.name
        lost = self._losses.get(Id(id_))
        return (lost.refs.get("name") if lost else None) or "A counterpart whose name is lost"


_TALK = "conversation_id"
_ABOVE: tuple[tuple[str, type[Record]], ...] = (
    ("need_id", Need),
    ("hidden_id", Need),
    ("stated_id", Need),
    ("answer_id", Answer),
    ("option_id", Option),
)
