"""The one place that writes PDF: words, lines and boxes at places counted from the top left."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from beforehand.sheets.catalog import finished
from beforehand.sheets.fonts import typeface
from beforehand.sheets.lines import Piece
from beforehand.sheets.look import HAIRLINE, Face, Paper, Style
from beforehand.sheets.tags import Tag, Tree

_SIGNS = "“”‘’–—…·−"
"""Signs of nearly every sheet, given their codes first, so that sheets can share a cut font."""


class Pen:
    """Draws on one page after another; the same strokes always give the same bytes."""

    def __init__(self, paper: Paper, title: str) -> None:
        self._height = paper.size[1]
        for face in Face:
            typeface(face)
        self._canvas = Canvas(
            BytesIO(),
            pagesize=paper.size,
            invariant=1,
            pageCompression=1,
            initialFontName=Face.BODY.value,
        )
        self._title = title
        self._tree = Tree()
        self._fonts: dict[Face, str] = {}
        self._set: tuple[str, float, float] | None = None
        self._grey: float | None = None
        self._line: float | None = None

    def words(self, piece: Piece, x: float, y: float) -> None:
        """Set a piece with its left end at `x` and its letters standing on `y`."""
        if piece.framed:
            self._framed(piece, x, y)
            return
        self._write(f"BT 1 0 0 1 {x:.2f} {self._height - y:.2f} Tm")
        self._style(piece.style)
        self._show(piece)
        self._write("ET")

    def rule(self, x: float, y: float, to_x: float, grey: float) -> None:
        """Draw a hairline from left to right."""
        self._stroke(grey)
        up = self._height - y
        self._write(f"{x:.2f} {up:.2f} m {to_x:.2f} {up:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Draw an empty frame whose upper left corner is at `x`, `y`."""
        self._stroke(grey)
        self._write(f"{x:.2f} {self._height - y - height:.2f} {width:.2f} {height:.2f} re S")

    def curve(self, points: Sequence[tuple[float, float]], grey: float, dashes: str = "") -> None:
        """Draw a hairline that bends: its start, then two handles and an end, again and again."""
        self._stroke(grey)
        (x, up), *rest = ((x, self._height - y) for x, y in points)
        bends = (rest[i : i + 3] for i in range(0, len(rest), 3))
        drawn = (" ".join(f"{x:.2f} {y:.2f}" for x, y in bend) + " c" for bend in bends)
        path = f"{x:.2f} {up:.2f} m {' '.join(drawn)} S"
        self._write(f"[{dashes}] 0 d {path} [] 0 d" if dashes else path)

    def ground(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle, for what is drawn on it afterwards."""
        self._grey = grey
        up = self._height - y - height
        self._write(f"{grey:g} g {x:.2f} {up:.2f} {width:.2f} {height:.2f} re f")

    def tag(self, tag: Tag | None, y: float = 0.0) -> None:
        """Say what is drawn from here on: words of a tag, or with none what is not read out."""
        if operators := self._tree.turn(tag, self._height - y):
            self._write(operators)

    def next_page(self) -> None:
        """End the page."""
        self._write(self._tree.end_page())
        self._canvas.showPage()
        self._set = self._grey = self._line = None

    def finish(self) -> bytes:
        """Everything drawn, as the bytes of a file."""
        return finished(self._canvas._doc, self._tree, self._title)

    def _write(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _style(self, style: Style) -> None:
        wanted = (self._font(style.face), style.size, style.tracking)
        if wanted != self._set:
            self._set = wanted
            self._write(f"{wanted[0]} {style.size:g} Tf {style.tracking:g} Tc")
        if style.grey != self._grey:
            self._grey = style.grey
            self._write(f"{style.grey:g} g")

    def _font(self, face: Face) -> str:
        found = self._fonts.get(face)
        if found is None:
            font, document = typeface(face).font, self._canvas._doc
            font.splitString(_SIGNS, document)
            found = self._fonts[face] = font.getSubsetInternalName(0, document)
        return found

    def _show(self, piece: Piece) -> None:
        style, at = piece.style, 0
        font, document = typeface(style.face).font, self._canvas._doc
        own = self._font(style.face)
        for subset, codes in font.splitString(piece.text, document):
            name = font.getSubsetInternalName(subset, document)
            string = f"[{_kerned(codes, piece.kerns, at)}] TJ"
            around = name != own
            self._write(
                f"{name} {style.size:g} Tf {string} {own} {style.size:g} Tf" if around else string
            )
            at += len(codes)

    def _framed(self, piece: Piece, x: float, y: float) -> None:
        """The code of a character that no font has; who copies it gets the character."""
        copied = piece.framed.encode("utf-16-be").hex()
        self._write(f"/Span <</ActualText <feff{copied}>>> BDC")
        self.words(Piece(0, piece.width, piece.text, piece.style), x + 2, y)
        self._write("EMC")
        self.box(x + 0.5, y - piece.style.size + 1, piece.width - 1, piece.style.size + 1.5, 0.3)

    def _stroke(self, grey: float) -> None:
        if grey != self._line:
            self._line = grey
            self._write(f"{HAIRLINE:g} w {grey:g} G")


def _kerned(codes: bytes, kerns: Sequence[tuple[int, int]], at: int) -> str:
    """Codes with their kerns between them; the first is the letter number `at` of its piece."""
    parts, start = [], 0
    for place, move in kerns:
        if start < place - at <= len(codes):
            parts.append(f"<{codes[start : place - at].hex()}>{-move}")
            start = place - at
    return "".join(parts) + (f"<{codes[start:].hex()}>" if start < len(codes) else "")
