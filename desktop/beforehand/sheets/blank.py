"""The blank worksheet of a lens: questions at the left, lines to write on at the right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from beforehand.domain.conversations import Speed
from beforehand.domain.lenses import Lens, Question
from beforehand.domain.record import Id
from beforehand.sheets.column import Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import Block, Page, full, pages_of
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import Look
from beforehand.sheets.options import Options, SectionName
from beforehand.sheets.sharing import evenly, pages_for, parted
from beforehand.sheets.sheet import Sheet
from beforehand.sheets.text import one_line
from beforehand.sheets.worksheet_rows import Row, Setting, worksheet_head

HINTS = SectionName("hints", "Hints under the questions")

MOST_PAGES = {Speed.TEN_MINUTES: 1, Speed.FULL: 2}

_LINES = (3, 2, 1)
"""Lines that every question gets at least, the more the better."""

_SHARES = (0.42, 0.5, 0.58)
"""How much of the width the words may take, the best to write beside first."""

_CLOSE = 0.9
"""What a line is worth where the words are set closer than usual."""

_FOOTER = 0.8
"""How much of the width a title may take in the footer."""

_BETWEEN = 9.0
"""Points between two questions of a part."""

_MOST_AIR = 12.0
"""Points by which rows move apart at most where no further line fits."""


def worksheet(
    lens: Lens, options: Options, *, speed: Speed, drivers: Mapping[Id, str] | None = None
) -> Sheet:
    """Print the questions asked at a speed, with as many lines as the pages hold.

    More than two pages, or than one for ten minutes, are told with what to leave out.
    """
    making = _Making(lens, Look.of(options), speed, tuple((drivers or {}).values()))
    look, pages = making.pages(options.leave_out)
    overflow = making.too_much(options.leave_out) if len(pages) > making.most else ()
    title = one_line(lens.title)
    # The title stands in full at the top; a footer has one line.
    footer = title if width_of(title, look.footer) < look.width * _FOOTER else "Worksheet"
    sheet = drawn(pages, look, title=f"Worksheet: {title}", footer=footer)
    return replace(sheet, overflow=overflow, sections=making.sections)


Part = tuple[SectionName, tuple[Question, ...]]


def named_parts(lens: Lens, speed: Speed) -> list[Part]:
    """The parts of a lens with what is asked in them; their names are the same at any speed."""
    asked, taken, found = set(lens.asked(speed)), {HINTS.id}, list[Part]()
    for number, part in enumerate(lens.parts, 1):
        plain = "-".join(re.findall(r"\w+", part.title.casefold())) or "part"
        slug = plain if plain not in taken else f"{plain}-{number}"
        taken.add(slug)
        questions = tuple(question for question in part.questions if question in asked)
        if questions:
            heading = one_line(part.title) or f"Part {number}"
            found.append((SectionName(slug, heading), questions))
    return found


class _Making:
    """One lens at one speed, tried with more and fewer lines, and wider and narrower words."""

    def __init__(self, lens: Lens, look: Look, speed: Speed, motives: Sequence[str]) -> None:
        self._lens, self._usual, self._motives = lens, look, motives
        self._parts = named_parts(lens, speed)
        self._set: dict[tuple[bool, float, frozenset[str]], list[Row]] = {}
        self._heads: dict[Look, Block] = {}
        self.most = MOST_PAGES[speed]

    @property
    def sections(self) -> tuple[SectionName, ...]:
        """What may be left out."""
        return (HINTS, *(name for name, _ in self._parts))

    def pages(self, without: frozenset[str]) -> tuple[Look, list[Page]]:
        """The pages set so that there is most to write on, if need be closer."""
        looks = (self._usual, self._usual.closer())
        sets = [(look, share) for look in looks for share in _SHARES]
        for most in self._page_counts(without):
            for lines in _LINES:
                ways = [self._way(look, share, lines, without) for look, share in sets]
                few = [way for way in ways if way.fewest <= most]
                if few:
                    best = max(few, key=self._worth)
                    return best.look, best.pages()
        raise AssertionError  # the last count is enough for the last of the tries

    def _worth(self, way: "_Way") -> float:
        """How much there is to write on; being set close costs a little."""
        return way.writing * (1 if way.look is self._usual else _CLOSE)

    def too_much(self, without: frozenset[str]) -> tuple[SectionName, ...]:
        """What to leave out: the hints, or as many of the fullest parts as must go as well."""
        sizes = {
            name: sum(len(q.wording) + len(q.hint) for q in asked) for name, asked in self._parts
        }
        fullest = sorted(sizes, key=lambda name: sizes[name], reverse=True)
        out = [name for name in (HINTS, *fullest[:-1]) if name.id not in without]
        for end in range(1, len(out)):
            gone = without | {name.id for name in out[:end]}
            if self._fewest(gone) <= self.most:
                return tuple(out[:end])
        return tuple(out)

    def _page_counts(self, without: frozenset[str]) -> Iterator[int]:
        """How many pages there may be: those that should be enough, or those that are."""
        yield self.most
        yield self._fewest(without)

    def _fewest(self, without: frozenset[str]) -> int:
        """How many pages it needs when set as close as can be."""
        closer = self._usual.closer()
        every = [self._rows(closer, share, without & {HINTS.id}) for share in _SHARES]
        left = ([row for row in rows if row.part not in without] for rows in every)
        return min(_Way(closer, self._head(closer), rows).fewest for rows in left)

    def _way(self, look: Look, share: float, lines: int, without: frozenset[str]) -> "_Way":
        rows = [replace(row, lines=lines) for row in self._rows(look, share, without)]
        return _Way(look, self._head(look), rows)

    def _head(self, look: Look) -> Block:
        if look not in self._heads:
            self._heads[look] = worksheet_head(self._lens, look)
        return self._heads[look]

    def _rows(self, look: Look, share: float, without: frozenset[str]) -> list[Row]:
        key = (look is self._usual, share, without)
        if key not in self._set:
            self._set[key] = list(self._made(look, share, without))
        return self._set[key]

    def _made(self, look: Look, share: float, without: frozenset[str]) -> Iterator[Row]:
        setting = Setting(
            look=look, share=share, hints=HINTS.id not in without, motives=self._motives
        )
        number = 0
        for name, questions in self._parts:
            if name.id not in without:
                for i, question in enumerate(questions):
                    number += 1
                    yield setting.row(name, number, question, first=not i)


class _Way:
    """Rows on their pages, each with as many lines as its page holds."""

    def __init__(self, look: Look, head: Block, rows: Sequence[Row]) -> None:
        self.look, self._head, self._rows = look, head, rows
        self._page = look.height - look.clearance
        self._heights = [_before(row) + row.height for row in rows]

    @property
    def fewest(self) -> int:
        """How many pages it needs."""
        return len(pages_for(self._heights, self._page - self._head.height, self._page))

    @property
    def writing(self) -> float:
        """The length of all lines together."""
        return sum(row.lines * row.room for rows, _ in self._grown() for row in rows)

    def pages(self) -> list[Page]:
        """The pages; what is left on one stands as air between its rows."""
        laid = (self._blocks(rows, air, first=not i) for i, (rows, air) in enumerate(self._grown()))
        return [page for blocks in laid for page in pages_of(blocks, self.look)]

    def _blocks(self, rows: Sequence[Row], air: float, *, first: bool) -> Iterator[Block]:
        if first:
            yield self._head
        if not self._rows:
            yield full(self._plain_lines(), self.look.section_gap)
        for row in rows:
            yield from row.blocks(_before(row) + air)

    def _plain_lines(self) -> Column:
        """What there is to write on where nothing is asked."""
        column = Column(self.look, self.look.width)
        room = self._page - self._head.height - self.look.section_gap
        column.writing(max(0, int(room / self.look.pitch)))
        return column

    def _grown(self) -> Iterator[tuple[list[Row], float]]:
        counts = evenly(self._heights, self._page - self._head.height, self._page)
        for i, here in enumerate(parted(self._rows, counts)):
            rows = list(here)
            room = self._page - sum(_before(row) + row.height for row in rows)
            room += _before(rows[0]) if i else -self._head.height
            yield rows, min(_MOST_AIR, max(0.0, _grow(rows, room)) / max(1, len(rows)))


def _grow(rows: list[Row], room: float) -> float:
    """Give each row lines in turn until none fits; what room is left."""
    growing = set(range(len(rows)))
    while growing:
        i = min(growing, key=lambda i: (rows[i].lines, i))
        if rows[i].step <= room:
            room -= rows[i].step
            rows[i] = replace(rows[i], lines=rows[i].lines + 1)
        else:
            growing.remove(i)
    return room


def _before(row: Row) -> float:
    return row.look.section_gap if row.opens else row.look.air(_BETWEEN)
