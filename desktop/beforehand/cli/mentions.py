"""Where the name of whoever is erased stands elsewhere: told place by place, kept or changed."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from beforehand.domain.errors import BeforehandError
from beforehand.domain.mentions import Spot
from beforehand.exchange.table import plain
from beforehand.store.erasing import INITIALS, SURE_INITIALS, Instead
from beforehand.store.mentions import Mention, placed
from beforehand.store.notebook import Notebook
from beforehand.wording import count

KEEP, CHANGE, EACH = "keep", "initials", "each"

Change = tuple[Mention, Instead]

_STAYS = "The name stands in {places} elsewhere; it stays there:"
_CHANGES = "The name stands in {places} elsewhere; it becomes initials there:"
_UNSURE_STAYS = (
    "In {places} it may be another word; it stays there,"
    " unless you say --unsure initials or --mentions each:"
)
_UNSURE_CHANGES = "In {places} it may be another word; it becomes initials there as well:"
_ASKED = "The name stands in {places} elsewhere. Shall it become initials there?"
_STILL = "The name still stands in {places} elsewhere:"
_NOWHERE = "The name stands nowhere else."
_ANSWERS = "  y, or n to keep it, a to change all that follow, k to keep them: "


class Place(NamedTuple):
    """One of the places in a field where the name stands."""

    mention: Mention
    spot: Spot


def see_that_one_may_choose(options: argparse.Namespace) -> None:
    """Refuse choices that do not go together, and questions that nobody would answer."""
    if options.unsure == CHANGE and options.mentions != CHANGE:
        raise BeforehandError(
            "--unsure goes with --mentions initials. Nothing was erased.", "Say both, or neither."
        )
    if options.mentions == EACH and (sys.stdin is None or not sys.stdin.isatty()):
        raise BeforehandError(
            "Nothing was erased: there is no terminal to ask about each place.",
            "A script says --mentions initials, and --unsure keep or initials.",
        )


def decided(
    notebook: Notebook, found: Sequence[Mention], options: argparse.Namespace, now: datetime
) -> list[Change]:
    """Tell every place and what becomes of it, having asked if that is wished."""
    places = _places(found)
    if options.mentions == EACH:
        return list(_changes(found, _asked(notebook, places, now)))
    if options.mentions == KEEP:
        _tell(notebook, places, _STAYS, now)
        return []
    sure, unsure = ([p for p in places if p.spot.sure is each] for each in (True, False))
    as_well = options.unsure == CHANGE
    _tell(notebook, sure, _CHANGES, now)
    _tell(notebook, unsure, _UNSURE_CHANGES if as_well else _UNSURE_STAYS, now)
    return list(_changes(found, places if as_well else sure))


def tell_standing(
    notebook: Notebook, before: Sequence[Mention], found: Sequence[Mention], now: datetime
) -> None:
    """Tell where the name still stands, now that the person is erased."""
    if found:
        _tell(notebook, _places(found), _STILL, now)
    elif before:
        print(_NOWHERE, flush=True)


def _places(found: Iterable[Mention]) -> list[Place]:
    return [Place(mention, spot) for mention in found for spot in mention.spots]


def _tell(notebook: Notebook, places: Sequence[Place], heading: str, now: datetime) -> None:
    if places:
        print(heading.format(places=count(len(places), "place")))
    for place in places:
        print(f"  {_line(notebook, place, now)}")


def _line(notebook: Notebook, place: Place, now: datetime) -> str:
    told = placed(notebook, replace(place.mention, spots=(place.spot,)))
    where = f"in “{plain(told.where)}”, " if told.where else ""
    day = told.written.astimezone(now.tzinfo).date()
    perhaps = "" if place.spot.sure else f" — “{plain(told.words)}” is perhaps another word"
    return f"{plain(told.around)} ({where}{day}){perhaps}"


def _asked(notebook: Notebook, places: Sequence[Place], now: datetime) -> Iterator[Place]:
    """Those of the places that are to be changed."""
    answer = ""
    if places:
        print(_ASKED.format(places=count(len(places), "place")), flush=True)
    for place in places:
        if answer not in ("a", "k"):
            print(f"  {_line(notebook, place, now)}", flush=True)
            answer = _answer()
        if answer in ("y", "a"):
            yield place


def _answer() -> str:
    while True:
        print(_ANSWERS, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise BeforehandError("The question was left.", "Nothing was erased.")
        if (answer := line.strip().lower()[:1]) in ("y", "n", "a", "k"):
            return answer


def _changes(found: Iterable[Mention], chosen: Iterable[Place]) -> Iterator[Change]:
    """What is chosen, by its fields: all of a field, what is surely the name, or some places."""
    by_field: dict[int, list[Spot]] = {}
    for place in chosen:
        by_field.setdefault(id(place.mention), []).append(place.spot)
    for mention in found:
        spots = tuple(by_field.get(id(mention), ()))
        if len(spots) == len(mention.spots):
            yield mention, INITIALS
        elif spots and spots == tuple(spot for spot in mention.spots if spot.sure):
            yield mention, SURE_INITIALS
        elif spots:
            yield replace(mention, spots=spots), INITIALS
