"""The room sheet: one page for the table; it is given a `RoomBrief` and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from beforehand import wording
from beforehand.domain.room import RoomBrief, RoomColumn
from beforehand.sheets.apart import joined, named
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import Block, full, headed, pages_of, side_by_side
from beforehand.sheets.look import Look, Span
from beforehand.sheets.options import Options, SectionName
from beforehand.sheets.rows import agreed_lines
from beforehand.sheets.sheet import Sheet, TooFullError
from beforehand.sheets.text import one_line

_NEUTRAL = "Conversation sheet"


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the sheet; its writing lines grow from `fewest` to `most`, turn by turn."""

    id: str
    heading: str
    blocks: "Callable[[RoomBrief, Look, int], list[Block]]"
    fewest: int
    most: int
    turn: int

    @property
    def name(self) -> SectionName:
        """What it is called, by programs and by people."""
        return SectionName(self.id, self.heading)


def room_sheet(room: RoomBrief, options: Options) -> Sheet:
    """Print one page.

    Raises `TooFullError` when even the fewest writing lines leave no room for all the words.
    """
    usual = Look.of(options)
    sections = [section for section in SECTIONS if section.id not in options.leave_out]
    looks = (look for look in (usual, usual.closer()) if _fits(room, look, sections))
    if (look := next(looks, None)) is None:
        every = [section.name for section in SECTIONS]
        raise TooFullError(_too_much(room, usual.closer(), sections), every)
    blocks = _blocks(room, look, sections, _grown(room, look, sections))
    title = one_line(room.title) or _NEUTRAL
    footer = wording.day(room.starts_at.astimezone().date()) if room.starts_at else ""
    sheet = drawn(pages_of(blocks, look), look, title=title, footer=footer)
    return replace(sheet, sections=tuple(section.name for section in SECTIONS))


def _blocks(
    room: RoomBrief, look: Look, sections: Sequence[_Section], lines: Mapping[str, int]
) -> list[Block]:
    parts = (part for each in sections for part in each.blocks(room, look, lines[each.id]))
    return [_head(room, look), *parts]


def _fewest(sections: Sequence[_Section]) -> dict[str, int]:
    return {section.id: section.fewest for section in sections}


def _fits(room: RoomBrief, look: Look, sections: Sequence[_Section]) -> bool:
    return len(pages_of(_blocks(room, look, sections, _fewest(sections)), look)) == 1


def _too_much(room: RoomBrief, look: Look, sections: Sequence[_Section]) -> list[SectionName]:
    """The names of the fullest sections, as many as must go; else the title is too long."""
    left = list(sections)
    out: list[SectionName] = []
    for section in sorted(sections, key=lambda each: _height(room, look, each, 0), reverse=True):
        if _fits(room, look, left):
            return out
        left.remove(section)
        out.append(section.name)
    return out if _fits(room, look, left) else [SectionName("title", "Title")]


def _height(room: RoomBrief, look: Look, section: _Section, lines: int) -> float:
    return sum(block.before + block.height for block in section.blocks(room, look, lines))


def _grown(room: RoomBrief, look: Look, sections: Sequence[_Section]) -> dict[str, int]:
    """Writing lines shared out over the sections, as many as the page still holds."""
    lines = _fewest(sections)
    free = look.height - look.clearance
    free -= pages_of(_blocks(room, look, sections, lines), look)[0].reach
    steps = {section.id: _steps(room, look, section) for section in sections}
    growing = sorted(sections, key=lambda section: section.turn)
    while growing:
        for section in tuple(growing):
            have = lines[section.id]
            step = steps[section.id][min(have, 1)]
            if have < section.most and step <= free:
                lines[section.id] += 1
                free -= step
            else:
                growing.remove(section)
    return lines


def _steps(room: RoomBrief, look: Look, section: _Section) -> tuple[float, float]:
    """What the first line of a section adds to its height, and what each further one adds."""
    none, one, two = (_height(room, look, section, lines) for lines in range(3))
    return one - none, two - one


