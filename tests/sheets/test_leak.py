"""What may not be seen in the room is not on the room sheet, whatever the notebook holds.

Every field of every record that holds words of a person gets a word of its own, so a field added to
the model later is planted and looked for without a change here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from itertools import count
from typing import Any, get_type_hints

import pytest

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.brief import Brief
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.room import room_brief
from beforehand.sheets import Options, Paper, file_name, private_sheet, room_sheet
from beforehand.store.gather import gather
from beforehand.store.notebook import Notebook
from sheets.pdfs import bytes_of, text_of, told_of

EARLIER = Id("earlier")
ELSEWHERE = Id("elsewhere")
TODAY = make.NOW.date()
SIDES = {"counterpart_id": (make.PERSON, None)}


class Words:
    """Words that occur nowhere else: `qabab`, `qabad`, …"""

    def __init__(self) -> None:
        self._numbers = count()
        self.all: list[str] = []

    def next(self) -> str:
        number, letters = next(self._numbers), ""
        for _ in range(3):
            number, rest = divmod(number, 100)
            letters += "bcdfghjklm"[rest // 10] + "aeiouäéöyw"[rest % 10]
        self.all.append(f"q{letters}z")
        return self.all[-1]


def own_words(kind: type[Record]) -> list[str]:
    return [name for name, hint in get_type_hints(kind).items() if hint is str and name != "kind"]


def variants(kind: type[Record]) -> Iterator[dict[str, Any]]:
    """Every value of every choice a record has, and both sides where it may have either."""
    choices: dict[str, tuple[Any, ...]] = {
        name: tuple(hint)
        for name, hint in get_type_hints(kind).items()
        if isinstance(hint, type) and issubclass(hint, Enum)
    }
    hints = get_type_hints(kind)
    choices |= {name: both for name, both in SIDES.items() if hints.get(name) == Id | None}
    yield {}
    for name, values in choices.items():
        yield from ({name: value} for value in values)


def planted(words: Words) -> list[Record]:
    """A notebook's records, each word of a person replaced."""
    records: list[Record] = []
    for kind in KINDS:
        for number, chosen in enumerate(variants(kind)):
            known = {name: words.next() for name in own_words(kind)}
            named = {"id": make._NAMED[kind]} if kind in make._NAMED and number == 0 else {}
            records.append(make.record(kind, **{**chosen, **named, **known}))
    return [*records, *planted_elsewhere(words), *linked(records)]


def planted_elsewhere(words: Words) -> list[Record]:
    """The conversation before, and one with somebody else, which nobody may see at all."""
    before = make.NOW - timedelta(days=300)
    other = filled(counterparts.Counterpart, words)
    return [
        filled(
            talks.Conversation, words, id=EARLIER, starts_at=before, stage=talks.Stage.DEBRIEFED
        ),
        filled(talks.Participant, words, conversation_id=EARLIER),
        filled(talks.Debrief, words, conversation_id=EARLIER),
        filled(stakes.Commitment, words, conversation_id=EARLIER),
        filled(stakes.Opening, words, conversation_id=EARLIER),
        other,
        filled(talks.Conversation, words, id=ELSEWHERE),
        filled(talks.Participant, words, conversation_id=ELSEWHERE, counterpart_id=other.id),
        filled(stakes.Position, words, conversation_id=ELSEWHERE, counterpart_id=other.id),
    ]


def filled(kind: type[Record], words: Words, **changes: Any) -> Any:
    return make.record(kind, **{name: words.next() for name in own_words(kind)}, **changes)


def linked(records: list[Record]) -> list[Record]:
    """A stated need to link from, and a tick on every second thing that can be ticked at all."""
    stated = next(r for r in records if getattr(r, "standing", None) is needs.Standing.STATED)
    tickable = (needs.Need, stakes.NonNegotiable, stakes.Option, stakes.AskingPoint)
    ids = [record.id for record in records if isinstance(record, tickable)]
    ticks = [
        stakes.RoomChoice(conversation_id=make.TALK, item_id=item, shown=True) for item in ids[::2]
    ]
    return [replace(stated, id=make.STATED), *ticks]


