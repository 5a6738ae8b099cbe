"""From the words a person typed to plain text: paragraphs, and the atoms that lines are made of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from beforehand.sheets import bidi
from beforehand.sheets.bidi_rules import ISOLATES
from beforehand.sheets.bits import LONG, Bit, bits_of
from beforehand.sheets.breaks import clusters
from beforehand.sheets.fallback import seen
from beforehand.sheets.fonts import Shaped, Typeface, typeface
from beforehand.sheets.look import Span, Style
from beforehand.sheets.watching import OFTEN, letters_set, telling

_NEW_LINE = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_STRETCH = re.compile(r".{1,4000}\s|.{1,4000}", re.DOTALL)
"""Letters whose marks are put in order at once: for ten thousand marks that takes a minute."""

_SPACES = frozenset(
    "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
"""Where a line may end; a space that may not break (U+00A0 and its kin) stays inside its word."""

_MEANT = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u200b-\u200f\u061c\u202a-\u202e\u2060"
    "\u2066-\u2069\U000e0020-\U000e007f]"
)
"""Signs of format that say how letters join, run and part; all others are left out."""

_UNSET = dict.fromkeys(map(ord, ISOLATES))
_BREAKS = frozenset("-/\\–—")

FRAME_PAD = 2.0
"""Points on either side of a code in its frame."""


class Atom:
    """What never breaks, `gap` away from what stands before it; a line may end there if `free`.

    `spaced` is at the end of a line what a gap is within: words go on on the next one.
    `framed` is the character that no font has, of which the code is drawn. The levels are those
    of the bidirectional algorithm: odd ones run from right to left; `fresh` atoms begin a span.
    """

    __slots__ = (
        "font",
        "framed",
        "free",
        "fresh",
        "gap",
        "gap_level",
        "level",
        "shaped",
        "spaced",
        "style",
        "width",
    )

    def __init__(
        self, shaped: Shaped, style: Style, font: Typeface, gap: float = 0.0, framed: str = ""
    ) -> None:
        self.shaped, self.style, self.font = shaped, style, font
        self.width = shaped.width * font.size(style.size, style.least) / 1000
        if style.tracking and font.own:
            self.width += style.tracking * len(shaped.clusters)
        self.gap, self.free, self.framed = gap, gap > 0, framed
        self.level = self.gap_level = 0
        self.fresh = False
        self.spaced = False
        if framed:
            self.width = shaped.width * style.least / 1000 + 2 * FRAME_PAD


def paragraphs(text: str) -> list[str]:
    """A text as lines without control characters; empty ones are left out."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return [text] if text.strip() else []
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = _NEW_LINE.split("".join(_normal(part) for part in _STRETCH.findall(whole)))
    shown = (_shown(line) for line in telling(lines) if line)
    return [line for line in shown if seen(line)]


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


def direction(spans: Sequence[Span]) -> int | None:
    """Where a paragraph begins: 1 at the right, 0 at the left; none if all of it runs one way.

    Where several spans differ, one of them is a label or a name in a line of the sheet's own.
    """
    if not any(bidi.has_rtl(span.text) for span in spans):
        return None
    found = {bidi.base_of(span.text) for span in spans} - {None}
    return int(found == {1})


def atoms_of(spans: Sequence[Span], width: float, base: int | None = None) -> Iterator[Atom]:
    """What a paragraph is set from; nothing is wider than a line."""
    levels = _levels(spans, base) if base is not None else None
    gap, gap_level, at = 0.0, 0, 0
    for span in spans:
        style, face = span.style, typeface(span.style.face)
        space = face.space * style.size / 1000 + style.tracking
        fresh = True
        known, most = face.simple, (width - style.tracking * LONG) / style.size * 1000
        for i, word in enumerate(span.text.split(" ")):
            if i:
                gap, gap_level, at = space, levels[at] if levels else 0, at + 1
            if not word:
                continue
            if levels:
                for atom in _turned(word, style, gap, width, levels[at : at + len(word)]):
                    atom.gap_level, atom.fresh, fresh = gap_level, fresh, False
                    yield atom
                at += len(word)
            else:
                shaped = known.get(word)
                if shaped and shaped.width < most:
                    yield Atom(shaped, style, face, gap)
                else:
                    yield from _word(word, style, gap, width)
            gap = 0.0


def _normal(part: str) -> str:
    letters_set(min(len(part), OFTEN))
    return unicodedata.normalize("NFC", part)


def _shown(line: str) -> str:
    """A paragraph without what is not for reading."""
    if line.isprintable():
        return line
    return line.translate({ord(ch): _shown_for(ch) for ch in set(line) if not ch.isprintable()})


def _shown_for(ch: str) -> str:
    if ch in _SPACES:
        return " "
    if unicodedata.category(ch) == "Cf" and _MEANT.match(ch):
        return ch
    return "" if unicodedata.category(ch) in ("Cc", "Cf") else ch


def _levels(spans: Sequence[Span], base: int) -> Sequence[int]:
    """The level of every letter, each span's words set apart from its neighbours'."""
    if len(spans) == 1:
        return bidi.levels(spans[0].text, base)
    return [level for span in spans for level in bidi.isolated(span.text, base)]


def _turned(
    word: str, style: Style, gap: float, width: float, levels: Sequence[int]
) -> Iterator[Atom]:
    """A word of a paragraph with two directions, parted where the direction changes."""
    start = 0
    for level, same in groupby(telling(levels)):
        i = start + len(list(same))
        # What sets words apart has done so: a reader would copy it as a letter nobody typed.
        shown = word[start:i].translate(_UNSET)
        for atom in _word(shown, style, gap, width, rtl=level % 2 == 1) if shown else ():
            atom.level, gap = level, 0.0
            yield atom
        start = i


def _word(
    word: str, style: Style, gap: float, width: float, *, rtl: bool = False
) -> Iterator[Atom]:
    """A word that is new, or has hyphens or foreign characters, or is too long for a line."""
    face = typeface(style.face)
    if not rtl and len(word) < LONG and _BREAKS.isdisjoint(word) and face.covers(word):
        face.simple[word] = face.shaped(word)
    free = gap > 0
    for bit in bits_of(word, style.face, rtl):
        for atom in _fitting(bit, style, width, rtl):
            atom.gap, atom.free = gap, free or bit.free or atom.free
            gap, free = 0.0, False
            yield atom


def _fitting(bit: Bit, style: Style, width: float, rtl: bool) -> Iterator[Atom]:
    atom = Atom(bit.shaped, style, bit.font, framed=bit.framed)
    if bit.framed or (len(bit.shaped.text) < LONG and atom.width <= width):
        yield atom
    else:
        yield from _chopped(bit, style, width, rtl)


def _chopped(bit: Bit, style: Style, width: float, rtl: bool) -> Iterator[Atom]:
    """A word too wide for a line, letter by letter into pieces that fit."""
    run, reach, first = "", 0.0, True
    for letters in clusters(bit.shaped.text):
        step = Atom(bit.font.shaped(letters, rtl=rtl), style, bit.font).width
        if run and (reach + step > width - 1 or len(run) >= LONG):
            yield _chop(run, bit, style, rtl, first)
            run, reach, first = "", 0.0, False
        run, reach = run + letters, reach + step
    yield _chop(run, bit, style, rtl, first)


def _chop(text: str, bit: Bit, style: Style, rtl: bool, first: bool) -> Atom:
    atom = Atom(bit.font.shaped(text, rtl=rtl), style, bit.font)
    atom.free = not first
    return atom
