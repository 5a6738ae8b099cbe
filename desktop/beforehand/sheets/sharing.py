"""Sharing out paper: rows over pages that fill evenly, and what is left of a page over its rows."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_FINE = 1.0
"""Points to which the height of evenly filled pages is found."""


def pages_for(heights: Sequence[float], first: float, page: float) -> list[int]:
    """How many rows stand on each page, as many as it holds; the first one has less room."""
    counts, room = [0], first
    for height in heights:
        if height > room and (counts[-1] or (len(counts) == 1 and first < page)):
            counts.append(0)
            room = page
        counts[-1] += 1
        room -= height
    return counts


def evenly(heights: Sequence[float], first: float, page: float) -> list[int]:
    """How many rows stand on each of as few pages as can be, none much fuller than another."""
    fewest = pages_for(heights, first, page)
    low, high, best = 0.0, page, fewest
    while high - low > _FINE:
        tried = (low + high) / 2
        counts = pages_for(heights, first - (page - tried), tried)
        if len(counts) == len(fewest):
            high, best = tried, counts
        else:
            low = tried
    return best


def parted(rows: Sequence[T], counts: Sequence[int]) -> list[Sequence[T]]:
    """Rows in groups of these sizes."""
    found, at = list[Sequence[T]](), 0
    for count in counts:
        found.append(rows[at : at + count])
        at += count
    return found
