"""A file's objects, numbered and packed: what is no stream goes into one, with the others small.

The tags of a page are a hundred small objects, and bare they would weigh as much as a font.
"""

import hashlib
import zlib
from collections.abc import Sequence

from beforehand.sheets.watching import letters_set

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells programs that carry files that this one is not text."""

_FREE, _PLAIN, _PACKED = (bytes([kind]) for kind in range(3))

_AT, _PLACE = 4, 1
"""Bytes for where an object begins in the file, or for its place among those packed together."""

_TOGETHER = 100
"""Small objects packed into one stream: readers that go through it for each would take for ever
if all the tags of a thousand pages stood in one.
"""


_AT_ONCE, _WORTH = 100_000, 5_000
"""Bytes that are packed between two words to the watch, and as how many letters they count."""


class File:
    """Objects, each named by a number from 1 on when it is added or when room is kept for it."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def keep(self, count: int = 1) -> int:
        """Keep numbers for objects to come; the first of them."""
        self._bodies += [b"null"] * count
        return len(self._bodies) - count + 1

    def put(self, number: int, body: str | bytes) -> None:
        """Give a number its object."""
        self._bodies[number - 1] = body if isinstance(body, bytes) else body.encode()

    def add(self, body: str | bytes) -> int:
        """Add an object; its number."""
        self.put(number := self.keep(), body)
        return number

    def whole(self, root: int, info: int) -> bytes:
        """The file; two of its objects are the catalog and the metadata."""
        streams, rows = _arranged(dict(enumerate(self._bodies, 1)))
        table = len(streams) + len(rows) + 1
        parts, at = [_HEADER], len(_HEADER)
        for number, body in streams.items():
            rows[number] = _PLAIN + at.to_bytes(_AT) + bytes(_PLACE)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
            at += len(parts[-1])
        rows |= {0: _FREE + bytes(_AT + _PLACE), table: _PLAIN + at.to_bytes(_AT) + bytes(_PLACE)}
        digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest()
        keys = f"/Type/XRef/W[1 {_AT} {_PLACE}]/Size {table + 1}/Root {root} 0 R/Info {info} 0 R"
        places = b"".join(rows[number] for number in range(table + 1))
        body = stream(places, f"{keys}/ID[<{digest}><{digest}>]")
        parts.append(b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, body, at))
        return b"".join(parts)


def stream(content: bytes, keys: str = "") -> bytes:
    """Bytes as the body of an object, packed."""
    short = compressed(content)
    head = f"<<{keys}/Filter/FlateDecode/Length {len(short)}>>\nstream\n"
    return b"%b%b\nendstream" % (head.encode(), short)


def compressed(content: bytes) -> bytes:
    """Bytes on less room; it is told how far it is, because a font may have every sign of China."""
    packer, parts = zlib.compressobj(), list[bytes]()
    for start in range(0, len(content), _AT_ONCE):
        parts.append(packer.compress(content[start : start + _AT_ONCE]))
        letters_set(_WORTH)
    return b"".join((*parts, packer.flush()))


def _arranged(bodies: dict[int, bytes]) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """The streams by their numbers, and where in them each of the small objects is."""
    streams = {number: body for number, body in bodies.items() if body.endswith(b"endstream")}
    small = [(number, body) for number, body in bodies.items() if number not in streams]
    rows: dict[int, bytes] = {}
    for store, start in enumerate(range(0, len(small), _TOGETHER), len(bodies) + 1):
        together = small[start : start + _TOGETHER]
        streams[store] = _store(together)
        for place, (number, _) in enumerate(together):
            rows[number] = _PACKED + store.to_bytes(_AT) + place.to_bytes(_PLACE)
    return streams, rows


def _store(small: Sequence[tuple[int, bytes]]) -> bytes:
    heads, at = [], 0
    for number, body in small:
        heads.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    keys = f"/Type/ObjStm/N {len(small)}/First {len(head)}"
    return stream(head + b"\n".join(body for _, body in small), keys)
