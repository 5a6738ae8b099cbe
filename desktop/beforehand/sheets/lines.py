"""Lines that fit: atoms are put side by side until the next one is too wide."""

from collections.abc import Iterable, Iterator, Sequence

from beforehand.sheets.look import Span, Style
from beforehand.sheets.pieces import Line as Line
from beforehand.sheets.pieces import Piece as Piece
from beforehand.sheets.pieces import line_of
from beforehand.sheets.text import Atom, atoms_of, direction, paragraphs_of
from beforehand.sheets.watching import letters_set

_ANY_WIDTH = 1e9


def set_lines(spans: Iterable[Span], width: float, *, beside: bool = False) -> Iterator[Line]:
    """Break a row of spans into lines no wider than `width`; a span may hold several paragraphs.

    Words that run from right to left stand at the right; `beside` if a single line of them goes
    with what is at its left.
    """
    for paragraph in paragraphs_of(spans):
        for line in _lines(paragraph, width, beside):
            letters_set(sum(len(piece.text) for piece in line.pieces))
            yield line


def _lines(paragraph: Sequence[Span], width: float, beside: bool) -> Iterator[Line]:
    base = direction(paragraph)
    broken = _broken(atoms_of(paragraph, width, base), width)
    if base is None:
        return map(line_of, broken)
    from beforehand.sheets.turned import turned

    within = width if width < _ANY_WIDTH else None
    if beside:
        broken = iter(every := list(broken))
        within = None if len(every) == 1 else within
    return (turned(atoms, base, within) for atoms in broken)


def width_of(text: str, style: Style) -> float:
    """How wide a short text is in one line."""
    return max((piece.x + piece.width for piece in one_line_of(text, style)), default=0.0)


def one_line_of(text: str, style: Style) -> tuple[Piece, ...]:
    """A short text set in one line."""
    return tuple(
        piece for line in set_lines([Span(text, style)], _ANY_WIDTH) for piece in line.pieces
    )


def _broken(atoms: Iterable[Atom], width: float) -> Iterator[list[Atom]]:
    line: list[Atom] = []
    reach = 0.0
    for atom in atoms:
        step = atom.gap + atom.width
        while line and reach + step > width:
            line, kept = _parted(line, atom)
            yield line
            line, reach = kept, sum(each.gap + each.width for each in kept)
        if not line:
            atom.gap, step = 0.0, atom.width
        line.append(atom)
        reach += step
    if line:
        yield line


def _parted(line: list[Atom], coming: Atom) -> tuple[list[Atom], list[Atom]]:
    """Where a full line ends: before the atom to come, or earlier if that one clings to others."""
    at = len(line)
    if not coming.free:
        at = next((i for i in range(len(line) - 1, 0, -1) if line[i].free), len(line))
    first = line[at] if at < len(line) else coming
    line[at - 1].spaced = first.gap > 0
    if at < len(line):
        first.gap = 0.0
    return line[:at], line[at:]
