"""How paper looks: its sizes, the margins, the type and the lines."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beforehand.sheets.options import Options

MM = 72 / 25.4
"""Points in a millimetre; every length on paper is in points."""

SMALLEST_TYPE, SMALLEST_LARGE = 8.5, 12.0
"""Points: nothing on a sheet is set smaller, and nothing in large print."""


class Paper(StrEnum):
    """The sizes of paper one prints on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (210 * MM, 297 * MM) if self is Paper.A4 else (612.0, 792.0)


class Face(StrEnum):
    """The cuts of the two families that a sheet is set in, by the names of their files."""

    BODY = "SourceSans3-Regular"
    STRONG = "SourceSans3-Semibold"
    TITLE = "SourceSerif4-Semibold"
    WORDS = "SourceSerif4-It"


@dataclass(frozen=True, slots=True)
class Style:
    """One way to set words: size and leading in points, grey from 0 (black) to 1 (white).

    `least` is the size of what stands in their place where no font has a character.
    """

    face: Face
    size: float
    leading: float
    grey: float = 0.0
    tracking: float = 0.0
    least: float = SMALLEST_TYPE


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style; a paragraph is a row of spans."""

    text: str
    style: Style


GREY, LARGE_GREY = 0.36, 0.25
"""Second voice: still 7 : 1 on white, and clear in a poor copy; 11 : 1 in large print."""

HAIRLINE = 0.5
BLACK_RULE, SOFT_RULE, WRITING_RULE = 0.1, 0.72, 0.55


_BODY = ("body", "strong", "words", "muted")
"""The styles that stand on one line with each other, and so share their leading."""

_LARGE = 14 / 10.5
"""What large print is to the usual size."""

_HALF_POINT = 2
"""Sizes in large print are rounded to this part of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything about a sheet's look that somebody may choose."""

    paper: Paper = Paper.A4
    side: float = 15 * MM
    top: float = 13.5 * MM
    foot: float = 11 * MM
    pitch: float = 8 * MM
    clearance: float = 8.0
    gutter: float = 20.0
    section_gap: float = 13.0
    title: Style = Style(Face.TITLE, 17, 21)
    about: Style = Style(Face.BODY, 10, 14, GREY)
    heading: Style = Style(Face.TITLE, 11.5, 15)
    opening: Style = Style(Face.WORDS, 13.5, 18.5)
    body: Style = Style(Face.BODY, 10.5, 14)
    large: Style = Style(Face.BODY, 12, 16)
    strong: Style = Style(Face.STRONG, 10.5, 14)
    words: Style = Style(Face.WORDS, 10.5, 14)
    muted: Style = Style(Face.BODY, 10.5, 14, GREY)
    small: Style = Style(Face.BODY, 9.25, 12.5, GREY)
    eyebrow: Style = Style(Face.STRONG, 8.5, 12, GREY, 0.55)
    tag: Style = Style(Face.STRONG, 8.5, 12, 0.0, 0.55)
    footer: Style = Style(Face.BODY, 8.75, 12, GREY)
    box: float = 8.0
    agreed: int = 3
    """Lines for who does what."""
    scale: float = 1.0
    """How large the letters are beside the usual; gaps, boxes and gutters grow with them."""
    abreast: int = 3
    """Columns that may stand side by side; see `stacked`."""

    @classmethod
    def of(cls, options: "Options") -> "Look":
        """The look that somebody chose."""
        look = cls(paper=options.paper, pitch=options.pitch_mm * MM)
        return look.larger() if options.large else look

    def larger(self) -> "Look":
        """Large print: the body in 14 points, all else in proportion and nothing below 12."""
        kept = {each.name: getattr(self, each.name) for each in fields(self)}
        styles: dict[str, Any] = {
            name: _enlarged(style) for name, style in kept.items() if isinstance(style, Style)
        }
        return replace(
            self,
            **styles,
            scale=_LARGE,
            abreast=2,
            box=self.box * _LARGE,
            gutter=self.gutter * _LARGE,
            section_gap=self.section_gap * _LARGE,
        )

    def closer(self) -> "Look":
        """The same type on less room, for a sheet that is a little too long for its pages."""
        leadings = {"title": 20.0, "heading": 14.0, "opening": 17.5, "small": 11.5}
        leadings |= dict.fromkeys(_BODY, 12.75)
        styles: dict[str, Any] = {
            name: replace(getattr(self, name), leading=self.air(leading))
            for name, leading in leadings.items()
        }
        return replace(
            self,
            **styles,
            top=11 * MM,
            foot=9 * MM,
            side=13 * MM,
            section_gap=self.air(7.0),
            agreed=2,
        )

    def air(self, points: float) -> float:
        """A distance of the usual print, grown with the letters."""
        return points * self.scale

    @property
    def stacked(self) -> bool:
        """Whether half the width is too narrow for words, so that columns go beneath each other."""
        return self.scale > 1

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.paper.size[0] - 2 * self.side

    @property
    def height(self) -> float:
        """The height between the upper margin and the footer."""
        return self.paper.size[1] - self.top - self.foot - self.footer.leading - 8

    @property
    def half(self) -> float:
        """The width of one of two columns."""
        return (self.width - self.gutter) / 2


def _enlarged(style: Style) -> Style:
    size, leading = (
        round(n * _LARGE * _HALF_POINT) / _HALF_POINT for n in (style.size, style.leading)
    )
    return replace(
        style,
        size=max(SMALLEST_LARGE, size),
        leading=leading,
        grey=LARGE_GREY if style.grey == GREY else style.grey,
        tracking=style.tracking * _LARGE,
        least=SMALLEST_LARGE,
    )
