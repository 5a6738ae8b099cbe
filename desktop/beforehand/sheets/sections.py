"""The sections of the private brief: a table of functions, each filling a column with its part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beforehand.domain.brief import OptionLine
from beforehand.domain.conversations import Stage
from beforehand.domain.lenses import Section
from beforehand.domain.stakes import Basis, IfThen, NonNegotiable
from beforehand.sheets.apart import joined
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.known import Known, answers, bullet, named_rows, quoted
from beforehand.sheets.look import Span
from beforehand.sheets.options import SectionName
from beforehand.sheets.past import last_time, promise
from beforehand.sheets.people import of_everyone
from beforehand.sheets.rows import agreed_lines
from beforehand.sheets.tags import Role
from beforehand.sheets.text import one_line

Shares = tuple[float, float]

_OPTION_SHARES: tuple[Shares, ...] = ((0.25, 0.25), (0.32, 0.25), (0.36, 0.22), (0.25, 0.32))
"""The parts of the width that the needs may take which an option serves: theirs and mine."""

_LOW_ROW = 2.0
"""Lines with the room around them: where rows are no higher, no other widths are tried."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table: a section, its heading, and whether half the width is enough for it.

    A section that adds nothing is left out; `always` gives it lines to write on instead.
    """

    id: str
    heading: str
    fill: Callable[[Column, Known], None]
    half: bool = False
    always: int = 0

    @property
    def name(self) -> SectionName:
        """What it is called, by programs and by people."""
        return SectionName(self.id, self.heading)


def opening(column: Column, known: Known) -> None:
    """The first sentence, large, and the line to avoid."""
    look = known.look
    for each in known.brief.openings:
        if column and (each.text.strip() or each.avoid.strip()):
            column.gap(look.air(4))
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
        aside = joined(", ", (known.driver(need.driver), need.question))
        spans = [Span(need.text, look.body), Span(f" {aside}", look.small)]
        if need.words.strip():
            spans.append(Span(f" {quoted(need.words)}", look.words))
        bullet(column, "•", *(span for span in spans if span.text.strip()))
    answers(column, known, Section.MINE)


def ask(column: Column, known: Known) -> None:
    """Questions to ask beside those that test a hypothesis, each with a box to tick."""
    look, hang = known.look, known.look.air(15)
    for point in known.brief.asking:
        if point.text.strip():
            column.item(hang, Span(point.text, look.words))
            column.gap(2)
    answers(column, known, Section.ASK)


def options(column: Column, known: Known) -> None:
    """Options and whose needs they serve, row by row."""
    lines = [line for line in known.brief.options if line.option.text.strip() or line.serves]
    if lines and not known.look.stacked:
        _option_table(column, known, lines)
    for line in lines if known.look.stacked else ():
        _option_stacked(column, known, line)
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
        promise(column, known, each)
    # Who prints it again after the debrief reads what was agreed, and writes no more.
    if not (column and known.brief.conversation.stage is Stage.DEBRIEFED):
        agreed_lines(column, known.look.agreed)


NEEDS = Entry("needs", "Needs", of_everyone)
"""Stands for one block a counterpart, which `people.py` lays out."""

SECTIONS = (
    Entry("opening", "Open with", opening, always=2),
    Entry("shared", "What we both want", shared, half=True, always=2),
    Entry("fixed", "Not for trade", fixed, half=True, always=2),
    NEEDS,
    Entry("happened", "What happened", happened, half=True),
    Entry("mine", "What I want and need", mine, half=True, always=2),
    Entry("ask", "Questions to ask", ask, half=True, always=2),
    Entry("timing", "Raise it, and now?", timing, half=True),
    Entry("options", "Options beyond a compromise", options, always=2),
    Entry("stuck", "If it gets stuck", stuck, half=True, always=2),
    Entry("last-time", "From last time", last_time, half=True),
    Entry("agree", "Who does what, by when", agree),
)


def _limits(column: Column, known: Known, name: str, limits: tuple[NonNegotiable, ...]) -> None:
    rows = [
        (name, each.text, "assumed" if each.basis is Basis.ASSUMED else "said") for each in limits
    ]
    named_rows(column, known, [row for row in rows if row[1].strip()])


def _option_table(column: Column, known: Known, lines: Sequence[OptionLine]) -> None:
    """The rows, set with the widths that make them least tall."""
    tables = list[Column]()
    for shares in _OPTION_SHARES:
        table = Column(column.look, column.width)
        _option_heads(table, known, shares)
        for line in lines:
            _option_row(table, line, shares)
            table.hairline(3, 3)
        tables.append(table)
        if table.height < (len(lines) + 1) * _LOW_ROW * column.look.body.leading:
            break
    column.add(min(tables, key=lambda table: table.height))


def _option_places(column: Column, shares: Shares) -> tuple[tuple[float, float], ...]:
    theirs, own = (column.width * share for share in shares)
    first = column.width - theirs - own
    return (0, first - 14), (first, theirs - 14), (first + theirs, own)


def _option_heads(column: Column, known: Known, shares: Shares) -> None:
    # A name keeps its own letters: capitals would change some alphabets.
    heads = ("OPTION", f"SERVES {_whose(known) or 'THEM'}", "SERVES ME")
    places = zip(_option_places(column, shares), heads, strict=True)
    eyebrow = known.look.eyebrow
    cells = (Cell(x, width, (Span(head, eyebrow),)) for (x, width), head in places)
    column.row(*cells, role=Role.HEAD)
    column.hairline(1, 3)
    column.tie()


def _option_row(column: Column, line: OptionLine, shares: Shares) -> None:
    look = column.look
    theirs, own = _served(line)
    texts = ((line.option.text, look.body), (theirs, look.small), (own, look.small))
    places = zip(_option_places(column, shares), texts, strict=True)
    cells = (Cell(x, width, (Span(text, style),)) for (x, width), (text, style) in places)
    column.row(*cells, role=Role.CELL)


def _option_stacked(column: Column, known: Known, line: OptionLine) -> None:
    """The same where three columns would chop their words: whose needs it serves beneath it."""
    look = known.look
    if line.option.text.strip():
        column.words(Span(line.option.text, look.body))
    for whose, needs in zip((_whose(known) or "them", "me"), _served(line), strict=True):
        column.tie()
        column.words(Span(f"Serves {whose}: ", look.muted), Span(needs, look.body))


def _whose(known: Known) -> str:
    return "" if known.who == "they" else known.who


def _served(line: OptionLine) -> tuple[str, str]:
    """The needs of theirs and of mine that an option serves; none are a dash."""
    theirs = joined(" · ", (one_line(need.text) for need in line.serves if need.counterpart_id))
    own = joined(" · ", (one_line(need.text) for need in line.serves if not need.counterpart_id))
    return theirs or "–", own or "–"


def _plan(column: Column, known: Known, plan: IfThen) -> None:
    for lead, text, style in (
        (f"If {known.who}", plan.if_they, known.look.body),
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
    return "If " if lead != "I" and first in ("they", "he", "she") else f"{lead} "
