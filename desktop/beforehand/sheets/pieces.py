"""What a line is made of: words in one style at their places, ready for the pen."""

from collections.abc import Sequence
from typing import NamedTuple

from beforehand.sheets.fonts import Shaped, Typeface
from beforehand.sheets.look import Style
from beforehand.sheets.text import Atom


class Piece(NamedTuple):
    """Words in one style and font at `x` of their line, from left to right.

    `words` are `gap` apart where None stands between them; `backwards` if they are to be written
    into the file from the last to the first, each at its place. `text` is what they say, in the
    order of reading. `framed` is the character that no font has, whose code is drawn.
    """

    x: float
    width: float
    text: str
    style: Style
    font: Typeface
    words: Sequence[Shaped | None]
    gap: float = 0.0
    backwards: bool = False
    framed: str = ""


class Line(NamedTuple):
    """One line of a paragraph; its pieces in the order of reading."""

    pieces: tuple[Piece, ...]
    leading: float


def line_of(atoms: Sequence[Atom]) -> Line:
    """A line that runs from left to right."""
    pieces: list[Piece] = []
    x, start = 0.0, 0
    for i in range(1, len(atoms) + 1):
        if i == len(atoms) or not alike(atoms[start], atoms[i]):
            spaced = atoms[i].gap > 0 if i < len(atoms) else atoms[-1].spaced
            pieces.append(_piece(atoms[start:i], x, spaced))
            x = pieces[-1].x + pieces[-1].width
            start = i
    return Line(tuple(pieces), max(atom.style.leading for atom in atoms))


def alike(first: Atom, other: Atom) -> bool:
    """Whether two neighbours can be drawn in one go."""
    return (
        other.style is first.style
        and other.font is first.font
        and not first.framed
        and not other.framed
    )


def _piece(atoms: Sequence[Atom], x: float, spaced: bool) -> Piece:
    """Neighbours in one style, as one text.

    A space that is only room on paper is written all the same: who listens hears two words.
    """
    first = atoms[0]
    text, width, gap = first.shaped.text, first.width, 0.0
    words: list[Shaped | None] = [first.shaped]
    for atom in atoms[1:]:
        if atom.gap:
            gap = atom.gap
            text += " "
            words.append(None)
        width += atom.gap + atom.width
        text += atom.shaped.text
        words.append(atom.shaped)
    if spaced:
        words.append(None)
    return Piece(
        x + first.gap, width, text, first.style, first.font, words, gap, framed=first.framed
    )
