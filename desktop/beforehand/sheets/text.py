"""From the words a person typed to plain text: paragraphs, and the atoms that lines are made of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from beforehand.sheets.fonts import Shaped, typeface
from beforehand.sheets.look import SMALLEST_TYPE, Face, Span, Style

_NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = frozenset(
    "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
"""Where a line may end; a space that may not break (U+00A0 and its kin) stays inside its word."""

_PART = re.compile(r"[^-/\\–—]*[-/\\–—]+(?=[^\d\s])|.+", re.DOTALL)
_BREAKS = frozenset("-/\\–—")
_LONG = 60
"""Letters of a word beyond which it is measured in pieces."""

FRAME_PAD = 2.0
"""Points on either side of a code in its frame."""


class Atom:
    """What never breaks, `gap` away from what stands before it; a line may end there if `free`.

    `framed` is the character that no font has, of which `text` is the code.
    """

    __slots__ = ("framed", "free", "gap", "kerns", "style", "text", "width")

    def __init__(
        self, text: str, style: Style, shaped: Shaped, gap: float = 0.0, framed: str = ""
    ) -> None:
        self.text, self.style, self.kerns = text, style, shaped.kerns
        self.width = shaped.width * style.size / 1000 + style.tracking * len(text)
        self.gap, self.free, self.framed = gap, gap > 0, framed
        if framed:
            self.width += 2 * FRAME_PAD


def paragraphs(text: str) -> list[str]:
    """A text as lines without control characters; empty ones are left out."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return [text] if text.strip() else []
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = unicodedata.normalize("NFC", whole)
    shown = ("".join(map(_shown, part)) for part in _NEW_LINE.split(whole))
    return [part for part in shown if part.strip()]


def one_line(text: str) -> str:
    """A text in one line."""
    return " ".join(" ".join(paragraphs(text)).split())


def paragraphs_of(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """A row of spans, parted where one of them begins a new paragraph."""
    current: list[Span] = []
    for span in spans:
        first, *rest = paragraphs(span.text) or [""]
        current.append(Span(first, span.style))
        for line in rest:
            yield current
            current = [Span(line, span.style)]
    yield current


def atoms_of(spans: Sequence[Span], width: float) -> Iterator[Atom]:
    """What a paragraph is set from; nothing is wider than a line."""
    gap = 0.0
    for span in spans:
        style, face = span.style, typeface(span.style.face)
        space = face.space * style.size / 1000 + style.tracking
        known, most = face.simple, (width - style.tracking * _LONG) / style.size * 1000
        for i, word in enumerate(span.text.split(" ")):
            if i:
                gap = space
            if word:
                shaped = known.get(word)
                if shaped and shaped.width < most:
                    yield Atom(word, style, shaped, gap)
                else:
                    yield from _word(word, style, gap, width)
                gap = 0.0


def _shown(ch: str) -> str:
    if ch in _SPACES:
        return " "
    return "" if unicodedata.category(ch) in ("Cc", "Cf") else ch


def _word(word: str, style: Style, gap: float, width: float) -> Iterator[Atom]:
    """A word that is new, or has hyphens or foreign characters, or is too long for a line."""
    face = typeface(style.face)
    if len(word) < _LONG and _BREAKS.isdisjoint(word) and face.covers(word):
        face.simple[word] = face.shaped(word)
    free = gap > 0
    for part in _PART.findall(word):
        for text, owner in _runs(part, style.face):
            for atom in _pieces(text, style, owner, width):
                atom.gap, atom.free = gap, free
                gap, free = 0.0, True
                yield atom


def _runs(text: str, face: Face) -> Iterator[tuple[str, Face | None]]:
    """A word by the font that has its characters; those that no font has come one by one."""
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


def _pieces(text: str, style: Style, owner: Face | None, width: float) -> Iterator[Atom]:
    if owner is None:
        code = f"{ord(text):04X}"
        small = Style(Face.BODY, SMALLEST_TYPE, style.leading)
        yield Atom(code, small, typeface(Face.BODY).shaped(code), framed=text)
        return
    if owner is not style.face:
        style = replace(style, face=owner)
    if len(text) < _LONG:
        atom = Atom(text, style, typeface(owner).shaped(text))
        if atom.width <= width:
            yield atom
            return
    yield from _chopped(text, style, width)


def _chopped(text: str, style: Style, width: float) -> Iterator[Atom]:
    """A word too wide for a line, letter by letter into pieces that fit."""
    face = typeface(style.face)
    start, so_far = 0, 0.0
    for i, ch in enumerate(text):
        step = face.shaped(ch).width * style.size / 1000 + style.tracking
        if i > start and (so_far + step > width - 1 or i - start >= _LONG):
            yield Atom(text[start:i], style, face.shaped(text[start:i]))
            start, so_far = i, 0.0
        so_far += step
    yield Atom(text[start:], style, face.shaped(text[start:]))
