"""The headings of a file as its outline, which a reader shows beside the pages."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from beforehand.sheets.bidi_rules import ISOLATES
from beforehand.sheets.packed import File

Heading = tuple[int, str, int, float]
"""Its level from 1, its text, its page from 0, and how high on the page it stands."""


class _Entry:
    """One line of the outline, with those beneath it."""

    def __init__(self, number: int, keys: str = "") -> None:
        self.number, self.keys = number, keys
        self.under: list[_Entry] = []

    def lines(self) -> Iterator["_Entry"]:
        """It and everything beneath it."""
        yield self
        for entry in self.under:
            yield from entry.lines()


def outline(file: File, headings: Iterable[Heading], pages: Sequence[int]) -> int:
    """Add the outline to a file in which pages have their numbers; the number of its root."""
    root = _Entry(file.keep(), "/Type/Outlines")
    way = [root]
    for level, text, page, up in headings:
        del way[level:]
        there = f"/Title{string(text)}/Dest[{pages[page]} 0 R/XYZ null {up:.0f} null]"
        entry = _Entry(file.keep(), f"{there}/Parent {way[-1].number} 0 R")
        way[-1].under.append(entry)
        way.append(entry)
    for entry in root.lines():
        _link(entry)
    for entry in root.lines():
        file.put(entry.number, f"<<{entry.keys}>>")
    return root.number


def string(text: str) -> str:
    """A text as the format has it outside of pages, without what sets its words apart."""
    plain = text.translate(dict.fromkeys(map(ord, ISOLATES)))
    return f"<feff{plain.encode('utf-16-be').hex()}>"


def _link(above: _Entry) -> None:
    """Tell an entry of its first and last, and those of each other."""
    for entry, after in pairwise(above.under):
        entry.keys += f"/Next {after.number} 0 R"
        after.keys += f"/Prev {entry.number} 0 R"
    if above.under:
        ends = f"/First {above.under[0].number} 0 R/Last {above.under[-1].number} 0 R"
        above.keys += f"{ends}/Count {sum(1 for _ in above.lines()) - 1}"
