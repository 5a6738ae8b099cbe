"""What stands on a page by the file alone: each glyph's place, and what the file says it says.

No reader's guess at the order of words is in it, so it tells a fault of the file from a reader's.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from sheets.pdfs import reader_of

_SHOWN = re.compile(
    rb"BT 1 0 0 1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) Tm"
    rb"|/(?P<font>F\d+) (?P<size>[\d.]+) Tf (?P<apart>[\d.]+) Tc"
    rb"|\[(?P<glyphs>[^\]]*)\] TJ"
)
_OPERAND = re.compile(rb"<([0-9a-f]+)>|(-?\d+)")
_ROW = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_UNSEEN = frozenset({"Cf", "Zs"})


class Glyph(NamedTuple):
    """What is drawn for some letters, which are in their order on the paper, from left to right."""

    x: float
    y: float
    width: float
    text: str


class Font(NamedTuple):
    texts: Mapping[int, str]
    widths: Mapping[int, int]


def glyphs_of(pdf: bytes) -> list[list[Glyph]]:
    """The glyphs of each page, in the order in which they were written."""
    return [list(_glyphs(page)) for page in reader_of(pdf).pages]


def lines_of(pdf: bytes) -> list[str]:
    """Every line as it stands on the paper, from left to right and without its spaces."""
    lines: list[str] = []
    for glyphs in glyphs_of(pdf):
        order = sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.x))
        for _, line in groupby(order, key=lambda glyph: glyph.y):
            lines.append(seen("".join(glyph.text for glyph in line)))
    return lines


def seen(text: str) -> str:
    """A text without spaces, joiners and marks of direction."""
    return "".join(ch for ch in text if unicodedata.category(ch) not in _UNSEEN)


def _glyphs(page: Any) -> Iterator[Glyph]:
    fonts = {
        name[1:]: _font(each.get_object()) for name, each in page["/Resources"]["/Font"].items()
    }
    x = y = size = apart = 0.0
    font = Font({}, {})
    for part in _SHOWN.finditer(page.get_contents().get_data()):
        if part["x"]:
            x, y = float(part["x"]), float(part["y"])
        elif part["font"]:
            font = fonts[part["font"].decode()]
            size, apart = float(part["size"]), float(part["apart"])
        else:
            for code, move in _operands(part["glyphs"]):
                if code is None:
                    x -= move * size / 1000
                    continue
                width = font.widths[code] * size / 1000
                yield Glyph(x, y, width, font.texts.get(code, "\ufffd"))
                x += width + apart


def _operands(shown: bytes) -> Iterator[tuple[int | None, int]]:
    for codes, move in _OPERAND.findall(shown):
        if move:
            yield None, int(move)
        for i in range(0, len(codes), 4):
            yield int(codes[i : i + 4], 16), 0


def _font(font: Any) -> Font:
    rows = _ROW.findall(font["/ToUnicode"].get_data())
    texts = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
    widths: dict[int, int] = {}
    run = list(font["/DescendantFonts"][0].get_object()["/W"])
    for first, given in zip(run[::2], run[1::2], strict=True):
        widths |= {int(first) + i: int(width) for i, width in enumerate(given)}
    return Font(texts, widths)
