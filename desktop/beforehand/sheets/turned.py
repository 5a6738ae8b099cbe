"""Lines in which words run from right to left: their order on paper, and in the file.

Readers find the order of words by their places, each in its own way, so what is written helps them.
PDFium counts the stretches of letters of either direction in a line. If more run from right to
left it turns the order of all stretches, else of none: what runs against the line is therefore
written in the order of reading, each stretch at its place. Poppler takes signs between two
directions for the end of the right-to-left words, unless a mark of direction says otherwise: so
it is said by the first sign of words that begin with one.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from beforehand.sheets.bidi import in_order
from beforehand.sheets.fonts import Cluster, Shaped, Typeface
from beforehand.sheets.look import SMALLEST_TYPE
from beforehand.sheets.pieces import Line, Piece, alike
from beforehand.sheets.text import Atom

_MARKS = ("\u200e", "\u200f")
"""What says by itself that it runs from left to right, or from right to left."""

_SIDES = {"L": "L", "R": "R", "AL": "R"}
_WEAK = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})
_SIGNS = frozenset({"ON", "CS", "ES", "ET", "WS"})


class _Item(NamedTuple):
    """An atom or (without one) a gap of a line, and when it is read."""

    number: int
    width: float
    level: int
    atom: Atom | None = None


def turned(atoms: Sequence[Atom], base: int, width: float | None) -> Line:
    """A line of two directions, at the right end of its `width` if its paragraph begins there."""
    items = list(_items(atoms))
    ordered = in_order(items, [item.level for item in items])
    against = 0 if _taken_for_rtl(ordered) else 1
    x = width - sum(item.width for item in items) if base and width else 0.0
    pieces: list[tuple[int, Piece]] = []
    for run in _runs(ordered):
        wide = sum(item.width for item in run)
        if run[0].atom:
            number = min(item.number for item in run)
            marked = _steered(run, base) if _beside_others(items, run, base) else run
            pieces.append((number, _piece(marked, run[0].atom, x, against)))
        x += wide
    pieces.sort(key=lambda pair: pair[0])
    return Line(tuple(piece for _, piece in pieces), max(atom.style.leading for atom in atoms))


def _items(atoms: Sequence[Atom]) -> Iterator[_Item]:
    number = 0
    for atom in atoms:
        if atom.gap:
            yield _Item(number, atom.gap, atom.gap_level)
            number += 1
        yield _Item(number, atom.width, atom.level, atom)
        number += 1


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Atoms of one kind with the gaps between them; other gaps by themselves."""
    run: list[_Item] = []
    last: Atom | None = None
    for item in items:
        atom = item.atom
        if last and atom and not (alike(last, atom) and last.level % 2 == atom.level % 2):
            yield from _trimmed(run)
            run = []
        run.append(item)
        last = atom or last
    yield from _trimmed(run)


def _trimmed(run: list[_Item]) -> Iterator[list[_Item]]:
    """A run without the gaps at its ends, which come by themselves."""
    first = next((i for i, item in enumerate(run) if item.atom), len(run))
    last = next((i for i in range(len(run), first, -1) if run[i - 1].atom), first)
    yield from ([gap] for gap in run[:first])
    if first < last:
        yield run[first:last]
    yield from ([gap] for gap in run[last:])


def _beside_others(items: Sequence[_Item], run: Sequence[_Item], base: int) -> bool:
    """Whether a sign at the end of a run could be taken for part of its neighbour's.

    Words that run like their line could lose their first one, others their last one.
    """
    level = run[0].level
    like = level % 2 == base
    number = (min if like else max)(item.number for item in run)
    rest = reversed(items[:number]) if like else iter(items[number + 1 :])
    atom = items[number].atom
    other = next((item for item in rest if item.atom), None)
    if atom is None or other is None or other.level % 2 == level % 2:
        return False
    return bidirectional(atom.shaped.text[0 if like else -1]) in _SIGNS


def _steered(run: Sequence[_Item], base: int) -> list[_Item]:
    """A run of which that sign says which way it runs."""
    side = run[0].level % 2
    first = side == base
    place = (-1 if side else 0) if first else (0 if side else -1)
    item = run[place]
    if item.atom is None or not item.atom.shaped.clusters:
        return list(run)
    atom, clusters = copy(item.atom), list(item.atom.shaped.clusters)
    # With one of either kind, words that run against the line leave that count as it was.
    text, mark = clusters[place].text, _MARKS[side] if first else "".join(_MARKS)
    clusters[place] = clusters[place]._replace(text=text + mark if place else mark + text)
    atom.shaped = atom.shaped._replace(clusters=tuple(clusters), codes="")
    marked = list(run)
    marked[place] = item._replace(atom=atom)
    return marked


def _piece(run: Sequence[_Item], first: Atom, x: float, against: int) -> Piece:
    rtl = first.level % 2
    words = [item.atom.shaped if item.atom else None for item in run]
    spoken = [" " if word is None else word.text for word in (words[::-1] if rtl else words)]
    gap = next((item.width for item in run if not item.atom), 0.0)
    backwards = rtl == against and not first.framed
    if backwards:
        size = first.font.size(first.style.size, SMALLEST_TYPE)
        words = list(_stretches(words, first.font, gap * 1000 / size))
    wide = sum(item.width for item in run)
    return Piece(
        x,
        wide,
        "".join(spoken),
        first.style,
        first.font,
        words,
        gap,
        backwards and len(words) > 1,
        first.framed,
    )


def _stretches(words: Sequence[Shaped | None], font: Typeface, gap: float) -> Iterator[Shaped]:
    """Words in stretches of letters of one kind, as that reader counts them."""
    space = Cluster(" ", ((font.glyph(" "), 0, 0),), font.space, 0, round(gap) - font.space)
    cells = [cell for word in words for cell in (word.clusters if word else (space,))]
    for _, group in groupby(cells, key=lambda cell: _kind_of(cell.text)):
        clusters = tuple(group)
        width = sum(each.before + each.width + each.after for each in clusters)
        text = "".join(each.text for each in clusters)
        yield Shaped(width, text, clusters, "", frozenset())


def _kind_of(text: str) -> str:
    """The kind of a cluster's letters; a sign with marks of direction is its own."""
    return _kind(text[0]) if set(_MARKS).isdisjoint(text) else text


def _kind(ch: str) -> str:
    found = bidirectional(ch)
    return _SIDES.get(found) or ("weak" if found in _WEAK else "")


def _taken_for_rtl(items: Sequence[_Item]) -> bool:
    """Whether more stretches of letters run from right to left than from left to right."""
    texts = (item.atom.shaped.text if item.atom else " " for item in items)
    runs = [kind for kind, _ in groupby(_kind(ch) for text in texts for ch in text)]
    return runs.count("R") > runs.count("L")
