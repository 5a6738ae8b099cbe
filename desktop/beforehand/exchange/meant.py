"""The counterpart, the lens or whatever else somebody means by a few letters in the terminal."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import Lens
from beforehand.exchange.listing import chosen
from beforehand.exchange.table import plain, short_ids
from beforehand.library import Library
from beforehand.store.folding import folded
from beforehand.store.notebook import Notebook

_SHOWN = 8
"""Candidates that are told; what is more is only counted."""

T = TypeVar("T", Counterpart, Lens)


def counterpart_meant(notebook: Notebook, wanted: str, *, also_away: bool = False) -> Counterpart:
    """The counterpart of a name, a part of one, or the beginning of an id.

    `also_away` looks among those put away, too, if nobody else is meant.
    """
    people = notebook[Counterpart].find(order="name")
    found = _matching(wanted, people, lambda each: each.name)
    if not found and also_away:
        away = notebook[Counterpart].find(trashed=True, order="name")
        found = _matching(wanted, away, lambda each: each.name)
    if len(found) == 1:
        return found[0]
    if found:
        raise _several(wanted, "counterparts", _people(found))
    there = f"There are: {_listed(_people(people))}." if people else "There is none yet."
    raise BeforehandError(f"No counterpart's name or id has “{plain(wanted)}” in it.", there)


def person_called(notebook: Notebook, wanted: str, *, also_away: bool = False) -> Counterpart:
    """The counterpart of a whole name or a whole id: for what nobody is asked about again."""
    person = counterpart_meant(notebook, wanted, also_away=also_away)
    if person.id != wanted and folded(person.name).split() != folded(wanted).split():
        raise BeforehandError(
            f"“{plain(wanted)}” is not the whole name of {plain(person.name)}.",
            "Give the whole name, or the whole id.",
        )
    return person


def lens_meant(library: Library, wanted: str) -> Lens:
    """The lens of an id or a title, or of a part of one."""
    lenses = list(library.lenses.values())
    found = _matching(wanted, lenses, lambda each: each.title)
    if len(found) == 1:
        return found[0]
    named = [f"{each.id} ({plain(each.title)})" for each in found or lenses]
    if found:
        raise _several(wanted, "lenses", named)
    raise BeforehandError(f"No lens is called “{plain(wanted)}”.", f"There are: {_listed(named)}.")


def talk_or_counterpart(
    notebook: Notebook, wanted: str, now: datetime
) -> Conversation | Counterpart:
    """The one conversation or counterpart that fits; a conversation by its id or as the `next`."""
    people = _matching(wanted, notebook[Counterpart].find(order="name"), lambda each: each.name)
    try:
        talk = chosen(notebook, wanted, now)
    except BeforehandError:
        if people:
            return counterpart_meant(notebook, wanted)
        raise
    if people and wanted not in {"next", talk.id}:
        told = [*_people(people), f"the conversation {talk.id[:8]} ({plain(talk.issue)})"]
        raise _several(wanted, "things", told)
    return talk


def _matching(wanted: str, things: Sequence[T], name: Callable[[T], str]) -> list[T]:
    """Those that are called exactly so; if there is none, those of which it is a part."""
    words = folded(wanted).strip()
    if not words:
        return []
    exact = [each for each in things if each.id == wanted or folded(name(each)).strip() == words]
    return exact or [
        each for each in things if each.id.startswith(words) or words in folded(name(each))
    ]


def _people(people: Sequence[Counterpart]) -> list[str]:
    short = short_ids([each.id for each in people])
    return [f"{plain(each.name)} ({short[each.id]})" for each in people]


def _several(wanted: str, what: str, named: Sequence[str]) -> BeforehandError:
    return BeforehandError(
        f"“{plain(wanted)}” may mean several {what}: {_listed(named)}.", "Give more of it."
    )


def _listed(named: Iterable[str]) -> str:
    told = list(named)
    more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return "; ".join([*told[:_SHOWN], *more])
