"""What came of the conversation before, and who promised what."""

from collections.abc import Sequence

from beforehand.domain.brief import LastTime
from beforehand.domain.stakes import Commitment, Owner, Promise
from beforehand.sheets.apart import apart, joined, named
from beforehand.sheets.column import Column
from beforehand.sheets.known import Known, named_rows
from beforehand.sheets.look import Span
from beforehand.sheets.text import one_line


def last_time(column: Column, known: Known) -> None:
    """What came of the conversation before, and what is still open of it."""
    for last, people in _last_times(known).items():
        if column:
            column.gap(known.look.air(5))
        _last(column, known, last, people)


def _last_times(known: Known) -> dict[LastTime, list[str]]:
    """Each conversation before this one, and with whom of today's counterparts it was."""
    found: dict[LastTime, list[str]] = {}
    for person in known.brief.people:
        if person.last:
            found.setdefault(person.last, []).append(one_line(person.counterpart.first_name))
    return found


def _last(column: Column, known: Known, last: LastTime, people: Sequence[str]) -> None:
    look, talk = known.look, last.conversation
    day = known.day(talk.starts_at.astimezone().date()) if talk.starts_at else ""
    names = named(people) if len(known.brief.people) > 1 else ""
    column.words(Span(joined(" · ", (names, day, talk.issue)), look.small))
    column.tie()
    told = (
        (last.debrief.happened, last.debrief.surprised, last.debrief.carry) if last.debrief else ()
    )
    for lead, text in zip(("", "Surprised me: ", "For next time: "), told, strict=False):
        if text.strip():
            column.words(Span(lead, look.muted), Span(text, look.body))
    if last.commitments:
        column.words(Span("Still open:", look.muted))
        column.tie()
    for commitment in last.commitments:
        promise(column, known, commitment)


def promise(column: Column, known: Known, promised: Commitment) -> None:
    """Who promised what by when, and whether it is late."""
    due = f"by\u00a0{known.day(promised.due)}" if promised.due else ""
    late = promised.promise is Promise.OPEN and promised.due and promised.due < known.printed_on
    state = "late" if late else promised.promise.value
    aside = ", ".join(filter(None, (due, state)))
    named_rows(column, known, [(_owner(known, promised), promised.text, aside)])


def _owner(known: Known, promised: Commitment) -> str:
    if promised.owner is Owner.ME:
        return f"Me {apart(promised.owner_name)}".strip()
    people = (person.counterpart for person in known.brief.people)
    names = {person.id: person.first_name for person in people}
    name = names.get(promised.counterpart_id, "") if promised.counterpart_id else ""
    return joined(" ", (name, promised.owner_name)) or "They"
