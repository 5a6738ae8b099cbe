"""A font inside one PDF: which codes stand for which glyphs, and what a reader copies for them."""

import struct
from functools import lru_cache
from hashlib import sha256

from beforehand.sheets.cut import cut
from beforehand.sheets.fonts import Cluster, Shaped, Typeface, coded, typeface
from beforehand.sheets.packed import File, compressed

_CUTS_KEPT = 32
_USUAL = "".join(map(chr, range(32, 127))) + "“”‘’–—…·−"
"""Signs of nearly every sheet: always in, so that sheets can share a cut font."""

_ROWS = 100
"""Lines that a block of a character map may have at most."""

Special = tuple[str, tuple[tuple[int, int, int], ...], int]
"""A cluster for which no glyph stands by itself: what it says, its parts, its width."""


class Embedded:
    """The glyphs of a typeface that one document uses."""

    def __init__(self, face: Typeface, number: int) -> None:
        self.face = face
        self.name = f"F{number}"
        self.codes: dict[Special, int] = {}
        self.glyphs: set[int] = set(usual(face))
        self._written: dict[Shaped, str] = {}

    def written(self, word: Shaped) -> str:
        """A word as the operands of `TJ`."""
        if word.codes:
            self.glyphs |= word.glyphs
            return word.codes
        found = self._written.get(word)
        if found is None:
            found = coded((each, self._code(each)) for each in word.clusters)
            self._written[word] = found
        return found

    def _code(self, cluster: Cluster) -> int:
        """The code of a cluster: its glyph's own if that says the same."""
        (glyph, _, y), *more = cluster.parts
        if not more and not y and self.face.texts.get(glyph) == cluster.text:
            self.glyphs.add(glyph)
            return glyph
        special = (cluster.text, cluster.parts, cluster.width)
        return self.codes.setdefault(special, self.face.face.glyph_count + len(self.codes))

    def add_to(self, file: File) -> int:
        """Add the font to a file; its number."""
        objects = _objects(self.face.name, tuple(sorted(self.glyphs)), tuple(self.codes))
        places: dict[str, str] = {}
        for key, content in objects.items():
            whole = content.format(**places).encode() if isinstance(content, str) else content
            number = file.add(whole)
            places[key] = f"{number} 0 R"
        return number


@lru_cache(maxsize=32)
def usual(face: Typeface) -> frozenset[int]:
    """The glyphs that are always there."""
    if not face.own:
        return frozenset({0, face.glyph(" ")})
    return frozenset({0, *map(face.glyph, _USUAL)})


@lru_cache(maxsize=_CUTS_KEPT)
def _objects(
    name: str, glyphs: tuple[int, ...], specials: tuple[Special, ...]
) -> dict[str, bytes | str]:
    """The objects of a font; those that are not packed name others in braces.

    Cutting and packing is half the cost of a sheet, and most sheets use the same letters.
    """
    face = typeface(name)
    made = [Cluster(*special) for special in specials]
    font = cut(face, glyphs, made)
    first = face.face.glyph_count
    places = {glyph: font.glyphs[glyph] for glyph in glyphs}
    places |= {first + i: place for i, place in enumerate(font.made)}
    widths = {glyph: face.milli(face.font.get_glyph_h_advance(glyph)) for glyph in glyphs}
    widths |= {first + i: cluster.width for i, cluster in enumerate(made)}
    texts = {glyph: face.texts[glyph] for glyph in glyphs if glyph in face.texts}
    texts |= {first + i: cluster.text for i, cluster in enumerate(made)}
    tagged = _tag(repr((glyphs, specials))) + "+" + name
    return {
        "file": _stream(font.file, f"/Length1 {len(font.file)}"),
        "places": _stream(_table(places)),
        "texts": _stream(_map(texts).encode()),
        "descriptor": _descriptor(face, tagged),
        "glyphs": (
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{tagged}"
            " /FontDescriptor {descriptor} /CIDToGIDMap {places}"
            " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
            f" /DW 0 /W [{_widths(widths)}]>>"
        ),
        "font": (
            f"<</Type /Font /Subtype /Type0 /BaseFont /{tagged} /Encoding /Identity-H"
            " /DescendantFonts [{glyphs}] /ToUnicode {texts}>>"
        ),
    }


def _descriptor(face: Typeface, name: str) -> str:
    extents = face.font.get_font_extents("ltr")
    up, down = face.milli(extents.ascender), face.milli(extents.descender)
    return (
        f"<</Type /FontDescriptor /FontName /{name} /Flags 4 /ItalicAngle {-11 * ('It' in name)}"
        f" /Ascent {up} /Descent {down} /CapHeight 660 /StemV 80"
        f" /FontBBox [-500 {down} 1500 {up}] /FontFile2 {{file}}>>"
    )


def _map(texts: dict[int, str]) -> str:
    """What each code says."""
    rows = [f"<{code:04x}> <{_hex(text)}>" for code, text in sorted(texts.items())]
    blocks = [rows[i : i + _ROWS] for i in range(0, len(rows), _ROWS)]
    body = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Codes def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{body}endcmap end end"
    )


def _hex(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex()


def _table(places: dict[int, int]) -> bytes:
    """The place of each code's glyph in the font, in two bytes; most codes have none."""
    table = bytearray(2 * (max(places) + 1))
    for code, place in places.items():
        struct.pack_into(">H", table, 2 * code, place)
    return bytes(table)


def _widths(widths: dict[int, int]) -> str:
    """Runs of neighbouring codes with their widths."""
    out, last = "", -2
    for code, width in sorted(widths.items()):
        out += f" {width}" if code == last + 1 else f"{']' if out else ''} {code} [{width}"
        last = code
    return out.strip() + "]"


def _stream(content: bytes, more: str = "") -> bytes:
    packed = compressed(content)
    head = f"<</Filter /FlateDecode /Length {len(packed)} {more}>>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _tag(of: str) -> str:
    """Six capitals that tell one cut from another."""
    return "".join(chr(65 + byte % 26) for byte in sha256(of.encode()).digest()[:6])
