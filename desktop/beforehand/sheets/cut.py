"""A font cut down to the glyphs of one sheet, with clusters of several glyphs made one."""

import struct
from collections.abc import Sequence
from typing import Any, NamedTuple

import uharfbuzz

from beforehand.sheets.fonts import Cluster, Typeface

_KEPT = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
_WORDS_XY, _MORE = 0x0003, 0x0020
"""Flags of a part: its place is two 16-bit numbers; another part follows."""

_FARTHEST = 0x7FFF
"""The farthest place of those numbers."""

_Outline = tuple[bytes, int, int]
"""A glyph's bytes, its advance and the room left of it."""


class Cut(NamedTuple):
    """A font file, and where a glyph (or the made one of a cluster) stands in it."""

    file: bytes
    glyphs: dict[int, int]
    made: tuple[int, ...]


def cut(face: Typeface, glyphs: Sequence[int], made: Sequence[Cluster]) -> Cut:
    """Only some glyphs of a font, and one more for each cluster to be made of several."""
    subset, places = _subset(face, {*glyphs, *(part[0] for each in made for part in each.parts)})
    outlines = _outlines(subset)
    first = len(outlines)
    outlines += [_composed(face, cluster, places) for cluster in made]
    tables = {tag: bytes(subset.reference_table(tag).data) for tag in _KEPT}
    numbers = tuple(range(first, len(outlines)))
    return Cut(
        _file(tables, outlines, max(len(each.parts) for each in made) if made else 0),
        places,
        numbers,
    )


def _subset(face: Typeface, glyphs: set[int]) -> tuple[Any, dict[int, int]]:
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.glyph_set.update(glyphs)
    unused = (tag for tag in face.face.table_tags if tag not in _KEPT)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in unused)
    plan = uharfbuzz.SubsetPlan(face.face, wanted)
    return plan.execute(), dict(plan.old_to_new_glyph_mapping.items())


def _outlines(face: Any) -> list[_Outline]:
    """The glyphs of a font one by one."""
    table = {tag: bytes(face.reference_table(tag).data) for tag in _KEPT}
    count = struct.unpack(">H", table["maxp"][4:6])[0]
    metrics = struct.unpack(">H", table["hhea"][34:36])[0]
    (long,) = struct.unpack(">h", table["head"][50:52])
    places = struct.unpack(f">{count + 1}{'I' if long else 'H'}", table["loca"])
    scale = 1 if long else 2
    outlines = list[_Outline]()
    for i in range(count):
        at = min(i, metrics - 1) * 4
        (advance,) = struct.unpack_from(">H", table["hmtx"], at)
        bearing_at = i * 4 + 2 if i < metrics else metrics * 4 + (i - metrics) * 2
        (bearing,) = struct.unpack_from(">h", table["hmtx"], bearing_at)
        body = table["glyf"][places[i] * scale : places[i + 1] * scale]
        outlines.append((body, advance, bearing))
    return outlines


def _composed(face: Typeface, cluster: Cluster, places: dict[int, int]) -> _Outline:
    """A glyph put together from others, at their places."""
    seen = [(part, face.font.get_glyph_extents(part[0])) for part in cluster.parts]
    drawn = [(part, box) for part, box in seen if box and box.width]
    advance = round(cluster.width * face.upem / 1000)
    if not drawn:
        return b"", advance, 0
    left = min(x + box.x_bearing for (_, x, _), box in drawn)
    right = max(x + box.x_bearing + box.width for (_, x, _), box in drawn)
    top = max(y + box.y_bearing for (_, _, y), box in drawn)
    bottom = min(y + box.y_bearing + box.height for (_, _, y), box in drawn)
    body = struct.pack(">hhhhh", -1, *map(_near, (left, bottom, right, top)))
    for i, ((glyph, x, y), _) in enumerate(drawn, 1):
        flags = _WORDS_XY | (_MORE if i < len(drawn) else 0)
        body += struct.pack(">HHhh", flags, places[glyph], _near(x), _near(y))
    return body, min(advance, _FARTHEST), _near(left)


def _near(place: int) -> int:
    """A place that a font can name: a hundred marks on one letter would go on beyond."""
    return max(-_FARTHEST, min(place, _FARTHEST))


def _file(tables: dict[str, bytes], outlines: Sequence[_Outline], parts: int) -> bytes:
    """The tables of a font with these glyphs, as a file."""
    places, glyf = [0], b""
    bodies = [body + bytes(-len(body) % 4) for body, _, _ in outlines]
    glyf = b"".join(bodies)
    for body in bodies:
        places.append(places[-1] + len(body))
    head, hhea, maxp = (bytearray(tables[tag]) for tag in ("head", "hhea", "maxp"))
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, len(outlines))
    struct.pack_into(">H", maxp, 4, len(outlines))
    most, depth = struct.unpack_from(">HH", maxp, 28)
    struct.pack_into(">HH", maxp, 28, max(most, parts), depth + bool(parts))
    hmtx = b"".join(struct.pack(">Hh", advance, left) for _, advance, left in outlines)
    loca = struct.pack(f">{len(places)}I", *places)
    contents = (glyf, bytes(head), bytes(hhea), hmtx, loca, bytes(maxp))
    return _packed(dict(zip(_KEPT, contents, strict=True)))


def _packed(tables: dict[str, bytes]) -> bytes:
    """Tables one after another behind their directory."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    start = struct.pack(
        ">IHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    at, directory, contents = 12 + 16 * count, b"", b""
    for tag, content in tables.items():
        directory += struct.pack(">4sIII", tag.encode(), _sum(content), at, len(content))
        padded = content + bytes(-len(content) % 4)
        contents += padded
        at += len(padded)
    return start + directory + contents


def _sum(content: bytes) -> int:
    padded = content + bytes(-len(content) % 4)
    found: int = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
    return found
