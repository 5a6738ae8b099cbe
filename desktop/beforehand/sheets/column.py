"""A column of a sheet: strips of known height, one beneath the other, each with its marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Protocol

from beforehand.sheets.language import language_of
from beforehand.sheets.lines import Line, Piece, one_line_of, set_lines, width_of
from beforehand.sheets.look import BLACK_RULE, SOFT_RULE, WRITING_RULE, Look, Span, Style
from beforehand.sheets.pen import Pen
from beforehand.sheets.tags import Role, Tag
from beforehand.sheets.text import direction, one_line

BASELINE = 0.74
"""Where letters stand in a line, as a part of its leading."""

_RUNS = {
    Role.ITEM_WORDS: (Role.LIST, Role.ITEM, Role.SIGN),
    Role.HEAD: (Role.TABLE, Role.ROW, Role.HEAD),
    Role.CELL: (Role.TABLE, Role.ROW, Role.CELL),
}
"""What rows stand in by the role of their last cell: all of them, each one, and its first cells."""

_SHORT_ROW = 8
"""Lines up to which a row is never parted by the end of a page."""


class Mark(Protocol):
    """Something drawn in a strip, at a place counted from the strip's upper left corner."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it into a strip that begins at `x`, `y`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a line; `tag` is what it is a piece of."""

    x: float
    y: float
    piece: Piece
    tag: Tag | None = None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the words."""
        pen.tag(self.tag, y)
        pen.words(self.piece, x + self.x, y + self.y)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from left to right."""

    x: float
    y: float
    to_x: float
    grey: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the line."""
        pen.tag(None)
        pen.rule(x + self.x, y + self.y, x + self.to_x, self.grey)


@dataclass(frozen=True, slots=True)
class Box:
    """An empty frame: to tick, or round a word."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.15

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the frame."""
        pen.tag(None)
        pen.box(x + self.x, y + self.y, self.width, self.height, self.grey)


@dataclass(frozen=True, slots=True)
class Strip:
    """A slice of a column; `keep` ties it to the next, `blank` may go at the top of a page."""

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a row, from `x` on and no wider than `width`.

    A short line from right to left stays at the left if it is `beside` its label or its title's
    second line, and else goes to the right.
    """

    x: float
    width: float
    spans: tuple[Span, ...]
    beside: bool = False


