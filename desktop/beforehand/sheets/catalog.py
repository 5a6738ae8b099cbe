"""The end of a drawn file: its language, its name, its outline and its tags."""

from typing import Any

from beforehand.sheets.outline import outline, string
from beforehand.sheets.packed import bodies_of, packed
from beforehand.sheets.tags import Tree

_READING = "/Lang(en)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"


def finished(document: Any, tree: Tree, title: str) -> bytes:
    """The library's document as a file, with what its own catalog has no words for.

    There is no day and no program in it: the same sheet has the same bytes, and says nothing of
    who made it, when and with what.
    """
    pages = [_paged(document, number) for number in range(document.pageCounter - 1)]
    above = _number(document, document.Reference(document.Pages))
    bodies = bodies_of(document)
    root, info, tags = range(len(bodies) + 1, len(bodies) + 4)
    extra = tree.objects(tags, pages)
    lines = tags + len(extra)
    extra |= outline(tree.headings(), lines, pages)
    extra[info] = f"<</Title{string(title)}>>"
    extra[root] = (
        f"<</Type/Catalog/Pages {above} 0 R/Outlines {lines} 0 R"
        f"/StructTreeRoot {tags} 0 R{_READING}>>"
    )
    bodies |= {number: body.encode() for number, body in extra.items()}
    return packed(bodies, root, info)


def _paged(document: Any, number: int) -> int:
    """The number of a page's object, which is told where its tags stand."""
    page = document.idToObject[f"Page{number + 1}"]
    page.__Defaults__ = {**page.__Defaults__, "StructParents": number, "Tabs": "/S"}
    return _number(document, document.Reference(page))


def _number(document: Any, reference: Any) -> int:
    return int(document.idToObjectNumberAndVersion[reference.name][0])
