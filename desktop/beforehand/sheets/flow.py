"""Where each strip comes to stand: blocks of columns, one beneath the other, page after page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beforehand.sheets.column import Column, Strip
from beforehand.sheets.look import Look
from beforehand.sheets.watching import letters_set

_WHOLE, _HOLLOW = 0.3, 0.15
"""A block lower than this part of a page is rather moved to the next page than parted, if it is
of several columns, or else if no more than that part of this page is left empty.
"""

Again = Callable[[], Sequence[Column]]
"""What makes the columns that stand above the rest of a block, where there is a rest."""

_PAGE = 500
"""To fill a page with set lines is as much work as to set so many letters."""


@dataclass(frozen=True, slots=True)
class Part:
    """Strips beneath one another at `x`, from number `start` on, `height` together.

    What is left for the next page is the same strips from a later start: a note as long as a book
    is not copied for each of its pages.
    """

    x: float
    strips: Sequence[Strip]
    height: float
    start: int = 0
    end: int | None = None

    def shown(self) -> Iterator[Strip]:
        """The strips from the start to the end."""
        return map(self.strips.__getitem__, range(self.start, self._end))

    def cut(self, at: int) -> tuple["Part", "Part"]:
        """The part as two, the second without blank strips at its top."""
        above = sum(strip.height for strip in self.strips[self.start : at])
        start = at
        while start < len(self.strips) and self.strips[start].blank:
            start += 1
        blank = sum(strip.height for strip in self.strips[at:start])
        here = Part(self.x, self.strips, above, self.start, at)
        return here, Part(self.x, self.strips, self.height - above - blank, start)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return self.start >= self._end

    @property
    def _end(self) -> int:
        return len(self.strips) if self.end is None else self.end


@dataclass(frozen=True, slots=True)
class Block:
    """Columns side by side; `before` is the room above, which a page's top does without.

    What goes on over the end of a page stands beneath `again` on the next: one for all columns, or
    one for each that goes on. If it `goes_on` from the block before it, all of it does.
    """

    parts: tuple[Part, ...]
    before: float = 0.0
    gutter: float = 0.0
    again: Again = tuple
    goes_on: bool = False

    @property
    def height(self) -> float:
        """The height of its tallest column."""
        return max((part.height for part in self.parts), default=0.0)

    def top(self) -> "Block":
        """What stands above it on its next page."""
        again = _beside(self.again(), self.gutter)
        if len(again) < len(self.parts):
            return Block(again)
        pairs = zip(again, self.parts, strict=True)
        return Block(tuple(above for above, part in pairs if not part.is_empty))


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and the place of its upper left corner, counted from the type area's."""

    x: float
    y: float
    strip: Strip


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, and how far down it reaches."""

    placed: tuple[Placed, ...]
    reach: float

    def plus(self, block: Block) -> "Page":
        """The page with a block more at its end."""
        y = self.reach + block.before
        return Page((*self.placed, *_placed(block, y)), y + block.height)


def full(column: Column, before: float, again: Again = tuple, *, goes_on: bool = False) -> Block:
    """One column over the whole width."""
    return Block(_beside([column], 0), before, 0, again, goes_on)


def side_by_side(
    columns: Iterable[Column], gutter: float, before: float, again: Again = tuple
) -> Block:
    """Columns beside one another, each with what stands again above it on the next page."""
    return Block(_beside(columns, gutter), before, gutter, again)


def _beside(columns: Iterable[Column], gutter: float) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for column in columns:
        parts.append(Part(x, column.strips, column.height))
        x += column.width + gutter
    return tuple(parts)


def headed(
    head: Column,
    columns: Sequence[Column],
    gutter: float,
    before: float,
    again: Again = tuple,
) -> Block:
    """Columns side by side beneath one heading, from which no page's end parts them."""
    under = side_by_side(columns, gutter, before)
    for column in columns:
        column.tag.within = head.tag
    heads = (head.strips, *([Strip(head.height, keep=True)] for _ in columns[1:]))
    parts = (
        Part(part.x, [*strips, *part.strips], head.height + part.height)
        for strips, part in zip(heads, under.parts, strict=True)
    )
    return Block(tuple(parts), before, gutter, again)


def pages_of(blocks: Iterable[Block], look: Look) -> list[Page]:
    """Lay blocks out on as many pages as they need."""
    pages: list[Page] = []
    placed: list[Placed] = []
    y = 0.0
    for block in blocks:
        rest: Block | None = block
        fresh = not placed
        while rest:
            before = 0.0 if fresh else rest.before
            here, rest = _parted(rest, look.height - y - before, look.height, fresh=fresh)
            if here:
                placed += _placed(here, y + before)
                y += before + here.height
            if rest:
                pages.append(Page(tuple(placed), y))
                again = rest.top() if here or rest.goes_on else Block(())
                placed, y, fresh = list(_placed(again, 0)), again.height, True
                letters_set(_PAGE)
    return [*pages, Page(tuple(placed), y)]


def _placed(block: Block, y: float) -> Iterator[Placed]:
    for part in block.parts:
        down = y
        for strip in part.shown():
            if strip.marks:
                yield Placed(part.x, down, strip)
            down += strip.height


def _parted(
    block: Block, room: float, page: float, *, fresh: bool
) -> tuple[Block | None, Block | None]:
    """What of a block stays on this page, and what goes on to the next."""
    if block.height <= room:
        return block, None
    calm = len(block.parts) > 1 or room < page * _HOLLOW
    if block.height < page * _WHOLE and calm and not fresh:
        return None, block
    cuts = [_cut(part, room, forced=fresh) for part in block.parts]
    stuck = [
        cut == part.start for part, cut in zip(block.parts, cuts, strict=True) if not part.is_empty
    ]
    if any(stuck) and not fresh:
        return None, block
    halves = [part.cut(at) for part, at in zip(block.parts, cuts, strict=True)]
    here, rest = (replace(block, parts=parts) for parts in zip(*halves, strict=True))
    return here, None if all(part.is_empty for part in rest.parts) else rest


def _cut(part: Part, room: float, *, forced: bool) -> int:
    """Before which strip a page ends; if all are tied together, a page of its own ends anywhere."""
    best = fits = part.start
    for i, strip in enumerate(part.shown(), part.start + 1):
        room -= strip.height
        if room < 0:
            break
        fits = i
        if not strip.keep or i == len(part.strips):
            best = i
    if best > part.start or not forced or part.is_empty:
        return best
    return max(fits, part.start + 1)
