"""A notebook in which every word of a person is a word of its own, in any script.

Every field of every record that holds words of a person is found by its type, so a field added to
the model later is planted and looked for without a change here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from enum import Enum
from itertools import count
from typing import Any, NamedTuple, get_type_hints

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record

EARLIER = Id("earlier")
ELSEWHERE = Id("elsewhere")
SIDES = {"counterpart_id": (make.PERSON, None)}


class Script(NamedTuple):
    """Letters to make words of: what each begins and ends with stands nowhere else in it."""

    begin: str
    first: str
    second: Sequence[str]
    end: str

    def word(self, number: int) -> str:
        """The word of that number."""
        letters = ""
        for _ in range(3):
            number, rest = divmod(number, 100)
            letters += self.first[rest // 10] + self.second[rest % 10]
        return f"{self.begin}{letters}{self.end}"


SCRIPTS = {
    "latin": Script("q", "bcdfghjklm", "aeiouäéöyw", "z"),
    "vietnamese": Script("q", "bcdghklmnp", "ạảấầếệịọốự", "x"),
    "greek": Script("Ψ", "βγδζθκλμνξ", "αεηιουωάέή", "ς"),
    "cyrillic": Script("Щ", "бвгджзклмн", "аеиоуыэюяё", "ъ"),
    "hebrew": Script("צ", "בגדזחטכלמנ", "אהויסעפקרש", "ץ"),
    "arabic": Script("ض", "بتجحسشعفقم", "اديرنوهخصط", "ظ"),
    "devanagari": Script("झ", "कखगघचटतपबम", ["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ"], "ळ"),
    "thai": Script("ฬ", "กขคงจชดตนบ", "าิีึืุูะำๅ", "ฮ"),
    "chinese": Script("龙", "一二三四五六七八九十", "山水火木金土日月人口", "凤"),
    "japanese": Script("を", "かきくけこさしすせそ", "アイウエオナニヌネノ", "ん"),
    "korean": Script("흙", "가나다라마바사아자차", "고노도로모보소오조초", "힣"),
}


class Words:
    """Words that occur nowhere else: `qbabab…z`."""

    def __init__(self, script: str = "latin") -> None:
        self._numbers = count()
        self._script = SCRIPTS[script]
        self.all: list[str] = []

    def next(self) -> str:
        self.all.append(self._script.word(next(self._numbers)))
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
