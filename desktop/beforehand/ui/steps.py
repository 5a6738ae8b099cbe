"""What can be undone: acts as values, and how to take one back without losing later words."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import NamedTuple

from beforehand.domain.record import Id, Record

_NEVER_COMPARED = {"id", "created_at", "updated_at"}
_MOST = 300
"""Steps that are remembered."""


class Change(NamedTuple):
    """That a record of a kind was saved: what screens are told."""

    kind: str
    id: Id


class Turn(NamedTuple):
    """One record of an act as it was before (None: it was not there) and after."""

    before: Record | None
    after: Record

    def backward(self, now_there: Record, now: datetime) -> Record:
        """The record as it is now with this turn taken back; an added one is put away."""
        if self.before is None:
            return replace(now_there, trashed_at=now_there.trashed_at or now)
        return _moved(now_there, self.after, self.before)

    def forward(self, now_there: Record) -> Record:
        """The record as it is now with this turn taken again."""
        if self.before is None:
            return replace(now_there, trashed_at=None)
        return _moved(now_there, self.before, self.after)


class Step(NamedTuple):
    """One act of the person, and everything it changed, in order."""

    label: str
    turns: tuple[Turn, ...]

    def backward(self, find: Callable[[Record], Record | None], now: datetime) -> list[Record]:
        """The records to save so that the act never was; what has gone for good is left out."""
        later: dict[Id, Record] = {}
        for turn, there in self._there(reversed(self.turns), find, later):
            later[there.id] = turn.backward(there, now)
        return list(later.values())

    def forward(self, find: Callable[[Record], Record | None]) -> list[Record]:
        """The records to save so that the act is done again."""
        later: dict[Id, Record] = {}
        for turn, there in self._there(iter(self.turns), find, later):
            later[there.id] = turn.forward(there)
        return list(later.values())

    @staticmethod
    def _there(
        turns: Iterator[Turn], find: Callable[[Record], Record | None], later: dict[Id, Record]
    ) -> Iterator[tuple[Turn, Record]]:
        for turn in turns:
            there = later.get(turn.after.id) or find(turn.after)
            if there is not None:
                yield turn, there


class History:
    """The steps done and the steps undone."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, step: Step) -> None:
        """Remember an act; what was undone before can then no longer be redone."""
        self.done = [*self.done, step][-_MOST:]
        self.undone = []

    def undo(self) -> None:
        """Move the last step to those undone."""
        self.undone.append(self.done.pop())

    def redo(self) -> None:
        """Move the step undone last to those done."""
        self.done.append(self.undone.pop())

    def forget(self, gone: Collection[Id]) -> None:
        """Keep no words of what was deleted for good, and no step of which nothing is left."""
        self.done, self.undone = (list(_without(each, gone)) for each in (self.done, self.undone))


def _without(steps: Iterable[Step], gone: Collection[Id]) -> Iterator[Step]:
    for step in steps:
        turns = tuple(turn for turn in step.turns if turn.after.id not in gone)
        if turns:
            yield step._replace(turns=turns)


def differing(one: Record, other: Record) -> Iterator[str]:
    """The names of the fields whose values differ, times of saving left aside."""
    for name in (each.name for each in fields(one) if each.name not in _NEVER_COMPARED):
        if getattr(one, name) != getattr(other, name):
            yield name


def _moved(there: Record, start: Record, end: Record) -> Record:
    """The record with each field that the act changed, and nobody since, moved to its end."""
    wanted = {
        name: getattr(end, name)
        for name in differing(start, end)
        if getattr(there, name) == getattr(start, name)
    }
    return replace(there, **wanted)
