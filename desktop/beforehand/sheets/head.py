"""What stands at the top of a sheet: whom it is about, when, and for whose eyes."""

from beforehand import wording
from beforehand.domain.counterparts import Counterpart
from beforehand.sheets.apart import apart, joined, named
from beforehand.sheets.column import BASELINE, Box, Cell, Column, Mark
from beforehand.sheets.flow import Block, full
from beforehand.sheets.known import Known
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import Look, Span
from beforehand.sheets.text import one_line

_TAG = "PRIVATE: NOT FOR THE ROOM"
_TAG_PAD = 6.0


def private_head(known: Known) -> Block:
    """The issue with a tag that it is private, the people, the time."""
    look, talk = known.look, known.brief.conversation
    column = Column(look, look.width)
    private_title(column, talk.issue if talk.issue.strip() else _untitled(known))
    for line in _about(known):
        column.words(Span(line, look.about))
    if talk.title.strip() and talk.title != talk.issue:
        column.words(Span(f"On the room sheet: {apart(talk.title)}", look.small))
    return full(column, 0)


def private_title(column: Column, title: str) -> None:
    """A title, and beside it the tag that the sheet is private."""
    look = column.look
    tag_width = width_of(_TAG, look.tag) + 2 * _TAG_PAD
    column.row(
        Cell(0, look.width - tag_width - 16, (Span(title, look.title),), beside=True),
        Cell(look.width - tag_width + _TAG_PAD, tag_width, (Span(_TAG, look.tag),)),
        marks=[_tag_frame(look, tag_width)],
    )
    column.gap(2)


def _about(known: Known) -> list[str]:
    """Who, when and how long: in one line, or for several people in two."""
    talk = known.brief.conversation
    people = [_person(each.counterpart) for each in known.brief.people]
    when = f"{wording.moment(talk.starts_at)} · {wording.length(talk.minutes)}"
    lines = [joined(" · ", people), when]
    return lines if len(people) > 1 else [joined(" · ", lines)]


def _untitled(known: Known) -> str:
    names = [one_line(name) for name in known.brief.names if name.strip()]
    return f"A conversation with {named(names)}" if names else "A conversation to prepare"


def _tag_frame(look: Look, width: float) -> Mark:
    """A frame round capitals that stand on the title's line."""
    height, middle = look.tag.leading + 2, look.title.leading * BASELINE - look.tag.size / 3
    return Box(look.width - width, middle - height / 2, width, height)


def _person(person: Counterpart) -> str:
    name, role, team = map(one_line, (person.name, person.role, person.team))
    return joined(", ", (name, role, "" if team in role else team))
