"""Lines in which words run from right to left: their order on paper, and in the file.

Readers find the order of words by their places, each in its own way, so what is written helps them.
PDFium counts the stretches of letters of either direction in a line. If more run from right to
left it turns the order of all stretches, else of none: what runs against the line is therefore
written in the order of reading, each stretch at its place. Poppler takes signs between two
directions for part of what stands before them on paper, unless a mark of direction says otherwise:
so signs at the ends of words bear one.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from unicodedata import bidirectional

from beforehand.sheets.bidi import in_order
from beforehand.sheets.fonts import Cluster, Shaped, Typeface
from beforehand.sheets.pieces import Line, Piece, alike
from beforehand.sheets.text import Atom
from beforehand.sheets.watching import telling

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
    items = list(_items(atoms, base))
    ordered = in_order(items, [item.level for item in items])
    against = 0 if _taken_for_rtl(ordered) else 1
    x = width - sum(item.width for item in items) if base and width else 0.0
    pieces: list[tuple[int, Piece]] = []
    for run in _runs(list(_steered_all(ordered, base))):
        if run[0].atom:
            number = min(item.number for item in run)
            pieces.append((number, _piece(run, run[0].atom, x, against)))
        x += sum(item.width for item in run)
    pieces.sort(key=lambda pair: pair[0])
    return Line(tuple(piece for _, piece in pieces), max(atom.style.leading for atom in atoms))


def _items(atoms: Sequence[Atom], base: int) -> Iterator[_Item]:
    """Atoms and gaps as they are read; between spans nothing, which runs like the line."""
    number = 0
    for atom in atoms:
        if atom.gap:
            yield _Item(number, atom.gap, atom.gap_level)
            number += 1
        if atom.fresh and number:
            yield _Item(number, 0.0, base)
            number += 1
        yield _Item(number, atom.width, atom.level, atom)
        number += 1


def _runs(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Atoms of one kind with the gaps between them; other gaps by themselves."""
    run: list[_Item] = []
    last: Atom | None = None
    for item in items:
        atom = item.atom
        other = atom and last and not (alike(last, atom) and last.level % 2 == atom.level % 2)
        if other or not item.width:
            yield from _trimmed(run)
            run, last = [], None
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


def _steered_all(items: Sequence[_Item], base: int) -> Iterator[_Item]:
    """Each stretch of one direction, its ends marked where that helps."""
    for _, stretch in groupby(items, key=lambda item: item.level % 2):
        run = list(stretch)
        inner = [i for i, item in enumerate(run) if item.atom]
        if inner:
            words = slice(inner[0], inner[-1] + 1)
            first = min(item.number for item in run[words]) == 0
            run[words] = _steered(run[words], base, first=first)
        yield from run


def _steered(run: Sequence[_Item], base: int, *, first: bool) -> list[_Item]:
    """A run whose signs at its ends say which way they run, where a reader could err."""
    side, marked = run[0].level % 2, list(run)
    start, end = (-1, 0) if side else (0, -1)
    if side == base and not first and _sign(run[start], 0):
        marked[start] = _said(marked[start], start, _MARKS[side])
    if side and not _strong(run[end]):
        # With one mark of either kind, words against the line leave PDFium's count as it was.
        marked[end] = _said(marked[end], end, _MARKS[1] if base else "".join(_MARKS))
    elif side < base and not first and _sign(run[end], -1):
        marked[end] = _said(marked[end], end, "".join(_MARKS))
    return marked


def _sign(item: _Item, at: int) -> bool:
    return item.atom is not None and bidirectional(item.atom.shaped.text[at]) in _SIGNS


def _strong(item: _Item) -> bool:
    return item.atom is not None and _kind(item.atom.shaped.text[-1]) == "R"


def _said(item: _Item, place: int, mark: str) -> _Item:
    """An atom with marks of direction at its left end (0) or its right (-1)."""
    if item.atom is None or not item.atom.shaped.clusters:
        return item
    atom, clusters = copy(item.atom), list(item.atom.shaped.clusters)
    text = clusters[place].text
    clusters[place] = clusters[place]._replace(text=text + mark if place else mark + text)
    atom.shaped = atom.shaped._replace(clusters=tuple(clusters), codes="")
    return item._replace(atom=atom)


def _piece(run: Sequence[_Item], first: Atom, x: float, against: int) -> Piece:
    rtl = first.level % 2
    words = [item.atom.shaped if item.atom else None for item in run]
    spoken = [" " if word is None else word.text for word in (words[::-1] if rtl else words)]
    gap = next((item.width for item in run if not item.atom), 0.0)
    backwards = rtl == against and not first.framed
    if backwards:
        size = first.font.size(first.style.size, first.style.least)
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
    for _, group in groupby(telling(cells), key=lambda cell: _kind_of(cell.text)):
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
    counts = [_stretches_in(item.atom.shaped.text) for item in items if item.atom]
    return sum(right for right, _ in counts) > sum(left for _, left in counts)


@lru_cache(maxsize=20_000)
def _stretches_in(word: str) -> tuple[int, int]:
    """How many stretches of letters from right to left a word has, and from left to right."""
    kinds = [kind for kind, _ in groupby(map(_kind, word))]
    return kinds.count("R"), kinds.count("L")
