"""The sections of the private brief: a table of functions, each filling a column with its part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beforehand.domain.brief import LastTime, OptionLine
from beforehand.domain.lenses import Section, spoken
from beforehand.domain.stakes import Basis, Commitment, IfThen, NonNegotiable, Owner, Promise
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.known import Known, answers, bullet, named_rows, quoted
from beforehand.sheets.look import Span
from beforehand.sheets.people import of_everyone
from beforehand.sheets.rows import agreed_lines
from beforehand.sheets.text import one_line


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: a section, its heading, and whether half the width is enough for it.

    A section that adds nothing is left out; `always` gives it lines to write on instead.
    """

    heading: str
    fill: Callable[[Column, Known], None]
    half: bool = False
    always: int = 0


def opening(column: Column, known: Known) -> None:
    """The first sentence, large, and the line to avoid."""
    look = known.look
    for each in known.brief.openings:
        if column and (each.text.strip() or each.avoid.strip()):
            column.gap(4)
        if each.text.strip():
            column.words(Span(quoted(each.text), look.opening))
        if each.avoid.strip():
            column.gap(2, keep=True)
            column.words(Span("Rather not: ", look.muted), Span(quoted(each.avoid), look.words))
    answers(column, known, Section.OPENING, style=None if column else look.opening)


def shared(column: Column, known: Known) -> None:
    """What both sides want."""
    goal = known.brief.conversation.shared_goal
    if goal.strip():
        column.words(Span(goal, known.look.body))
    answers(column, known, Section.SHARED)


def fixed(column: Column, known: Known) -> None:
    """What neither side will trade, and whether they said so."""
    brief = known.brief
    _limits(column, known, "Me", brief.my_fixed)
    for person in brief.people:
        _limits(column, known, person.counterpart.first_name or "They", person.fixed)
    answers(column, known, Section.FIXED)


def mine(column: Column, known: Known) -> None:
    """My own needs, what I say I want and why."""
    look = known.look
    for position in known.brief.my_positions:
        rows = [("I say", position.text, ""), ("because", position.interest, "")]
        named_rows(column, known, [row for row in rows if row[1].strip()])
    for need in known.brief.my_needs:
        aside = ", ".join(filter(str.strip, (known.driver(need.driver), need.question)))
        spans = [Span(need.text, look.body), Span(f" {aside}", look.small)]
        if need.words.strip():
            spans.append(Span(f" {quoted(need.words)}", look.words))
        bullet(column, "•", *(span for span in spans if span.text.strip()))
    answers(column, known, Section.MINE)


def ask(column: Column, known: Known) -> None:
    """Questions to ask beside those that test a hypothesis, each with a box to tick."""
    look = known.look
    for point in known.brief.asking:
        if point.text.strip():
            cell = Cell(15, column.width - 15, (Span(point.text, look.words),))
            column.row(cell, marks=[column.tick(0)])
            column.gap(2)
    answers(column, known, Section.ASK)


def options(column: Column, known: Known) -> None:
    """Options and whose needs they serve, row by row."""
    lines = [line for line in known.brief.options if line.option.text.strip() or line.serves]
    if lines:
        _option_heads(column, known)
    for line in lines:
        _option_row(column, known, line)
        column.hairline(3, 3)
    answers(column, known, Section.OPTIONS)


def stuck(column: Column, known: Known) -> None:
    """Plans for a hard moment, and what each side does without an agreement."""
    talk = known.brief.conversation
    for plan in known.brief.if_thens:
        _plan(column, known, plan)
    ways = (("me", talk.if_no_agreement), (known.who, talk.if_no_agreement_theirs))
    for side, text in ways:
        if text.strip():
            lead = Span(f"If no agreement, {side}: ", known.look.muted)
            column.words(lead, Span(text, known.look.body))
    answers(column, known, Section.STUCK)


def last_time(column: Column, known: Known) -> None:
    """What came of the conversation before, and what is still open of it."""
    for last, people in _last_times(known).items():
        if column:
            column.gap(5)
        _last(column, known, last, people)


def happened(column: Column, known: Known) -> None:
    """What happened, as far as it was asked."""
    answers(column, known, Section.HAPPENED)


def timing(column: Column, known: Known) -> None:
    """Whether to raise it at all, and now."""
    answers(column, known, Section.TIMING)


def agree(column: Column, known: Known) -> None:
    """What was promised already, and lines for what will be."""
    answers(column, known, Section.AGREE)
    for each in known.brief.commitments:
        _promise(column, known, each)
    agreed_lines(column, 3)