def _head(room: RoomBrief, look: Look) -> Block:
    names = [one_line(name) for name in room.names if name.strip()]
    when = wording.moment(room.starts_at) if room.starts_at else ""
    called = named(names) if names else ""
    title, about = (room.title, called) if room.title.strip() else (called or _NEUTRAL, "")
    column = Column(look, look.width)
    column.row(Cell(0, column.width, (Span(title, look.title),), beside=True))
    column.gap(2)
    under = joined(" · ", (about, when, wording.length(room.minutes)))
    column.words(Span(under, look.about))
    return full(column, 0)


def _section(look: Look, heading: str, fill: "Callable[[Column], None]") -> list[Block]:
    column = Column(look, look.width)
    column.heading(heading)
    fill(column)
    return [full(column, look.section_gap)]


def _goal(room: RoomBrief, look: Look, lines: int) -> list[Block]:
    def fill(column: Column) -> None:
        if room.shared_goal.strip():
            column.words(Span(room.shared_goal, look.large))
        column.writing(lines + (not room.shared_goal.strip()))

    return _section(look, "What we both want", fill)


def _needs(room: RoomBrief, look: Look, lines: int) -> list[Block]:
    sides = room.columns or (RoomColumn(name=""),)
    if not any(side.name.strip() for side in sides):
        # Nobody is named yet: the other side has a place all the same.
        sides = (RoomColumn(name="You"), *sides)
    abreast = ceil(len(sides) / ceil(len(sides) / look.abreast))
    rows = [sides[i : i + abreast] for i in range(0, len(sides), abreast)]
    head = Column(look, look.width)
    head.heading("What each of us needs")
    first, *others = [_sides(row, look, lines) for row in rows]
    blocks = [headed(head, first, look.gutter, look.section_gap)]
    return blocks + [side_by_side(row, look.gutter, look.section_gap) for row in others]


def _sides(sides: Sequence[RoomColumn], look: Look, lines: int) -> list[Column]:
    """One column a side; the lines to write on stand level, down to where the fullest ends."""
    width = (look.width - look.gutter * (len(sides) - 1)) / len(sides)
    columns = [Column(look, width) for _ in sides]
    for column, side in zip(columns, sides, strict=True):
        _side(column, side)
    tallest = max(column.height for column in columns)
    for column in columns:
        more, rest = divmod(tallest - column.height, look.pitch)
        column.gap(rest)
        column.writing(lines + int(more))
    return columns


def _side(column: Column, side: RoomColumn) -> None:
    look = column.look
    column.words(Span(one_line(side.name) or "Me", look.strong))
    for need in side.needs:
        column.words(Span(need, look.body))
        column.gap(2)
    if side.fixed:
        column.gap(look.air(4), keep=True)
        column.eyebrow("Not for trade")
        for limit in side.fixed:
            column.words(Span(limit, look.body))
            column.gap(2)


def _questions(room: RoomBrief, look: Look, lines: int) -> list[Block]:
    def fill(column: Column) -> None:
        for question in room.questions:
            column.words(Span(question, look.words))
            column.tie()
            column.writing(lines)
            column.gap(look.air(6 if lines else 2))
        if not room.questions:
            column.writing(lines + 1)

    return _section(look, "Questions", fill)


def _options(room: RoomBrief, look: Look, lines: int) -> list[Block]:
    def fill(column: Column) -> None:
        hang = look.air(16)
        for option in room.options:
            column.item(hang, Span(option, look.body))
            column.gap(2)
        column.writing(lines + (not room.options))

    return _section(look, "Options on the table", fill)


def _agreed(_: RoomBrief, look: Look, lines: int) -> list[Block]:
    return _section(look, "Agreed: who does what, by when", lambda c: agreed_lines(c, lines))


def _notes(_: RoomBrief, look: Look, lines: int) -> list[Block]:
    return _section(look, "Notes", lambda column: column.writing(lines)) if lines else []


SECTIONS = (
    _Section("shared", "What we both want", _goal, 0, 2, 5),
    _Section("needs", "What each of us needs", _needs, 1, 4, 4),
    _Section("questions", "Questions", _questions, 0, 2, 1),
    _Section("options", "Options on the table", _options, 0, 1, 6),
    _Section("agree", "Agreed: who does what, by when", _agreed, 2, 5, 3),
    _Section("notes", "Notes", _notes, 0, 99, 2),
)
