"""From drawn pages to a file: its pages, its language, its name, its outline and its tags."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from beforehand.sheets.outline import outline, string
from beforehand.sheets.packed import File, stream
from beforehand.sheets.tags import Tree
from beforehand.sheets.watching import finishing

_READING = "/Lang(en)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"

_PACKED = 0.97
"""The share that is done when the pages are packed and their tags are not."""


class Pages(NamedTuple):
    """The numbers of the pages in their file, and of what holds them together."""

    root: int
    numbers: tuple[int, ...]


def add_pages(
    file: File, drawn: Sequence[str], size: tuple[float, float], fonts: Mapping[str, int]
) -> Pages:
    """Add pages to a file that has their fonts already; `drawn` are the operators of each."""
    root = file.keep()
    names = "".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    common = f"/Type/Page/Parent {root} 0 R/Tabs/S/Resources<</Font<<{names}>>>>"
    contents = [
        file.add(stream(operators.encode())) for operators in finishing(drawn, len(drawn), _PACKED)
    ]
    numbers = tuple(
        file.add(f"<<{common}/StructParents {place}/Contents {content} 0 R>>")
        for place, content in enumerate(contents)
    )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    box = f"/MediaBox[0 0 {size[0]:.2f} {size[1]:.2f}]"
    file.put(root, f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}{box}>>")
    return Pages(root, numbers)


def finished(file: File, pages: Pages, tree: Tree, title: str) -> bytes:
    """The bytes of a file that has its pages.

    There is no day and no program in it: the same sheet has the same bytes, and says nothing of
    who made it, when and with what.
    """
    tags = tree.add_to(file, pages.numbers)
    lines = outline(file, tree.headings(), pages.numbers)
    info = file.add(f"<</Title{string(title)}>>")
    root = file.add(
        f"<</Type/Catalog/Pages {pages.root} 0 R/Outlines {lines} 0 R"
        f"/StructTreeRoot {tags} 0 R{_READING}>>"
    )
    return file.whole(root, info)
