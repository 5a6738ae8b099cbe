"""The terminal's `check`: what is amiss with a notebook, and the way on from there."""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from beforehand import wording
from beforehand.cli import places
from beforehand.cli.notebook import folder_of, keys_for
from beforehand.cli.progress import progress
from beforehand.cli.quoted import quoted
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, check, proving
from beforehand.store.check import Finding
from beforehand.store.checking import looked_through
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.wording import count

_LEFT = "Your words were left as they are."
_NO_BACKUP = "No backup of it in its folder can be read wholly."


class NotSound(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The check found something."""

    exit_code = 5


def run(options: argparse.Namespace, now: datetime) -> None:
    """Tell everything that is amiss; raises NotSound if anything is."""
    folder = folder_of(options)
    keys = keys_for(options, folder)
    found = _looked(folder, now, keys)
    if options.repair and any(each.safe for each in found):
        found = _mended(folder, now, keys, found)
    for each in found:
        print(each.sentence)
    if found:
        raise NotSound("The notebook is not sound.", _way_on(found, folder, keys))
    print(f"The notebook is sound. {backups_line(folder, now)}")


def backups_line(folder: Path, now: datetime) -> str:
    """When the last backup was made that was read again."""
    made = backups.newest_checked(backups.folder_of(folder))
    if made is None:
        return "There is no backup yet."
    when = wording.soon(made.made_at.astimezone(), now)
    return f"Last verified backup: {when} ({count(made.notes, 'note')})."


def _looked(folder: Path, now: datetime, keys: Sequence[Key]) -> list[Finding]:
    with progress("Checking") as told:
        return looked_through(folder, now, keys, told)


def _mended(
    folder: Path, now: datetime, keys: Sequence[Key], found: list[Finding]
) -> list[Finding]:
    """What is amiss after the repair; if it could not be made, what was found, and why not."""
    try:
        notebook = Notebook.open(folder, now, keys=keys)
        try:
            made = places.made(notebook, now, "before repair")
            check.mend(notebook)
        finally:
            notebook.close()
    except BeforehandError as fault:
        return [*found, Finding(sentence=f"Nothing was mended. {fault.sentence}")]
    print(f"Mended the search index. A backup was made before: {made.path}")
    return _looked(folder, now, keys)


def _way_on(found: list[Finding], folder: Path, keys: Sequence[Key]) -> str:
    if all(each.safe for each in found):
        return "“beforehand check --repair” mends it."
    if not any(each.damage for each in found):
        return f"{_LEFT} Look at the newest backups: “beforehand backups”."
    good = proving.newest_good(backups.found(backups.folder_of(folder)), keys)
    where = quoted(folder)
    saves = f"“beforehand salvage {where} --to NEW-FOLDER” saves what can be read."
    return f"{_LEFT} {saves} {_of(good) if good else _NO_BACKUP}"


def _of(good: backups.Backup) -> str:
    when = wording.moment(good.made_at.astimezone())
    where = quoted(good.path)
    return (
        f"The newest good backup is {good.number}, of {when}: "
        f"“beforehand restore {where} --to NEW-FOLDER”."
    )
