"""The terminal's `check`, `backup`, `backups` and `restore`."""

import argparse
import json
import sys
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path

from beforehand import paths, wording
from beforehand.cli.notebook import folder_of, opened
from beforehand.domain.errors import BeforehandError
from beforehand.off_limits import see_that_backups_may_lie_in
from beforehand.store import backing_up, backups, check, kept_out, restoring, vault
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook
from beforehand.wording import count

_ON_REQUEST = "on request"


class NotSound(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The check found something."""

    exit_code = 5


def check_notebook(options: argparse.Namespace, now: datetime) -> None:
    """Tell everything that is amiss; raises NotSound if anything is."""
    with opened(options, now) as notebook:
        found = check.findings(notebook)
        if options.repair and any(each.safe for each in found):
            made = backing_up.make(notebook, paths.program(paths.COPYING), now, "before repair")
            check.mend(notebook)
            print(f"Mended the search index. A backup was made before: {made.path}")
            found = check.findings(notebook)
        tally = backups_line(notebook, now)
    for each in found:
        print(each.sentence)
    if found:
        mends = "“beforehand check --repair” mends it." if all(each.safe for each in found) else ""
        raise NotSound("The notebook is not sound.", mends or _DAMAGED)
    print(f"The notebook is sound. {tally}")


_DAMAGED = "Your words were left as they are. Look at the newest backups: “beforehand backups”."


def make_backup(options: argparse.Namespace, now: datetime) -> None:
    """Make one and read it again."""
    if options.to is not None and not _is_own(options):
        see_that_backups_may_lie_in(options.to)
    with opened(options, now) as notebook:
        program = paths.program(paths.COPYING)
        made = backing_up.make(notebook, program, now, _ON_REQUEST, options.to)
    print(f"Made and read again: {made.path} ({_holds(made)}).")
    if made.stands_open:
        print("It opens without a passphrase: keep it where nobody else looks.")


def _is_own(options: argparse.Namespace) -> bool:
    place: Path = options.to
    return place.resolve() == backups.folder_of(folder_of(options)).resolve()


def list_backups(options: argparse.Namespace, _now: datetime) -> None:
    """List them, newest first; the notebook need not be opened, and may be open in the window."""
    made = backups.found(options.place or backups.folder_of(folder_of(options)))
    if options.json:
        print(json.dumps([_as_json(each) for each in made], indent=2, ensure_ascii=False))
        return
    for each in made:
        when = wording.moment(each.made_at.astimezone())
        sure = "read again" if each.checked else "not read again yet"
        print(f"{each.number:>6}  {when}  {each.why or 'backup'}: {_holds(each)}, {sure}")
    if not made:
        print("There are no backups yet.", file=sys.stderr)


def restore_backup(options: argparse.Namespace, now: datetime) -> None:
    """Make a new notebook of one; whom the present notebook erased is taken out of it again."""
    backup = _meant(options)
    restoring.restore(backup, options.to)
    print(f"Restored into {options.to}.")
    _keep_out(options, now)
    print(f"Look at it with: beforehand --notebook {options.to}")


def _keep_out(options: argparse.Namespace, now: datetime) -> None:
    """The present notebook may be lost or locked: nobody is asked for a passphrase for this."""
    folder = folder_of(options)
    if not (folder / vault.NAME).is_file():
        return
    try:
        with opened(options, now) if options.passphrase_stdin else _unlocked(folder, now) as ours:
            marks, key = kept_out.marks_of(ours.vault), ours.vault.key
    except BeforehandError:
        print(kept_out.NOT_LOOKED, file=sys.stderr)
        return
    taken = kept_out.keep_out(options.to, marks, [key], now)
    if taken is None:
        print(kept_out.NOT_LOOKED, file=sys.stderr)
    elif taken:
        were = "was" if taken == 1 else "were"
        print(kept_out.COUNTED.format(count(taken, "entry", "entries"), were))


def _unlocked(folder: Path, now: datetime) -> AbstractContextManager[Notebook]:
    return closing(Notebook.open(folder, now))


def backups_line(notebook: Notebook, now: datetime) -> str:
    """When the last backup was made that was read again."""
    made = backups.newest_checked(backups.folder_of(notebook.folder))
    if made is None:
        return "There is no backup yet."
    when = wording.soon(made.made_at.astimezone(), now)
    return f"Last verified backup: {when} ({_holds(made)})."


def _holds(backup: Backup) -> str:
    return f"{backup.notes:,} notes" if backup.notes != 1 else "1 note"


def _as_json(backup: Backup) -> dict[str, object]:
    return {
        "number": backup.number,
        "made_at": backup.made_at.isoformat(),
        "why": backup.why,
        "notes": backup.notes,
        "conversations": backup.conversations,
        "counterparts": backup.counterparts,
        "checked": backup.checked,
        "folder": str(backup.path),
    }


def _meant(options: argparse.Namespace) -> Backup:
    """The backup with that number, or in that folder."""
    every = backups.found(backups.folder_of(folder_of(options)))
    folder = Path(options.backup)
    if folder.is_dir():
        every += backups.found(folder.resolve().parent)
    for each in every:
        if str(each.number) == options.backup or each.path.resolve() == folder.resolve():
            return each
    there = count(len(every), "backup")
    raise BeforehandError(
        f"There is no backup “{options.backup}”; there are {there}.",
        "“beforehand backups” lists them.",
    )
