"""What a worksheet is made of: its head, and rows of a question beside lines to write on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from beforehand.domain.lenses import Lens, Question, Source
from beforehand.sheets.apart import joined
from beforehand.sheets.column import BASELINE, Box, Cell, Column, Mark, Rule
from beforehand.sheets.flow import Block, full, headed, side_by_side
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import WRITING_RULE, Face, Look, Span, Style
from beforehand.sheets.neutral import for_anyone
from beforehand.sheets.options import SectionName
from beforehand.sheets.text import one_line

_HANG = 1.8
"""Where a question begins beside its number, in sizes of its letters."""

_BLANKS = (("With", 0.36), ("About", 0.4), ("On", 0.24))
"""What is filled in at the top, and the part of the width that each takes."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question, perhaps the first of its part, and how many lines it has."""

    look: Look
    part: str
    heading: Column
    words: Column
    motives: Column
    lines: int = 1

    @property
    def height(self) -> float:
        """How much of a page it takes."""
        return self.heading.height + self._beside(self.lines) + self.motives.height

    @property
    def step(self) -> float:
        """What one more line adds."""
        return self._beside(self.lines + 1) - self._beside(self.lines)

    @property
    def opens(self) -> bool:
        """Whether a part begins here."""
        return bool(self.heading)

    @property
    def room(self) -> float:
        """How long its lines are."""
        return self.look.width - self.look.gutter - self.words.width

    def blocks(self, before: float) -> Iterator[Block]:
        """The row, with room above it."""
        writing = Column(self.look, self.room)
        writing.writing(self.lines)
        columns = (self.words, writing)
        if self.heading:
            yield headed(self.heading, columns, self.look.gutter, before)
        else:
            yield side_by_side(columns, self.look.gutter, before)
        if self.motives:
            yield full(self.motives, 0)

    def _beside(self, lines: int) -> float:
        return max(self.words.height, lines * self.look.pitch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How rows are set: the look, the part of the width for words, and what is printed."""

    look: Look
    share: float
    hints: bool
    motives: Sequence[str]

    def row(self, part: SectionName, number: int, question: Question, *, first: bool) -> Row:
        """One question; the first of a part stands under its heading."""
        top = Column(self.look, self.look.width)
        if first:
            top.heading(part.heading)
        words, motives = self._words(number, question), self._motives(question)
        return Row(self.look, part.id, top, words, motives)

    def _words(self, number: int, question: Question) -> Column:
        look, asked = self.look, asking(self.look)
        column = Column(look, (look.width - look.gutter) * self.share)
        hang = asked.size * _HANG
        asks = Span(for_anyone(question.wording), asked)
        column.item(hang, asks, sign=Span(str(number), look.muted), listed=False)
        if self.hints and question.hint.strip():
            column.tie()
            hint = Span(for_anyone(question.hint), look.small)
            column.row(Cell(hang, column.width - hang, (hint,)))
        return column

    def _motives(self, question: Question) -> Column:
        column = Column(self.look, self.look.width)
        if question.shows_drivers and self.motives:
            column.gap(3)
            motives_to_tick(column, self.motives, asking(self.look).size * _HANG)
        return column


def asking(look: Look) -> Style:
    """How a question is set: upright serif, as large as the body."""
    return replace(look.body, face=Face.TITLE)


def motives_to_tick(column: Column, motives: Sequence[str], indent: float) -> None:
    """The drivers' plain words in a grid, each with a box."""
    look, lead = column.look, column.look.box + 4
    widest = max(width_of(one_line(each), look.small) for each in motives) + lead + 8
    across = max(1, int((column.width - indent) / widest))
    step = (column.width - indent) / across
    for start in range(0, len(motives), across):
        row = motives[start : start + across]
        places = [indent + step * i for i in range(len(row))]
        cells = [
            Cell(x + lead, step - lead, (Span(each, look.small),))
            for x, each in zip(places, row, strict=True)
        ]
        column.row(*cells, marks=[_tick(look, x) for x in places])
        column.tie()


def _tick(look: Look, x: float) -> Mark:
    """A box standing on the base of small letters."""
    return Box(x, look.small.leading * BASELINE - look.box + 0.6, look.box, look.box)


def worksheet_head(lens: Lens, look: Look) -> Block:
    """The lens, what it is for, where it comes from, and whom this is about."""
    column = Column(look, look.width)
    column.row(Cell(0, column.width, (Span(lens.title, look.title),), beside=True))
    column.gap(2)
    if lens.best_for.strip():
        column.words(Span(lens.best_for, look.about))
    if lens.sources:
        column.words(Span(f"After {joined('; ', map(_named, lens.sources))}", look.small))
    column.gap(look.pitch / 3)
    _blanks(column)
    column.gap(4)
    return full(column, 0)


def _named(source: Source) -> str:
    return joined(" ", (one_line(source.author), str(source.year or "")))


def _blanks(column: Column) -> None:
    """A line to fill in: with whom, about what, when."""
    look, x, cells, marks = column.look, 0.0, list[Cell](), list[Mark]()
    base = look.body.leading * BASELINE + 2
    for word, share in _BLANKS:
        width, room = width_of(word, look.muted) + 5, column.width * share
        last = word == _BLANKS[-1][0]
        cells.append(Cell(x, width, (Span(word, look.muted),)))
        marks.append(Rule(x + width, base, x + room - (0 if last else 12), WRITING_RULE))
        x += room
    column.row(*cells, marks=marks)
