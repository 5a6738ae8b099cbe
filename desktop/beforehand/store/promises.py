"""Commitments across the notebook: what is due or late, what stands open with whom."""

from collections.abc import Sequence
from datetime import date, timedelta

from beforehand.domain.commitments import State, state_of
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner
from beforehand.domain.value import value
from beforehand.store.notebook import Notebook

SOON_DAYS = 7

# Of two owners of one talk, the one who promised; a promise of somebody put away is still told.
_FROM = (
    "FROM commitments AS k JOIN conversations AS t ON t.id = k.conversation_id"
    " LEFT JOIN counterparts AS c ON c.id = k.counterpart_id"
    " WHERE k.trashed_at IS NULL AND t.trashed_at IS NULL"
)
_BY_DAY = "ORDER BY k.due IS NULL, k.due, k.created_at"


@value
class CommitmentLine:
    """A commitment, the conversation it comes from, its owner, and how it stands today."""

    commitment: Commitment
    conversation: Conversation
    counterpart: Counterpart | None
    state: State

    @property
    def owner(self) -> str:
        """Who promised it, by name; empty for me."""
        if self.commitment.owner is Owner.COUNTERPART:
            return self.counterpart.name if self.counterpart else ""
        return self.commitment.owner_name


def due(
    notebook: Notebook, today: date, *, days: int = SOON_DAYS, limit: int = 50
) -> list[CommitmentLine]:
    """What is late, due today or due within so many days, mine and theirs; the earliest first."""
    until = (today + timedelta(days=days)).isoformat()
    where = f"AND k.promise = 'open' AND k.due <= ? {_BY_DAY} LIMIT ?"
    return _lines(notebook, today, where, [until, limit])


def open_commitments(notebook: Notebook, today: date) -> list[CommitmentLine]:
    """All that is neither kept nor dropped: the earliest day first, those without one last."""
    return _lines(notebook, today, f"AND k.promise = 'open' {_BY_DAY}", [])


def all_commitments(notebook: Notebook, today: date) -> list[CommitmentLine]:
    """All commitments by their day, those without one last."""
    return _lines(notebook, today, _BY_DAY, [])


def with_counterpart(
    notebook: Notebook, counterpart_id: Id, today: date, *, only_open: bool = False
) -> list[CommitmentLine]:
    """What was promised in conversations with a counterpart; open first, then the last closed."""
    still = "AND k.promise = 'open'" if only_open else ""
    where = (
        f"AND k.conversation_id IN (SELECT conversation_id FROM participants"
        f" WHERE counterpart_id = ? AND trashed_at IS NULL) {still}"
        " ORDER BY k.promise <> 'open', k.closed_on DESC, k.due IS NULL, k.due, k.created_at"
    )
    return _lines(notebook, today, where, [counterpart_id])


def _lines(
    notebook: Notebook, today: date, where: str, values: Sequence[object]
) -> list[CommitmentLine]:
    promises, talks = notebook[Commitment].layout, notebook[Conversation].layout
    people = notebook[Counterpart].layout
    columns = ", ".join((promises.columns("k."), talks.columns("t."), people.columns("c.")))
    first = len(promises.codecs)
    second = first + len(talks.codecs)
    rows = notebook.vault.read(f"SELECT {columns} {_FROM} {where}", values)
    return [
        CommitmentLine(
            commitment=(made := promises.record(row[:first])),
            conversation=talks.record(row[first:second]),
            counterpart=people.record(row[second:]) if row[second] else None,
            state=state_of(made, today),
        )
        for row in rows
    ]
