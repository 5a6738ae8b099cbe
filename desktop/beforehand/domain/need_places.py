"""Finding a free place for every card of a needs map: rows above the line, depths below it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from beforehand.domain.need_shapes import HAIR, LEAST_HEIGHT, LEVELS, Box, Card, Depth, Frame
from beforehand.domain.needs import CONFIDENCE_STEP, Need, stepped
from beforehand.domain.record import Id

ROW_COST = 3.0
"""How far aside a said card goes rather than lie one length higher."""


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

    def _spots(self, box: Box, taken: Sequence[Box]) -> Iterator[Box]:
        """Free places at one height; where only two fit side by side, in two columns."""
        if self._frame.columns == 2:
            columns = (replace(box, x=self._frame.spread(place, 2)) for place in (0, 1))
            gap = self._frame.gap
            yield from (c for c in columns if not any(c.touches(o, gap) for o in taken))
        elif spot := beside(box, taken, self._frame):
            yield spot

    def _free(self, box: Box, taken: Sequence[Box]) -> Box:
        """The free place that costs least: a step aside is cheap, a row higher is not."""
        floors = sorted({0.0, *(other.y - self._frame.gap for other in taken)}, reverse=True)
        best, least = box, float("inf")
        for floor in floors:
            if -floor * ROW_COST >= least:
                break  # no place so high up can cost less
            for spot in self._spots(box.moved(dy=floor - box.height), taken):
                cost = abs(spot.x - box.x) - floor * ROW_COST
                if cost < least:
                    best, least = spot, cost
        return best


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
        could_be = self.depth.ends[-1] + LEAST_HEIGHT
        return max([could_be, *(box.bottom for box in self._taken)]) + self._frame.foot

    def place(self, needs: Sequence[Need], wishes: Mapping[Id, float]) -> tuple[Card, ...]:
        """Cards level by level; a level that needs several rows pushes the deeper ones down."""
        cards: list[Card] = []
        y = self._top
        for level in LEVELS:
            own = [need for need in needs if _level(need) == level]
            later = [need for need in needs if _level(need) < level] if own else []
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
            free = beside(box, (*self._taken, *ahead), self._frame)
            free = free or beside(box, self._taken, self._frame)
            if free is not None:
                self._taken.append(free)
                return Card(need, free)
            box = replace(box, y=self._below(box))

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


def beside(box: Box, taken: Sequence[Box], frame: Frame) -> Box | None:
    """The box moved sideways as little as can be; None if its row is full."""
    gap, width = frame.gap, box.width
    level = [o for o in taken if o.y < box.bottom + gap - HAIR and box.y < o.bottom + gap - HAIR]
    edges = [x for o in level for x in (o.right + gap, o.x - gap - width)]
    left, right = frame.x(0) - HAIR, frame.x(1) + HAIR
    inside = [x for x in (box.x, *edges) if left <= x <= right]
    for x in sorted(inside, key=lambda x: (abs(x - box.x), x)):
        if all(x + width + gap <= o.x + HAIR or o.right + gap <= x + HAIR for o in level):
            return replace(box, x=x)
    return None


def _card_height(heights: Mapping[Id, float], need: Need) -> float:
    return heights.get(need.id, LEAST_HEIGHT)


def _level(need: Need) -> int:
    return stepped(need.confidence)
