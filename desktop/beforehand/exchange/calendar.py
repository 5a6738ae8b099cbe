"""Commitments as a calendar file: one entry for a whole day, that tells a passer-by nothing."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from beforehand.domain.commitments import is_mine
from beforehand.domain.errors import BeforehandError
from beforehand.domain.stakes import Promise
from beforehand.exchange.files import write_whole
from beforehand.store.promises import CommitmentLine

if TYPE_CHECKING:
    from icalendar import Event

MINE = "Something I promised is due"
THEIRS = "Something promised to me is due"


def calendar_of(lines: Iterable[CommitmentLine], *, names: bool = False) -> bytes:
    """The open commitments with a day as iCalendar.

    Without `names`, no word of the person's own is in it: neither who, nor what, nor the issue.
    The same commitment keeps its UID, so that bringing a newer file in moves the entry.
    """
    # Imported here: no start and no other command needs it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Beforehand//Commitments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for line in lines:
        if has_entry(line):
            calendar.add_component(_event(line, names=names))
    return bytes(calendar.to_ical())


def write_calendar(lines: Iterable[CommitmentLine], path: Path, *, names: bool = False) -> int:
    """Write a calendar file that is whole or not there; tells how many entries it has.

    Raises BeforehandError if it would have none.
    """
    kept = [line for line in lines if has_entry(line)]
    if not kept:
        raise BeforehandError(
            "There is no open commitment with a day, so no calendar file was written.",
            "Give a commitment a day first.",
        )
    write_whole(path, calendar_of(kept, names=names))
    return len(kept)


def has_entry(line: CommitmentLine) -> bool:
    """Whether a commitment stands in a calendar: it is open and has a day."""
    return line.commitment.due is not None and line.commitment.promise is Promise.OPEN


def _event(line: CommitmentLine, *, names: bool) -> "Event":
    from icalendar import Event

    commitment = line.commitment
    event = Event()
    event.add("uid", f"{commitment.id}@beforehand")
    event.add("dtstamp", commitment.updated_at)
    event.add("last-modified", commitment.updated_at)
    event.add("summary", _summary(line) if names else _neutral(line))
    if commitment.due:
        event.add("dtstart", commitment.due)
        event.add("dtend", commitment.due + timedelta(days=1))
    # A day on which something is due is not a day on which nobody has time.
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _neutral(line: CommitmentLine) -> str:
    return MINE if is_mine(line.commitment) else THEIRS


def _summary(line: CommitmentLine) -> str:
    who = "I" if is_mine(line.commitment) else line.owner
    return _on_one_line(f"{who}: {line.commitment.text}")


def _on_one_line(text: str) -> str:
    # The format has no place for control characters, and a summary is one line.
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())
