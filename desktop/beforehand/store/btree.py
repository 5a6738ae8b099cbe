"""Rows out of SQLite's pages, one page at a time: what hangs on a bad page is all that is missing.

After the format's own description (sqlite.org, "Database File Format"): pages are nodes of trees,
rows stand in the leaves, what is too long for one goes on in a chain of further pages.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from beforehand.store.pages import USED

TABLE, TABLE_NODE, INDEX, INDEX_NODE = 13, 5, 10, 2
Row = tuple[Any, ...]
Pages = Mapping[int, bytes]

_MOST_IN_TABLE = USED - 35
_MOST_IN_INDEX = (USED - 12) * 64 // 255 - 23
_LEAST = (USED - 12) * 32 // 255 - 23
_SIZES = (0, 1, 2, 3, 4, 6, 8)
_FLOAT, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12


class Broken(Exception):  # noqa: N818 - the name says what is so
    """A row that cannot be read: it goes on in a page that is lost; `content` is what was."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.content = content


def form(pages: Pages, number: int) -> int:
    """What kind of node a page is; whatever is none of the four is none."""
    page = pages.get(number)
    return page[_start(number)] if page else 0


def children(pages: Pages, number: int) -> list[int]:
    """The pages below a node."""
    page, at = pages[number], _start(number)
    if page[at] not in (TABLE_NODE, INDEX_NODE):
        return []
    below = [int.from_bytes(page[cell : cell + 4], "big") for cell in _cells(page, number)]
    return [*below, int.from_bytes(page[at + 8 : at + 12], "big")]


def rows(pages: Pages, number: int) -> Iterator[tuple[int, Row] | None]:
    """The rows of a leaf of a table with their numbers; None for each that cannot be read."""
    page = pages[number]
    for cell in _cells(page, number):
        try:
            size, at = _varint(page, cell)
            place, at = _varint(page, at)
            place -= (place >> 63) << 64
            yield place, _record(_payload(pages, page, at, size, _MOST_IN_TABLE))
        except (Broken, IndexError, ValueError, struct.error):
            yield None


def cut_rows(pages: Pages, number: int) -> Iterator[Row]:
    """Of the rows of a leaf that go on in lost pages what is left; the last value is cut off."""
    page = pages[number]
    for cell in _cells(page, number):
        try:
            size, at = _varint(page, cell)
            _place, at = _varint(page, at)
            _payload(pages, page, at, size, _MOST_IN_TABLE)
        except Broken as broken:
            yield _cut(broken.content)
        except IndexError:
            continue


def entries(pages: Pages, number: int) -> Iterator[Row]:
    """The entries of a page of an index, or of a table that is kept as one; nodes have some too."""
    page = pages[number]
    skip = 4 if page[_start(number)] == INDEX_NODE else 0
    for cell in _cells(page, number):
        try:
            size, at = _varint(page, cell + skip)
            yield _record(_payload(pages, page, at, size, _MOST_IN_INDEX))
        except (Broken, IndexError, ValueError, struct.error):
            continue


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _cells(page: bytes, number: int) -> list[int]:
    """Where the cells of a node begin."""
    at = _start(number)
    count = int.from_bytes(page[at + 3 : at + 5], "big")
    first = at + (12 if page[at] in (TABLE_NODE, INDEX_NODE) else 8)
    if first + 2 * count > USED:
        return []
    found = struct.unpack_from(f">{count}H", page, first)
    return [each for each in found if first <= each < USED]


def _payload(pages: Pages, page: bytes, at: int, size: int, most: int) -> bytes:
    if size <= most:
        return page[at : at + size]
    kept = _LEAST + (size - _LEAST) % (USED - 4)
    kept = kept if kept <= most else _LEAST
    content = bytearray(page[at : at + kept])
    follows = int.from_bytes(page[at + kept : at + kept + 4], "big")
    while len(content) < size:
        further = pages.get(follows)
        if further is None or not follows:
            raise Broken(bytes(content))
        follows = int.from_bytes(further[:4], "big")
        content += further[4 : 4 + min(USED - 4, size - len(content))]
    return bytes(content)


def _varint(page: bytes, at: int) -> tuple[int, int]:
    number = page[at]
    if number < 0x80:
        return number, at + 1
    number &= 0x7F
    for step in range(1, 8):
        byte = page[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    return number << 8 | page[at + 8], at + 9


def _record(content: bytes) -> Row:
    end, at = _varint(content, 0)
    found: list[Any] = []
    body = end
    while at < end:
        kind, at = _varint(content, at)
        each, body = _value(content, kind, body)
        found.append(each)
    if body > len(content):
        raise Broken
    return tuple(found)


def _cut(content: bytes) -> Row:
    """The values up to the one that is cut off, which is given if it is text."""
    found: list[Any] = []
    try:
        end, at = _varint(content, 0)
        body = end
        while at < end and body < len(content):
            kind, at = _varint(content, at)
            if kind >= _FIRST_BYTES and body + (kind - _FIRST_BYTES) // 2 > len(content):
                return (*found, content[body:].decode(errors="ignore"))
            each, body = _value(content, kind, body)
            found.append(each)
    except (Broken, IndexError, ValueError, struct.error):
        return ()
    return tuple(found)


def _value(content: bytes, kind: int, at: int) -> tuple[Any, int]:
    if kind >= _FIRST_BYTES:
        end = at + (kind - _FIRST_BYTES) // 2
        raw = content[at:end]
        return (raw.decode() if kind & 1 else raw), end
    if kind == _FLOAT:
        return struct.unpack_from(">d", content, at)[0], at + 8
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind > _FLOAT:
        raise Broken
    end = at + _SIZES[kind]
    return (int.from_bytes(content[at:end], "big", signed=True) if kind else None), end
