"""What the blocks of a lens file may hold, and how what is wrong in them is told."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from beforehand.domain.lenses import Section
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes

Reader = Callable[[object], object]
Blocks = list[dict[str, object]]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSEEN = dict.fromkeys([*range(32), *range(127, 160)])

# What is wrong, told


class FaultError(Exception):
    """What is wrong with one value, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file, and the list of the faults told so far."""

    where: str
    faults: list[str]

    def tell(self, sentence: str, lost: str = "") -> None:
        """Add a fault, and what cannot be used because of it."""
        end = "" if sentence.endswith("?") else "."
        loss = f" The {lost} is left out." if lost else ""
        self.faults.append(f"{self.where}: {sentence}{end}{loss}")

    def at(self, deeper: str) -> "Spot":
        """A place inside this one."""
        return Spot(f"{self.where}, {deeper}", self.faults)


def seen(text: object, most: int = 40) -> str:
    """Words out of a file as they can stand in a sentence, whatever they hold."""
    shown = str(text).translate(_UNSEEN).encode("utf-8", "replace").decode("utf-8")
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _instead(word: str, known: Sequence[str]) -> str:
    # Imported here: only a file with a fault pays for it.
    from difflib import get_close_matches

    close = get_close_matches(word[:40].casefold(), known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known are {', '.join(known)}"


# Values: each reader gives a value as it is kept, or raises what is wrong with it


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise FaultError('must be words in quotation marks, such as "these"')
    return " ".join(value.split()).translate(_UNSEEN)


def _name(value: object) -> Id:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise FaultError('must be small letters and hyphens in quotation marks, such as "my-own"')
    return Id(value)


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise FaultError("must be true or false, without quotation marks")
    return value


def _year(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise FaultError("must be a year such as 1999, without quotation marks")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise FaultError('must be a list in square brackets, such as ["one", "two"]')
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in map(_text, _list(value)) if text)


def _tables(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise FaultError("must be blocks that begin with a line in double square brackets")
    return value


def _section(value: object) -> Section:
    return Section(_one_of(Section, value))


def _becomes(value: object) -> tuple[Becomes, ...]:
    return tuple(dict.fromkeys(Becomes(_one_of(Becomes, each)) for each in _list(value)))


def _one_of(kind: type[StrEnum], value: object) -> str:
    known = [each.value for each in kind]
    text = _text(value)
    if text not in known:
        raise FaultError(f'cannot be "{seen(text)}"; {_instead(text, known)}')
    return text


# Blocks: which keys they have, and which of them they cannot do without


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of a block; `needed` are those without which it is left out."""

    noun: str
    needed: Mapping[str, Reader]
    wanted: Mapping[str, Reader]

    def read(self, raw: Mapping[str, object], spot: Spot) -> dict[str, Any] | None:
        """The values that are right, or None when one that is needed is not."""
        readers = {**self.needed, **self.wanted}
        for key in raw:
            if key not in readers:
                spot.tell(f'"{seen(key)}" is not a known key; {_instead(key, sorted(readers))}')
        values = {key: self._value(key, raw, spot) for key in readers}
        values = {key: value for key, value in values.items() if value is not None}
        return values if values.keys() >= self.needed.keys() else None

    def _value(self, key: str, raw: Mapping[str, object], spot: Spot) -> object:
        """One value, or None when it is not there or not right, which is then told."""
        needed = key in self.needed
        try:
            value = {**self.needed, **self.wanted}[key](raw[key]) if key in raw else None
            if needed and not value:
                raise FaultError("is missing" if value is None else "is empty")
        except FaultError as fault:
            spot.tell(f'"{key}" {fault}', self.noun if needed else "")
            return None
        return value


LENS = Shape(
    "file",
    {"id": _name, "title": _text, "parts": _tables},
    {
        "summary": _text,
        "best_for": _text,
        "weak": _text,
        "sources": _tables,
        "suggestions": _tables,
    },
)
PART = Shape("part", {"title": _text, "questions": _tables}, {})
QUESTION = Shape(
    "question",
    {"id": _name, "wording": _text, "section": _section},
    {
        "short": _text,
        "hint": _text,
        "example": _text,
        "becomes": _becomes,
        "essential": _switch,
        "shows_drivers": _switch,
    },
)
SOURCE = Shape("source", {"author": _text, "work": _text, "year": _year}, {})
SUGGESTION = Shape("suggestion", {"lens_id": _name, "reason": _text}, {})
DRIVER = Shape(
    "driver",
    {"id": _name, "name": _text},
    {"signs": _texts, "questions": _texts, "helps": _texts, "sources": _tables},
)
DRIVER_FILE = Shape("file", {"drivers": _tables}, {})


def each(blocks: Blocks, shape: Shape, spot: Spot) -> Iterator[tuple[dict[str, Any], Spot]]:
    """The blocks that can be used, each with its place."""
    for number, raw in enumerate(blocks, 1):
        at = spot.at(f"{shape.noun} {number}")
        values = shape.read(raw, at)
        if values is not None:
            yield values, at
