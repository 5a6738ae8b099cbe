"""From laid-out pages to the bytes of a PDF: strips, and a footer beneath a thin line."""

from collections.abc import Sequence

from beforehand.sheets.flow import Page
from beforehand.sheets.lines import one_line_of, width_of
from beforehand.sheets.look import SOFT_RULE, Look, Style
from beforehand.sheets.pen import Pen
from beforehand.sheets.sheet import Sheet
from beforehand.sheets.tags import Role, Tag
from beforehand.sheets.watching import finishing

_FOOTER_RULE = 1.26
"""Sizes of the footer's letters from their base up to the line over it."""

_DRAWN = 0.95
"""The share that is done when the last page is drawn and no file put together."""


def drawn(pages: Sequence[Page], look: Look, *, title: str, footer: str) -> Sheet:
    """Draw pages; `title` is what a reader shows in its window.

    The builder adds to the sheet what sections it has, and which are too much.
    """
    pen = Pen(look.paper, title)
    for number, page in enumerate(finishing(pages, len(pages), _DRAWN), 1):
        _body(pen, page, look)
        numbered = f"{number} of {len(pages)}" if len(pages) > 1 else ""
        said = Tag(Role.WORDS) if number == len(pages) else None
        _footer(pen, look, footer, numbered, said)
        pen.next_page()
    return Sheet(pen.finish(), len(pages), unprintable=pen.unprintable)


def _body(pen: Pen, page: Page, look: Look) -> None:
    for placed in page.placed:
        for mark in placed.strip.marks:
            mark.draw(pen, look.side + placed.x, look.top + placed.y)


def _footer(pen: Pen, look: Look, left: str, right: str, said: Tag | None) -> None:
    """Draw it; what is said once, at the end, is not repeated to a listener on each page."""
    width, height = look.paper.size
    y = height - look.foot
    pen.tag(None)
    style = look.footer
    pen.rule(look.side, y - style.size * _FOOTER_RULE, width - look.side, SOFT_RULE)
    pen.tag(said, y)
    _line(pen, left, look.side, y, style)
    pen.tag(None)
    _line(pen, right, width - look.side - width_of(right, style), y, style)


def _line(pen: Pen, text: str, x: float, y: float, style: Style) -> None:
    for piece in one_line_of(text, style):
        pen.words(piece, x + piece.x, y)
