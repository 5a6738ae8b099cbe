"""What the blocks of a lens file may hold, and how what is wrong in them is told."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from beforehand.domain.lenses import Section
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes
from beforehand.domain.value import value

Reader = Callable[[object], object]
Blocks = list[dict[str, object]]

_E = TypeVar("_E", bound=StrEnum)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSEEN = dict.fromkeys([*range(32), *range(127, 160)])

# What is wrong, told


class FaultError(Exception):
    """What is wrong with one value, as the end of a sentence."""


@value
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
        return Spot(where=f"{self.where}, {deeper}", faults=self.faults)


def seen(text: object, most: int = 40) -> str:
    """Words out of a file as they can stand in a sentence, whatever they hold."""
    shown = "".join(ch if ch.isprintable() else "?" for ch in str(text)[: most + 1])
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _instead(word: str, known: Sequence[str]) -> str:
    # Imported here: only a file with a fault pays for it.
    from difflib import get_close_matches

    close = get_close_matches(word[:40].casefold(), known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"known are {', '.join(known)}"


# Values: each reader gives one as it is kept, or raises what is wrong with it


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise FaultError('must be words in quotation marks, such as "these"')
    line = " ".join(raw.split())
    return line if line.isprintable() else line.translate(_UNSEEN)


def _name(raw: object) -> Id:
    if not isinstance(raw, str) or not _ID.fullmatch(raw):
        raise FaultError('must be small letters and hyphens in quotation marks, such as "my-own"')
    return Id(raw)


def _switch(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise FaultError("must be true or false, without quotation marks")
    return raw


def _year(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise FaultError("must be a year such as 1999, without quotation marks")
    return raw


def _list(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise FaultError('must be a list in square brackets, such as ["one", "two"]')
    return raw


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(text for text in map(_text, _list(raw)) if text)


def _blocks(raw: object) -> Blocks:
    if not isinstance(raw, list) or not all(isinstance(each, dict) for each in raw):
        raise FaultError("must be blocks that begin with a line in double square brackets")
    return raw


def _section(raw: object) -> Section:
    return _one_of(Section, raw)


def _becomes(raw: object) -> tuple[Becomes, ...]:
    return tuple(dict.fromkeys(_one_of(Becomes, each) for each in _list(raw)))


def _one_of(kind: type[_E], raw: object) -> _E:
    text = _text(raw)
    try:
        return kind(text)
    except ValueError:
        instead = _instead(text, [each.value for each in kind])
        raise FaultError(f'cannot be "{seen(text)}"; {instead}') from None


# Blocks: which keys they have, and which of them they cannot do without


@value
class Shape:
    """The keys of a block; without those `needed` it is left out."""

    noun: str
    readers: Mapping[str, Reader]
    needed: frozenset[str]

    def read(self, raw: Mapping[str, object], spot: Spot) -> dict[str, Any] | None:
        """The values that are right, or None when one that is needed is not."""
        values = {}
        for key in raw:
            if key not in self.readers:
                spot.tell(f'"{seen(key)}" is not a known key; {_instead(key, list(self.readers))}')
        for key in self.readers:
            found = self._value(key, raw, spot)
            if found is not None:
                values[key] = found
        return values if self.needed <= values.keys() else None

    def _value(self, key: str, raw: Mapping[str, object], spot: Spot) -> object:
        """One value, or None when it is not there or not right, which is then told."""
        needed = key in self.needed
        try:
            found = self.readers[key](raw[key]) if key in raw else None
            if needed and not found:
                raise FaultError("is missing" if found is None else "is empty")
        except FaultError as fault:
            spot.tell(f'"{key}" {fault}', self.noun if needed else "")
            return None
        return found


def each(blocks: Blocks, shape: Shape, spot: Spot) -> Iterator[tuple[dict[str, Any], Spot]]:
    """The blocks that can be used, each with its place."""
    for number, raw in enumerate(blocks, 1):
        at = spot.at(f"{shape.noun} {number}")
        values = shape.read(raw, at)
        if values is not None:
            yield values, at


def _shape(noun: str, needed: Mapping[str, Reader], wanted: Mapping[str, Reader]) -> Shape:
    return Shape(noun=noun, readers={**needed, **wanted}, needed=frozenset(needed))


SOURCE = _shape("source", {"author": _text, "work": _text, "year": _year}, {})
SUGGESTION = _shape("suggestion", {"lens_id": _name, "reason": _text}, {})
LENS = _shape(
    "file",
    {"id": _name, "title": _text, "parts": _blocks},
    {
        "summary": _text,
        "best_for": _text,
        "weak": _text,
        "sources": _blocks,
        "suggestions": _blocks,
    },
)
PART = _shape("part", {"title": _text, "questions": _blocks}, {})
QUESTION = _shape(
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
DRIVER = _shape(
    "driver",
    {"id": _name, "name": _text},
    {"signs": _texts, "questions": _texts, "helps": _texts, "sources": _blocks},
)
DRIVER_FILE = _shape("file", {"drivers": _blocks}, {})