class Column:
    """Takes words and lines from top to bottom."""

    def __init__(self, look: Look, width: float) -> None:
        self.look = look
        self.width = width
        self.strips: list[Strip] = []
        self.tag = Tag(Role.GROUP)
        self._run: Tag | None = None

    def __bool__(self) -> bool:
        return bool(self.strips)

    @property
    def height(self) -> float:
        """How tall everything in it is together."""
        return sum(strip.height for strip in self.strips)

    def gap(self, height: float, *, keep: bool = False) -> None:
        """Leave room; `keep` if what follows belongs to what stands above.

        What is tied to the next stays tied to it over the gap.
        """
        if self.strips and keep:
            self.tie()
        tied = bool(self.strips) and self.strips[-1].keep
        self.strips.append(Strip(height, keep=keep or tied, blank=True))

    def add(self, other: "Column") -> None:
        """Go on with another column's strips."""
        self.strips += other.strips
        other.tag.within = self.tag
        self._run = None

    def tie(self) -> None:
        """Keep what was added last on one page with what comes next."""
        if self.strips:
            self.strips[-1] = replace(self.strips[-1], keep=True)

    def unsaid(self) -> None:
        """Keep its words from a listener, who has heard them: they are for the eye."""
        for i, strip in enumerate(self.strips):
            marks = (
                replace(mark, tag=None) if isinstance(mark, Words) else mark for mark in strip.marks
            )
            self.strips[i] = replace(strip, marks=tuple(marks))

    def words(self, *spans: Span, indent: float = 0.0, marks: Sequence[Mark] = ()) -> None:
        """Add a paragraph."""
        self.row(Cell(indent, self.width - indent, spans), marks=marks)

    def row(self, *cells: Cell, marks: Sequence[Mark] = (), role: Role = Role.WORDS) -> None:
        """Add cells side by side, line by line; `marks` go into the first line.

        `role` is what the last cell is: rows of items, heads or cells make a list or a table.
        """
        columns = [set_lines(cell.spans, cell.width, beside=cell.beside) for cell in cells]
        tags = self._tags(cells, role)
        at = len(self.strips)
        for lines in zip_longest(*columns):
            rows = zip(cells, tags, lines, strict=True)
            self.strips.append(_strip([(cell.x, tag, line) for cell, tag, line in rows if line]))
        if marks and len(self.strips) > at:
            first = self.strips[at]
            self.strips[at] = replace(first, marks=(*first.marks, *marks))
        self._hold(at)

    def item(
        self, hang: float, *spans: Span, sign: Span | None = None, listed: bool = True
    ) -> None:
        """A paragraph with a sign, or else a box to tick, at the side on which it begins."""
        turned, box = direction(spans) == 1, self.look.box
        words = Cell(0 if turned else hang, self.width - hang, spans)
        role = Role.ITEM_WORDS if listed else Role.WORDS
        if sign is None:
            self.row(words, marks=[self.tick(self.width - box if turned else 0)], role=role)
            return
        x = self.width - width_of(sign.text, sign.style) if turned else 0
        self.row(Cell(x, hang, (sign,)), words, role=role)

    def heading(self, text: str, aside: str = "") -> None:
        """A section's heading over a thin black line; `aside` goes on in grey."""
        spans = (Span(text, self.look.heading), Span(f"\u00a0 {aside}", self.look.small))
        self.tag.role = Role.SECTION
        self.words(*spans[: 1 + bool(aside)])
        for i, strip in enumerate(self.strips):
            self.strips[i] = replace(strip, keep=True)
        self.strips.append(Strip(3.0, (Rule(0, 2, self.width, BLACK_RULE),), keep=True))
        self.strips.append(Strip(4.5, keep=True))

    def eyebrow(self, text: str) -> None:
        """A small heading in capitals, kept with what follows."""
        cell = Cell(0, self.width, (Span(text.upper(), self.look.eyebrow),))
        self.row(cell, role=Role.SMALL_HEADING)
        self.gap(1.5, keep=True)

    def hairline(self, before: float = 3.5, after: float = 3.5) -> None:
        """A soft line between two rows; it stays with the row above."""
        self.tie()
        self.strips.append(Strip(before + after, (Rule(0, before, self.width, SOFT_RULE),)))

    def writing(self, count: int, parts: Sequence[tuple[float, float]] = ()) -> None:
        """Lines to write on; `parts` are from–to places if a line is in several."""
        for _ in range(count):
            self.strips.append(self._writing_line(parts or ((0.0, self.width),)))

    def ticks(self, words: Sequence[str], style: Style) -> tuple[tuple[Mark, ...], float]:
        """Boxes with their words at the right end of a row's first line, and the room they take."""
        lead, apart = self.look.box + self.look.air(4), self.look.air(10)
        widths = [lead + width_of(word, style) for word in words]
        room = sum(widths) + apart * (len(words) - 1)
        x, marks = self.width - room, list[Mark]()
        choices = Tag(Role.LIST, self.tag)
        for word, width in zip(words, widths, strict=True):
            tag = Tag(Role.ITEM_WORDS, Tag(Role.ITEM, choices))
            marks += [self.tick(x), *self.label(x + lead, word, style, tag)]
            x += width + apart
        return tuple(marks), room

    def tick(self, x: float) -> Mark:
        """A box to tick, standing on the base of a row's first line."""
        box, leading = self.look.box, self.look.body.leading
        return Box(x, leading * BASELINE - box + 0.6, box, box)

    def label(self, x: float, text: str, style: Style, tag: Tag | None = None) -> tuple[Mark, ...]:
        """A short text as marks for a row's first line."""
        tag = tag or Tag(Role.WORDS, self.tag)
        y = self.look.body.leading * BASELINE
        return tuple(Words(x + piece.x, y, piece, tag) for piece in one_line_of(text, style))

    def _writing_line(self, parts: Sequence[tuple[float, float]]) -> Strip:
        y = self.look.pitch - 1
        return Strip(self.look.pitch, tuple(Rule(a, y, b, WRITING_RULE) for a, b in parts))

    def _tags(self, cells: Sequence[Cell], role: Role) -> list[Tag]:
        """What each cell of a row is: its style tells the headings."""
        texts = ["".join(span.text for span in cell.spans) for cell in cells]
        whole, row, first = _RUNS.get(role, (None, None, role))
        if whole is None or row is None:
            self._run = None
            tags = [self._tag(cell, role, text) for cell, text in zip(cells, texts, strict=True)]
        else:
            if self._run is None or self._run.role is not whole:
                self._run = Tag(whole, self.tag)
            one = Tag(row, self._run)
            tags = [*(Tag(first, one) for _ in cells[1:]), Tag(role, one)]
        for tag, text in zip(tags, texts, strict=True):
            tag.language = language_of(text)
        return tags

    def _tag(self, cell: Cell, role: Role, text: str) -> Tag:
        style = cell.spans[0].style if cell.spans else None
        if style is self.look.title:
            role = Role.TITLE
        elif style is self.look.heading:
            role = Role.HEADING
        return Tag(role, self.tag, "" if role is Role.WORDS else one_line(text))

    def _hold(self, at: int) -> None:
        """No first or last line of a paragraph alone; short rows stay whole."""
        last = len(self.strips) - 1
        whole = last - at < _SHORT_ROW
        for i in range(at, last):
            if whole or i in (at, last - 1):
                self.strips[i] = replace(self.strips[i], keep=True)


def _strip(lines: Sequence[tuple[float, Tag, Line]]) -> Strip:
    leading = max((line.leading for _, _, line in lines), default=0.0)
    y = leading * BASELINE
    return Strip(leading, tuple(_words(lines, y)))


def _words(lines: Sequence[tuple[float, Tag, Line]], y: float) -> Iterator[Mark]:
    for x, tag, line in lines:
        for piece in line.pieces:
            yield Words(x + piece.x, y, piece, tag)
