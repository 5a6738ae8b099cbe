"""How people are called by their initials so that no two of them are called the same."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import count
from typing import NamedTuple

from beforehand.domain.names import initials_of


class Called(NamedTuple):
    """A person's initials: `short` in the place of the first name, `full` in that of all of it.

    `here` tells that they are on the sheet; `apart` that any part of the name is called `full`,
    because its own initial would be somebody else's as well.
    """

    name: str
    short: str
    full: str
    here: bool
    apart: bool = False


def callings(here: Sequence[str], others: Iterable[str]) -> list[Called]:
    """Initials for everybody.

    People on the sheet with one first initial are called by all of theirs (`P.N.` and `P.S.`); if
    these are the same too, they are numbered. Others give way to those on the sheet.
    """
    found = _here([name for name in here if initials_of(name)])
    used = {each for called in found for each in (called.short, called.full)}
    for name in others:
        if initials_of(name):
            found.append(_other(name, used))
            used |= {found[-1].short, found[-1].full}
    return found


def _here(names: Sequence[str]) -> list[Called]:
    first = Counter(initials_of(name)[0] for name in names)
    close = Counter(_close(name) for name in names)
    numbers: Counter[str] = Counter()
    found = []
    for name in names:
        together = _close(name)
        numbers[together] += 1
        if close[together] > 1:
            together += str(numbers[together])
        alone = first[initials_of(name)[0]] == 1
        found.append(_spaced(name, here=True) if alone else _apart(name, together, here=True))
    return found


def _other(name: str, used: set[str]) -> Called:
    called = _spaced(name, here=False)
    if used.isdisjoint((called.short, called.full)):
        return called
    together = _close(name)
    free = next(n for n in count(1) if _numbered(together, n) not in used)
    return _apart(name, _numbered(together, free), here=False)


def _spaced(name: str, *, here: bool) -> Called:
    initials = initials_of(name)
    return Called(name, initials[0], " ".join(initials), here)


def _apart(name: str, together: str, *, here: bool) -> Called:
    return Called(name, together, together, here, apart=True)


def _close(name: str) -> str:
    return "".join(initials_of(name))


def _numbered(together: str, number: int) -> str:
    return together if number == 1 else f"{together}{number}"
