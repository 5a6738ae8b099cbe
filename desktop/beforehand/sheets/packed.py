"""The file itself: what the PDF library made and what it cannot make, numbered and put together.

Everything that is no stream is packed into one, which the library cannot do either: the tags of a
page are a hundred small objects, and bare they would weigh as much as a font.
"""

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase import pdfdoc

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells programs that carry files that this one is not text."""

_FREE, _PLAIN, _PACKED = (bytes([kind]) for kind in range(3))


def bodies_of(document: Any) -> dict[int, bytes]:
    """The objects of the library's document by their numbers; more may come while it is read."""
    for font in document.delayedFonts:
        font.addObjects(document)
    bodies: dict[int, bytes] = {}
    while name := document.numberToId.get(len(bodies) + 1):
        body = pdfdoc.format(document.idToObject[name], document, toplevel=1)
        bodies[len(bodies) + 1] = body.rstrip(b"\n")
    return bodies


def packed(bodies: Mapping[int, bytes], root: int, info: int) -> bytes:
    """The file of all objects by their numbers; two of them are its catalog and its metadata."""
    streams = {number: body for number, body in bodies.items() if body.endswith(b"endstream")}
    small = {number: body for number, body in bodies.items() if number not in streams}
    store, table = len(bodies) + 1, len(bodies) + 2
    streams[store] = _store(small)
    rows = {number: _PACKED + store.to_bytes(4) + i.to_bytes(2) for i, number in enumerate(small)}
    parts, at = [_HEADER], len(_HEADER)
    for number, body in streams.items():
        rows[number] = _PLAIN + at.to_bytes(4) + bytes(2)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(parts[-1])
    rows[table] = _PLAIN + at.to_bytes(4) + bytes(2)
    digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest()
    named = f"/Type/XRef/W[1 4 2]/Size {table + 1}/Root {root} 0 R/Info {info} 0 R"
    places = _FREE + bytes(4) + b"\xff\xff" + b"".join(rows[i] for i in range(1, table + 1))
    body = _stream(f"{named}/ID[<{digest}><{digest}>]", places)
    end = b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, body, at)
    return b"".join((*parts, end))


def _store(small: Mapping[int, bytes]) -> bytes:
    heads, at = [], 0
    for number, body in small.items():
        heads.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(heads) + b"\n"
    keys = f"/Type/ObjStm/N {len(small)}/First {len(head)}"
    return _stream(keys, head + b"\n".join(small.values()))


def _stream(keys: str, content: bytes) -> bytes:
    short = zlib.compress(content)
    head = f"<<{keys}/Filter/FlateDecode/Length {len(short)}>>\nstream\n"
    return b"%b%b\nendstream" % (head.encode(), short)
