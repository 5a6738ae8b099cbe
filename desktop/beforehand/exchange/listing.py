"""The conversations of a notebook as lines, and the one that somebody means."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.store.notebook import Notebook

_HEADS = ("ID", "WHEN", "STAGE", "WITH", "ISSUE", "TITLE")
_GAP = "  "
_SHORTEST_ID = 8
_NARROWEST = 12
"""Columns that a cell keeps, however narrow the terminal."""


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
    short = _short_ids([line.talk.id for line in lines])
    rows = [_HEADS, *(_cells(line, short) for line in lines)]
    widths = [max(_breadth(cell) for cell in column) for column in zip(*rows, strict=True)]
    if width is not None:
        widths = _narrowed(widths, width)
    return "\n".join(_row(row, widths) for row in rows)


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
    short = _short_ids([talk.id for talk in found])
    shown = [f"{short[talk.id]} ({_plain(talk.issue)})" for talk in found[:5]]
    more = len(found) - len(shown)
    listed = "; ".join([*shown, f"and {more} more"] if more else shown)
    return BeforehandError(
        f"“{wanted}” is the beginning of several conversations: {listed}.", "Give more of the id."
    )


def _unknown(wanted: str) -> BeforehandError:
    return BeforehandError(
        f"No conversation's id begins with “{_plain(wanted)}”.", "“beforehand list” shows them all."
    )


def _short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Each id cut to a length at which all are still different."""
    longest = max(map(len, ids), default=_SHORTEST_ID)
    lengths = range(min(_SHORTEST_ID, longest), longest + 1)
    size = next((n for n in lengths if len({i[:n] for i in ids}) == len(set(ids))), longest)
    return {each: each[:size] for each in ids}


def _cells(line: Line, short: dict[str, str]) -> tuple[str, ...]:
    talk = line.talk
    when = f"{talk.starts_at.astimezone():%Y-%m-%d %H:%M}" if talk.starts_at else "no date"
    names = ", ".join(line.names)
    texts = (short[talk.id], when, talk.stage.value, names, talk.issue, talk.title)
    return tuple(_plain(text) for text in texts)


def _plain(text: str) -> str:
    """One line without anything that would steer the terminal or turn the reading direction."""
    shown = (ch if ch.isprintable() or ch.isspace() else "\ufffd" for ch in text)
    return " ".join("".join(shown).split())


def _narrowed(widths: list[int], whole: int) -> list[int]:
    """Take what is too much from the widest of the last three columns, a step at a time."""
    kept = list(widths)
    while sum(kept) + len(_GAP) * (len(kept) - 1) > whole:
        widest = max(range(3, len(kept)), key=lambda n: kept[n])
        if kept[widest] <= _NARROWEST:
            break
        kept[widest] -= 1
    return kept


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_cut(cell, width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _cut(text: str, width: int) -> str:
    """The text in so many columns, with blanks or an ellipsis at its end."""
    if _breadth(text) > width:
        kept = ""
        for ch in text:
            if _breadth(kept + ch) > width - 1:
                break
            kept += ch
        text = kept + "…"
    return text + " " * (width - _breadth(text))


def _breadth(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for marks."""
    return sum(_columns(ch) for ch in text)


def _columns(ch: str) -> int:
    if unicodedata.category(ch) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in {"W", "F"} else 1
