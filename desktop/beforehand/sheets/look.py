"""How paper looks: its sizes, the margins, the type and the lines."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beforehand.sheets.options import Options

MM = 72 / 25.4
"""Points in a millimetre; every length on paper is in points."""

SMALLEST_TYPE = 8.5
"""Points: nothing on a sheet is set smaller."""


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
    """One way to set words: size and leading in points, grey from 0 (black) to 1 (white)."""

    face: Face
    size: float
    leading: float
    grey: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style; a paragraph is a row of spans."""

    text: str
    style: Style


GREY = 0.36
"""Second voice: still 7 : 1 on white, and clear in a poor copy."""

HAIRLINE = 0.5
BLACK_RULE, SOFT_RULE, WRITING_RULE = 0.1, 0.72, 0.55


_BODY = ("body", "strong", "words", "muted")
"""The styles that stand on one line with each other, and so share their leading."""


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

    @classmethod
    def of(cls, options: "Options") -> "Look":
        """The look that somebody chose."""
        return cls(paper=options.paper, pitch=options.pitch_mm * MM)

    def closer(self) -> "Look":
        """The same type on less room, for a sheet that is a little too long for its pages."""
        return replace(
            self,
            top=11 * MM,
            foot=9 * MM,
            side=13 * MM,
            section_gap=7.0,
            agreed=2,
            title=replace(self.title, leading=20),
            heading=replace(self.heading, leading=14),
            opening=replace(self.opening, leading=17.5),
            small=replace(self.small, leading=11.5),
            **{name: replace(getattr(self, name), leading=12.75) for name in _BODY},
        )

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.paper.size[0] - 2 * self.side

    @property
    def height(self) -> float:
        """The height between the upper margin and the footer."""
        return self.paper.size[1] - self.top - self.foot - 16

    @property
    def half(self) -> float:
        """The width of one of two columns."""
        return (self.width - self.gutter) / 2
