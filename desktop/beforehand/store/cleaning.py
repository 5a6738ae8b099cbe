"""Backups from before somebody was erased: removed once a fresh one stands, here and elsewhere.

Only this notebook's go: in a place that several share, nothing of another's is touched.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import backing_up, backups, stick, vault
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick

WHY = "after erasing"
_PROBE = ".probe"
_SPARE = 1 << 20


class CannotClean(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """Older backups could not be cleaned in a place; nothing was done so far."""


@value
class Cleaned:
    """The backup that was made, how many older ones went, and those that could not be removed."""

    made: Backup
    removed: int
    left: tuple[Path, ...] = ()
    faults: tuple[BeforehandError, ...] = ()
    """Why a place did not take a fresh backup: the older ones there are left."""


def see_that_it_can(notebook: Notebook, sticks: Sequence[Stick] = ()) -> None:
    """Raise CannotClean where no backup could be made, or an older one not removed.

    Looked for before anybody is erased: afterwards an old backup would still hold them.
    """
    size = (notebook.folder / vault.NAME).stat().st_size
    for place in (backups.folder_of(notebook.folder), *(each.folder for each in sticks)):
        _see_that_it_fits(_nearest(place), size + _SPARE)
    older = stick.owned(notebook.folder, sticks)
    for folder in sorted({each.path.parent for each in older}):
        _see_that_it_fits(folder, 0)
    for each in older:
        if not os.access(each.path, os.W_OK | os.X_OK):
            raise _cannot(each.path, "may not be removed by this account")


def clean_backups(
    notebook: Notebook, program: Sequence[str], now: datetime, sticks: Sequence[Stick] = ()
) -> Cleaned:
    """Make a fresh backup, then remove all older ones of this notebook, here and in these places.

    Raises BeforehandError if none could be made here; then none is removed. Where a place takes
    none, its older ones stay.
    """
    older = stick.owned(notebook.folder, sticks)
    made = backing_up.make(notebook, program, now, WHY)
    stay, faults = set[Path](), list[BeforehandError]()
    for each in sticks:
        try:
            backing_up.make(notebook, program, now, WHY, each)
        except BeforehandError as fault:
            faults.append(fault)
            stay |= {old.path for old in each.lying().own}
    cleaned = removed(made, older, stay)
    return replace(cleaned, faults=tuple(faults))


def removed(made: Backup, older: Iterable[Backup], stay: Iterable[Path] = ()) -> Cleaned:
    """Remove backups once another one stands; those that are to stay are told as left."""
    every, kept = list(older), set(stay)
    for each in every:
        if each.path not in kept:
            backups.remove(each)
    left = tuple(each.path for each in every if not backups.is_gone(each))
    return Cleaned(made=made, removed=len(every) - len(left), left=left)


def _nearest(place: Path) -> Path:
    """The folder itself, or the one in which it would be made."""
    return next((each for each in _above(place.absolute()) if each.exists()), place)


def _above(place: Path) -> Iterator[Path]:
    yield place
    yield from place.parents


def _see_that_it_fits(folder: Path, size: int) -> None:
    probe = folder / f"{_PROBE}.{os.getpid()}"
    try:
        probe.mkdir(mode=0o700, exist_ok=True)
        probe.rmdir()
        free = shutil.disk_usage(folder).free
    except OSError as fault:
        why = (fault.strerror or "unknown reason").lower()
        raise _cannot(folder, f"cannot be written to ({why})") from fault
    if free < size:
        raise _cannot(folder, "has no room for a fresh backup")


def _cannot(path: Path, why: str) -> CannotClean:
    return CannotClean(
        f"Nothing was erased: {path} {why}, and backups from before would still hold this person.",
        "See to it that it can be written to, or erase without cleaning the backups.",
    )
