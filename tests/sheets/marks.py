"""Where things stand on a page of a PDF: letters, thin lines and frames, from the upper left."""

import ctypes
from typing import NamedTuple

from pypdfium2 import PdfObject, PdfPage, raw

from pdfium import opened

_THIN = 1.6
"""Points: what is lower than that is a line."""


class Place(NamedTuple):
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Place", slack: float = 1.5) -> bool:
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: "Place", slack: float = 0.0) -> bool:
        beside = other.left >= self.right - slack or self.left >= other.right - slack
        apart = other.top >= self.bottom - slack or self.top >= other.bottom - slack
        return not (beside or apart)


class Sheet(NamedTuple):
    """What is on one page."""

    letters: list[tuple[str, Place]]
    lines: list[Place]
    frames: list[Place]

    @property
    def text(self) -> str:
        return "".join(letter for letter, _ in self.letters)

    def place(self, words: str) -> Place:
        """Where words begin, by their letters without spaces."""
        bare = "".join(words.split())
        at = self.text.index(bare)
        return self.letters[at][1]


def pages_of(pdf: bytes) -> list[Sheet]:
    with opened(pdf) as document:
        return [_sheet(page) for page in document]


def _sheet(page: PdfPage) -> Sheet:
    height, text = page.get_height(), page.get_textpage()

    def turned(left: float, bottom: float, right: float, top: float) -> Place:
        return Place(left, height - top, right, height - bottom)

    letters = [
        (ch, turned(*text.get_charbox(i)))
        for i in range(text.count_chars())
        if (ch := text.get_text_range(i, 1)).strip()
    ]
    paths = filter(_is_straight, page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]))
    places = [turned(*each.get_bounds()) for each in paths]
    lines = [each for each in places if each.bottom - each.top < _THIN]
    return Sheet(letters, lines, [each for each in places if each not in lines])


def _is_straight(path: PdfObject) -> bool:
    """Whether it is drawn with a pen and has no bends."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    parts = (
        raw.FPDFPath_GetPathSegment(path.raw, i)
        for i in range(raw.FPDFPath_CountSegments(path.raw))
    )
    bends = [
        part for part in parts if raw.FPDFPathSegment_GetType(part) == raw.FPDF_SEGMENT_BEZIERTO
    ]
    return bool(stroke.value) and not bends
