"""The terminal's `backup` and `backups`, and which backup is meant where one is named."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from beforehand import wording
from beforehand.cli import places
from beforehand.cli.notebook import folder_of, opened
from beforehand.cli.quoted import quoted
from beforehand.domain.errors import BeforehandError
from beforehand.off_limits import see_that_backups_may_lie_in
from beforehand.store import backups, folders, keyfile, proving, stick, vault
from beforehand.store.backups import Backup
from beforehand.store.stick import Lying
from beforehand.wording import count

_ON_REQUEST = "on request"
_OF = {
    "own": "this notebook",
    "elsewhere": "this notebook, another copy of it",
    "others": "another notebook",
}
_HEADINGS = {
    "elsewhere": "Of this notebook, made by another copy of it, such as on another computer:",
    "others": "Of another notebook:",
}


def make(options: argparse.Namespace, now: datetime) -> None:
    """Make one and read it again."""
    elsewhere = options.to is not None and not _is_own(options)
    if elsewhere:
        see_that_backups_may_lie_in(options.to)
        if options.to.exists():
            stick.seen(options.to)
    with opened(options, now) as notebook:
        place = places.stick_at(options, options.to) if elsewhere else None
        made = places.made(notebook, now, _ON_REQUEST, place)
    print(f"Made and read again: {made.path} ({_holds(made)}).")
    if made.stands_open:
        print("It opens without a passphrase: keep it where nobody else looks.")


def list_them(options: argparse.Namespace, _now: datetime) -> None:
    """List them, newest first; the notebook need not be opened, and may be open in the window."""
    lying = _there(options) if options.place else Lying(own=tuple(_here(options)))
    if options.json:
        told = [_as_json(each, of) for of, some in _sorted(lying) for each in some]
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    for of, some in _sorted(lying):
        for folder, group in groupby(some, lambda each: each.path.parent):
            if of in _HEADINGS:
                print(f"{_HEADINGS[of]} {folder}")
            for each in group:
                print(_row(each))
    if not lying.own:
        where = f"of this notebook in {options.place}" if options.place else "yet"
        print(f"There are no backups {where}.", file=sys.stderr)


def meant(options: argparse.Namespace) -> Backup:
    """The backup with that number, in that folder, or the newest in that place."""
    named = Path(options.backup)
    if named.is_dir() and not options.backup.isdecimal():
        return backups.at(named) or _newest_in(options, stick.seen(named))
    every = _here(options)
    for each in every:
        if str(each.number) == options.backup:
            return each
    raise BeforehandError(
        f"There is no backup “{options.backup}”; there are {count(len(every), 'backup')}.",
        "“beforehand backups” lists them.",
    )


def _is_own(options: argparse.Namespace) -> bool:
    place: Path = options.to
    return place.resolve() == backups.folder_of(folder_of(options)).resolve()


def _here(options: argparse.Namespace) -> list[Backup]:
    """Those of the notebook that was named; raises BeforehandError if there is none."""
    folder = stick.seen(folder_of(options))
    place = backups.folder_of(folder)
    if place.exists():
        stick.seen(place)
    elif not any((folder / name).exists() for name in (vault.NAME, keyfile.NAME)):
        raise folders.not_ours(folder, empty=not any(folder.iterdir()))
    return backups.of_notebook(folder)


def _there(options: argparse.Namespace) -> Lying:
    place = stick.seen(options.place)
    if place.resolve() == backups.folder_of(folder_of(options)).resolve():
        return Lying(own=tuple(_here(options)))
    return places.stick_at(options, place).lying()


def _newest_in(options: argparse.Namespace, place: Path) -> Backup:
    """The newest of our own there; of others only where there is no choice."""
    lying = places.stick_at(options, place).lying()
    if lying.own:
        return _newest(lying.own)
    every = lying.elsewhere or lying.others
    sources = {(each.whose, each.copy, each.path.parent) for each in every}
    if len(sources) == 1:
        return _newest(every)
    if not every:
        raise BeforehandError(f"There are no backups in {place}.", "Name another folder.")
    named = sorted({quoted(folder) for _, _, folder in sources})
    raise BeforehandError(
        f"In {place} lie backups of {len(sources)} notebooks, or of copies of one. "
        "Nothing was restored.",
        f"Name the folder of one: {', '.join(named)}.",
    )


def _newest(every: Sequence[Backup]) -> Backup:
    return next((each for each in every if each.checked), every[0])


def _sorted(lying: Lying) -> Iterable[tuple[str, tuple[Backup, ...]]]:
    return [(of, getattr(lying, of)) for of in _OF]


def _row(each: Backup) -> str:
    when = wording.moment(each.made_at.astimezone())
    sure = "read again" if each.checked else "not read again yet"
    if trouble := proving.trouble(each):
        sure = f"changed since: {trouble[0].lower()}{trouble[1:]}"
    return f"{each.number:>6}  {when}  {each.why or 'backup'}: {_holds(each)}, {sure}"


def _holds(backup: Backup) -> str:
    return count(backup.notes, "note")


def _as_json(backup: Backup, of: str) -> dict[str, object]:
    return {
        "number": backup.number,
        "made_at": backup.made_at.isoformat(),
        "why": backup.why,
        "notes": backup.notes,
        "conversations": backup.conversations,
        "counterparts": backup.counterparts,
        "checked": backup.checked,
        "changed_since": bool(proving.trouble(backup)),
        "of": _OF[of],
        "folder": str(backup.path),
    }
