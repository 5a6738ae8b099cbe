"""The commitments of a notebook as lines, for people and for programs."""

import json
from collections.abc import Iterable, Sequence

from beforehand.domain.commitments import is_mine
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.table import columns, plain, short_ids
from beforehand.store.promises import CommitmentLine

_HEADS = ("ID", "BY", "STATE", "WHO", "WHAT", "FROM")


def promises_as_json(lines: Iterable[CommitmentLine]) -> str:
    """The lines for programs; `owner` is null for the person's own."""
    told = [
        {
            "id": line.commitment.id,
            "due": line.commitment.due and line.commitment.due.isoformat(),
            "state": line.state.value,
            "owner": line.owner or None,
            "mine": is_mine(line.commitment),
            "text": line.commitment.text,
            "conversation": line.conversation.id,
            "issue": line.conversation.issue,
        }
        for line in lines
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def promises_as_table(lines: Sequence[CommitmentLine], width: int | None = None) -> str:
    """The lines for people, in columns; cut to a width if one is given."""
    if not lines:
        return "No commitments are open."
    short = short_ids([line.commitment.id for line in lines])
    return columns([_HEADS, *(_cells(line, short[line.commitment.id]) for line in lines)], width)


def promise_of(lines: Sequence[CommitmentLine], wanted: str) -> CommitmentLine:
    """The commitment of an id or the beginning of one; else BeforehandError."""
    found = [line for line in lines if wanted and line.commitment.id.startswith(wanted.lower())]
    if len(found) != 1:
        several = "Several commitments’ ids begin" if found else "No open commitment’s id begins"
        raise BeforehandError(
            f"{several} with “{plain(wanted)}”.", "“beforehand commitments” shows them all."
        )
    return found[0]


def _cells(line: CommitmentLine, short: str) -> tuple[str, ...]:
    due = line.commitment.due.isoformat() if line.commitment.due else "no day"
    owner = "me" if is_mine(line.commitment) else line.owner
    texts = (short, due, line.state.value, owner, line.commitment.text, line.conversation.issue)
    return tuple(plain(text) for text in texts)
