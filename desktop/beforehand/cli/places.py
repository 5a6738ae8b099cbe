"""The places of backups that a command names: each is looked at before anything is done."""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from beforehand import paths
from beforehand.cli.notebook import folder_of
from beforehand.store import backing_up, backups, copies, stick, thinning
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick


def stick_at(options: argparse.Namespace, place: Path) -> Stick:
    """A place as the command's notebook sees it, which need not open for that."""
    owner = copies.owner_in(folder_of(options), paths.data() / copies.NAME)
    return Stick(chosen=place, owner=owner)


def also(options: argparse.Namespace) -> list[Stick]:
    """The further places that were named; one without a backup of this notebook is told.

    Raises NoPlace if one is missing or a file. Its own folder of backups is no further one.
    """
    own = backups.folder_of(folder_of(options)).resolve()
    named = [stick.seen(place) for place in options.also]
    found = [stick_at(options, place) for place in named if place.resolve() != own]
    for each in found:
        if not each.lying().own:
            print(f"There is no backup of this notebook in {each.chosen}.", file=sys.stderr)
    return found


def tell_left(sticks: Iterable[Stick], of_copies: str = "") -> None:
    """Tell what lies there of others and was left alone; `of_copies` adds to our own's copies."""
    for each in stick.left_alone(stick.not_owned(sticks), of_copies):
        print(each, file=sys.stderr)


def made(notebook: Notebook, now: datetime, why: str, place: Stick | None = None) -> Backup:
    """Make a backup beside the notebook or in a place, then thin there as the window does."""
    backup = backing_up.make(notebook, paths.program(paths.COPYING), now, why, place)
    thin(notebook, place)
    return backup


def thin(notebook: Notebook, place: Stick | None = None) -> None:
    """Take away what is no longer needed of this notebook's backups."""
    if place is None:
        thinning.thin(backups.of_notebook(notebook.folder))
    else:
        place.thin()