NEEDS = Entry("Needs", of_everyone)
"""Stands for one block a counterpart, which `people.py` lays out."""

SECTIONS = (
    Entry("Open with", opening, always=2),
    Entry("What we both want", shared, half=True, always=2),
    Entry("Not for trade", fixed, half=True, always=2),
    NEEDS,
    Entry("What happened", happened, half=True),
    Entry("What I want and need", mine, half=True, always=2),
    Entry("Questions to ask", ask, half=True, always=2),
    Entry("Raise it, and now?", timing, half=True),
    Entry("Options beyond a compromise", options, always=2),
    Entry("If it gets stuck", stuck, half=True, always=2),
    Entry("From last time", last_time, half=True),
    Entry("Who does what, by when", agree),
)


def _limits(column: Column, known: Known, name: str, limits: tuple[NonNegotiable, ...]) -> None:
    rows = [
        (name, each.text, "assumed" if each.basis is Basis.ASSUMED else "said") for each in limits
    ]
    named_rows(column, known, [row for row in rows if row[1].strip()])


def _option_places(column: Column) -> tuple[tuple[float, float], ...]:
    side = column.width * 0.25
    first = column.width - 2 * side
    return (0, first - 14), (first, side - 14), (first + side, side)


def _option_heads(column: Column, known: Known) -> None:
    whose = "them" if known.who == "they" else known.who
    heads = ("Option", f"Serves {whose}", "Serves me")
    cells = zip(_option_places(column), heads, strict=True)
    eyebrow = known.look.eyebrow
    column.row(*(Cell(x, width, (Span(head.upper(), eyebrow),)) for (x, width), head in cells))
    column.hairline(1, 3)
    column.tie()


def _option_row(column: Column, known: Known, line: OptionLine) -> None:
    look = known.look
    theirs = " · ".join(one_line(need.text) for need in line.serves if need.counterpart_id)
    own = " · ".join(one_line(need.text) for need in line.serves if not need.counterpart_id)
    texts = ((line.option.text, look.body), (theirs or "–", look.small), (own or "–", look.small))
    cells = zip(_option_places(column), texts, strict=True)
    column.row(*(Cell(x, width, (Span(text, style),)) for (x, width), (text, style) in cells))


def _plan(column: Column, known: Known, plan: IfThen) -> None:
    for lead, text, style in (
        ("If they", plan.if_they, known.look.body),
        ("I", plan.then_i, known.look.words),
    ):
        if text.strip():
            column.words(Span(_lead(lead, text), known.look.muted), Span(text, style))
    column.gap(2)


def _lead(lead: str, text: str) -> str:
    """The beginning of a plan's sentence, as far as the person did not write it themselves."""
    first = text.split()[0].casefold() if text.split() else ""
    if first in ("if", "when", "then", "i", "i’d", "i'd", "i’ll", "i'll"):
        return ""
    return "If " if lead == "If they" and first in ("they", "he", "she") else f"{lead} "


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
    names = spoken(people) if len(known.brief.people) > 1 else ""
    column.words(Span(", ".join(filter(None, (names, day, talk.issue))), look.small))
    column.tie()
    told = (
        (last.debrief.happened, last.debrief.surprised, last.debrief.carry) if last.debrief else ()
    )
    for lead, text in zip(("", "Surprised me: ", "For next time: "), told, strict=False):
        if text.strip():
            column.words(Span(lead, look.muted), Span(text, look.body))
    for commitment in last.commitments:
        _promise(column, known, commitment)
    then = (talk.title, talk.shared_goal, talk.if_no_agreement, talk.if_no_agreement_theirs)
    if any(map(str.strip, then)):
        column.words(Span("Then: " + " · ".join(filter(str.strip, then)), look.small))


def _promise(column: Column, known: Known, promise: Commitment) -> None:
    due = f"by {known.day(promise.due)}" if promise.due else ""
    late = promise.promise is Promise.OPEN and promise.due and promise.due < known.printed_on
    state = "late" if late else promise.promise.value
    aside = ", ".join(filter(None, (due, state)))
    named_rows(column, known, [(_owner(known, promise), promise.text, aside)])


def _owner(known: Known, promise: Commitment) -> str:
    if promise.owner is Owner.ME:
        return f"Me {promise.owner_name}".strip()
    people = (person.counterpart for person in known.brief.people)
    names = {person.id: person.first_name for person in people}
    name = names.get(promise.counterpart_id, "") if promise.counterpart_id else ""
    return " ".join(filter(None, (name, promise.owner_name))) or "They"
