"""Initials in the place of names, in every text of a value.

Names are found in all their forms, with or without capitals and accents. Of people on the
sheet every part of the name is replaced; of others in the notebook the full name, and the first one
unless it may as well be another word. An ending that a language hangs on a name goes with it, so
that now and then a word too many is lost; what follows an apostrophe stays. An address of
electronic mail names somebody however it is made of the name, and goes whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, cast, get_args, get_type_hints

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.name_finder import NameFinder
from beforehand.domain.names import is_name_like
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief
from beforehand.domain.stakes import Commitment

T = TypeVar("T")

_ADDRESS, _NO_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]*\w"), "…@…"


def with_initials(value: T, everyone: Iterable[str] = ()) -> T:
    """The same value with initials for names; `everyone` are full names of the whole notebook.

    On the sheet is who is a counterpart in the value, or promised something in it.
    """
    texts = {text: _ADDRESS.sub(_NO_ADDRESS, text) for text in _texts(value, str)}
    finder = NameFinder(texts.values(), _named(value), everyone)
    changed = {text: finder.replaced(left) for text, left in texts.items()}
    return cast(T, _with(value, str, changed))


def _texts(value: object, hint: object) -> Iterator[str]:
    """Every text in a value; ids and choices from a table are none."""
    if isinstance(value, str):
        if hint is not Id and not isinstance(value, Enum):
            yield value
    else:
        for part, part_hint in _parts(value, hint):
            yield from _texts(part, part_hint)


def _with(value: object, hint: object, changed: Mapping[str, str]) -> object:
    """The value with its texts changed; what has none of them stays itself."""
    if isinstance(value, str):
        return value if hint is Id or isinstance(value, Enum) else changed[value]
    before = list(_parts(value, hint))
    after = [_with(part, part_hint, changed) for part, part_hint in before]
    if all(new is old for new, (old, _) in zip(after, before, strict=True)):
        return value
    return _made_of(value, after)


def _parts(value: object, hint: object) -> list[tuple[object, object]]:
    """What a value consists of, each part with the type that it was given."""
    if is_dataclass(value) and not isinstance(value, type):
        return [(getattr(value, name), hint) for name, hint in _hints(value.__class__).items()]
    if isinstance(value, Mapping):
        key, of = (*get_args(hint), str, str)[:2]
        return [pair for item in value.items() for pair in zip(item, (key, of), strict=True)]
    if isinstance(value, tuple):
        return [(part, _item_hint(hint)) for part in value]
    return []


def _made_of(value: object, parts: list[object]) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **dict(zip(_hints(value.__class__), parts, strict=True)))
    if isinstance(value, Mapping):
        return dict(zip(parts[::2], parts[1::2], strict=True))
    return type(value)._make(parts) if hasattr(value, "_make") else tuple(parts)


def _item_hint(hint: object) -> object:
    """The type of a tuple's items, if it is one for all; else texts are words of a person."""
    return next((Id for each in get_args(hint) if each is Id), str)


@lru_cache(maxsize=256)
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: _bare(hints[each.name]) for each in fields(kind)}


def _bare(hint: Any) -> Any:
    """A type without its `| None`."""
    return Id if Id in get_args(hint) and type(None) in get_args(hint) else hint


def _named(value: object) -> Iterator[str]:
    """The names of everybody on the sheet, counterparts first."""
    found = list(_inside(value))
    for each in found:
        if isinstance(each, Counterpart):
            yield each.name
        elif isinstance(each, RoomBrief):
            yield from (*each.names, *(column.name for column in each.columns))
    owners = (each.owner_name for each in found if isinstance(each, Commitment))
    yield from filter(is_name_like, owners)


def _inside(value: object) -> Iterator[object]:
    """A value and all values in it."""
    yield value
    for part, _ in _parts(value, str):
        if not isinstance(part, str):
            yield from _inside(part)
