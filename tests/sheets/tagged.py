"""Reads a tagged PDF back: who owns each stroke on its pages, and the tree of its tags."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from sheets.pdfs import reader_of

SHOWN = {b"Tj", b"TJ"}
PAINTED = {b"S", b"f", b"B"}
_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@dataclass
class Element:
    """A structure element: its role, its place in the tree and in the file, and its own words."""

    role: str
    number: int
    parent: int
    words: str
    stretches: list[tuple[int, int]]
    language: str | None = None
    kids: list["Element"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, role: str) -> list["Element"]:
        return [each for each in self.walk() if each.role == role]

    @property
    def text(self) -> str:
        return " ".join(" ".join(each.words for each in self.walk()).split())


@dataclass
class Stroke:
    """Something painted: its words (none for a line) and the marks that it stands in."""

    words: str
    marks: tuple[str | int, ...]
    height: float


class Tagged:
    """A tagged file."""

    def __init__(self, pdf: bytes) -> None:
        self.reader = reader_of(pdf)
        self.pages = [list(_strokes(page, self.reader)) for page in self.reader.pages]
        self.numbers = [page.indirect_reference.idnum for page in self.reader.pages]
        self.catalog: Any = self.reader.trailer["/Root"]
        self.root = self.catalog["/StructTreeRoot"]
        self.document = self._element(self.root.raw_get("/K"), self.root.indirect_reference.idnum)

    def words_of(self, page: int, number: int) -> str:
        return "".join(stroke.words for stroke in self.pages[page] if number in stroke.marks)

    def owners(self) -> dict[tuple[int, int], int]:
        """Of each stretch, by its page and number, the element that the file's list names."""
        entries = self.root["/ParentTree"]["/Nums"]
        listed = dict(zip(entries[::2], entries[1::2], strict=True))
        return {
            (at, number): owner.idnum
            for at, page in enumerate(self.reader.pages)
            for number, owner in enumerate(listed[page["/StructParents"]])
        }

    def _element(self, reference: Any, parent: int) -> Element:
        thing = reference.get_object()
        assert thing.raw_get("/P").idnum == parent
        stretches: list[tuple[int, int]] = []
        kids: list[Element] = []
        for kid in thing["/K"]:
            if isinstance(kid, int):
                stretches.append((self.numbers.index(thing.raw_get("/Pg").idnum), int(kid)))
            elif kid.get_object().get("/Type") == "/MCR":
                page = self.numbers.index(kid.raw_get("/Pg").idnum)
                stretches.append((page, int(kid["/MCID"])))
            else:
                kids.append(self._element(kid, reference.idnum))
        words = " ".join(self.words_of(*stretch) for stretch in stretches)
        language = thing.get("/Lang")
        return Element(thing["/S"][1:], reference.idnum, parent, words, stretches, language, kids)


def _strokes(page: Any, reader: PdfReader) -> Iterator[Stroke]:
    fonts = {name: _texts(font) for name, font in page["/Resources"]["/Font"].items()}
    marks: list[str | int] = []
    font, height = "", 0.0
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[1].get("/MCID", "") if operator == b"BDC" else operands[0])
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            font = operands[0]
        elif operator == b"Tm":
            height = float(operands[5])
        elif operator in SHOWN | PAINTED:
            words = _decoded(operands[0], fonts[font]) if operator in SHOWN else ""
            yield Stroke(words, tuple(marks), height)
    assert not marks


def _texts(font: Any) -> dict[bytes, str]:
    pairs = _PAIR.findall(font["/ToUnicode"].get_data())
    return {
        bytes.fromhex(a.decode()): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in pairs
    }


def _decoded(shown: Any, texts: dict[bytes, str]) -> str:
    codes = b"".join(each.original_bytes for each in shown if hasattr(each, "original_bytes"))
    return "".join(texts.get(codes[i : i + 2], "") for i in range(0, len(codes), 2))
