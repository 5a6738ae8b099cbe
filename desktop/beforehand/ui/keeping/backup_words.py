"""A backup in words, for a list and for the panel beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile
from beforehand.store.backups import Backup
from beforehand.ui.rows import Row

_WHY = {"daily": "made by itself", "on request": "made by you", "": "no reason noted"}


class Listed(NamedTuple):
    """A backup, whether it opens without a passphrase, and whether that is worth a warning."""

    backup: Backup
    stands_open: bool
    loose: bool


def listed(place: Path, notebook: Path) -> list[Listed]:
    """The backups of a folder, newest first; reads files, so it may run in a thread."""
    try:
        locked = keyfile.read(notebook).locked
    except BeforehandError:
        locked = False
    read = ((each, each.stands_open) for each in backups.found(place))
    return [Listed(each, is_open, is_open and locked) for each, is_open in read]


def why(backup: Backup) -> str:
    """What it was made for."""
    return _WHY.get(backup.why, f"made {backup.why}")


def holds(backup: Backup) -> str:
    """How much is in it."""
    parts = (
        wording.count(backup.notes, "note"),
        wording.count(backup.conversations, "conversation"),
        wording.count(backup.counterparts, "person", "people"),
    )
    return ", ".join(parts) if backup.notes or backup.checked else "not counted"


def row_of(each: Listed) -> Row:
    """Its line in a list."""
    backup = each.backup
    chip, tone = ("read again", "good") if backup.checked else ("not read again", "bad")
    if each.loose:
        chip, tone = "opens without passphrase", "bad"
    below = f"{why(backup)} · {holds(backup)}"
    return Row(wording.moment(backup.made_at), below, chip, tone, "history")


def deleting_words(backup: Backup, shown: Sequence[Listed]) -> str:
    """What is said before one is deleted; more if it is of those one would go back to first."""
    newest = [each.backup for each in shown if each.backup.checked][: backups.NEWEST]
    said = "Deleting it cannot be undone. A copy of it elsewhere, such as on a stick, stays."
    if backup not in newest:
        return said
    if len(newest) == 1:
        return f"This is the only backup here that was read again. {said}"
    return (
        "This is one of the newest three that were read again: those you would go back to first "
        f"if the notebook were damaged. {said}"
    )


def opening_words(each: Listed) -> str:
    """Whether it opens without words, and what that means."""
    if not each.stands_open:
        return "It opens with the passphrase that was set when it was made."
    if each.loose:
        return (
            "It opens without a passphrase, though the notebook has one: whoever has this folder "
            "can read it."
        )
    return "It opens without a passphrase, as the notebook does."


def sure_words(backup: Backup) -> str:
    """Whether it can be relied upon."""
    if backup.checked:
        return "Every page of it was read again after it was made."
    return "It was not read again after it was made."
