"""The block of one counterpart: what was said, what is only suspected, and what bears on them."""

from collections.abc import Iterator, Sequence

from beforehand.domain.brief import Gap, Hypothesis, PersonBrief
from beforehand.domain.lenses import Section
from beforehand.domain.needs import Need, Standing
from beforehand.sheets.apart import apart, joined
from beforehand.sheets.column import Cell, Column, Rule
from beforehand.sheets.flow import Again, Block, full, headed, side_by_side
from beforehand.sheets.known import Known, answers, bullet, continued, quoted
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import WRITING_RULE, Span
from beforehand.sheets.text import one_line

_SAID_SHARES = (0.36, 0.5)
"""How much of the width what was said may take: little, or half as in the sections beneath."""

_ABOUT_ALL = (Section.SAID, Section.BENEATH, Section.WEIGHS)
"""Where answers stand in the block of one counterpart, and beneath all blocks if they are more."""

_SAYS = "Says"
"""Before what they want; why they want it stays on its page."""

_ABOVE_FACTS = 4.0

_BRIEF_FACTS = 0.3
"""The part of a page up to which facts may stand in a column."""

_BELOW = 12.0
"""Points by which it must be less tall to stand over the whole width rather than in a column."""


def needs_blocks(known: Known) -> list[Block]:
    """One block a counterpart, or an empty one to fill in where nobody is named yet."""
    blocks = [block for person in known.brief.people or (None,) for block in _blocks(known, person)]
    return [*blocks, *_rest(known)]


def _rest(known: Known) -> Iterator[Block]:
    """Answers about several counterparts: what was said, and beside it what may lie beneath."""
    look, sides = known.look, list[Column]()
    for sections in (_ABOUT_ALL[:1], _ABOUT_ALL[1:]):
        side = Column(look, look.width if look.stacked else look.half)
        of_everyone(side, known, sections)
        sides += [side] if side else []
    if look.stacked or len(sides) == 1:
        sides = [Column(look, look.width)]
        of_everyone(sides[0], known)
    if sides and any(sides):
        yield side_by_side(sides, look.gutter, _ABOVE_FACTS)


def _blocks(known: Known, person: PersonBrief | None) -> Iterator[Block]:
    look = known.look
    head = Column(look, look.width)
    head.heading(_heading(person), _role(known, person))
    if look.stacked:
        columns = (_stacked(known, person),)
        yield headed(head, columns, look.gutter, look.section_gap, _again(known, person))
        return
    left, right, below = min(_ways(known, person), key=_height)
    yield headed(head, (left, right), look.gutter, look.section_gap, _again(known, person))
    if below:
        yield full(below, _ABOVE_FACTS, _again(known, person), goes_on=True)


def _stacked(known: Known, person: PersonBrief | None) -> Column:
    """The same beneath one another, where half the width is too narrow for words."""
    column = Column(known.look, known.look.width)
    for number, fill in enumerate((said, suspected, facts)):
        part = Column(known.look, known.look.width)
        fill(part, known, person)
        if number and part:
            column.gap(known.look.air(6))
        column.add(part)
    return column


def _ways(known: Known, person: PersonBrief | None) -> Iterator[tuple[Column, Column, Column]]:
    """What was said, what is suspected, and the facts beneath both or in the first column."""
    look, facts_below = known.look, _facts_column(known, person, known.look.width)
    filled = person and (person.said or person.hidden)
    # Where there is only room to write, the lines stand as straight as in the sections beneath.
    for share in _SAID_SHARES if filled else _SAID_SHARES[-1:]:
        left = Column(look, (look.width - look.gutter) * share)
        right = Column(look, look.width - look.gutter - left.width)
        said(left, known, person)
        suspected(right, known, person)
        yield left, right, facts_below
        if facts_below and facts_below.height < look.height * _BRIEF_FACTS:
            longer = Column(look, left.width)
            longer.add(left)
            longer.gap(_ABOVE_FACTS)
            longer.add(_facts_column(known, person, left.width))
            yield longer, right, Column(look, look.width)
        if left.height <= right.height:
            return


def _height(way: tuple[Column, Column, Column]) -> float:
    left, right, below = way
    return max(left.height, right.height) + (below.height + _BELOW if below else 0.0)


def _facts_column(known: Known, person: PersonBrief | None, width: float) -> Column:
    column = Column(known.look, width)
    facts(column, known, person)
    return column


def _heading(person: PersonBrief | None) -> str:
    name = one_line(person.counterpart.first_name) if person else ""
    return f"What {apart(name)} needs" if name else "What they need"


def _again(known: Known, person: PersonBrief | None) -> Again:
    """What stands over the rest of a block on the next page."""
    return lambda: [continued(known.look, _heading(person), known.look.width)]


def _role(known: Known, person: PersonBrief | None) -> str:
    several = person and len(known.brief.people) > 1
    return one_line(person.counterpart.role) if person and several else ""


def said(column: Column, known: Known, person: PersonBrief | None) -> None:
    """The needs that were said or are known since."""
    column.eyebrow("Said")
    needs = person.said if person else ()
    for need in needs:
        _need(column, known, need)
        column.hairline()
    if _alone(known, person):
        answers(column, known, Section.SAID)
    if column.strips[-1].keep:
        column.writing(2)


