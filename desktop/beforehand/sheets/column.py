"""A column of a sheet: strips of known height, one beneath the other, each with its marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Protocol

from beforehand.sheets.lines import Line, Piece, one_line_of, set_lines, width_of
from beforehand.sheets.look import BLACK_RULE, SOFT_RULE, WRITING_RULE, Look, Span, Style
from beforehand.sheets.pen import Pen

_BASELINE = 0.74
"""Where letters stand in a line, as a part of its leading."""

_SHORT_ROW = 8
"""Lines up to which a row is never parted by the end of a page."""


class Mark(Protocol):
    """Something drawn in a strip, at a place counted from the strip's upper left corner."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it into a strip that begins at `x`, `y`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a line."""

    x: float
    y: float
    piece: Piece

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the words."""
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
    """Words of a row, from `x` on and no wider than `width`."""

    x: float
    width: float
    spans: tuple[Span, ...]


class Column:
    """Takes words and lines from top to bottom."""

    def __init__(self, look: Look, width: float) -> None:
        self.look = look
        self.width = width
        self.strips: list[Strip] = []

    def __bool__(self) -> bool:
        return bool(self.strips)

    @property
    def height(self) -> float:
        """How tall everything in it is together."""
        return sum(strip.height for strip in self.strips)

    def gap(self, height: float, *, keep: bool = False) -> None:
        """Leave room; `keep` if what follows belongs to what stands above."""
        if self.strips and keep:
            self.tie()
        self.strips.append(Strip(height, keep=keep, blank=True))

    def add(self, other: "Column") -> None:
        """Go on with another column's strips."""
        self.strips += other.strips

    def tie(self) -> None:
        """Keep what was added last on one page with what comes next."""
        if self.strips:
            self.strips[-1] = replace(self.strips[-1], keep=True)

    def words(self, *spans: Span, indent: float = 0.0, marks: Sequence[Mark] = ()) -> None:
        """Add a paragraph."""
        self.row(Cell(indent, self.width - indent, spans), marks=marks)

    def row(self, *cells: Cell, marks: Sequence[Mark] = ()) -> None:
        """Add cells side by side, line by line; `marks` go into the first line."""
        columns = [set_lines(cell.spans, cell.width) for cell in cells]
        at = len(self.strips)
        for lines in zip_longest(*columns):
            pairs = [(cell, line) for cell, line in zip(cells, lines, strict=True) if line]
            self.strips.append(_strip(pairs))
        if marks and len(self.strips) > at:
            first = self.strips[at]
            self.strips[at] = replace(first, marks=(*first.marks, *marks))
        self._hold(at)

    def heading(self, text: str, aside: str = "") -> None:
        """A section's heading over a thin black line; `aside` goes on in grey."""
        spans = (Span(text, self.look.heading), Span(f"\u00a0 {aside}", self.look.small))
        self.words(*spans[: 1 + bool(aside)])
        for i, strip in enumerate(self.strips):
            self.strips[i] = replace(strip, keep=True)
        self.strips.append(Strip(3.0, (Rule(0, 2, self.width, BLACK_RULE),), keep=True))
        self.strips.append(Strip(4.5, keep=True))

    def eyebrow(self, text: str) -> None:
        """A small heading in capitals, kept with what follows."""
        self.words(Span(text.upper(), self.look.eyebrow))
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
        lead = self.look.box + 4
        widths = [lead + width_of(word, style) for word in words]
        room = sum(widths) + 10 * (len(words) - 1)
        x, marks = self.width - room, list[Mark]()
        for word, width in zip(words, widths, strict=True):
            marks += [self.tick(x), *self.label(x + lead, word, style)]
            x += width + 10
        return tuple(marks), room

    def tick(self, x: float) -> Mark:
        """A box to tick, standing on the base of a row's first line."""
        box, leading = self.look.box, self.look.body.leading
        return Box(x, leading * _BASELINE - box + 0.6, box, box)

    def label(self, x: float, text: str, style: Style) -> tuple[Mark, ...]:
        """A short text as marks for a row's first line."""
        y = self.look.body.leading * _BASELINE
        return tuple(Words(x + piece.x, y, piece) for piece in one_line_of(text, style))

    def _writing_line(self, parts: Sequence[tuple[float, float]]) -> Strip:
        y = self.look.pitch - 1
        return Strip(self.look.pitch, tuple(Rule(a, y, b, WRITING_RULE) for a, b in parts))

    def _hold(self, at: int) -> None:
        """No first or last line of a paragraph alone; short rows stay whole."""
        last = len(self.strips) - 1
        whole = last - at < _SHORT_ROW
        for i in range(at, last):
            if whole or i in (at, last - 1):
                self.strips[i] = replace(self.strips[i], keep=True)


def _strip(pairs: Sequence[tuple[Cell, Line]]) -> Strip:
    leading = max((line.leading for _, line in pairs), default=0.0)
    y = leading * _BASELINE
    return Strip(leading, tuple(_words(pairs, y)))


def _words(pairs: Sequence[tuple[Cell, Line]], y: float) -> Iterator[Mark]:
    for cell, line in pairs:
        for piece in line.pieces:
            yield Words(cell.x + piece.x, y, piece)
