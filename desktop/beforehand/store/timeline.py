"""Everything dated about one counterpart in one line, newest first, a page at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from beforehand.domain.conversations import Addendum, Conversation, Moment
from beforehand.domain.needs import Evidence, Need, Ruling, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment, Promise
from beforehand.domain.value import value
from beforehand.store.notebook import Notebook
from beforehand.store.shelf import in_list

PAGE = 50


class Dated(StrEnum):
    """What stands on a timeline, and what it can be narrowed to."""

    CONVERSATION = "conversations"
    COMMITMENT = "commitments"
    NEED = "needs"
    EVIDENCE = "evidence"
    ADDENDUM = "addenda"
    VERDICT = "verdicts"


EVERYTHING: tuple[Dated, ...] = tuple(kind for kind in Dated if kind is not Dated.VERDICT)
"""What a whole timeline shows: there a verdict stands beside its conversation already."""


@value
class TalkFigures:
    """What came of a conversation: verdicts on this counterpart, promises, alignment."""

    rulings: Mapping[Ruling, int]
    promises: Mapping[Promise, int]
    before: int | None = None
    after: int | None = None


@value
class TimelineEntry:
    """One dated thing: a day, or a moment in UTC; `figures` stand beside a conversation only.

    A need stands at the day it was said, became known or was refuted; a commitment at the day it
    was closed, else at the day it is due; a verdict at its conversation.
    """

    kind: Dated
    when: date | datetime
    record: Record
    conversation_id: Id | None = None
    figures: TalkFigures | None = None


@value
class TimelinePage:
    """Entries newest first, and where the next page begins; None at the end."""

    entries: tuple[TimelineEntry, ...]
    following: tuple[str, str] | None = None


@value
class AlignmentPoint:
    """How aligned the parties were before and after one conversation."""

    conversation_id: Id
    when: datetime
    before: int | None
    after: int | None


_THEIRS = (
    "(SELECT conversation_id FROM participants WHERE counterpart_id = ?1 AND trashed_at IS NULL)"
)
_WHEN = "coalesce(t.starts_at, t.created_at)"
_JUDGED = (
    f"SELECT {_WHEN} FROM verdicts AS v JOIN conversations AS t ON t.id = v.conversation_id"
    " WHERE v.need_id = n.id AND v.trashed_at IS NULL ORDER BY v.created_at DESC LIMIT 1"
)
_OF_TALK = f"JOIN conversations AS t ON t.id = x.conversation_id AND t.id IN {_THEIRS}"

# For each kind: its record, when it stands where, and which ones are meant. A day is shorter than
# a moment of it and so sorts before it.
_BRANCHES: Mapping[Dated, tuple[type[Record], str, str]] = {
    Dated.CONVERSATION: (
        Conversation,
        "coalesce(x.starts_at, x.created_at)",
        f"FROM conversations AS x WHERE x.id IN {_THEIRS}",
    ),
    Dated.COMMITMENT: (
        Commitment,
        "coalesce(x.closed_on, x.due, x.created_at)",
        f"FROM commitments AS x {_OF_TALK} WHERE t.trashed_at IS NULL",
    ),
    Dated.NEED: (
        Need,
        "coalesce(iif(x.standing = 'refuted', x.checked_on, x.said_on),"
        f" ({_JUDGED.replace('n.id', 'x.id')}), x.updated_at)",
        "FROM needs AS x WHERE x.counterpart_id = ?1 AND (x.standing IN ('known', 'refuted')"
        " OR x.standing = 'stated' AND x.said_on IS NOT NULL)",
    ),
    Dated.EVIDENCE: (
        Evidence,
        "coalesce(x.seen_on, x.created_at)",
        "FROM needs AS n JOIN evidence AS x ON x.need_id = n.id"
        " WHERE n.counterpart_id = ?1 AND n.trashed_at IS NULL",
    ),
    Dated.ADDENDUM: (
        Addendum,
        "x.created_at",
        f"FROM addenda AS x {_OF_TALK} WHERE t.trashed_at IS NULL",
    ),
    Dated.VERDICT: (
        Verdict,
        _WHEN,
        "FROM needs AS n JOIN verdicts AS x ON x.need_id = n.id"
        " JOIN conversations AS t ON t.id = x.conversation_id AND t.trashed_at IS NULL"
        " WHERE n.counterpart_id = ?1 AND n.trashed_at IS NULL",
    ),
}


def timeline(
    notebook: Notebook,
    counterpart_id: Id,
    *,
    kinds: Collection[Dated] = EVERYTHING,
    after: tuple[str, str] | None = None,
    limit: int = PAGE,
) -> TimelinePage:
    """A page of a counterpart's timeline; `after` is the `following` of the page before it."""
    rows = _rows(notebook, counterpart_id, [kind for kind in Dated if kind in kinds], after, limit)
    records = _records(notebook, rows[:limit])
    figures = _figures(notebook, counterpart_id, [id_ for _, kind, id_ in rows if kind == _TALKS])
    entries = (
        TimelineEntry(
            kind=Dated(kind),
            when=_when(when),
            record=records[id_],
            conversation_id=_talk_of(records[id_]),
            figures=figures.get(id_),
        )
        for when, kind, id_ in rows[:limit]
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return TimelinePage(entries=tuple(entries), following=(last[0], last[2]) if last else None)


def alignment_series(notebook: Notebook, counterpart_id: Id) -> list[AlignmentPoint]:
    """Alignment before and after each conversation with a counterpart, oldest first."""
    rows = notebook.vault.read(
        f"SELECT t.id, {_WHEN}, {_score(Moment.BEFORE)}, {_score(Moment.AFTER)}"
        f" FROM conversations AS t WHERE t.id IN {_THEIRS} AND t.trashed_at IS NULL"
        f" ORDER BY {_WHEN}",
        [counterpart_id],
    )
    return [
        AlignmentPoint(
            conversation_id=Id(id_), when=datetime.fromisoformat(when), before=before, after=after
        )
        for id_, when, before, after in rows
        if before is not None or after is not None
    ]


_TALKS = Dated.CONVERSATION.value
_Row = tuple[str, str, Id]


def _rows(
    notebook: Notebook,
    counterpart_id: Id,
    kinds: Sequence[Dated],
    after: tuple[str, str] | None,
    limit: int,
) -> list[_Row]:
    """When, kind and id of one more entry than a page holds."""
    if not kinds:
        return []
    union = " UNION ALL ".join(
        f"SELECT {when} AS at, '{kind.value}' AS kind, x.id AS id {of} AND x.trashed_at IS NULL"
        for kind in kinds
        for _, when, of in [_BRANCHES[kind]]
    )
    older = "WHERE (at, id) < (?2, ?3)" if after else ""
    return notebook.vault.read(
        f"SELECT at, kind, id FROM ({union}) {older} ORDER BY at DESC, id DESC LIMIT {limit + 1:d}",
        [counterpart_id, *(after or ())],
    )


def _records(notebook: Notebook, rows: Sequence[_Row]) -> dict[Id, Record]:
    found: dict[Id, Record] = {}
    for kind, (record, _, _) in _BRANCHES.items():
        ids = {id_ for _, name, id_ in rows if name == kind.value}
        if ids:
            found |= {each.id: each for each in notebook[record].find(id=ids)}
    return found


def _figures(notebook: Notebook, counterpart_id: Id, talks: Sequence[Id]) -> dict[Id, TalkFigures]:
    if not talks:
        return {}
    some, ids = in_list("t.id", talks)
    rows = notebook.vault.read(
        f"SELECT t.id, {_score(Moment.BEFORE)}, {_score(Moment.AFTER)}"
        f" FROM conversations AS t WHERE {some}",
        ids,
    )
    rulings = _counted(
        notebook,
        "SELECT x.conversation_id, x.ruling, count(*) FROM verdicts AS x JOIN needs AS n"
        " ON n.id = x.need_id WHERE x.trashed_at IS NULL AND n.counterpart_id = ? AND",
        [counterpart_id],
        talks,
    )
    promises = _counted(
        notebook,
        "SELECT x.conversation_id, x.promise, count(*) FROM commitments AS x"
        " WHERE x.trashed_at IS NULL AND",
        [],
        talks,
    )
    return {
        id_: TalkFigures(
            rulings={Ruling(each): n for each, n in rulings.get(id_, ())},
            promises={Promise(each): n for each, n in promises.get(id_, ())},
            before=before,
            after=after,
        )
        for id_, before, after in rows
    }


def _counted(
    notebook: Notebook, sql: str, values: list[object], talks: Sequence[Id]
) -> dict[Id, list[tuple[str, int]]]:
    some, ids = in_list("x.conversation_id", talks)
    counted: dict[Id, list[tuple[str, int]]] = {}
    for id_, name, number in notebook.vault.read(f"{sql} {some} GROUP BY 1, 2", [*values, *ids]):
        counted.setdefault(id_, []).append((name, number))
    return counted


def _score(moment: Moment) -> str:
    return (
        "(SELECT r.score FROM alignment_ratings AS r WHERE r.conversation_id = t.id"
        f" AND r.moment = '{moment.value}' AND r.trashed_at IS NULL"
        " ORDER BY r.updated_at DESC LIMIT 1)"
    )


def _when(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _talk_of(record: Any) -> Id | None:
    return (
        record.id if isinstance(record, Conversation) else getattr(record, "conversation_id", None)
    )
