"""The conversations of a notebook as lines, and the one that somebody means."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.table import columns, plain, short_ids
from beforehand.store.notebook import Notebook

_HEADS = ("ID", "WHEN", "STAGE", "WITH", "ISSUE", "TITLE")


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation and the names of its counterparts, in their order."""

    talk: Conversation
    names: tuple[str, ...]


def lines_of(notebook: Notebook) -> list[Line]:
    """All conversations, the newest first; those without a date at the day they were made."""
    names = {each.id: each.name for each in notebook[Counterpart].find()}
    seats: dict[str, list[str]] = {}
    for seat in notebook[Participant].find(order="place"):
        if seat.counterpart_id in names:
            seats.setdefault(seat.conversation_id, []).append(names[seat.counterpart_id])
    talks = notebook[Conversation].find()
    talks.sort(key=lambda talk: talk.starts_at or talk.created_at, reverse=True)
    return [Line(talk, tuple(seats.get(talk.id, ()))) for talk in talks]


def as_json(lines: Iterable[Line]) -> str:
    """The lines for programs; dates are local, with their offset from UTC."""
    told = [
        {
            "id": line.talk.id,
            "date": line.talk.starts_at and line.talk.starts_at.astimezone().isoformat(),
            "stage": line.talk.stage.value,
            "counterparts": list(line.names),
            "issue": line.talk.issue,
            "title": line.talk.title,
        }
        for line in lines
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_table(lines: Sequence[Line], width: int | None = None) -> str:
    """The lines for people, in columns; cut to a width if one is given."""
    if not lines:
        return "No conversations yet."
    short = short_ids([line.talk.id for line in lines])
    return columns([_HEADS, *(_cells(line, short) for line in lines)], width)


def chosen(notebook: Notebook, wanted: str, now: datetime) -> Conversation:
    """The conversation of an id, of the beginning of one, or the `next`; else BeforehandError."""
    talks = notebook[Conversation].find()
    if wanted == "next":
        return _next(talks, now)
    exact = [talk for talk in talks if talk.id == wanted]
    found = exact or [talk for talk in talks if wanted and talk.id.startswith(wanted.lower())]
    if len(found) == 1:
        return found[0]
    raise _ambiguous(wanted, found) if found else _unknown(wanted)


def _next(talks: Sequence[Conversation], now: datetime) -> Conversation:
    """The soonest that is not over by the clock; else the newest without a date."""
    open_ = [talk for talk in talks if talk.stage in {Stage.PREPARING, Stage.READY}]
    dated = [(talk.starts_at, talk) for talk in open_ if talk.starts_at]
    ahead = [(at, talk) for at, talk in dated if at + timedelta(minutes=talk.minutes) > now]
    if ahead:
        return min(ahead, key=lambda pair: pair[0])[1]
    undated = [talk for talk in open_ if talk.starts_at is None]
    if undated:
        return max(undated, key=lambda talk: talk.created_at)
    raise BeforehandError(
        "No conversation lies ahead in this notebook.",
        "“beforehand list” shows those that are over.",
    )


def _ambiguous(wanted: str, found: Sequence[Conversation]) -> BeforehandError:
    short = short_ids([talk.id for talk in found])
    shown = [f"{short[talk.id]} ({plain(talk.issue)})" for talk in found[:5]]
    more = len(found) - len(shown)
    listed = "; ".join([*shown, f"and {more} more"] if more else shown)
    return BeforehandError(
        f"“{wanted}” is the beginning of several conversations: {listed}.", "Give more of the id."
    )


def _unknown(wanted: str) -> BeforehandError:
    return BeforehandError(
        f"No conversation's id begins with “{plain(wanted)}”.", "“beforehand list” shows them all."
    )


def _cells(line: Line, short: dict[str, str]) -> tuple[str, ...]:
    talk = line.talk
    when = f"{talk.starts_at.astimezone():%Y-%m-%d %H:%M}" if talk.starts_at else "no date"
    names = ", ".join(line.names)
    texts = (short[talk.id], when, talk.stage.value, names, talk.issue, talk.title)
    return tuple(plain(text) for text in texts)
