"""Where each need lies on the map: one geometry for the screen and for paper.

Lengths are in any one unit (pixels, points); y grows downwards. What was said stands in rows
above the waterline; what is suspected lies below it, deeper where one is less sure. No two cards
ever overlap: cards that were arranged on top of each other fan out sideways for the eye only,
and where a depth is crowded the scale gives it room, so that stored values are never touched.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from beforehand.domain.need_places import Rows, Water
from beforehand.domain.need_shapes import Box, Card, Depth, Frame
from beforehand.domain.needs import Need, NeedLink, Standing
from beforehand.domain.record import Id

ABOVE = (Standing.STATED, Standing.KNOWN)
"""What lies above the waterline."""

PAPER_SHARE = 0.36
"""How much of the map lies above the waterline while there is room."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A link as a cubic Bézier: start, two handles, end."""

    link: NeedLink
    points: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class NeedMap:
    """Everything in its place; `frame.height` is what the map really takes."""

    frame: Frame
    waterline: float
    depth: Depth
    cards: tuple[Card, ...]
    curves: tuple[Curve, ...]

    def box(self, need_id: Id) -> Box:
        """The place of a need that is on the map."""
        return next(card.box for card in self.cards if card.need.id == need_id)

    def landing(self, box: Box) -> int | None:
        """What letting a card go there means: a confidence below the line, None above it."""
        below = box.y + box.height / 2 > self.waterline
        return self.depth.confidence(box.y) if below else None


def lay_out(
    needs: Iterable[Need], links: Iterable[NeedLink], heights: Mapping[Id, float], frame: Frame
) -> NeedMap:
    """Find everything's place; the same needs give the same map in whatever order they come.

    Needs of mine and refuted ones have no place. `heights` tells how high each card is.
    """
    ordered = sorted(needs, key=lambda need: (need.created_at, need.id))
    said = Rows(frame, heights).place([n for n in ordered if n.standing in ABOVE])
    waterline = max(frame.height * PAPER_SHARE, _height(said) + frame.heading + frame.margin)
    above = _lowered(said, waterline, frame)
    hidden = [need for need in ordered if need.standing is Standing.HIDDEN]
    links = tuple(links)
    water = Water(frame, heights, waterline, hidden)
    below = water.place(hidden, _wished(above, links))
    cards = (*above, *below)
    full = replace(frame, height=max(frame.height, water.bottom))
    return NeedMap(full, waterline, water.depth, cards, curves(cards, links))


def curves(cards: Iterable[Card], links: Iterable[NeedLink]) -> tuple[Curve, ...]:
    """The links between cards above and cards below the line; others are not drawn."""
    at = {card.need.id: card for card in cards}
    drawn = [link for link in links if _spans(at.get(link.stated_id), at.get(link.hidden_id))]
    downs = _fanned(drawn, at, lambda link: (link.stated_id, link.hidden_id))
    ups = _fanned(drawn, at, lambda link: (link.hidden_id, link.stated_id))
    return tuple(
        Curve(link, _curve(downs[link.id], at[link.stated_id], ups[link.id], at[link.hidden_id]))
        for link in drawn
    )


def bow(start: Point, end: Point) -> tuple[Point, Point, Point, Point]:
    """A curve that leaves downwards and arrives from above."""
    bend = max(24.0, abs(end[1] - start[1]) * 0.45)
    return start, (start[0], start[1] + bend), (end[0], end[1] - bend), end


def _spans(upper: Card | None, lower: Card | None) -> bool:
    if upper is None or lower is None:
        return False
    return upper.need.standing in ABOVE and lower.need.standing is Standing.HIDDEN


def _fanned(
    links: Sequence[NeedLink], at: Mapping[Id, Card], ends: Callable[[NeedLink], tuple[Id, Id]]
) -> dict[Id, float]:
    """Where on a card's edge each of its links ends: side by side, in the order of their aims."""
    found: dict[Id, float] = {}
    for here in {ends(link)[0] for link in links}:
        own = [link for link in links if ends(link)[0] == here]
        own.sort(key=lambda link: (at[ends(link)[1]].box.middle, link.id))
        apart = min(14.0, at[here].box.width / (len(own) + 1))
        for place, link in enumerate(own):
            found[link.id] = at[here].box.middle + (place - (len(own) - 1) / 2) * apart
    return found


def _curve(down: float, upper: Card, up: float, lower: Card) -> tuple[Point, Point, Point, Point]:
    return bow((down, upper.box.bottom), (up, lower.box.y))


def _wished(above: Sequence[Card], links: Sequence[NeedLink]) -> dict[Id, float]:
    """Where hidden needs nobody arranged would like to lie: beneath what they are linked to."""
    at = {card.need.id: card.box.x for card in above}
    found: dict[Id, list[float]] = {}
    for link in links:
        if link.stated_id in at:
            found.setdefault(link.hidden_id, []).append(at[link.stated_id])
    return {hidden: sum(places) / len(places) for hidden, places in found.items()}


def _height(cards: Sequence[Card]) -> float:
    return max((-card.box.y for card in cards), default=0.0)


def _lowered(said: Sequence[Card], waterline: float, frame: Frame) -> tuple[Card, ...]:
    """The rows over the line, in the middle of the paper that the heading leaves."""
    slack = waterline - frame.heading - frame.margin - _height(said)
    drop = waterline - frame.margin - max(0.0, slack) / 2
    return tuple(Card(card.need, card.box.moved(dy=drop)) for card in said)
