"""The shipped fonts: read and registered once, and what each word measures in them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from beforehand import paths
from beforehand.sheets.look import Face

_WORDS_KEPT = 20_000
_SUBSETS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Shaped:
    """A word's width and its kerns, in thousandths of the type size.

    A kern is the number of letters before it and how far the next letter moves to the right.
    """

    width: float
    kerns: tuple[tuple[int, float], ...] = ()


class Typeface:
    """One font file: what it covers, and how words measure in it."""

    def __init__(self, face: Face) -> None:
        self.font = TTFont(face, str(paths.resources() / "fonts" / f"{face}.ttf"))
        # A font's own names (its licence, mostly) cost 3 kB a sheet and no reader needs them.
        self.font.face.table.pop("name", None)
        self.font.face.makeSubset = _remembered(self.font.face.makeSubset)
        pdfmetrics.registerFont(self.font)
        self.covered = frozenset(map(chr, self.font.face.charToGlyph))
        self._shaper = uharfbuzz.Font(self.font.hbFace)
        self._scale = 1000 / self.font.hbFace.upem
        self.space = float(self.font.face.getCharWidth(32))
        self._shaped: dict[str, Shaped] = {}

    def covers(self, text: str) -> bool:
        """Whether every character of a text has a shape in this font."""
        return self.covered.issuperset(text)

    def shaped(self, word: str) -> Shaped:
        """A word as it is set: remembered, because a sheet repeats its words."""
        found = self._shaped.get(word)
        if found is None:
            if len(self._shaped) >= _WORDS_KEPT:
                self._shaped.clear()
            found = self._shaped[word] = self._shape(word)
        return found

    def _shape(self, word: str) -> Shaped:
        advances = self._advances(word)
        plain = [self.font.face.getCharWidth(ord(ch)) for ch in word]
        # Letters that flow into one shape are set one by one, so that copying gives them back.
        if len(advances) != len(plain):
            return Shaped(sum(plain))
        moves = [round(kerned - own, 1) for kerned, own in zip(advances, plain, strict=True)]
        kerns = tuple((i, move) for i, move in enumerate(moves, 1) if abs(move) >= 1)
        return Shaped(sum(plain) + sum(move for _, move in kerns), kerns)

    def _advances(self, word: str) -> list[float]:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._shaper, buffer, {"kern": True, "liga": False, "clig": False})
        return [place.x_advance * self._scale for place in buffer.glyph_positions]


@lru_cache(maxsize=len(Face))
def typeface(face: Face) -> Typeface:
    """The font of a cut, read when it is first needed."""
    # Streams go into the file as bytes; the readable form would make them a quarter larger.
    rl_config.useA85 = 0
    return Typeface(face)


def _remembered(make: Callable[[list[int]], bytes]) -> Callable[[list[int]], bytes]:
    """Cutting a font is the dearest part of a sheet, and most sheets use the same letters."""

    @lru_cache(maxsize=_SUBSETS_KEPT)
    def made(letters: tuple[int, ...]) -> bytes:
        return make(list(letters))

    return lambda letters: made(tuple(letters))
