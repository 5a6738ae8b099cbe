"""The private brief: everything known of one conversation, for reading before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, zip_longest

from beforehand import wording
from beforehand.domain.brief import Brief
from beforehand.domain.record import Id
from beforehand.sheets.column import Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import Again, Block, Page, full, pages_of, side_by_side
from beforehand.sheets.head import private_head
from beforehand.sheets.known import Known, continued
from beforehand.sheets.look import Look
from beforehand.sheets.options import Options, SectionName
from beforehand.sheets.people import needs_blocks
from beforehand.sheets.sections import NEEDS, SECTIONS, Entry
from beforehand.sheets.sheet import Sheet

MOST_PAGES, MOST_LARGE = 2, 4
"""Large print takes almost twice the paper: two leaves printed on both sides, instead of one."""

_FEWEST_NOTES = 2
_WORTH_A_PAGE = 150.0
"""Points that a second page must reach down; for less, the first is set closer."""

_TALL, _LOPSIDED = 150.0, 0.35
"""Columns taller than so many points go beneath one another if one of them has little in it."""


def private_sheet(
    brief: Brief,
    options: Options,
    *,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
) -> Sheet:
    """Print everything; more than two pages are told with the sections that make it so.

    `drivers` gives the shipped motives their names.
    """
    look = Look.of(options)
    known = Known(
        brief=brief,
        look=look,
        printed_on=printed_on,
        drivers=drivers or {},
        left_out=options.leave_out,
    )
    entries = [entry for entry in SECTIONS if entry.id not in options.leave_out]
    layout, pages = _laid_out(known, entries)
    overflow = layout.too_much(entries) if len(pages) > _most(look) else ()
    shown = layout.with_notes(pages)
    sheet = drawn(shown, layout.look, title="Private brief", footer=_footer(known))
    names = tuple(entry.name for entry in SECTIONS)
    return replace(sheet, overflow=overflow, sections=names)


def _laid_out(known: Known, entries: Sequence[Entry]) -> tuple["_Layout", list[Page]]:
    """The pages; set closer where that saves one that would be too many or nearly empty."""
    layout = _Layout(known)
    pages = layout.needed(entries)
    most = _most(known.look)
    if len(pages) == 1 or (len(pages) <= most and pages[-1].reach > _WORTH_A_PAGE):
        return layout, pages
    if len(pages) > most + 1:
        # Closer lines save less than a page in five: they would only be harder to read.
        return layout, pages
    close = replace(known, look=known.look.closer())
    ways = (_Layout(known, packed=True), _Layout(close), _Layout(close, packed=True))
    for way in ways:
        fewer = way.needed(entries)
        if len(fewer) < len(pages):
            return way, fewer
    return layout, pages


def _most(look: Look) -> int:
    return MOST_LARGE if look.stacked else MOST_PAGES


class _Layout:
    """The sections of one brief, each laid out once for a width.

    If they are `packed`, half columns stand in two piles of about the same height, where in pairs
    each would begin beneath the taller of the two before it.
    """

    def __init__(self, known: Known, *, packed: bool = False) -> None:
        self._known, self._packed = known, packed
        self.look = known.look
        self._columns: dict[tuple[str, float], Column] = {}
        self._head = private_head(known)
        self._needs = needs_blocks(known)
        self._only_lines: set[str] = set()

    def pages(self, entries: Sequence[Entry]) -> list[Page]:
        """The pages of some of the sections."""
        return pages_of([self._head, *self._blocks(entries)], self.look)

    def needed(self, entries: Sequence[Entry]) -> list[Page]:
        """The pages; sections with nothing but lines to write on go if that saves a page."""
        pages = self.pages(entries)
        if len(pages) <= (MOST_PAGES if self.look.stacked else 1):
            return pages
        fewer = self.pages([entry for entry in entries if entry.id not in self._only_lines])
        return fewer if len(fewer) < len(pages) else pages

    def too_much(self, entries: Sequence[Entry]) -> tuple[SectionName, ...]:
        """The names of the largest sections, as many as must go for so few pages."""
        left, out = list(entries), []
        for entry in sorted(entries, key=self._area, reverse=True):
            if len(self.needed(left)) <= _most(self.look):
                break
            left.remove(entry)
            out.append(entry.name)
        return tuple(out)

    def with_notes(self, pages: Sequence[Page]) -> list[Page]:
        """The pages with lines for notes in the room that is left."""
        *before, last = pages
        notes = Column(self.look, self.look.width)
        notes.heading("Notes")
        room = (
            self.look.height
            - self.look.clearance
            - last.reach
            - self.look.section_gap
            - notes.height
        )
        count = int(room / self.look.pitch)
        if count < _FEWEST_NOTES:
            return list(pages)
        notes.writing(count)
        return [*before, last.plus(full(notes, self.look.section_gap))]

    def _blocks(self, entries: Sequence[Entry]) -> Iterator[Block]:
        for halves, run in groupby(entries, self._is_half):
            if not halves:
                for entry in run:
                    yield from self._wide(entry)
            else:
                shown = [entry for entry in run if self._column(entry)]
                yield from self._piles(shown) if self._packed else self._pairs(shown)

    def _is_half(self, entry: Entry) -> bool:
        return entry.half and not self.look.stacked

    def _pairs(self, entries: Sequence[Entry]) -> Iterator[Block]:
        for left, right in zip_longest(entries[::2], entries[1::2]):
            yield from self._pair(left, right) if right else self._wide(left)

    def _pair(self, left: Entry, right: Entry) -> Iterator[Block]:
        columns = [self._column(left), self._column(right)]
        low, high = sorted(column.height for column in columns)
        if high > _TALL and low < high * _LOPSIDED:
            yield from (*self._wide(left), *self._wide(right))
        else:
            again = self._again(self.look.half, left, right)
            yield side_by_side(columns, self.look.gutter, self.look.section_gap, again)

    def _piles(self, entries: Sequence[Entry]) -> list[Block]:
        """Two columns of several sections, parted where they are least tall; or pairs if lower."""
        ways = [list(self._pairs(entries))]
        for at in range(1, len(entries)):
            piles = [self._pile(entries[:at]), self._pile(entries[at:])]
            ways.append([side_by_side(piles, self.look.gutter, self.look.section_gap)])
        return min(ways, key=lambda way: sum(block.before + block.height for block in way))

    def _pile(self, entries: Sequence[Entry]) -> Column:
        pile = Column(self.look, self.look.half)
        for entry in entries:
            if pile:
                pile.gap(self.look.section_gap)
            pile.add(self._column(entry))
        return pile

    def _wide(self, entry: Entry) -> Iterator[Block]:
        if entry is NEEDS:
            yield from self._needs
        elif column := self._filled(entry, self.look.width):
            yield full(column, self.look.section_gap, self._again(self.look.width, entry))

    def _again(self, width: float, *entries: Entry) -> Again:
        return lambda: [continued(self.look, entry.heading, width) for entry in entries]

    def _column(self, entry: Entry) -> Column:
        return self._filled(entry, self.look.half)

    def _filled(self, entry: Entry, width: float) -> Column:
        found = self._columns.get((entry.id, width))
        if found is None:
            found = self._columns[entry.id, width] = self._fill(entry, width)
        return found

    def _fill(self, entry: Entry, width: float) -> Column:
        """A section under its heading; with nothing to print, lines to write on or nothing."""
        body, column = Column(self.look, width), Column(self.look, width)
        entry.fill(body, self._known)
        if entry.always and not body:
            self._only_lines.add(entry.id)
            body.writing(entry.always)
        if body:
            column.heading(entry.heading)
            column.add(body)
        return column

    def _area(self, entry: Entry) -> float:
        if entry is NEEDS:
            return self.look.width * sum(block.height for block in self._needs)
        width = self.look.half if self._is_half(entry) else self.look.width
        return width * self._filled(entry, width).height


def _footer(known: Known) -> str:
    before = known.brief.alignment_before
    rated = "___" if before is None else str(before)
    printed = wording.day(known.printed_on)
    return f"Prepared {printed} · aligned before: {rated} of 10, after: ___"
