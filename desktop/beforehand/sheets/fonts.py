"""The shipped fonts: read once, and how words are shaped in them by HarfBuzz."""

from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

import uharfbuzz

from beforehand import paths
from beforehand.sheets.look import Face

_WORDS_KEPT = 20_000
_LONGEST_KEPT = 40

_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "tt", "ti", "Th")
"""Letters that a font may draw as one glyph, which still has to be copied as what was typed."""

NOTO_SCALE = 0.92
"""Noto's letters are drawn larger on their body than Source's: so much less looks even."""


class Cluster(NamedTuple):
    """Letters that are drawn together: from one to all of a syllable or an emoji's parts.

    `text` is from left to right, as readers take it: they turn Hebrew and Arabic by themselves.
    `parts` are glyphs with their places in the font's units; `before` and `after` move what is
    drawn to the right, and like `width` are in thousandths of the type size.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    width: int
    before: int = 0
    after: int = 0


class Shaped(NamedTuple):
    """A word as it is drawn from left to right; `codes` if they are the same in every file."""

    width: float
    text: str
    clusters: tuple[Cluster, ...]
    codes: str
    glyphs: frozenset[int]


class Typeface:
    """One font file: what it covers, and how words are shaped in it."""

    def __init__(self, name: str) -> None:
        self.name = name
        path = paths.resources() / "fonts" / f"{name}.ttf"
        self.face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
        self.font = uharfbuzz.Font(self.face)
        self.upem: int = self.face.upem
        self.own = name in frozenset(Face)
        """Whether it is one of the look's own cuts, or stands in where those have no glyph."""
        self.covered = frozenset(map(chr, self.face.unicodes))
        self.space = self.milli(self.font.get_glyph_h_advance(self.glyph(" ")))
        self._shaped: dict[tuple[str, bool], Shaped] = {}
        self._single: dict[tuple[str, int, int, int, int], Cluster] = {}
        self.simple: dict[str, Shaped] = {}
        """Words that need no second look: wholly covered, and nowhere to be parted."""

    @cached_property
    def texts(self) -> dict[int, str]:
        """What each glyph says by itself: the first character that has it."""
        found: dict[int, str] = {}
        for code in self.face.unicodes:
            found.setdefault(self.font.get_nominal_glyph(code), chr(code))
        for letters in _LIGATURES if self.own else ():
            infos = self._buffer(letters, rtl=False).glyph_infos
            if len(infos) == 1:
                found[infos[0].codepoint] = letters
        return found

    def covers(self, text: str) -> bool:
        """Whether every character of a text has a shape in this font."""
        return self.covered.issuperset(text)

    def glyph(self, ch: str) -> int:
        """The glyph of a character, by itself."""
        return self.font.get_nominal_glyph(ord(ch)) or 0

    def milli(self, units: float) -> int:
        """The font's units as thousandths of the type size."""
        return round(units * 1000 / self.upem)

    def size(self, wanted: float, smallest: float) -> float:
        """The type size at which its letters look as large as those of the look's own cuts."""
        return wanted if self.own else max(smallest, wanted * NOTO_SCALE)

    def shaped(self, word: str, *, rtl: bool = False) -> Shaped:
        """A word as it is set: remembered if it is short, because a sheet repeats its words."""
        found = self._shaped.get((word, rtl))
        if found is None:
            found = self._shape(word, rtl)
            self._forget()
            if len(word) <= _LONGEST_KEPT:
                self._shaped[word, rtl] = found
        return found

    def together(self, text: str, drawn: str) -> Shaped:
        """A text for which something else is drawn, as one cluster."""
        x, parts = 0, list[tuple[int, int, int]]()
        for ch in drawn:
            parts.append((self.glyph(ch), x, 0))
            x += self.font.get_glyph_h_advance(self.glyph(ch))
        cluster = Cluster(text, tuple(parts), self.milli(x))
        return Shaped(cluster.width, text, (cluster,), "", frozenset())

    def _forget(self) -> None:
        """Keep the words of a long session from filling the memory."""
        for kept in (self._shaped, self._single, self.simple):
            if len(kept) >= _WORDS_KEPT:
                kept.clear()

    def _shape(self, word: str, rtl: bool) -> Shaped:
        buffer = self._buffer(word, rtl)
        drawn = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _ in drawn}) or [0]
        # Joiners and marks of direction have no glyph: they go with the letter before them.
        ends = dict(zip(starts, [*starts[1:], len(word)], strict=True))
        clusters = list[Cluster]()
        for start, together in groupby(drawn, key=lambda pair: pair[0].cluster):
            text = word[0 if start == starts[0] else start : ends[start]]
            clusters.append(self._cluster(text[::-1] if rtl else text, list(together)))
        width = sum(each.before + each.width + each.after for each in clusters)
        return Shaped(width, word, tuple(clusters), self._codes(clusters), _glyphs(clusters))

    def _cluster(self, text: str, drawn: list[tuple[Any, Any]]) -> Cluster:
        """What letters are drawn with; a font has few single glyphs, and many words share them."""
        if len(drawn) > 1:
            return self._composed(text, drawn)
        info, place = drawn[0]
        key = (text, info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        found = self._single.get(key)
        if found is None:
            found = self._single[key] = self._composed(text, drawn)
        return found

    def _composed(self, text: str, drawn: list[tuple[Any, Any]]) -> Cluster:
        """One glyph with its kerns, or several with their places."""
        x, parts = 0, list[tuple[int, int, int]]()
        for info, place in drawn:
            parts.append((info.codepoint, x + place.x_offset, place.y_offset))
            x += place.x_advance
        own = max(self.font.get_glyph_h_advance(info.codepoint) for info, _ in drawn)
        width, advance = self.milli(own), self.milli(x)
        if len(parts) > 1 or parts[0][2]:
            return Cluster(text, tuple(parts), advance)
        before = self.milli(parts[0][1])
        return Cluster(text, ((parts[0][0], 0, 0),), width, before, advance - width - before)

    def _codes(self, clusters: list[Cluster]) -> str:
        """A word whose glyphs all say what they say by themselves, for the file."""
        texts = self.texts
        if all(
            len(each.parts) == 1
            and not each.parts[0][2]
            and texts.get(each.parts[0][0]) == each.text
            for each in clusters
        ):
            return coded((each, each.parts[0][0]) for each in clusters)
        return ""

    def _buffer(self, text: str, rtl: bool) -> Any:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        uharfbuzz.shape(self.font, buffer)
        return buffer


def coded(clusters: Any) -> str:
    """Clusters with their codes as the operands of `TJ`, moves between them."""
    out, move = "", 0
    for cluster, code in clusters:
        move += cluster.before
        out += f" {-move}<{code:04x}>" if move else f"<{code:04x}>"
        move = cluster.after
    out += f" {-move}" if move else ""
    return out.replace("><", "")


@lru_cache(maxsize=32)
def typeface(name: str) -> Typeface:
    """A font, read when it is first needed."""
    return Typeface(name)


def _glyphs(clusters: list[Cluster]) -> frozenset[int]:
    return frozenset(glyph for each in clusters for glyph, _, _ in each.parts)
