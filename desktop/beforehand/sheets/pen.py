"""The one place that writes PDF: words, lines and boxes at places counted from the top left."""

from collections.abc import Sequence

from beforehand.sheets.catalog import add_pages, finished
from beforehand.sheets.embed import Embedded
from beforehand.sheets.fallback import PICTURES
from beforehand.sheets.fonts import Typeface
from beforehand.sheets.look import HAIRLINE, Face, Paper, Style
from beforehand.sheets.packed import File
from beforehand.sheets.pieces import Piece
from beforehand.sheets.tags import Tag, Tree
from beforehand.sheets.text import FRAME_PAD

_STRONG = frozenset({Face.STRONG, Face.TITLE})
_STROKE = 0.032
"""How much of its size a letter's outline is drawn over, where a strong cut does not exist."""


class Pen:
    """Draws on one page after another; the same strokes always give the same bytes."""

    def __init__(self, paper: Paper, title: str) -> None:
        self._size = paper.size
        self._height = paper.size[1]
        self._pages: list[str] = []
        self._operators: list[str] = []
        self._title = title
        self._tree = Tree()
        self._fonts: dict[Typeface, Embedded] = {}
        self._set: tuple[str, float, float, bool] | None = None
        self._grey: float | None = None
        self._line: float | None = None
        self._framed: dict[str, None] = {}

    @property
    def unprintable(self) -> tuple[str, ...]:
        """The characters no font has, whose codes were drawn, in the order of their appearance."""
        return tuple(self._framed)

    def words(self, piece: Piece, x: float, y: float) -> None:
        """Set a piece with its left end at `x` and its letters standing on `y`."""
        style = piece.style
        size = piece.font.size(style.size, style.least)
        if piece.framed:
            self._framed[piece.framed] = None
            size = style.least
            self.box(x + 0.5, y - size + 1, piece.width - 1, size + 1.5, 0.3)
            x += FRAME_PAD
        font = self._font(piece.font)
        shown, shift = self._shown(piece, font, size)
        self._write(f"BT 1 0 0 1 {x + shift:.2f} {self._height - y:.2f} Tm")
        self._style(style, font, size)
        self._write(f"[{shown}] TJ ET")

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
        self._pages.append("\n".join(self._operators))
        self._operators.clear()
        self._set = self._grey = self._line = None

    def finish(self) -> bytes:
        """Everything drawn, as the bytes of a file."""
        file = File()
        fonts = {font.name: font.add_to(file) for font in self._fonts.values()}
        pages = add_pages(file, self._pages, self._size, fonts)
        return finished(file, pages, self._tree, self._title)

    def _write(self, operators: str) -> None:
        self._operators.append(operators)

    def _style(self, style: Style, font: Embedded, size: float) -> None:
        own = font.face.own
        strong = not own and style.face in _STRONG and font.face.name not in PICTURES
        wanted = (font.name, size, style.tracking if own else 0.0, strong)
        if wanted != self._set:
            was_strong = self._set is not None and self._set[3]
            self._set = wanted
            self._write(f"/{font.name} {size:g} Tf {wanted[2]:g} Tc")
            if strong != was_strong:
                self._write(f"{2 * strong:d} Tr")
        if strong:
            self._line = None
            self._write(f"{size * _STROKE:.3f} w {style.grey:g} G")
        if style.grey != self._grey:
            self._grey = style.grey
            self._write(f"{style.grey:g} g")

    def _font(self, face: Typeface) -> Embedded:
        found = self._fonts.get(face)
        if found is None:
            found = self._fonts[face] = Embedded(face, len(self._fonts) + 1)
        return found

    def _shown(self, piece: Piece, font: Embedded, size: float) -> tuple[str, float]:
        """The operands of `TJ` for a piece, and how far to the right they begin."""
        face, style = piece.font, piece.style
        tracking = style.tracking if face.own else 0.0
        natural = face.space + tracking * 1000 / size
        more = round(piece.gap * 1000 / size - natural) if piece.gap else 0
        space = f"<{face.glyph(' '):04x}> {-more}" if more else f"<{face.glyph(' '):04x}>"
        written = [space if word is None else font.written(word) for word in piece.words]
        if not piece.backwards or len(written) == 1:
            return "".join(written).replace("><", ""), 0.0
        steps = [
            natural + more
            if word is None
            else word.width + tracking * len(word.clusters) * 1000 / size
            for word in piece.words
        ]
        out = written[-1]
        for i in range(len(written) - 2, -1, -1):
            out += f" {steps[i] + steps[i + 1]:.0f}{written[i]}"
        return out, sum(steps[:-1]) * size / 1000

    def _stroke(self, grey: float) -> None:
        if grey != self._line:
            self._line = grey
            self._write(f"{HAIRLINE:g} w {grey:g} G")
