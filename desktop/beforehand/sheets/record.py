"""The record of a conversation or of a counterpart: everything kept, for the file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from beforehand import wording
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import Kept, PersonFile, TalkFile
from beforehand.domain.record import Id, Record
from beforehand.sheets.apart import apart, closed, joined, named
from beforehand.sheets.column import Column
from beforehand.sheets.draw import drawn
from beforehand.sheets.flow import full, pages_of
from beforehand.sheets.head import private_title
from beforehand.sheets.lines import width_of
from beforehand.sheets.look import Look, Span
from beforehand.sheets.options import IN_FULL, Options
from beforehand.sheets.record_filing import Filing
from beforehand.sheets.record_person import PERSON_SECTIONS, Person
from beforehand.sheets.record_sections import TALK_SECTIONS, Entry
from beforehand.sheets.record_talk import Talk
from beforehand.sheets.sheet import Sheet
from beforehand.sheets.text import one_line

S = TypeVar("S", Talk, Person)

_NUMBERED = 60.0
"""Points that the foot of a page keeps for its number."""

_LONG_NAME = 200
"""Letters of which no foot of a page has room for all."""


def record_sheet(
    file: TalkFile | PersonFile,
    options: Options,
    *,
    printed_on: date,
    drivers: Mapping[Id, str],
) -> Sheet:
    """Print everything kept on a conversation or a counterpart."""
    filing = _filing(file, options, printed_on, drivers)
    if isinstance(file, TalkFile):
        return _of_talk(file, filing)
    return _of_person(file, filing)


def _of_talk(file: TalkFile, filing: Filing) -> Sheet:
    talk = file.conversation
    names = [one_line(person.first_name) for person in file.people]
    met = f"conversation with {named(names)}" if any(names) else "conversation"
    day = f", {filing.day(talk.starts_at)}" if talk.starts_at else ""
    title = talk.issue if talk.issue.strip() else f"A {met}"
    about = f"Record of a {met}"
    parts = Talk(filing, talk, file.lasts)
    # Where there is no room for the day it goes as a whole: half a day tells nothing.
    return _sheet(parts, TALK_SECTIONS, title, f"{about}{day}", shorter=about)


def _of_person(file: PersonFile, filing: Filing) -> Sheet:
    in_full = IN_FULL not in filing.left_out
    person = Person(
        filing=filing,
        counterpart=file.counterpart,
        in_full=in_full,
        merged=file.merged,
        elsewhere=file.elsewhere,
        others=file.others,
        perhaps=file.perhaps,
        to_read=file.to_read,
    )
    name = one_line(file.counterpart.name) or "A counterpart"
    return _sheet(person, PERSON_SECTIONS, name, f"Record of {apart(name)}")


def _filing(
    file: TalkFile | PersonFile,
    options: Options,
    printed_on: date,
    drivers: Mapping[Id, str],
) -> Filing:
    there = [each for each in file.records if _stands(each)]
    roots = (file.conversation, *file.people) if isinstance(file, TalkFile) else (file.counterpart,)
    return Filing(
        kept=Kept({(type(each), each.id): each for each in (*roots, *there)}.values()),
        away=[each for each in file.records if not _stands(each)],
        look=Look.of(options),
        left_out=options.leave_out,
        printed_on=printed_on,
        lenses={lens.id: lens for lens in file.lenses},
        drivers=drivers,
    )


def _stands(record: Record) -> bool:
    """Whether it is printed in its place; a conversation put away says so itself."""
    return record.trashed_at is None or isinstance(record, Conversation | Counterpart)


def _sheet(
    subject: S, sections: Sequence[Entry[S]], title: str, about: str, shorter: str = ""
) -> Sheet:
    filing, look = subject.filing, subject.filing.look
    printed = f"printed {wording.day(filing.printed_on)}"
    whole = Column(look, look.width)
    private_title(whole, title)
    subtitle = about if isinstance(subject, Talk) else "Record of a counterpart"
    whole.words(Span(f"{subtitle} · {printed}", look.about))
    chosen = [entry for entry in sections if entry.id not in filing.left_out]
    empty = [entry for entry in chosen if not _filled(whole, subject, entry)]
    told = [entry for entry in sections if entry not in empty or not entry.quiet]
    _closing(
        whole,
        filing,
        [entry.heading for entry in told if entry in empty],
        [entry.heading for entry in told if entry not in chosen],
    )
    above = replace(look, foot=look.foot + look.clearance)
    pages = pages_of([full(whole, 0)], above)
    after = f" · private · {printed}"
    footer = f"{_fitting((about, shorter or about), after, look)}{after}"
    sheet = drawn(pages, look, title="Record", footer=footer)
    return replace(sheet, sections=tuple(entry.name for entry in told))


def _filled(whole: Column, subject: S, entry: Entry[S]) -> bool:
    """Add a section beneath its heading; False if nothing is kept that belongs there."""
    if entry.fill is None:
        return True
    look = whole.look
    head, body = Column(look, whole.width), Column(look, whole.width)
    entry.fill(body, subject)
    if body:
        whole.gap(look.section_gap)
        head.heading(entry.heading)
        whole.add(head)
        whole.add(body)
    return bool(body)


def _closing(whole: Column, filing: Filing, empty: Sequence[str], left_out: Sequence[str]) -> None:
    """What is not in it, and why: a file that is silent about a gap is no file."""
    rows = (("Nothing is kept under", empty), ("Left out when printed", left_out))
    told = [(label, headings) for label, headings in rows if headings]
    if told:
        whole.gap(filing.look.section_gap, keep=True)
        whole.hairline(0, 4)
        whole.tie()
    for label, headings in told:
        filing.row(whole, label, Span(joined(" · ", headings), filing.look.small))


def _fitting(ways: Iterable[str], after: str, look: Look) -> str:
    """As much of whom it is about as the foot of a page has room for; the title has all of it."""
    room = look.width - _NUMBERED - width_of(after, look.footer)
    shown = ""
    for about in ways:
        shown = about if len(about) < _LONG_NAME else f"{about[:_LONG_NAME]}…"
        if width_of(shown, look.footer) <= room:
            break
    while width_of(shown, look.footer) > room:
        shown = f"{shown[:-2].rstrip(' ,')}…"
    return closed(shown)
