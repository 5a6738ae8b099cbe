"""What was put away: brought back, kept for thirty days, or gone for good with all its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from beforehand.domain.conversations import Conversation, EarlierWording, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Excerpt, RoomChoice
from beforehand.domain.superseded import Superseded
from beforehand.domain.value import value
from beforehand.domain.verdicts import line_id
from beforehand.store import index
from beforehand.store.merged_people import by_itself, merged_away
from beforehand.store.notebook import Notebook
from beforehand.store.shelf import in_list, instant

Fields = Iterable[tuple[type[Record], str]]

KEPT_DAYS = 30

PURGED_AT_ONCE = 20
"""Records put away that are deleted in one go, so that nobody waits."""

_AT_A_TIME = 100

_NOT_LISTED = (EarlierWording, Excerpt, Superseded)
"""They have words, but only together with what they are words of."""


@value
class TrashLine:
    """Something put away: its first words, and how many days it can still be brought back.

    None: a person who has conversations that were not put away, or whose entry was merged into
    another one, stays until somebody decides.
    """

    record: Record
    title: str
    days_left: int | None


@value
class Going:
    """What goes for good with a record, and what stays.

    `loosened` are needs of a counterpart that were noted or judged in a conversation that goes:
    they stay on the map. `stays` are conversations with others, whose words may name the person.
    """

    goes: Mapping[type[Record], frozenset[Id]]
    loosened: tuple[Need, ...] = ()
    stays: tuple[Conversation, ...] = ()

    @property
    def count(self) -> int:
        """How many records go."""
        return sum(len(ids) for ids in self.goes.values())


def trash(notebook: Notebook, now: datetime, limit: int = 500) -> list[TrashLine]:
    """What was put away, the last first."""
    away = (
        record
        for kind in _listed()
        for record in notebook[kind].find(trashed=True, order="-trashed_at", limit=limit)
    )
    latest = sorted(away, key=lambda record: record.trashed_at or now, reverse=True)[:limit]
    busy = _busy(notebook)
    return [
        TrashLine(
            record=record,
            title=_first_words(record),
            days_left=None if record.id in busy else _days_left(record, now),
        )
        for record in latest
    ]


def how_many(notebook: Notebook, *kinds: type[Record]) -> int:
    """How many things of these kinds, or of all that are listed, were put away."""
    counted = (
        notebook.vault.read(f"SELECT count(*) FROM {kind.kind} WHERE trashed_at IS NOT NULL")
        for kind in kinds or _listed()
    )
    return sum(int(number) for ((number,),) in counted)


def brought_back(notebook: Notebook, record: Record) -> tuple[Record, ...]:
    """The record out of the trash, with what it hangs on if that was put away too."""
    found: dict[Id, Record] = {}
    waiting: list[Record] = [record]
    while waiting:
        each = waiting.pop()
        if each.trashed_at and each.id not in found:
            found[each.id] = by_itself(replace(each, trashed_at=None))
            waiting += _above(notebook, each)
    return tuple(found.values())


def what_goes(notebook: Notebook, *records: Record, wholly: bool = False) -> Going:
    """What `delete_for_good` would take, to be told before it is done."""
    roots: dict[type[Record], set[Id]] = {}
    for record in records:
        roots.setdefault(type(record), set()).add(record.id)
    return _going(notebook, roots, wholly=wholly)


def delete_for_good(
    notebook: Notebook,
    records: Record | Sequence[Record],
    now: datetime,
    *,
    wholly: bool = False,
    in_slices: bool = False,
) -> Going:
    """Delete records and all that hangs on them, earlier wordings and the search index included.

    No trace of the words stays in the notebook's file; backups and exports are files of their
    own. That takes a second in a large notebook: with `in_slices` they are gone at once, and
    `purge`, called until it gives 0, takes the last traces. `wholly` takes with a conversation all
    needs noted in it, and with a counterpart the conversations held with nobody else.
    """
    roots = (records,) if isinstance(records, Record) else records
    going = what_goes(notebook, *roots, wholly=wholly)
    _delete(notebook, going, now)
    for _ in index.purging(notebook) if not in_slices else ():
        pass
    return going


def purge(notebook: Notebook, now: datetime, most: int = PURGED_AT_ONCE) -> int:
    """Delete for good what was put away thirty days ago, a little at a time.

    To be called when nobody types, until it gives 0: that nothing is left to do, in the search
    index neither. A person with conversations that were not put away stays.
    """
    for _ in index.purging(notebook):
        return 1  # one slice, some 20 ms
    until, busy = instant(now - timedelta(days=KEPT_DAYS)), _busy(notebook)
    old: dict[type[Record], set[Id]] = {}
    for kind in KINDS:
        asked = f"SELECT id FROM {kind.kind} WHERE trashed_at <= ? ORDER BY trashed_at"
        rows = notebook.vault.read(asked, [until]) if most > 0 else []
        ids = [Id(id_) for (id_,) in rows if id_ not in busy][:most]
        most -= len(ids)
        if ids:
            old[kind] = set(ids)
    going = _going(notebook, old, wholly=False)
    if going.count:
        _delete(notebook, going, now)
    return going.count


def _listed() -> Iterator[type[Record]]:
    """The kinds of record that the trash shows one by one."""
    return (kind for kind in KINDS if kind not in _NOT_LISTED and index.written_fields(kind))


def _days_left(record: Record, now: datetime) -> int:
    gone = (record.trashed_at or now) + timedelta(days=KEPT_DAYS)
    return max(0, (gone - now).days)


def _busy(notebook: Notebook) -> set[Id]:
    """People put away who take part in conversations that were not, or are known by another entry.

    What else somebody was called has to be known when they are erased.
    """
    rows = notebook.vault.read(
        "SELECT c.id FROM counterparts AS c WHERE c.trashed_at IS NOT NULL AND EXISTS ("
        "SELECT 1 FROM participants AS p JOIN conversations AS t ON t.id = p.conversation_id"
        " WHERE p.counterpart_id = c.id AND p.trashed_at IS NULL AND t.trashed_at IS NULL)"
        " OR c.trashed_at IS NOT NULL AND c.merged_into IN (SELECT id FROM counterparts)"
    )
    return {Id(id_) for (id_,) in rows}


def _first_words(record: Record) -> str:
    texts = (getattr(record, name).strip() for name in index.written_fields(type(record)))
    return next((text for text in texts if text), "")


def _above(notebook: Notebook, record: Record) -> Iterator[Record]:
    for column, kind in _references(notebook, type(record)):
        named = getattr(record, column)
        above = notebook[kind].get(named) if named else None
        if above:
            yield above


def _references(notebook: Notebook, kind: type[Record]) -> list[tuple[str, type[Record]]]:
    """The fields of a kind that name another record, as the file itself knows them."""
    by_name = {each.kind: each for each in KINDS}
    rows = notebook.vault.read(f"PRAGMA foreign_key_list({kind.kind})")
    return [(row[3], by_name[row[2]]) for row in rows]


def _going(notebook: Notebook, roots: Mapping[type[Record], set[Id]], *, wholly: bool) -> Going:
    people = roots.get(Counterpart, set())
    people |= {each.id for each in merged_away(notebook, people)} if people else set()
    alone, shared = _talks_of(notebook, people) if wholly else (set[Id](), list[Conversation]())
    goes: dict[type[Record], set[Id]] = {}
    loose = set[Id]()
    waiting: list[tuple[type[Record], set[Id]]] = [*roots.items(), (Conversation, alone)]
    refers = [(kind, *each) for kind in KINDS for each in _references(notebook, kind)]
    while waiting:
        kind, ids = waiting.pop()
        new = ids - goes.get(kind, set())
        if new:
            goes[kind] = goes.get(kind, set()) | new
            spared = _spared(notebook, kind, new, all_needs=wholly and not people)
            loose |= spared
            fields = [(child, column) for child, column, parent in refers if parent is kind]
            below = _below(notebook, kind, fields, new)
            waiting += ((child, named - spared) for child, named in below)
    return Going(
        goes={kind: frozenset(ids) for kind, ids in goes.items()},
        loosened=tuple(notebook[Need].find(trashed=None, id=loose - goes.get(Need, set()))),
        stays=tuple(shared),
    )


def _talks_of(notebook: Notebook, people: set[Id]) -> tuple[set[Id], list[Conversation]]:
    """The conversations held with these people alone, and those with others too."""
    seats = notebook[Participant].find(trashed=None, counterpart_id=people)
    ids = {seat.conversation_id for seat in seats}
    every = notebook[Participant].find(trashed=None, conversation_id=ids)
    shared = {seat.conversation_id for seat in every if seat.counterpart_id not in people}
    return ids - shared, notebook[Conversation].find(trashed=None, id=shared)


def _spared(notebook: Notebook, kind: type[Record], ids: set[Id], *, all_needs: bool) -> set[Id]:
    """Needs that stay although a conversation goes: what is known of a person is not of one day."""
    if kind is Verdict:
        return {each.need_id for each in notebook[Verdict].find(trashed=None, id=ids)}
    if kind is not Conversation or all_needs:
        return set()
    noted = notebook[Need].find(trashed=None, conversation_id=ids)
    return {need.id for need in noted if need.counterpart_id}


def _below(
    notebook: Notebook, kind: type[Record], fields: Fields, ids: set[Id]
) -> Iterator[tuple[type[Record], set[Id]]]:
    """All that names one of these records, in these fields or without a reference."""
    for child, column in fields:
        yield child, _naming(notebook, child, column, ids)
    for child, column in ((Excerpt, "item_id"), (RoomChoice, "item_id"), (Superseded, "record_id")):
        yield child, _naming(notebook, child, column, ids)
    if kind is Verdict:
        lines = {line_id(id_) for id_ in ids}
        yield Evidence, _naming(notebook, Evidence, "id", lines)


def _naming(notebook: Notebook, kind: type[Record], column: str, ids: Iterable[Id]) -> set[Id]:
    some, values = in_list(column, list(ids))
    return {
        Id(id_)
        for (id_,) in notebook.vault.read(f"SELECT id FROM {kind.kind} WHERE {some}", values)
    }


def _delete(notebook: Notebook, going: Going, now: datetime) -> None:
    with notebook.transaction():
        for _ in deleting(notebook, going, now):
            pass


def deleting(
    notebook: Notebook, going: Going, now: datetime, *, erased: bool = False
) -> Iterator[None]:
    """Delete what goes in slices of some 20 ms, in a transaction of whoever asks."""
    notebook.save(*_loosened(notebook, going), now=now)
    for kind, ids in going.goes.items():
        listed = sorted(ids)
        for start in range(0, len(listed), _AT_A_TIME):
            notebook.delete(kind, listed[start : start + _AT_A_TIME], erased=erased)
            yield


def _loosened(notebook: Notebook, going: Going) -> Iterator[Need]:
    """The needs that stay, without what the conversation put into them."""
    gone = going.goes.get(Conversation, frozenset())
    said: dict[Id, set[str]] = {}
    for verdict in notebook[Verdict].find(trashed=None, id=set(going.goes.get(Verdict, ()))):
        said.setdefault(verdict.need_id, set()).add(verdict.text)
    for need in going.loosened:
        changes: dict[str, Any] = {}
        if need.conversation_id in gone:
            changes["conversation_id"] = None
        if need.words and need.words in said.get(need.id, ()):
            changes["words"] = ""
        if changes:
            yield replace(need, **changes)
