"""The shapes on a needs map: boxes, the room they lie in, and the scale of depth."""

from dataclasses import dataclass, replace

from beforehand.domain.needs import CONFIDENCE_STEP, Need

LEVELS = tuple(range(100 - CONFIDENCE_STEP, 0, -CONFIDENCE_STEP))
"""The confidences a card can lie at, from just beneath the waterline to the bottom."""

HAIR = 1e-6
"""A length too small to count: what rounding adds."""

LEAST_HEIGHT = 64.0
"""The height of a card that nobody measured."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the map."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The x half way across."""
        return self.x + self.width / 2

    def touches(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two overlap or come nearer than `gap`."""
        beside = self.right + gap <= other.x + HAIR or other.right + gap <= self.x + HAIR
        apart = self.bottom + gap <= other.y + HAIR or other.bottom + gap <= self.y + HAIR
        return not (beside or apart)

    def moved(self, dx: float = 0.0, dy: float = 0.0) -> "Box":
        """The same box elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The room for a map and the sizes in it.

    `heading` is kept free at the top of each half, `foot` at the bottom of the water.
    """

    width: float
    height: float
    card_width: float = 212.0
    margin: float = 24.0
    gap: float = 12.0
    heading: float = 44.0
    foot: float = 24.0
    least_step: float = 9.0

    @property
    def card(self) -> float:
        """The width a card really gets in a narrow map."""
        return max(1.0, min(self.card_width, self.width - 2 * self.margin))

    @property
    def span(self) -> float:
        """How far a card can move sideways."""
        return max(0.0, self.width - 2 * self.margin - self.card)

    def x(self, across: float) -> float:
        """The left edge of a card at a place from 0 (left) to 1 (right)."""
        return self.margin + min(1.0, max(0.0, across)) * self.span

    def across(self, x: float) -> float:
        """The place from 0 to 1 of a card whose left edge is at x."""
        return min(1.0, max(0.0, (x - self.margin) / self.span)) if self.span else 0.5

    @property
    def columns(self) -> int:
        """How many cards fit side by side."""
        return 1 + int((self.span + 1e-6) // (self.card + self.gap))

    def spread(self, place: int, count: int) -> float:
        """The left edge of one of `count` cards side by side, with room at both ends if any."""
        if self.span / count >= self.card + self.gap or count == 1:
            return self.x((place + 0.5) / count)
        return self.x(place / (count - 1))


@dataclass(frozen=True, slots=True)
class Depth:
    """The upper edges of cards at each of `LEVELS`, and of the last row that a level needed."""

    tops: tuple[float, ...]
    ends: tuple[float, ...]

    def y(self, confidence: int) -> float:
        """The upper edge of a card one is so sure of (a multiple of the step, in per cent)."""
        return self.tops[LEVELS.index(confidence)]

    def confidence(self, y: float) -> int:
        """How sure a card is whose upper edge is at y: the nearest level, in per cent."""
        far = [max(top - y, y - end, 0.0) for top, end in zip(self.tops, self.ends, strict=True)]
        return LEVELS[far.index(min(far))]


@dataclass(frozen=True, slots=True)
class Card:
    """A need and its place."""

    need: Need
    box: Box
