"""What the words on a sheet are, in the order they are read: for a listener, and for an archive.

A column makes a tag for everything it takes. While it is drawn, each stretch of a page is marked as
one tag's words or as nobody's (lines, boxes, footers); at the end the tags become the file's tree.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from beforehand.sheets.packed import File
from beforehand.sheets.watching import finishing


class Role(StrEnum):
    """What something is, by the name that the format has for it."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    GROUP = "Div"
    TITLE = "H1"
    HEADING = "H2"
    SMALL_HEADING = "H3"
    WORDS = "P"
    LIST = "L"
    ITEM = "LI"
    SIGN = "Lbl"
    ITEM_WORDS = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    CELL = "TD"


_TAGGED = 0.99
"""The share that is done when the tags stand in the file."""

_LEVELS = {Role.TITLE: 1, Role.HEADING: 2, Role.SMALL_HEADING: 3}

_MORE = {
    Role.LIST: "/A<</O/List/ListNumbering/Disc>>",
    Role.HEAD: "/A<</O/Table/Scope/Column>>",
}


class Tag:
    """One heading, paragraph, list …, and the one it stands in.

    `title` is a heading's text; `language` a code if it is not the sheet's, empty if not known.
    """

    __slots__ = ("language", "role", "title", "within")

    def __init__(self, role: Role, within: "Tag | None" = None, title: str = "") -> None:
        self.role, self.within, self.title = role, within, title
        self.language: str | None = None


class _Node:
    """A tag that is on a page: the tags in it, or its stretches, each a page and a number there."""

    __slots__ = ("number", "parent", "parts", "stretches", "tag", "up")

    def __init__(self, tag: Tag, parent: "_Node | None", up: float = 0.0) -> None:
        self.tag, self.parent, self.up, self.number = tag, parent, up, 0
        self.parts: list[_Node] = []
        self.stretches: list[tuple[int, int]] = []


class Tree:
    """The tags of one file, in the order in which their words were first drawn."""

    def __init__(self) -> None:
        self._root = _Node(Tag(Role.DOCUMENT), None)
        self._nodes: dict[Tag | None, _Node] = {None: self._root}
        self._pages: list[list[_Node]] = [[]]
        self._open: Tag | None = None
        self._within = False

    def turn(self, tag: Tag | None, up: float) -> str:
        """The operators from which on what is drawn, at the height `up`, belongs to a tag."""
        if self._within and tag is self._open:
            return ""
        end = "EMC " if self._within else ""
        self._open, self._within = tag, True
        if tag is None:
            return f"{end}/Artifact BMC"
        owned = self._pages[-1]
        node = self._nodes.get(tag) or self._node(tag, up)
        node.stretches.append((len(self._pages) - 1, len(owned)))
        owned.append(node)
        return f"{end}/{tag.role}<</MCID {len(owned) - 1}>>BDC"

    def end_page(self) -> str:
        """The operators at a page's end."""
        end = "EMC" if self._within else ""
        self._within = False
        self._pages.append([])
        return end

    def headings(self) -> Iterator[tuple[int, str, int, float]]:
        """Each heading beneath the title: its level from 1, its text, its page, its height there.

        The title itself would say in a list beside the page what only the page should.
        """
        for node, level in _leveled(self._root):
            if level > 1:
                yield level - 1, node.tag.title, node.stretches[0][0], node.up

    def add_to(self, file: File, pages: Sequence[int]) -> int:
        """Add the tree to a file in which pages have their numbers; the number of its root."""
        nodes = list(_leveled(self._root))
        first = file.keep(len(nodes) + 1)
        for number, (node, _) in enumerate(nodes, first + 1):
            node.number = number
        owners = "".join(f"{i}[{_references(owned)}]" for i, owned in enumerate(self._pages))
        root = f"/Type/StructTreeRoot/K {first + 1} 0 R/ParentTreeNextKey {len(pages)}"
        file.put(first, f"<<{root}/ParentTree<</Nums[{owners}]>>>>")
        for node, level in finishing(nodes, len(nodes), _TAGGED):
            above = node.parent.number if node.parent else first
            role = f"H{level}" if level else node.tag.role
            parts = _stretches(node, pages) if node.stretches else f"/K[{_references(node.parts)}]"
            more = _MORE.get(node.tag.role, "")
            if node.tag.language is not None:
                more += f"/Lang({node.tag.language})"
            file.put(node.number, f"<</S/{role}/P {above} 0 R{more}{parts}>>")
        return first

    def _node(self, tag: Tag, up: float) -> _Node:
        above = self._nodes.get(tag.within)
        if above is None and tag.within:
            above = self._node(tag.within, up)
        node = self._nodes[tag] = _Node(tag, above, up)
        (above or self._root).parts.append(node)
        return node


def _leveled(root: _Node) -> Iterator[tuple[_Node, int]]:
    """Every tag in reading order, with its level if it is a heading; no level is left out."""
    way: list[int] = []
    for node in _walk(root):
        wanted = _LEVELS.get(node.tag.role, 0)
        if wanted:
            way = [*(each for each in way if each < wanted), wanted]
        yield node, len(way) if wanted else 0


def _walk(root: _Node) -> Iterator[_Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(node.parts)


def _references(nodes: Sequence[_Node]) -> str:
    return " ".join(f"{node.number} 0 R" for node in nodes)


def _stretches(node: _Node, pages: Sequence[int]) -> str:
    """A tag's words, on its first page by their numbers, on later ones by the page too."""
    first = node.stretches[0][0]
    kids = " ".join(
        str(number) if page == first else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {number}>>"
        for page, number in node.stretches
    )
    return f"/Pg {pages[first]} 0 R/K[{kids}]"
