"""Everything that was written, newest first: all of it, of one person, of one conversation."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from beforehand.domain import conversations as talks
from beforehand.domain import counterparts as people
from beforehand.domain import needs, stakes
from beforehand.domain.record import Id, Record
from beforehand.domain.value import value
from beforehand.store.notebook import Notebook
from beforehand.store.shelf import instant

PAGE = 50
YEAR, NEAR = timedelta(days=365), timedelta(days=7)
AT_MOST = 500
"""Entries among which one of a year ago is drawn."""

# Each is one value of the table `asked`, which holds all that a reader may ask for.
_ASKED = "WITH asked (talk, person, since, until, at, id) AS (VALUES (?, ?, ?, ?, ?, ?))"
_TALK, _PERSON = "(SELECT talk FROM asked)", "(SELECT person FROM asked)"
_THEIRS = (
    f"(SELECT conversation_id FROM participants WHERE counterpart_id = {_PERSON}"
    " AND trashed_at IS NULL)"
)
_BLANKS = "' ' || char(9, 10, 13)"


class Written(StrEnum):
    """What was written, in the order in which one would rather read it a year later."""

    DEBRIEF = "debrief"
    ADDENDUM = "addendum"
    ANSWER = "answer"
    EVIDENCE = "evidence"
    VERDICT = "verdict"
    NEED = "need"
    POSITION = "position"
    LIMIT = "non-negotiable"
    OPTION = "option"
    OPENING = "opening"
    IF_THEN = "if-then plan"
    ASKING = "question to ask"
    COMMITMENT = "commitment"
    MEASURE = "success measure"
    PRESSURE = "pressure"
    CONVERSATION = "conversation"
    COUNTERPART = "notes"


@value
class JournalEntry:
    """Something written: when (in UTC), the words, and where they stand.

    `heading` is the question that was answered, or what the words are.
    """

    kind: Written
    when: datetime
    heading: str
    words: str
    record: Record
    conversation_id: Id | None = None


@value
class JournalPage:
    """Entries newest first, and where the next page begins; None at the end."""

    entries: tuple[JournalEntry, ...]
    following: tuple[str, str] | None = None


@value
class Wording:
    """How an answer read from a moment on; the first of a list is how it reads now."""

    when: datetime
    wording: str
    text: str


class _Source(NamedTuple):
    """Where one kind of words lies, and which of them belong to a conversation or a person."""

    record: type[Record]
    fields: tuple[str, ...] = ("text",)
    when: str = "created_at"
    of_talk: str = f"x.conversation_id = {_TALK}"
    of_person: str = f"x.conversation_id IN {_THEIRS}"
    alive: str = "(SELECT trashed_at FROM conversations WHERE id = x.conversation_id) IS NULL"


_NOT_OF_A_TALK = "0"
_OF_NEED = f"x.need_id IN (SELECT id FROM needs WHERE counterpart_id = {_PERSON})"
_NEED_ALIVE = "(SELECT trashed_at FROM needs WHERE id = x.need_id) IS NULL"
_PERSON_ALIVE = "(SELECT trashed_at FROM counterparts WHERE id = x.counterpart_id) IS NULL"

_SOURCES: Mapping[Written, _Source] = {
    Written.DEBRIEF: _Source(talks.Debrief, ("happened", "surprised", "carry"), "updated_at"),
    Written.ADDENDUM: _Source(talks.Addendum),
    Written.ANSWER: _Source(talks.Answer, when="updated_at"),
    Written.EVIDENCE: _Source(
        needs.Evidence,
        of_talk=f"x.need_id IN (SELECT id FROM needs WHERE conversation_id = {_TALK})",
        of_person=_OF_NEED,
        # The line of a verdict is read with the verdict.
        alive=f"{_NEED_ALIVE} AND NOT EXISTS (SELECT 1 FROM verdicts AS v WHERE"
        " v.need_id = x.need_id AND v.text = x.text AND v.trashed_at IS NULL)",
    ),
    Written.VERDICT: _Source(needs.Verdict, of_person=_OF_NEED, alive=_NEED_ALIVE),
    Written.NEED: _Source(
        needs.Need,
        ("text", "words"),
        of_person=f"(x.counterpart_id = {_PERSON} OR x.counterpart_id IS NULL"
        f" AND x.conversation_id IN {_THEIRS})",
        alive=_PERSON_ALIVE,
    ),
    Written.POSITION: _Source(stakes.Position, ("text", "interest")),
    Written.LIMIT: _Source(stakes.NonNegotiable),
    Written.OPTION: _Source(stakes.Option),
    Written.OPENING: _Source(stakes.Opening, ("text", "avoid")),
    Written.IF_THEN: _Source(stakes.IfThen, ("if_they", "then_i")),
    Written.ASKING: _Source(stakes.AskingPoint),
    Written.COMMITMENT: _Source(stakes.Commitment),
    **{
        written: _Source(
            kind,
            of_talk=_NOT_OF_A_TALK,
            of_person=f"x.counterpart_id = {_PERSON}",
            alive=_PERSON_ALIVE,
        )
        for written, kind in (
            (Written.MEASURE, people.SuccessMeasure),
            (Written.PRESSURE, people.Pressure),
        )
    },
    Written.CONVERSATION: _Source(
        talks.Conversation,
        ("issue", "shared_goal", "if_no_agreement", "if_no_agreement_theirs"),
        of_talk=f"x.id = {_TALK}",
        of_person=f"x.id IN {_THEIRS}",
        alive="1",
    ),
    Written.COUNTERPART: _Source(
        people.Counterpart,
        ("notes",),
        of_talk=_NOT_OF_A_TALK,
        of_person=f"x.id = {_PERSON}",
        alive="1",
    ),
}


@value
class Asked:
    """What a reader asks for: of a conversation, of a person, of a span of time, or all."""

    conversation_id: Id | None = None
    counterpart_id: Id | None = None
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Asked()


def journal(
    notebook: Notebook,
    asked: Asked = EVERYTHING,
    *,
    after: tuple[str, str] | None = None,
    limit: int = PAGE,
) -> JournalPage:
    """A page of the journal; `after` is the `following` of the page before it."""
    union = " UNION ALL ".join(
        f"SELECT * FROM ({_branch(kind, source, asked, after is not None, limit + 1)})"
        for kind, source in _SOURCES.items()
    )
    rows: list[_Row] = notebook.vault.read(
        f"{_ASKED} SELECT * FROM ({union}) ORDER BY at DESC, id DESC LIMIT {limit + 1:d}",
        [
            asked.conversation_id,
            asked.counterpart_id,
            *(each and instant(each) for each in (asked.since, asked.until)),
            *(after or (None, None)),
        ],
    )
    last = rows[limit - 1] if len(rows) > limit else None
    return JournalPage(
        entries=_entries(notebook, rows[:limit]), following=(last[0], last[2]) if last else None
    )


def a_year_ago(notebook: Notebook, now: datetime) -> JournalEntry | None:
    """One thing written a year ago, give or take a week: a debrief rather than anything else.

    All day long it is the same one.
    """
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    then = midnight - YEAR
    near = Asked(since=then - NEAR, until=then + NEAR + timedelta(days=1))
    page = journal(notebook, near, limit=AT_MOST)
    order = list(Written)

    def drawn(entry: JournalEntry) -> tuple[int, str]:
        lot = sha256(f"{now.date()} {entry.record.id}".encode()).hexdigest()
        return order.index(entry.kind), lot

    return min(page.entries, key=drawn, default=None)


def wordings(notebook: Notebook, answer_id: Id) -> list[Wording]:
    """How an answer reads now and read before, newest first."""
    answer = notebook[talks.Answer].get(answer_id)
    if answer is None:
        return []
    earlier = notebook[talks.EarlierWording].find(answer_id=answer_id, order="-written_at")
    return [
        Wording(when=answer.updated_at, wording=answer.wording, text=answer.text),
        *(Wording(when=each.written_at, wording=each.wording, text=each.text) for each in earlier),
    ]


_Row = tuple[str, str, Id]


def _branch(kind: Written, source: _Source, asked: Asked, going_on: bool, limit: int) -> str:
    words = " || ".join(f"x.{name}" for name in source.fields)
    when = f"x.{source.when}"
    narrowed = (
        (asked.conversation_id, source.of_talk),
        (asked.counterpart_id, source.of_person),
        (asked.since, f"{when} >= (SELECT since FROM asked)"),
        (asked.until, f"{when} < (SELECT until FROM asked)"),
        (going_on, f"({when}, x.id) < (SELECT at, id FROM asked)"),
    )
    wanted = (clause for given, clause in narrowed if given)
    where = " AND ".join((source.alive, f"trim({words}, {_BLANKS}) <> ''", *wanted))
    return (
        f"SELECT {when} AS at, '{kind.value}' AS kind, x.id AS id FROM {source.record.kind} AS x"
        f" WHERE x.trashed_at IS NULL AND {where} ORDER BY {when} DESC, x.id DESC LIMIT {limit:d}"
    )


def _entries(notebook: Notebook, rows: Sequence[_Row]) -> tuple[JournalEntry, ...]:
    found: dict[tuple[str, Id], Record] = {}
    for kind, source in _SOURCES.items():
        ids = {id_ for _, name, id_ in rows if name == kind.value}
        records = notebook[source.record].find(id=ids) if ids else []
        found |= {(kind.value, each.id): each for each in records}
    return tuple(_entry(Written(kind), at, found[kind, id_]) for at, kind, id_ in rows)


def _entry(kind: Written, at: str, record: Record) -> JournalEntry:
    texts = [getattr(record, name).strip() for name in _SOURCES[kind].fields]
    talk = record.id if isinstance(record, talks.Conversation) else None
    return JournalEntry(
        kind=kind,
        when=datetime.fromisoformat(at),
        heading=getattr(record, "wording", "") or kind.value.capitalize(),
        words="\n\n".join(text for text in texts if text),
        record=record,
        conversation_id=talk or getattr(record, "conversation_id", None),
    )
