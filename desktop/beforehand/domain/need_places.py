"""Finding a free place for every card of a needs map: rows above the line, depths below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from beforehand.domain.need_shapes import LEAST_HEIGHT, LEVELS, Box, Card, Depth, Frame
from beforehand.domain.needs import CONFIDENCE_STEP, Need
from beforehand.domain.record import Id


class Rows:
    """What was said: from the line upwards, each card in the lowest row that has room for it."""

    def __init__(self, frame: Frame, heights: Mapping[Id, float]) -> None:
        self._frame = frame
        self._heights = heights

    def place(self, needs: Sequence[Need]) -> tuple[Card, ...]:
        """Cards with y counted upwards (negative) from the foot of the lowest row."""
        cards: list[Card] = []
        for need, x in self._wishes(needs):
            box = Box(x, 0.0, self._frame.card, _card_height(self._heights, need))
            cards.append(Card(need, self._free(box, [card.box for card in cards])))
        return tuple(cards)

    def _wishes(self, needs: Sequence[Need]) -> Iterator[tuple[Need, float]]:
        arranged = [need for need in needs if need.across is not None]
        for need in sorted(arranged, key=lambda need: need.across or 0.0):
            yield need, self._frame.x(need.across or 0.0)
        loose = [need for need in needs if need.across is None]
        in_row = max(1, min(len(loose), self._frame.columns))
        for place, need in enumerate(loose):
            yield need, self._frame.spread(place % in_row, in_row)

    def _free(self, box: Box, taken: Sequence[Box]) -> Box:
        box = box.moved(dy=-box.height)
        while hit := [other for other in taken if box.touches(other, self._frame.gap)]:
            top = max(other.y for other in hit)
            box = replace(box, y=min(top - self._frame.gap - box.height, box.y - 1e-3))
        return box


class Water:
    """What is suspected: each card at its depth, at the free place nearest to its wish."""

    def __init__(
        self, frame: Frame, heights: Mapping[Id, float], waterline: float, needs: Sequence[Need]
    ) -> None:
        self._frame = frame
        self._heights = heights
        self._top = waterline + frame.heading
        tallest = max((_card_height(heights, need) for need in needs), default=LEAST_HEIGHT)
        room = frame.height - frame.foot - tallest - self._top
        self._step = max(frame.least_step, room / (len(LEVELS) - 1))
        self._taken: list[Box] = []
        self.depth = Depth((), ())

    @property
    def bottom(self) -> float:
        """The lower edge of the deepest card there is or could be, with its margin."""
        ends = [box.bottom for box in self._taken]
        return max(ends, default=self.depth.ends[-1]) + self._frame.foot

    def place(self, needs: Sequence[Need], wishes: Mapping[Id, float]) -> tuple[Card, ...]:
        """Cards level by level; a level that needs several rows pushes the deeper ones down."""
        cards: list[Card] = []
        y = self._top
        for level in LEVELS:
            own = [need for need in needs if _level(need) == level]
            later = [need for need in needs if _level(need) < level]
            placed = self._row(own, y, wishes, self._promised(later, level, y))
            cards += placed
            end = max((card.box.y for card in placed), default=y)
            self.depth = Depth((*self.depth.tops, y), (*self.depth.ends, end))
            y = end + self._step
        return tuple(cards)

    def _row(
        self, needs: Sequence[Need], y: float, wishes: Mapping[Id, float], promised: Sequence[Box]
    ) -> list[Card]:
        arranged = sorted((n for n in needs if n.across is not None), key=lambda n: n.across or 0.0)
        loose = [need for need in needs if need.across is None]
        own = self._boxes(arranged, y)
        cards = [self._settled(n, self._frame.x(n.across or 0.0), y, ()) for n in arranged]
        ahead = (*promised, *own)
        for need in loose:
            wish = wishes.get(need.id)
            x = self._roomiest(ahead) if wish is None else wish
            cards.append(self._settled(need, x, y, promised))
        return cards

    def _settled(self, need: Need, x: float, y: float, ahead: Sequence[Box]) -> Card:
        box = Box(x, y, self._frame.card, _card_height(self._heights, need))
        while True:
            free = self._beside(box, (*self._taken, *ahead)) or self._beside(box, self._taken)
            if free is not None:
                self._taken.append(free)
                return Card(need, free)
            box = replace(box, y=self._below(box))

    def _beside(self, box: Box, taken: Sequence[Box]) -> Box | None:
        """The box moved sideways as little as can be; None if its row is full."""
        gap, frame = self._frame.gap, self._frame
        level = [other for other in taken if replace(other, x=box.x).touches(box, gap)]
        edges = [other.right + gap for other in level] + [
            other.x - gap - box.width for other in level
        ]
        inside = [x for x in (box.x, *edges) if frame.x(0) <= x + 1e-6 and x <= frame.x(1) + 1e-6]
        for x in sorted(inside, key=lambda x: (abs(x - box.x), x)):
            if not any(replace(box, x=x).touches(other, gap) for other in level):
                return replace(box, x=x)
        return None

    def _below(self, box: Box) -> float:
        """The next lower y at which the row changes."""
        gap = self._frame.gap
        ends = [other.bottom + gap for other in self._taken if other.bottom + gap > box.y + 1e-3]
        return min(ends)

    def _promised(self, later: Sequence[Need], level: int, y: float) -> list[Box]:
        """About where deeper cards will lie that somebody arranged: they come first."""
        return [
            replace(box, y=y + (level - _level(need)) / CONFIDENCE_STEP * self._step)
            for need in later
            if need.across is not None
            for box in self._boxes([need], y)
        ]

    def _boxes(self, needs: Sequence[Need], y: float) -> list[Box]:
        return [
            Box(self._frame.x(n.across or 0.0), y, self._frame.card, _card_height(self._heights, n))
            for n in needs
        ]

    def _roomiest(self, ahead: Sequence[Box]) -> float:
        """The column whose lowest card ends highest; the first of equals, from the left."""
        count = self._frame.columns
        places = [self._frame.spread(place, count) for place in range(count)]
        others = (*self._taken, *ahead)

        def lowest(x: float) -> float:
            over = (o.bottom for o in others if o.x < x + self._frame.card and o.right > x)
            return max(over, default=0.0)

        return min(places, key=lowest)


def _card_height(heights: Mapping[Id, float], need: Need) -> float:
    return heights.get(need.id, LEAST_HEIGHT)


def _level(need: Need) -> int:
    return min(LEVELS, key=lambda level: abs(level - need.confidence))
