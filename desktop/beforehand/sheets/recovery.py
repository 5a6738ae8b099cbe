"""A small sheet with the recovery code; its title and file name do not say what it is."""

from datetime import date

from beforehand import wording
from beforehand.sheets.column import Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import full, pages_of
from beforehand.sheets.look import Face, Look, Paper, Span, Style
from beforehand.sheets.options import Options
from beforehand.sheets.sheet import Sheet

TITLE = "Sheet"
_CODE = Style(Face.STRONG, 24, 36, 0.0, 2.0)
_ABOUT = (
    "Type these six groups in the place of the passphrase if it is forgotten. Capitals and hyphens "
    "do not matter; there is no letter O, I, L or U among them.",
    "Whoever has this sheet and the computer, or a backup, can read everything. Keep it where only "
    "you look, and not beside the computer.",
    "It holds until a new code is made or the passphrase is taken away.",
)


def recovery_sheet(code: str, *, printed_on: date, paper: Paper = Paper.A4) -> Sheet:
    """Print a code large enough to be typed from paper; the day tells which code is the newest."""
    look = Look.of(Options(paper=paper))
    column = Column(look, look.width)
    column.words(Span("Recovery code", look.title))
    column.words(Span(f"made on {wording.day(printed_on)}", look.about))
    column.gap(18)
    groups = code.split("-")
    half = (len(groups) + 1) // 2
    for part in (groups[:half], groups[half:]):
        column.words(Span("  -  ".join(part), _CODE))
    column.gap(18)
    for sentence in _ABOUT:
        column.words(Span(sentence, look.body))
        column.gap(6)
    return drawn(list(pages_of([full(column, 0)], look)), look, title=TITLE, footer="")
