"""Records as plain values and back: the one place that reads the types of their fields."""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from beforehand.domain.record import Id, Record

R = TypeVar("R", bound=Record)
Reader = Callable[[object], object]


class MisfitError(ValueError):
    """A value that does not fit its field; the message ends a sentence that names the place."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a record: the type of its value, and whether it must be given."""

    hint: Any
    required: bool


def slots_of(kind: type[Record]) -> Mapping[str, Slot]:
    """The fields of a kind of record, in their order."""
    return _slots(cast(Hashable, kind))


@cache
def _slots(hashed: Hashable) -> Mapping[str, Slot]:
    kind = cast(type[Record], hashed)
    hints = get_type_hints(kind)
    return {
        each.name: Slot(
            hints[each.name],
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(kind)
    }


def to_plain(value: object) -> object:
    """A field's value as JSON knows it; times in UTC, so that one moment has one spelling."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return [to_plain(each) for each in value] if isinstance(value, tuple) else value


def read_record(kind: type[R], values: Mapping[str, object], readers: Mapping[Any, Reader]) -> R:
    """Make a record of plain values; raises MisfitError with the field that is wrong."""
    make: Callable[..., R] = kind
    slots = slots_of(kind)
    for name, slot in slots.items():
        if slot.required and name not in values:
            raise MisfitError(f"“{name}” is missing")
    return make(**{name: _field(slots, name, value, readers) for name, value in values.items()})


def read_value(hint: Any, value: object, readers: Mapping[Any, Reader]) -> object:
    """Make of a plain value what a field's type asks for; raises MisfitError."""
    if get_origin(hint) in (UnionType, Union):
        if value is None:
            return None
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return tuple(read_value(inner, each, readers) for each in _as(list)(value))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _member(hint, value)
    return readers[hint](value)


def _field(
    slots: Mapping[str, Slot], name: str, value: object, readers: Mapping[Any, Reader]
) -> object:
    if name not in slots:
        raise MisfitError(f"“{name}” is not a field of it")
    try:
        return read_value(slots[name].hint, value, readers)
    except ValueError as fault:
        raise MisfitError(f"“{name}” {fault}") from fault


def _member(kind: type[Enum], value: object) -> Enum:
    for each in kind:
        if each.value == value:
            return each
    raise MisfitError("should be one of: " + ", ".join(str(each.value) for each in kind))


_SAID = {str: "words", int: "a whole number", bool: "true or false", list: "a list"}
T = TypeVar("T")


def _as(kind: type[T]) -> Callable[[object], T]:
    def read(value: object) -> T:
        # bool is an int to Python, but not to the person.
        if type(value) is not kind:
            raise MisfitError(f"should be {_SAID[kind]}")
        return value

    return read


def _whole(value: object) -> int:
    number = _as(int)(value)
    if abs(number) >= 2**63:
        raise MisfitError("is too large")
    return number


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise MisfitError("should be a number")
    return float(value)


def _day(value: object) -> date:
    try:
        return date.fromisoformat(_as(str)(value))
    except ValueError:
        raise MisfitError("should be a day such as 2026-11-19") from None


def _moment(value: object) -> datetime:
    try:
        when = datetime.fromisoformat(_as(str)(value))
        if when.tzinfo is not None:
            return when.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise MisfitError("should be a time such as 2026-11-19T14:00:00+00:00")


def readers(**changes: Reader) -> dict[Any, Reader]:
    """How each type is read; `moment`, `day` and `reference` may be read another way."""
    table: dict[Any, Reader] = {each: _as(each) for each in (str, bool)}
    return table | {
        int: _whole,
        float: _number,
        Id: changes.get("reference", _as(str)),
        date: changes.get("day", _day),
        datetime: changes.get("moment", _moment),
    }