def may_be_seen(brief: Brief) -> set[str]:
    """The allow-list of the product, in words: written anew here, not taken from the program."""
    talk, ticked = brief.conversation, {c.item_id for c in brief.choices if c.shown}
    seen = {talk.title, talk.shared_goal}
    for person in brief.people:
        seen |= {person.counterpart.name}
        seen |= {n.text for n in person.said if n.standing is needs.Standing.STATED}
        seen |= {h.need.question for h in person.hidden if h.need.id in ticked}
    limits = [*brief.my_fixed, *(limit for person in brief.people for limit in person.fixed)]
    seen |= {limit.text for limit in limits if limit.basis is stakes.Basis.SAID}
    seen |= {need.text for need in brief.my_needs if need.id in ticked}
    seen |= {point.text for point in brief.asking if point.id in ticked}
    return seen | {line.option.text for line in brief.options if line.option.id in ticked}


def told_in(value: object) -> Iterator[tuple[str, str]]:
    """Every word of a person in the records that a value holds, and whose field it is."""
    if isinstance(value, tuple):
        for each in value:
            yield from told_in(each)
    elif is_dataclass(value):
        if isinstance(value, Record):
            kind = type(value)
            yield from (
                (getattr(value, name), f"{kind.__name__}.{name}") for name in own_words(kind)
            )
        for field in fields(value):
            yield from told_in(getattr(value, field.name))


def aims_of_last_time(brief: Brief) -> set[str]:
    """What was aimed at last time gives way to what came of it: the only words left out."""
    names = ("title", "shared_goal", "if_no_agreement", "if_no_agreement_theirs")
    talks_before = [person.last.conversation for person in brief.people if person.last]
    return {getattr(talk, name) for talk in talks_before for name in names}


@dataclass
class Planted:
    words: Words
    brief: Brief


@pytest.fixture
def planted_notebook(notebook: Notebook) -> Planted:
    words = Words()
    notebook.save(*planted(words), now=make.NOW)
    return Planted(words, gather(notebook, make.TALK, {}))


@pytest.mark.parametrize("paper", Paper)
def test_the_room_sheet_shows_what_was_chosen_and_nothing_else(
    planted_notebook: Planted, paper: Paper
) -> None:
    sheet = room_sheet(room_brief(planted_notebook.brief), Options(paper=paper))
    text = text_of(sheet.pdf)
    shown = {word for word in planted_notebook.words.all if word in text}
    assert shown == may_be_seen(planted_notebook.brief)


def test_nothing_else_hides_in_the_bytes_of_the_room_sheet(planted_notebook: Planted) -> None:
    brief = planted_notebook.brief
    pdf = room_sheet(room_brief(brief)).pdf
    inside = bytes_of(pdf).lower()
    for word in set(planted_notebook.words.all) - may_be_seen(brief):
        for code in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            assert word.encode(code) not in inside
            assert word.encode(code).hex().encode() not in inside


def test_metadata_outline_and_file_name_say_only_the_neutral_title(
    planted_notebook: Planted,
) -> None:
    room = room_brief(planted_notebook.brief)
    outside = told_of(room_sheet(room).pdf) + file_name(room, TODAY)
    assert {w for w in planted_notebook.words.all if w in outside} == {room.title}


def test_the_private_brief_shows_every_word_there_is(planted_notebook: Planted) -> None:
    brief = planted_notebook.brief
    text = text_of(private_sheet(brief, printed_on=TODAY).pdf)
    aims = aims_of_last_time(brief)
    expected = {word: field for word, field in told_in(brief) if word and word not in aims}
    assert len(expected) > 60
    assert {field for word, field in expected.items() if word not in text} == set()


def test_the_private_brief_names_nobody_else(planted_notebook: Planted) -> None:
    brief = planted_notebook.brief
    text = text_of(private_sheet(brief, printed_on=TODAY).pdf)
    strangers = set(planted_notebook.words.all) - {word for word, _ in told_in(brief)}
    assert {word for word in strangers if word in text} == set()


def test_no_name_of_a_file_or_window_says_a_private_word(planted_notebook: Planted) -> None:
    brief = planted_notebook.brief
    outside = told_of(private_sheet(brief, printed_on=TODAY).pdf) + file_name(brief, TODAY)
    names = {person.counterpart.name for person in brief.people}
    assert {w for w in planted_notebook.words.all if w in outside} <= names
