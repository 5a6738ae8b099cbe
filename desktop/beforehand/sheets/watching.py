"""How far a long layout has come, told to whoever watches it, who may stop it.

The work is done deep inside: lines are set for columns that do not know of each other, some of
them twice. So what is heard is kept beside the calls, for each thread by itself.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from typing import TypeVar

from beforehand.sheets.options import Watch, unwatched

Item = TypeVar("Item")

OFTEN = 1_000
"""Letters set between two words to the watch: a millisecond of work, or some in hard scripts."""

_STEPS = 500
"""Words to the watch at most while things are finished that can be counted."""

_SET = 0.7
"""The share that is told when all letters were set; each time more it nears that of drawing."""

_DRAWING = 0.85
"""The highest share before pages are drawn."""


class _Progress:
    """What was done of how much; the share told never falls."""

    def __init__(self, watch: Watch, letters: int) -> None:
        self._watch, self._letters = watch, max(1, letters)
        self._set = self._quiet = 0
        self.share = 0.0

    def set(self, letters: int) -> None:
        """So many letters more stand in lines."""
        self._set += letters
        self._quiet += letters
        if self._quiet >= OFTEN:
            self._quiet = 0
            # Nobody knows how often they will be set: the more, the smaller the steps.
            part = self._set / (self._set + self._letters * (_DRAWING / _SET - 1))
            self.tell(_DRAWING * part)

    def tell(self, share: float) -> None:
        """Tell the share done; whoever hears it may raise `StoppedError`."""
        self.share = max(self.share, share)
        self._watch(self.share)


_progress: ContextVar[_Progress | None] = ContextVar("progress", default=None)


@contextmanager
def watched(watch: Watch, value: object) -> Iterator[None]:
    """Let a watch hear of the layout of a value that goes on meanwhile."""
    with _uncollected():
        if watch is unwatched:
            yield
            return
        progress = _Progress(watch, letters_of(value))
        token = _progress.set(progress)
        try:
            yield
            progress.tell(1.0)
        finally:
            _progress.reset(token)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from going through all lines again and again.

    In a long layout it doubles the work and holds up every thread for up to two seconds at a time,
    and finds nothing: what is laid out is in use until the end.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def letters_set(count: int) -> None:
    """Tell that so many letters were set in lines, or that as much other work was done."""
    if progress := _progress.get():
        progress.set(count)


def telling(items: Sequence[Item]) -> Iterator[Item]:
    """The same items, each as much work as to set a letter: it is told how many were taken."""
    progress = _progress.get()
    if progress is None or len(items) < OFTEN:
        return iter(items)
    return _told(items, progress)


def finishing(items: Iterable[Item], count: int, until: float) -> Iterator[Item]:
    """The same items; it is told how many of the `count` are done, on the way to a share."""
    progress = _progress.get()
    if progress is None:
        yield from items
        return
    start, step = progress.share, count // _STEPS + 1
    for done, item in enumerate(items):
        if done % step == 0:
            progress.tell(start + (until - start) * done / count)
        yield item


def _told(items: Sequence[Item], progress: _Progress) -> Iterator[Item]:
    for start in range(0, len(items), OFTEN):
        yield from items[start : start + OFTEN]
        progress.set(OFTEN)


def letters_of(value: object) -> int:
    """How many letters all texts of a value have together."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(letters_of, value.values()))
    if isinstance(value, tuple | list):
        return sum(map(letters_of, value))
    if is_dataclass(value):
        return sum(letters_of(getattr(value, each.name)) for each in fields(value))
    return 0
