"""The shipped fonts: read and registered once, and what each word measures in them."""

import zlib
from functools import lru_cache
from typing import Any, NamedTuple

import uharfbuzz
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.pdfbase.ttfonts import TTFont

from beforehand import paths
from beforehand.sheets.look import Face

_WORDS_KEPT = 20_000
_LONGEST_KEPT = 40
_SUBSETS_KEPT = 16


class Shaped(NamedTuple):
    """A word's width and its kerns, in thousandths of the type size.

    A kern is the number of letters before it and how far the next letter moves to the right.
    """

    width: float
    kerns: tuple[tuple[int, int], ...] = ()


class Typeface:
    """One font file: what it covers, and how words measure in it."""

    def __init__(self, face: Face) -> None:
        self.font = TTFont(face, str(paths.resources() / "fonts" / f"{face}.ttf"))
        # A font's own names (its licence, mostly) cost 3 kB a sheet and no reader needs them.
        self.font.face.table.pop("name", None)
        _remember_subsets(self.font.face)
        pdfmetrics.registerFont(self.font)
        self.covered = frozenset(map(chr, self.font.face.charToGlyph))
        self.space = float(self.font.face.getCharWidth(32))
        self._shaper = uharfbuzz.Font(self.font.hbFace)
        self._scale = 1000 / self.font.hbFace.upem
        self._shaped: dict[str, Shaped] = {}
        self.simple: dict[str, Shaped] = {}
        """Words that need no second look: wholly covered, and nowhere to be parted."""

    def covers(self, text: str) -> bool:
        """Whether every character of a text has a shape in this font."""
        return self.covered.issuperset(text)

    def shaped(self, word: str) -> Shaped:
        """A word as it is set: remembered if it is short, because a sheet repeats its words."""
        found = self._shaped.get(word)
        if found is None:
            found = self._shape(word)
            self._forget()
            if len(word) <= _LONGEST_KEPT:
                self._shaped[word] = found
        return found

    def _forget(self) -> None:
        """Keep the words of a long session from filling the memory."""
        for words in (self._shaped, self.simple):
            if len(words) >= _WORDS_KEPT:
                words.clear()

    def _shape(self, word: str) -> Shaped:
        advances = self._advances(word)
        plain = [self.font.face.getCharWidth(ord(ch)) for ch in word]
        # Letters that flow into one shape are set one by one, so that copying gives them back.
        if len(advances) != len(plain):
            return Shaped(sum(plain))
        moves = [round(kerned - own) for kerned, own in zip(advances, plain, strict=True)]
        kerns = tuple((i, move) for i, move in enumerate(moves, 1) if move)
        return Shaped(sum(plain) + sum(moves), kerns)

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


def _remember_subsets(face: Any) -> None:
    """Cutting and packing fonts is half the cost of a sheet; most sheets use the same letters."""
    cut, add = face.makeSubset, face.addSubsetObjects
    cut_once = lru_cache(maxsize=_SUBSETS_KEPT)(lambda letters: cut(list(letters)))
    packed_once = lru_cache(maxsize=_SUBSETS_KEPT)(zlib.compress)

    def add_packed(document: Any, name: str, letters: list[int]) -> Any:
        reference = add(document, name, letters)
        stream = document.idToObject[f"fontFile:{face.filename}({name})"]
        stream.content, stream.filters = packed_once(stream.content), None
        stream.dictionary["Filter"] = PDFName("FlateDecode")
        return reference

    face.makeSubset = lambda letters: cut_once(tuple(letters))
    face.addSubsetObjects = add_packed
