"""Lines that fit: atoms are put side by side until the next one is too wide."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from beforehand.sheets.look import Span, Style
from beforehand.sheets.text import Atom, atoms_of, paragraphs_of

_ANY_WIDTH = 1e9


class Piece(NamedTuple):
    """Words in one style at `x` of their line, with their kerns.

    `framed` is the character that no font has, of which `text` is the code.
    """

    x: float
    width: float
    text: str
    style: Style
    kerns: Sequence[tuple[int, int]] = ()
    framed: str = ""


class Line(NamedTuple):
    """One line of a paragraph."""

    pieces: tuple[Piece, ...]
    leading: float


def set_lines(spans: Iterable[Span], width: float) -> list[Line]:
    """Break a row of spans into lines no wider than `width`; a span may hold several paragraphs."""
    return [
        _line(atoms)
        for paragraph in paragraphs_of(spans)
        for atoms in _broken(atoms_of(paragraph, width), width)
    ]


def width_of(text: str, style: Style) -> float:
    """How wide a short text is in one line."""
    return sum(atom.gap + atom.width for atom in atoms_of([Span(text, style)], _ANY_WIDTH))


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
        if line and reach + step > width:
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
    if at < len(line):
        line[at].gap = 0.0
    return line[:at], line[at:]


def _line(atoms: list[Atom]) -> Line:
    pieces: list[Piece] = []
    x, start = 0.0, 0
    for i in range(1, len(atoms) + 1):
        first = atoms[start]
        if i == len(atoms) or atoms[i].style is not first.style or first.framed or atoms[i].framed:
            pieces.append(_piece(atoms[start:i], x))
            x = pieces[-1].x + pieces[-1].width
            start = i
    return Line(tuple(pieces), max(atom.style.leading for atom in atoms))


def _piece(atoms: list[Atom], x: float) -> Piece:
    """Neighbours in one style, as one text."""
    first = atoms[0]
    text, width, kerns = first.text, first.width, list(first.kerns)
    for atom in atoms[1:]:
        text += " " if atom.gap else ""
        width += atom.gap + atom.width
        if atom.kerns:
            kerns += [(at + len(text), move) for at, move in atom.kerns]
        text += atom.text
    return Piece(x + first.gap, width, text, first.style, kerns, first.framed)