def suspected(column: Column, known: Known, person: PersonBrief | None) -> None:
    """The hypotheses, surest first, each with its question and boxes for what was found."""
    column.eyebrow("Not said, suspected")
    for hypothesis in person.hidden if person else ():
        _hypothesis(column, known, hypothesis)
        column.hairline()
    if _alone(known, person):
        answers(column, known, Section.BENEATH)
    if column.strips[-1].keep:
        column.writing(2)


def facts(column: Column, known: Known, person: PersonBrief | None) -> None:
    """What they say they want, what they are measured on and under what pressure."""
    for label, text, aside in _facts(known, person) if person else ():
        if text.strip() or aside.strip():
            _fact(column, label, text, aside)
            if label == _SAYS:
                column.tie()
    if _alone(known, person):
        answers(column, known, Section.WEIGHS)


def of_everyone(column: Column, known: Known, sections: Sequence[Section] = _ABOUT_ALL) -> None:
    """Answers about several counterparts at once, which stand in nobody's block."""
    if len(known.brief.people) > 1:
        answers(column, known, *sections)


def _alone(known: Known, person: PersonBrief | None) -> bool:
    return person is None or len(known.brief.people) == 1


def _need(column: Column, known: Known, need: Need) -> None:
    look = known.look
    state = "\u00a0known" if need.standing is Standing.KNOWN else ""
    spans = [Span(need.text, look.strong), Span(state, look.small)]
    if need.said_on and not need.words.strip():
        # A day without words has no line of its own.
        spans.append(Span(f" {known.day(need.said_on)}", look.small))
    column.words(*(span for span in spans if span.text.strip()))
    column.tie()
    if need.words.strip():
        _heard(column, known, need)
    aside = ". ".join(_history(known, need))
    if aside:
        column.words(Span(aside, look.small))


def _history(known: Known, need: Need) -> list[str]:
    driver, asked = known.driver(need.driver).strip(), need.question.strip()
    lead = "Asked" if need.standing is Standing.KNOWN else "Ask"
    told = [f"Motive: {apart(driver)}"] if driver else []
    return told + ([f"{lead}: {apart(quoted(asked))}"] if asked else [])


def _heard(column: Column, known: Known, need: Need) -> None:
    day = known.day(need.said_on) if need.said_on else ""
    words = quoted(need.words) if need.words.strip() else ""
    if words or day:
        column.words(Span(words, known.look.words), Span(f" {day}", known.look.small))
        column.tie()


def _hypothesis(column: Column, known: Known, hypothesis: Hypothesis) -> None:
    look, need = known.look, hypothesis.need
    text = (Span(need.text, look.strong), Span(f"\u00a0{need.confidence}\u00a0%", look.muted))
    ticks, room = column.ticks(("yes", "partly", "no"), look.body)
    column.row(Cell(0, column.width - room - 10, text), marks=ticks)
    column.tie()
    _heard(column, known, need)
    _question(column, known, need)
    for sign in hypothesis.evidence:
        day = f" {known.day(sign.seen_on)}" if sign.seen_on else ""
        mark = "+" if sign.supports else "–"
        bullet(column, mark, Span(sign.text, look.small), Span(day, look.small))
    aside = ". ".join(_asides(known, hypothesis))
    if aside:
        column.words(Span(aside, look.small))


def _asides(known: Known, hypothesis: Hypothesis) -> list[str]:
    gaps = hypothesis.gaps
    driver = known.driver(hypothesis.need.driver).strip()
    asides = [f"Motive: {apart(driver)}"] if driver else []
    above = joined(", ", (quoted(one_line(need.text)) for need in hypothesis.beneath))
    asides += [f"Beneath {above}"] if above else []
    asides += ["No sign yet: a gut feeling"] if Gap.EVIDENCE in gaps else []
    return asides + (["Motive not named yet"] if Gap.DRIVER in gaps else [])


def _question(column: Column, known: Known, need: Need) -> None:
    look = known.look
    if need.question.strip():
        column.words(Span("Ask: ", look.body), Span(quoted(need.question), look.words))
    else:
        column.gap(max(0.0, look.pitch - look.muted.leading), keep=True)
        lead = "A question to test it:"
        x = width_of(lead, look.muted) + 6
        line = Rule(x, look.muted.leading - 2, column.width, WRITING_RULE)
        column.words(Span(lead, look.muted), marks=[line])
        column.gap(2, keep=True)
    column.tie()


def _facts(known: Known, person: PersonBrief) -> list[tuple[str, str, str]]:
    rows = []
    for position in person.positions:
        rows += [(_SAYS, position.text, ""), ("Because", position.interest, "")]
    measures = joined(" · ", (one_line(measure.text) for measure in person.measures))
    rows.append(("Measured on", measures, ""))
    for pressure in person.pressures:
        due = f"by\u00a0{known.day(pressure.due)}" if pressure.due else ""
        source = f"from {apart(pressure.source)}" if pressure.source.strip() else ""
        rows.append(("Under pressure", pressure.text, joined(", ", (source, due))))
    return [*rows, ("Notes", person.counterpart.notes, "")]


def _fact(column: Column, label: str, text: str, aside: str) -> None:
    look = column.look
    spans = (Span(label, look.muted), Span(f" {text}", look.body), Span(f" {aside}", look.small))
    column.words(*(span for span in spans if span.text.strip()))
