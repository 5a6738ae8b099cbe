"""From the words a person typed to lines that fit: every character is plain text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from beforehand.sheets.fonts import Shaped, typeface
from beforehand.sheets.look import SMALLEST_TYPE, Face, Span, Style

_NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# A space that may not break (U+00A0 and its kin) stays inside its word.
_SPACE = " \t\u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
_WORD = re.compile(f"[{_SPACE}]+|[^{_SPACE}]+")
_PART = re.compile(r"[^-/\\–—]*[-/\\–—]+(?=[^\d\s])|.+", re.DOTALL)
_FRAME_PAD = 2.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style at `x` of their line, with their kerns; framed if they are a code."""

    x: float
    width: float
    text: str
    style: Style
    kerns: tuple[tuple[int, float], ...] = ()
    framed: str = ""
    """The character that no font has, of which `text` is the code."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph."""

    pieces: tuple[Piece, ...]
    leading: float

    @property
    def width(self) -> float:
        """How far the line reaches."""
        return self.pieces[-1].x + self.pieces[-1].width if self.pieces else 0.0


@dataclass(frozen=True, slots=True)
class _Atom:
    """What never breaks; `gap` is the space before it, and `free` whether a line may end there."""

    text: str
    style: Style
    shaped: Shaped
    gap: float = 0.0
    free: bool = False
    framed: str = ""

    @property
    def width(self) -> float:
        tracked = self.style.tracking * len(self.text)
        return (
            self.shaped.width * self.style.size / 1000
            + tracked
            + 2 * _FRAME_PAD * bool(self.framed)
        )


def paragraphs(text: str) -> list[str]:
    """A text as lines without control characters; empty ones are left out."""
    if text.isascii() and text.isprintable():
        return [text] if text.strip() else []
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = unicodedata.normalize("NFC", whole)
    shown = ("".join(map(_shown, part)) for part in _NEW_LINE.split(whole))
    return [part for part in shown if part.strip()]


def one_line(text: str) -> str:
    """A text in one line."""
    return " ".join(" ".join(paragraphs(text)).split())


def set_lines(spans: Iterable[Span], width: float) -> list[Line]:
    """Break a row of spans into lines no wider than `width`; a span may hold several paragraphs."""
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        lines.extend(_broken(_atoms(paragraph, width), width))
    return lines


def width_of(text: str, style: Style) -> float:
    """How wide a short text is in one line."""
    return sum(atom.gap + atom.width for atom in _atoms([Span(text, style)], float("inf")))


def _shown(ch: str) -> str:
    if ch == "\t":
        return " "
    return "" if unicodedata.category(ch) in ("Cc", "Cf") else ch


def _paragraphs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    current: list[Span] = []
    for span in spans:
        first, *rest = paragraphs(span.text) or [""]
        current.append(Span(first, span.style))
        for line in rest:
            yield current
            current = [Span(line, span.style)]
    yield current


def _atoms(spans: Sequence[Span], width: float) -> Iterator[_Atom]:
    gap = 0.0
    for span in spans:
        space = _space(span.style)
        for word in _WORD.findall(span.text):
            if word.isspace():
                gap = space
            else:
                yield from _word(word, span.style, gap, width)
                gap = 0.0


def _word(word: str, style: Style, gap: float, width: float) -> Iterator[_Atom]:
    free = gap > 0
    for part in _PART.findall(word):
        for atom in _fitted(part, style, width):
            yield replace(atom, gap=gap, free=free)
            gap, free = 0.0, True


def _fitted(part: str, style: Style, width: float) -> Iterator[_Atom]:
    for run, face in _runs(part, style.face):
        if face is None:
            yield _code(run)
            continue
        atom = _atom(run, replace(style, face=face) if face is not style.face else style)
        yield from _chopped(atom, width) if atom.width > width else (atom,)


def _atom(text: str, style: Style) -> _Atom:
    return _Atom(text, style, typeface(style.face).shaped(text))


def _runs(text: str, face: Face) -> Iterator[tuple[str, Face | None]]:
    """A word by the font that has its characters; None where no font has one."""
    if typeface(face).covers(text):
        yield text, face
        return
    start = 0
    owners = [_owner(ch, face) for ch in text]
    for i in range(1, len(text) + 1):
        if i == len(text) or owners[i] is not owners[start] or owners[i] is None:
            yield text[start:i], owners[start]
            start = i


def _owner(ch: str, face: Face) -> Face | None:
    return next((each for each in (face, Face.BODY) if typeface(each).covers(ch)), None)


def _code(ch: str) -> _Atom:
    code = f"{ord(ch):04X}"
    style = Style(Face.BODY, SMALLEST_TYPE, 0)
    return _Atom(code, style, typeface(Face.BODY).shaped(code), framed=ch)


def _chopped(atom: _Atom, width: float) -> Iterator[_Atom]:
    """A word wider than the line, letter by letter into pieces that fit."""
    taken, so_far = "", 0.0
    for ch in atom.text:
        step = _atom(ch, atom.style).width
        if taken and so_far + step > width - 1:
            yield _atom(taken, atom.style)
            taken, so_far = "", 0.0
        taken, so_far = taken + ch, so_far + step
    yield _atom(taken, atom.style)


def _space(style: Style) -> float:
    return typeface(style.face).space * style.size / 1000 + style.tracking


def _broken(atoms: Iterable[_Atom], width: float) -> Iterator[Line]:
    line: list[_Atom] = []
    reach = 0.0
    for atom in atoms:
        step = atom.gap + atom.width
        if line and reach + step > width:
            line, kept = _cut(line, atom)
            yield _line(line)
            line, reach = kept, sum(each.gap + each.width for each in kept)
            step = atom.gap + atom.width if kept else atom.width
        line.append(atom if line else replace(atom, gap=0.0))
        reach += step
    if line:
        yield _line(line)


def _cut(line: list[_Atom], coming: _Atom) -> tuple[list[_Atom], list[_Atom]]:
    """Where a full line ends: before the atom to come, or earlier if that one clings to others."""
    at = len(line)
    if not coming.free:
        at = next((i for i in range(len(line) - 1, 0, -1) if line[i].free), len(line))
    kept = line[at:]
    return line[:at], [replace(kept[0], gap=0.0), *kept[1:]] if kept else []


def _line(atoms: Sequence[_Atom]) -> Line:
    pieces: list[Piece] = []
    x = 0.0
    for atom in atoms:
        last = pieces[-1] if pieces else None
        if last and last.style is atom.style and not (last.framed or atom.framed):
            pieces[-1] = _joined(last, atom)
        else:
            pieces.append(
                Piece(
                    x + atom.gap, atom.width, atom.text, atom.style, atom.shaped.kerns, atom.framed
                )
            )
        x += atom.gap + atom.width
    return Line(tuple(pieces), max((atom.style.leading for atom in atoms), default=0.0))


def _joined(piece: Piece, atom: _Atom) -> Piece:
    before = piece.text + " " * bool(atom.gap)
    moved = tuple((at + len(before), move) for at, move in atom.shaped.kerns)
    return replace(
        piece,
        text=before + atom.text,
        width=piece.width + atom.gap + atom.width,
        kerns=piece.kerns + moved,
    )
