"""The sheets of which pictures are kept."""

from collections.abc import Callable
from dataclasses import replace

from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.conversations import Speed
from beforehand.domain.lenses import Lens, Part, Question, Section, Source
from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.sheets import (
    Options,
    Paper,
    Sheet,
    map_sheet,
    private_sheet,
    record_sheet,
    room_sheet,
    worksheet,
)
from sheets.briefs import EMPTY
from sheets.launch import (
    ASKED_FIRST,
    ASKING,
    BRIEF,
    CREDIT,
    DRIVERS,
    ENGINEERS,
    FILE,
    GUESSES,
    LAUNCH,
    LINKS,
    OPENING,
    ROOM,
    SLOT,
    TODAY,
    WHO,
)
from sheets.scripts import NOTES


def _question(number: int, wording: str, hint: str, *, drivers: bool = False) -> Question:
    return Question(
        id=Id(f"q{number}"),
        wording=wording,
        short="",
        hint=hint,
        example="",
        section=Section.SHARED,
        shows_drivers=drivers,
    )


LENS = Lens(
    id=Id("own"),
    title="Before a hard talk",
    summary="",
    best_for="A disagreement with somebody with whom you will go on working.",
    weak="",
    sources=(Source(author="Nobody", work="", year=2026),),
    parts=(
        Part(
            title="What both want",
            questions=(
                _question(1, "Which sentence could both sign?", "A client, a date, a name."),
                _question(2, "What is not for trade?", "Theirs and yours, said or assumed."),
            ),
        ),
        Part(
            title="What is not said",
            questions=(
                _question(3, "What might {name} need?", "Two guesses, not one.", drivers=True),
                _question(4, "Which question would show it?", "About their experience."),
                _question(5, "What have you not said?", "Begin there if you can."),
            ),
        ),
    ),
)


def in_many_scripts() -> Brief:
    """The same conversation where each word is written in another hand."""
    names = [name for name, _ in NOTES.values()]
    notes = [note for _, note in NOTES.values()]
    who = replace(WHO, name=names[4], role="", notes=notes[6])
    said = [replace(ENGINEERS, text=notes[i], words=notes[i + 1], said_on=None) for i in (1, 4)]
    guess = replace(CREDIT, text=notes[-1], question=notes[-2])
    person = PersonBrief(
        counterpart=who, said=tuple(said), hidden=(Hypothesis(need=guess, evidence=()),)
    )
    return Brief(
        conversation=replace(LAUNCH, issue=notes[0], title="", shared_goal=notes[2]),
        people=(person,),
        openings=(replace(OPENING, text=notes[3], avoid=""),),
        asking=tuple(replace(ASKING, text=note) for note in notes[7:]),
    )


def _private(brief: Brief, options: Options) -> Sheet:
    return private_sheet(brief, options, printed_on=TODAY, drivers=DRIVERS)


def _map() -> Sheet:
    of = PersonMap(
        counterpart=WHO, said=(ENGINEERS, SLOT, ASKED_FIRST), hidden=GUESSES, links=LINKS
    )
    return map_sheet(of, Options(), printed_on=TODAY, drivers=DRIVERS)


LETTER, LARGE = Options(paper=Paper.LETTER), Options(large=True)

SHEETS: dict[str, tuple[Callable[[], Sheet], int]] = {
    "private": (lambda: _private(BRIEF, Options()), 0),
    "private-second-page": (lambda: _private(BRIEF, LETTER), 1),
    "private-empty": (lambda: _private(EMPTY, LETTER), 0),
    "private-large": (lambda: _private(BRIEF, LARGE), 0),
    "private-in-many-scripts": (lambda: _private(in_many_scripts(), Options()), 0),
    "room": (lambda: room_sheet(ROOM, Options()), 0),
    "room-close-lines": (lambda: room_sheet(ROOM, replace(LETTER, pitch_mm=7)), 0),
    "worksheet": (
        lambda: worksheet(LENS, Options(), speed=Speed.FULL, drivers=DRIVERS),
        0,
    ),
    "map": (_map, 0),
    "record": (lambda: record_sheet(FILE, Options(), printed_on=TODAY, drivers=DRIVERS), 0),
}
"""By the names of their pictures: how each sheet is made, and which of its pages is kept."""
