"""What a child process and whoever started it say to each other: lines of JSON, one thing each.

The first line is the order, with the keys in it; then the child tells shares that are done, and in
the end what came of it: its own answer, a refusal in words for the person, or the system's error.
"""

import json
from collections.abc import Iterable, Mapping
from typing import IO, Any

from beforehand.domain.errors import BeforehandError
from beforehand.store.faults import Refused
from beforehand.store.keys import Key

FAULT = "fault"
"""The system's error, where a copy was asked for; see `copying`."""

_SHARE, _REFUSED, _LOCKED, _KEYS = "share", "refused", "locked", "keys"


def say(what: Mapping[str, Any], said: IO[str]) -> None:
    """Say one thing, heard at once."""
    print(json.dumps(what), file=said, flush=True)


def say_share(share: float, said: IO[str]) -> None:
    """Say how much is done."""
    say({_SHARE: share}, said)


def heard(line: str) -> dict[str, Any]:
    """What a line says; nothing if it is no such line, for the child is gone."""
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def share_in(answer: Mapping[str, Any]) -> float | None:
    """How much is done, if that is what was said."""
    return float(answer[_SHARE]) if _SHARE in answer else None


def refusal(fault: BeforehandError, *, locked: bool) -> dict[str, Any]:
    """Why nothing was done; `locked` if words are needed or were wrong."""
    return {_REFUSED: [fault.sentence, fault.remedy], _LOCKED: locked}


def raise_refused(answer: Mapping[str, Any]) -> None:
    """Raise Refused if that is what was said."""
    if _REFUSED in answer:
        raise Refused(*answer[_REFUSED], locked=answer[_LOCKED])


def with_keys(keys: Iterable[Key]) -> dict[str, Any]:
    """The part of an order that holds keys: it goes nowhere but into the child's pipe."""
    return {_KEYS: [[key.key, key.salt] for key in keys]}


def keys_in(order: Mapping[str, Any]) -> list[Key]:
    """The keys of an order."""
    return [Key(key=key, salt=salt) for key, salt in order[_KEYS]]
