"""How a record is set: a margin that says what stands there, and words in lines one can read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from beforehand import wording
from beforehand.domain.filed import Kept
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id, Record
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.look import Look, Span

_MARGIN, _MEASURE = 10.8, 33.0
"""The width of the margin and the widest measure, in sizes of the body: 75 to 80 letters."""

_WHOLE = 0.22
"""The part of a page that an entry may fill and still never be parted by its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a record is filled from, and how it is to look."""

    kept: Kept
    away: Sequence[Record]
    look: Look
    left_out: Collection[str]
    printed_on: date
    lenses: Mapping[Id, Lens] = field(default_factory=dict)
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def row(self, column: Column, label: str, *spans: Span) -> None:
        """A label in the margin and words beside it; nothing without words."""
        look, shown = self.look, tuple(span for span in spans if span.text.strip())
        if shown:
            # The label stands on the line of the words, whatever their leading.
            beside = Cell(self.margin, self.measure, shown, beside=True)
            said = Cell(0, self.margin - 10, (Span(label, look.small),), beside=True)
            column.row(said, beside)

    def said(self, column: Column, label: str, text: str, aside: str = "") -> None:
        """A label, words, and an aside in grey."""
        look = self.look
        if text.strip():
            self.row(column, label, Span(text, look.body), Span(f" {aside}", look.small))

    @contextmanager
    def together(self, column: Column) -> Iterator[None]:
        """What is added meanwhile is one entry: kept on one page unless it is long."""
        self.space(column)
        at = len(column.strips)
        yield
        entry = column.strips[at:-1]
        if sum(strip.height for strip in entry) < self.look.height * _WHOLE:
            column.strips[at:-1] = [replace(strip, keep=True) for strip in entry]
        if len(column.strips) > at:
            # A line tied to further ones has none: the entry ends here.
            column.strips[-1] = replace(column.strips[-1], keep=False)

    def space(self, column: Column) -> None:
        """The room between two entries."""
        if column:
            column.gap(self.look.body.size * 0.5)

    @property
    def margin(self) -> float:
        """Where words begin."""
        return self.look.body.size * _MARGIN

    @property
    def measure(self) -> float:
        """How wide a line of words is at most."""
        return min(self.look.width - self.margin, self.look.body.size * _MEASURE)

    def day(self, when: date | datetime) -> str:
        """A day with its year, unbroken, where the person is."""
        local = when.astimezone().date() if isinstance(when, datetime) else when
        return wording.day(local).replace(" ", "\u00a0")

    def driver(self, driver: str) -> str:
        """A motive in plain words: the shipped name, or the person's own."""
        return self.drivers.get(Id(driver), driver)
