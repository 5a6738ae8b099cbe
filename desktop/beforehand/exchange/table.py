"""Lines in columns for a terminal: cut to its width, and safe to be shown."""

import unicodedata
from collections.abc import Sequence

_GAP = "  "
_SHORTEST_ID = 8
_NARROWEST = 12
"""Columns that a cell keeps, however narrow the terminal."""


def columns(rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """The rows, the first of them the heads, in columns; cut to a width if one is given.

    Only the last three columns are cut.
    """
    widths = [max(_breadth(cell) for cell in column) for column in zip(*rows, strict=True)]
    if width is not None:
        widths = _narrowed(widths, width)
    return "\n".join(_row(row, widths) for row in rows)


def short_ids(ids: Sequence[str]) -> dict[str, str]:
    """Each id cut to a length at which all are still different."""
    longest = max(map(len, ids), default=_SHORTEST_ID)
    lengths = range(min(_SHORTEST_ID, longest), longest + 1)
    size = next((n for n in lengths if len({i[:n] for i in ids}) == len(set(ids))), longest)
    return {each: each[:size] for each in ids}


def plain(text: str) -> str:
    """One line without anything that would steer the terminal or turn the reading direction."""
    shown = (ch if ch.isprintable() or ch.isspace() else "\ufffd" for ch in text)
    return " ".join("".join(shown).split())


def _narrowed(widths: list[int], whole: int) -> list[int]:
    """Take what is too much from the widest of the last three columns, a step at a time."""
    kept = list(widths)
    while sum(kept) + len(_GAP) * (len(kept) - 1) > whole:
        widest = max(range(len(kept) - 3, len(kept)), key=lambda n: kept[n])
        if kept[widest] <= _NARROWEST:
            break
        kept[widest] -= 1
    return kept


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (_cut(cell, width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


def _cut(text: str, width: int) -> str:
    """The text in so many columns, with blanks or an ellipsis at its end."""
    if _breadth(text) > width:
        kept = ""
        for ch in text:
            if _breadth(kept + ch) > width - 1:
                break
            kept += ch
        text = kept + "…"
    return text + " " * (width - _breadth(text))


def _breadth(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide letters, none for marks."""
    return sum(_columns(ch) for ch in text)


def _columns(ch: str) -> int:
    if unicodedata.category(ch) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in {"W", "F"} else 1
