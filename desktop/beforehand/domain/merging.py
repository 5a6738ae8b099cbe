"""Two copies of a notebook made one: which record stays, and what becomes of the other.

Pure: records in, records out. The newer of two versions wins whole; of the same moment, content
decides, so that it does not matter who asks. What lost stays as an earlier wording. What was
deleted for good comes back only if it was changed afterwards, or if something new hangs on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    EarlierWording,
    Participant,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Need, NeedLink, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option, RoomChoice, Serving
from beforehand.domain.superseded import MADE, Superseded, former, owned, renamed, same_words
from beforehand.domain.value import value
from beforehand.domain.verdicts import line_id

Key = tuple[str, Id]
Records = dict[Key, Record]
Buried = Callable[[Record], datetime | None]
"""Up to which version a record was deleted for good, on either side; None if it never was."""

ERASED = datetime.max.replace(tzinfo=UTC)
"""The version up to which an erased record is gone: all that are and will be."""

PARENTS: tuple[tuple[str, type[Record]], ...] = (
    ("counterpart_id", Counterpart),
    ("conversation_id", Conversation),
    ("answer_id", Answer),
    ("need_id", Need),
    ("stated_id", Need),
    ("hidden_id", Need),
    ("option_id", Option),
)
"""The fields that name a record which must be there too."""

_NAMES = frozenset({"id", "item_id", "record_id", *(name for name, _ in PARENTS)})

_ONCE: Mapping[type[Record], tuple[str, ...]] = {
    Participant: ("conversation_id", "counterpart_id"),
    Answer: ("conversation_id", "lens_id", "question_id"),
    AlignmentRating: ("conversation_id", "moment"),
    Debrief: ("conversation_id",),
    NeedLink: ("stated_id", "hidden_id"),
    Serving: ("option_id", "need_id"),
    Verdict: ("need_id", "conversation_id"),
    RoomChoice: ("conversation_id", "item_id"),
}
"""What there is once: made in both copies, under two ids, it is the same thing all the same."""

_FOLLOWERS = (EarlierWording, Superseded)
"""History goes with its record, and never brings one back."""

_TICK = timedelta(microseconds=1)


@value
class Union:
    """What two copies come to; `same` are ids that turned out to mean one thing, by the id kept.

    `lost` are versions that gave way, each with the one that stayed; `back` was deleted for good
    and came back because something hangs on it.
    """

    records: Mapping[Key, Record]
    same: Mapping[Id, Id]
    lost: tuple[tuple[Record, Record], ...] = ()
    back: frozenset[Key] = frozenset()


def key_of(record: Record) -> Key:
    """By what a record is found in both copies."""
    return record.kind, record.id


def newer(one: Record, other: Record) -> Record:
    """The version that stays, the same one whichever way round they are given."""
    if one.updated_at != other.updated_at:
        return one if one.updated_at > other.updated_at else other
    return max(one, other, key=repr)


def united(
    ours: Iterable[Record],
    theirs: Iterable[Record],
    *,
    same: Mapping[Id, Id] | None = None,
    buried: Buried | None = None,
) -> Union:
    """What two copies come to; nothing depends on which of them is called ours."""
    every = [*ours, *theirs]
    names = flat(same or {})
    winners, lost = _newest(_under(every, names))
    while found := _twins(winners):
        names = flat({**names, **found})
        winners, lost = _newest(_under(every, names))
    back = _bury(winners, buried) if buried else frozenset[Key]()
    lost = [(gone, winners[key_of(stays)]) for gone, stays in lost if key_of(stays) in winners]
    _keep_words(winners, lost, buried)
    return Union(records=winners, same=names, lost=tuple(lost), back=back)


def flat(names: Mapping[Id, Id]) -> dict[Id, Id]:
    """Each id with the one it means in the end."""
    return {id_: _end(names, id_) for id_ in names}


def _end(names: Mapping[Id, Id], id_: Id) -> Id:
    while (further := names.get(id_, id_)) != id_:
        id_ = further
    return id_


def _under(records: list[Record], names: Mapping[Id, Id]) -> Iterable[Record]:
    return (_named(each, names) for each in records) if names else records


def _named(record: Record, names: Mapping[Id, Id]) -> Record:
    """The record with the ids that are kept."""
    changes: dict[str, Any] = {
        name: names[getattr(record, name)]
        for name in _NAMES & record.__dataclass_fields__.keys()
        if getattr(record, name) in names
    }
    changed = replace(record, **changes) if changes else record
    if changes and isinstance(changed, EarlierWording | Superseded):
        return renamed(changed)
    return changed


def _newest(records: Iterable[Record]) -> tuple[Records, list[tuple[Record, Record]]]:
    """Of each record the version that stays, and those that do not, each with that one."""
    winners: Records = {}
    lost: list[Record] = []
    for each in records:
        key = key_of(each)
        there = winners.get(key)
        if there is None or there == each:
            winners[key] = each
            continue
        winners[key] = newer(there, each)
        lost.append(each if winners[key] is there else there)
    return winners, [(each, winners[key_of(each)]) for each in lost]


def _twins(winners: Records) -> dict[Id, Id]:
    """Ids of things that there can be once, under the least of them."""
    seen: dict[object, Id] = {}
    found: dict[Id, Id] = {}
    for each in winners.values():
        names = _ONCE.get(type(each))
        if names is None or each.trashed_at:
            continue
        what = (each.kind, *(getattr(each, name) for name in names))
        first = seen.setdefault(what, each.id)
        if first != each.id:
            kept, goes = sorted((first, each.id))
            seen[what] = kept
            found[goes] = kept
            if isinstance(each, Verdict):
                found[line_id(goes)] = line_id(kept)
    return found


def _bury(winners: Records, buried: Buried) -> frozenset[Key]:
    """Take out what was deleted for good; tells what came back all the same."""
    graves = {key: until for key, each in winners.items() if (until := buried(each))}
    dead = {key for key, until in graves.items() if winners[key].updated_at <= until}
    if not dead:
        return frozenset()
    erased = {key for key in dead if graves[key] == ERASED}
    _drop_below(winners, erased)
    back = _wanted(winners, dead & winners.keys())
    for key in back:
        # Newer than its grave from now on: it lives by itself, whatever becomes of what it carries.
        winners[key] = replace(winners[key], updated_at=graves[key] + _TICK)
    _drop_below(winners, dead - back - erased)
    return frozenset(back)


def _drop_below(winners: Records, dead: set[Key]) -> None:
    """Take out these and all that cannot be without them."""
    gone = {id_ for _, id_ in dead}
    for key in dead:
        winners.pop(key, None)
    order = {kind.kind: place for place, kind in enumerate(KINDS)}
    for key in sorted(winners, key=lambda each: order[each[0]]) if dead else ():
        record = winners[key]
        missing = [name for name, above in _above(record) if above not in winners]
        if missing and isinstance(record, Need) and _is_loose(record, missing):
            winners[key] = replace(record, conversation_id=None)
        elif missing or getattr(record, "item_id", None) in gone:
            del winners[key]


def _wanted(winners: Records, dead: set[Key]) -> set[Key]:
    """What was deleted although something stays that hangs on it."""
    back = set[Key]()
    waiting = [each for key, each in winners.items() if key not in dead]
    while waiting:
        each = waiting.pop()
        if isinstance(each, _FOLLOWERS):
            continue
        for name, above in _above(each):
            if above in dead and above not in back and not _is_loose(each, [name]):
                back.add(above)
                waiting.append(winners[above])
    return back


def _is_loose(record: Record, missing: list[str]) -> bool:
    """What is known of a person is not of one day: it stays where a conversation goes."""
    return isinstance(record, Need) and bool(record.counterpart_id) and missing == _OF_ITS_DAY


_OF_ITS_DAY = ["conversation_id"]


def _above(record: Record) -> Iterator[tuple[str, Key]]:
    for name, kind in PARENTS:
        if named := getattr(record, name, None):
            yield name, (kind.kind, named)


def _keep_words(
    winners: Records, lost: Iterable[tuple[Record, Record]], buried: Buried | None
) -> None:
    """Keep what lost as an earlier wording, once each, and not what stands there anyway."""
    for loser, winner in lost:
        kept = former(loser, winner)
        if kept is None or _is_gone(kept, buried):
            continue
        there = winners.get(key_of(kept))
        winners[key_of(kept)] = newer(there, kept) if there else kept
    own = {
        (each.answer_id, each.text)
        for each in winners.values()
        if isinstance(each, EarlierWording) and not each.id.startswith(MADE)
    }
    for key, each in [*winners.items()]:
        if isinstance(each, EarlierWording | Superseded) and each.id.startswith(MADE):
            _settle(winners, key, each, own)


def _settle(
    winners: Records, key: Key, kept: EarlierWording | Superseded, own: set[tuple[Id, str]]
) -> None:
    """Take out what is said elsewhere; the rest belongs to whom its record belongs to."""
    if isinstance(kept, EarlierWording):
        about = winners.get((Answer.kind, kept.answer_id))
        twice = (kept.answer_id, kept.text) in own
    else:
        about, twice = winners.get((kept.record_kind, kept.record_id)), False
    if about is None or twice or same_words(kept, about):
        del winners[key]
    elif isinstance(kept, Superseded):
        winners[key] = owned(kept, about)


def _is_gone(kept: Record, buried: Buried | None) -> bool:
    until = buried(kept) if buried else None
    return until is not None and kept.updated_at <= until
