"""Lines to write on that several sheets share."""

from beforehand.sheets.column import Cell, Column
from beforehand.sheets.look import Span

_GAP = 12.0
_SIDE = 0.19
"""The part of the width for who, and for by when; what is done takes the rest."""


def agreed_lines(column: Column, count: int) -> None:
    """Lines for what is agreed: what, who, by when."""
    if column and not column.strips[-1].keep:
        column.gap(column.look.air(4))
    places = _places(column.width, column.look.air(_GAP))
    eyebrow = column.look.eyebrow
    heads = zip(places, ("WHAT", "WHO", "BY WHEN"), strict=True)
    column.row(*(Cell(a, b - a, (Span(head, eyebrow),)) for (a, b), head in heads))
    column.tie()
    column.writing(count, places)


def _places(width: float, gap: float) -> tuple[tuple[float, float], ...]:
    side = width * _SIDE
    return (
        (0, width - 2 * side - gap),
        (width - 2 * side, width - side - gap),
        (width - side, width),
    )
