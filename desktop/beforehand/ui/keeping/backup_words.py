"""A backup in words, for a list and for the panel beside it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, proving, thinning
from beforehand.store.backups import Backup
from beforehand.store.stick import Lying, Stick
from beforehand.ui.rows import Row

ANOTHER, A_COPY = "another notebook", "another copy of this notebook"
_WHY = {"daily": "made by itself", "on request": "made by you", "": "no reason noted"}


class Listed(NamedTuple):
    """A backup, whether it opens without a passphrase, and whether that is worth a warning.

    `of` says of what other notebook or copy it is, and is empty for one's own; `trouble` what can
    be seen of it at a glance to be wrong.
    """

    backup: Backup
    stands_open: bool
    loose: bool
    of: str = ""
    trouble: str = ""


def listed(place: Stick | None, notebook: Path) -> list[Listed]:
    """The backups beside a notebook or in another place, one's own first, newest first.

    Reads files, so it may run in a thread.
    """
    try:
        locked = keyfile.read(notebook).locked
    except BeforehandError:
        locked = False
    lying = place.lying() if place else Lying(own=tuple(backups.of_notebook(notebook)))
    return [
        Listed(each, is_open, is_open and locked and of != ANOTHER, of, proving.trouble(each))
        for some, of in ((lying.own, ""), (lying.elsewhere, A_COPY), (lying.others, ANOTHER))
        for each in some
        for is_open in (each.stands_open,)
    ]


def there_words(place: Stick, found: Sequence[Listed]) -> str:
    """Where one looks, and how much of it is not one's own."""
    parts = [f"In {place.chosen}."]
    for of in (A_COPY, ANOTHER):
        number = sum(1 for each in found if each.of == of)
        if number:
            parts.append(f"{wording.count(number, 'backup')} there {_is(number)} of {of}.")
    return " ".join(parts)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


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
    if each.trouble:
        chip, tone = "changed since", "bad"
    if each.loose:
        chip, tone = "opens without passphrase", "bad"
    if each.of:
        chip, tone = each.of, "plain"
    below = f"{why(backup)} · {holds(backup)}"
    return Row(wording.moment(backup.made_at), below, chip, tone, "history")


def deleting_words(backup: Backup, shown: Sequence[Listed]) -> str:
    """What is said before one is deleted; more if it is of those one would go back to first."""
    own = [each.backup for each in shown if each.backup.checked and not each.of]
    newest = own[: thinning.NEWEST]
    said = "Deleting it cannot be undone. A copy of it elsewhere, such as on a stick, stays."
    if backup not in newest:
        return said
    if len(newest) == 1:
        return f"This is the only backup here that was read again. {said}"
    return (
        "This is one of the newest three that were read again: those you would go back to first "
        f"if the notebook were damaged. {said}"
    )


def of_words(each: Listed) -> str:
    """Whose it is, where it is not one's own, and what follows from that."""
    if not each.of:
        return ""
    return (
        f"It is of {each.of}, which alone deletes it. You can look inside and restore it into a "
        "new notebook here as well."
    )


def opening_words(each: Listed) -> str:
    """Whether it opens without words, and what that means."""
    if each.stands_open and each.of == ANOTHER:
        return "It opens without a passphrase."
    if not each.stands_open:
        return "It opens with the passphrase that was set when it was made."
    if each.loose:
        return (
            "It opens without a passphrase, though the notebook has one: whoever has this folder "
            "can read it."
        )
    return "It opens without a passphrase, as the notebook does."


def sure_words(each: Listed) -> str:
    """Whether it can be relied upon: what was proved when it was made, and what is seen now."""
    if each.trouble:
        return f"It was changed since it was made. {each.trouble}."
    if each.backup.checked:
        return "Every page of it was read again after it was made."
    return "It was not read again after it was made."
