"""Where each strip comes to stand: blocks of columns, one beneath the other, page after page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beforehand.sheets.column import Column, Strip
from beforehand.sheets.look import Look

_WHOLE = 0.3
"""A block lower than this part of a page is moved to the next page rather than parted."""


@dataclass(frozen=True, slots=True)
class Part:
    """Strips beneath one another, from `x` on."""

    x: float
    strips: tuple[Strip, ...]

    @property
    def height(self) -> float:
        """How tall the strips are together."""
        return sum(strip.height for strip in self.strips)


@dataclass(frozen=True, slots=True)
class Block:
    """Columns side by side; `before` is the room above, which a page's top does without."""

    parts: tuple[Part, ...]
    before: float = 0.0

    @property
    def height(self) -> float:
        """The height of its tallest column."""
        return max((part.height for part in self.parts), default=0.0)


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


def full(column: Column, before: float) -> Block:
    """One column over the whole width."""
    return Block((Part(0.0, tuple(column.strips)),), before)


def side_by_side(columns: Iterable[Column], gutter: float, before: float) -> Block:
    """Columns beside one another."""
    parts, x = [], 0.0
    for column in columns:
        parts.append(Part(x, tuple(column.strips)))
        x += column.width + gutter
    return Block(tuple(parts), before)


def headed(head: Column, columns: Sequence[Column], gutter: float, before: float) -> Block:
    """Columns side by side beneath one heading, from which no page's end parts them."""
    under = side_by_side(columns, gutter, before)
    heads = (tuple(head.strips), *((Strip(head.height, keep=True),) for _ in columns[1:]))
    pairs = zip(heads, under.parts, strict=True)
    return Block(tuple(Part(part.x, strips + part.strips) for strips, part in pairs), before)


def pages_of(blocks: Iterable[Block], look: Look) -> list[Page]:
    """Lay blocks out on as many pages as they need."""
    pages: list[Page] = []
    placed: list[Placed] = []
    y = 0.0
    for block in blocks:
        rest: Block | None = block
        while rest:
            before = rest.before if placed else 0.0
            here, rest = _parted(rest, look.height - y - before, look.height, fresh=not placed)
            if here:
                placed += _placed(here, y + before)
                y += before + here.height
            if rest:
                pages.append(Page(tuple(placed), y))
                placed, y = [], 0.0
    return [*pages, Page(tuple(placed), y)]


def _placed(block: Block, y: float) -> Iterator[Placed]:
    for part in block.parts:
        down = y
        for strip in part.strips:
            if strip.marks:
                yield Placed(part.x, down, strip)
            down += strip.height


def _parted(
    block: Block, room: float, page: float, *, fresh: bool
) -> tuple[Block | None, Block | None]:
    """What of a block stays on this page, and what goes on to the next."""
    if block.height <= room:
        return block, None
    if block.height < page * _WHOLE and not fresh:
        return None, block
    cuts = [_cut(part.strips, room, forced=fresh) for part in block.parts]
    if not fresh and any(
        part.strips and not cut for part, cut in zip(block.parts, cuts, strict=True)
    ):
        return None, block
    halves = [
        (Part(part.x, part.strips[:cut]), Part(part.x, _without_blank(part.strips[cut:])))
        for part, cut in zip(block.parts, cuts, strict=True)
    ]
    here, rest = (Block(tuple(parts), block.before) for parts in zip(*halves, strict=True))
    return here, rest if any(part.strips for part in rest.parts) else None


def _cut(strips: Sequence[Strip], room: float, *, forced: bool) -> int:
    """How many strips fit; where everything is tied together, a page of its own is cut anywhere."""
    best = fits = 0
    for i, strip in enumerate(strips, 1):
        room -= strip.height
        if room < 0:
            break
        fits = i
        if not strip.keep or i == len(strips):
            best = i
    return best or (max(fits, 1) if forced else 0)


def _without_blank(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    first = next((i for i, strip in enumerate(strips) if not strip.blank), len(strips))
    return tuple(strips[first:])
