"""Alignment over time: a table of numbers, and beside each row where they stand from 0 to 10."""

from collections.abc import Sequence

from beforehand.sheets.column import Box, Cell, Column, Mark, Rule
from beforehand.sheets.look import BLACK_RULE, SOFT_RULE, Look, Span
from beforehand.sheets.record_filing import Filing
from beforehand.sheets.tags import Role
from beforehand.sheets.text import one_line

_MOST = 10
_HEADS = ("WHEN", "BEFORE", "AFTER", "0 TO 10", "CONVERSATION")

Rated = tuple[str, int | None, int | None, str]
"""The day, the scores before and after, and what it was about."""


def scale_rows(column: Column, filing: Filing, rows: Sequence[Rated]) -> None:
    """One row a conversation; neither its head nor a single row stands alone on a page."""
    look = filing.look
    places = _places(filing)
    for place, row in enumerate(rows):
        if place == 0:
            heads = zip(places, _HEADS, strict=True)
            cells = [Cell(x, width, (Span(text, look.eyebrow),)) for (x, width), text in heads]
            column.row(*cells, role=Role.HEAD)
            column.tie()
        _row(column, look, places, row)
        if place in {0, len(rows) - 2} and row is not rows[-1]:
            column.tie()


def _row(column: Column, look: Look, places: Sequence[tuple[float, float]], row: Rated) -> None:
    day, before, after, issue = row
    texts = (
        Span(day, look.small),
        Span("–" if before is None else str(before), look.body),
        Span("–" if after is None else str(after), look.body),
        Span("", look.small),
        Span(one_line(issue), look.small),
    )
    cells = zip(places, texts, strict=True)
    marks = _scale(look, *places[3], before, after)
    column.row(
        *(Cell(x, width, (text,)) for (x, width), text in cells), marks=marks, role=Role.CELL
    )


def _places(filing: Filing) -> list[tuple[float, float]]:
    size = filing.look.body.size
    x, places = filing.margin, [(0.0, filing.margin - 8)]
    for width in (4.6 * size, 4.0 * size, 7.5 * size):
        places.append((x, width - 8))
        x += width
    return [*places, (x + 4, filing.look.width - x - 4)]


def _scale(look: Look, x: float, width: float, before: int | None, after: int | None) -> list[Mark]:
    """A thin line from 0 to 10, a stroke for before, a small box for after, and the way between."""
    box = look.box * 0.6
    y = look.body.leading * 0.5
    step = (width - box) / _MOST
    marks: list[Mark] = [Rule(x, y, x + width, SOFT_RULE)]
    at = [x + box / 2 + score * step for score in (before, after) if score is not None]
    if len(at) > 1:
        marks.append(Rule(min(at), y, max(at), BLACK_RULE))
    if before is not None:
        marks.append(Box(x + box / 2 + before * step, y - box / 2 - 1, 0, box + 2, BLACK_RULE))
    if after is not None:
        marks.append(Box(x + after * step, y - box / 2, box, box, BLACK_RULE))
    return marks
