"""What lies on a stick or in a folder that somebody names: notebooks, and backups of one."""

import os
from collections.abc import Iterator
from pathlib import Path

from beforehand.domain.value import value
from beforehand.store import backups, keyfile
from beforehand.store.backups import Backup

_DEEP, _MOST = 4, 3_000
"""How far below the folder it is looked, and into how many folders."""


@value
class Found:
    """The newest of all that lies there, how many there are, and of how many notebooks."""

    newest: Backup
    count: int
    notebooks: int = 1


def found(chosen: Path, ours: Path | None = None) -> Found | None:
    """The newest notebook or backup in a folder or below it; nothing there is touched.

    `ours` is open and no copy: its file must not be read in this process, or its lock is lost. What
    is of the same notebook goes before what is of others.
    """
    own = ours.resolve() if ours else None
    places = (folder for folder in _folders(chosen) if folder.resolve() != own)
    by_name: dict[str, list[Backup]] = {}
    for folder in places:
        if (each := _at(folder)) is not None:
            by_name.setdefault(each.whose, []).append(each)
    same = by_name.get(keyfile.name_in(ours)) if ours else None
    every = same or [each for some in by_name.values() for each in some]
    if not every:
        return None
    newest = max(every, key=lambda each: (each.made_at, each.number))
    return Found(newest=newest, count=len(every), notebooks=1 if same else len(by_name))


def _at(folder: Path) -> Backup | None:
    # Without its key nobody can read it.
    return backups.at(folder) if (folder / keyfile.NAME).is_file() else None


def _folders(chosen: Path) -> Iterator[Path]:
    """The folder and those below it, the nearest first; links are not followed."""
    waiting, seen = [(chosen, 0)], 0
    while waiting and seen < _MOST:
        folder, depth = waiting.pop(0)
        seen += 1
        yield folder
        if depth < _DEEP:
            waiting += [(each, depth + 1) for each in _below(folder)]


def _below(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                Path(each.path)
                for each in entries
                if each.is_dir(follow_symlinks=False) and not each.name.startswith(".")
            )
    except OSError:
        return []
