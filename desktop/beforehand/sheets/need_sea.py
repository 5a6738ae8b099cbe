"""Paper and water of a printed needs map: the line between them, the depths, the links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, takewhile

from beforehand.domain.need_map import NeedMap, Point
from beforehand.domain.needs import Standing, stepped
from beforehand.sheets.column import Column, Mark, Rule, Strip, Words
from beforehand.sheets.flow import Placed
from beforehand.sheets.lines import one_line_of, width_of
from beforehand.sheets.look import Look
from beforehand.sheets.pen import Pen

SCALE_MARKS = (80, 50, 20)
"""The confidences, in per cent, that are written beside the water."""

WATER = 0.965
"""The grey below the line: hardly any ink."""

_LINE, _LINK, _DEPTH = 0.3, 0.45, 0.84
_DASHES = "3 2.5"

_WAVE_LENGTH, _WAVE_RISE = 120.0, 2.0

_HALVES = ("Said or known", "Suspected: the deeper, the less sure")


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle under what follows."""

    x: float
    y: float
    width: float
    height: float
    grey: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Fill it."""
        pen.tag(None)
        pen.ground(x + self.x, y + self.y, self.width, self.height, self.grey)


@dataclass(frozen=True, slots=True)
class Bend:
    """A thin line that bends: start, then two handles and an end, again and again."""

    points: Sequence[Point]
    grey: float
    dashes: str = ""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the line."""
        pen.tag(None)
        pen.curve([(x + a, y + b) for a, b in self.points], self.grey, self.dashes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sea:
    """The ground of a map: `scale` wide at the left for the depths, `height` high in all."""

    look: Look
    map: NeedMap
    scale: float
    height: float

    def strip(self) -> Strip:
        """Everything that lies under the cards."""
        line, width = self.map.waterline, self.look.width
        water = Ground(0, line, width, self.height - line, WATER)
        surface = Bend(_wave(width, line), _LINE)
        links = (Bend(self._moved(curve.points), _LINK, _DASHES) for curve in self.map.curves)
        return Strip(self.height, (water, *self._depths(), surface, *links, *self._clear()))

    def headings(self) -> Iterator[tuple[float, Column]]:
        """What each half is called, and how far down that stands."""
        for top, words in zip((0.0, self._below), _HALVES, strict=True):
            column = Column(self.look, self.look.width)
            column.eyebrow(words)
            yield top, column

    @property
    def _below(self) -> float:
        return self.map.waterline + self.look.eyebrow.leading / 2

    def _depths(self) -> Iterator[Mark]:
        """A faint line at a few depths: cards whose upper edge lies there are so sure."""
        style = self.look.small
        for mark in SCALE_MARKS:
            y, words = self._y(mark), f"{mark}\u00a0%"
            yield Rule(self.scale, y, self.look.width, _DEPTH)
            for piece in one_line_of(words, style):
                yield Words(piece.x, y + style.size / 3, piece)

    def _y(self, sure: int) -> float:
        """Where a depth is: at its highest card, which a crowd may have pushed down."""
        deep = [card for card in self.map.cards if card.need.standing is Standing.HIDDEN]
        tops = (card.box.y for card in deep if stepped(card.need.confidence) == sure)
        return min(tops, default=self.map.depth.y(sure))

    def _clear(self) -> Iterator[Mark]:
        """No link runs through a heading."""
        style = self.look.eyebrow
        room = width_of(_HALVES[1].upper(), style) + 6
        yield Ground(0, self._below, room, style.leading, WATER)

    def _moved(self, points: Sequence[Point]) -> tuple[Point, ...]:
        return tuple((x + self.scale, y) for x, y in points)


def placed(column: Column, x: float, y: float) -> Iterator[Placed]:
    """A column's strips where they belong."""
    for strip in column.strips:
        yield Placed(x, y, strip)
        y += strip.height


def _wave(width: float, line: float) -> list[Point]:
    """The surface of the water from edge to edge, in whole waves."""
    half = width / max(1, round(width / _WAVE_LENGTH)) / 2
    points: list[Point] = [(0.0, line)]
    for i in takewhile(lambda i: i * half < width - 1, count()):
        rise = line + _WAVE_RISE * (1 if i % 2 else -1)
        x = i * half
        points += [(x + half * 0.37, rise), (x + half * 0.63, rise), (x + half, line)]
    return points
