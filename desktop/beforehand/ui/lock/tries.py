"""One try at the lock: against what lies in the folder now, not what lay there when it was asked.

A terminal, or another machine's sync, may have removed or changed the passphrase meanwhile.
"""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile, opening, recovery, vault
from beforehand.store.faults import WrongPassphrase
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key

REMOVED = "The passphrase was removed since: the notebook opens without one now."
ANOTHER = "Another notebook lies in this folder now, not the one that was locked here."
WRONG = "This does not open it: capitals and spaces count."
CHANGED = "This was the passphrase; it was changed since. Type the new one, or the recovery code."
RENEWED = (
    "This was the recovery code; a new one was made since. Type the new one, or the passphrase."
)
ANOTHERS = "Another notebook lies in this folder now, and this does not open it."


class Answer(NamedTuple):
    """What a try came to: keys to open with, perhaps none, and what to say beside it.

    With `refused` nothing is to be opened, and that is the sentence.
    """

    keys: tuple[Key, ...] = ()
    told: str = ""
    refused: str = ""


def remembered(folder: Path) -> KeyFile | None:
    """The key file when the words are first asked for; None if it cannot be read."""
    with suppress(BeforehandError):
        return keyfile.read(folder)
    return None


def stands_open(folder: Path) -> bool:
    """Whether the notebook there needs no words any more: the key it begins with stands open."""
    file = remembered(folder)
    return file is not None and _fits_openly(folder, file)


def tried(folder: Path, before: KeyFile | None, words: str) -> Answer:
    """Try words; `before` is what lay there at first. May run in a thread.

    What is no matter of words is left to whoever opens the notebook, who tells it.
    """
    now = remembered(folder)
    if now is None or not now.sealed or _fits_openly(folder, now):
        return Answer(told=_said_of(before, now))
    try:
        keys = opening.opened_by(now.sealed, words)
    except WrongPassphrase:
        return Answer(refused=_why_not(before, now, words))
    return Answer(keys, ANOTHER if _is_another(before, now) else "")


def _said_of(before: KeyFile | None, now: KeyFile | None) -> str:
    return ANOTHER if _is_another(before, now) else REMOVED if now is not None else ""


def _why_not(before: KeyFile | None, now: KeyFile, words: str) -> str:
    """The words opened what lay there before: only then it is known that they were changed."""
    if _is_another(before, now):
        return ANOTHERS
    gone = [each for each in before.sealed if each not in now.sealed] if before else []
    try:
        opening.opened_by(gone, words)
    except WrongPassphrase:
        return WRONG
    return CHANGED if recovery.read(words) is None else RENEWED


def _is_another(before: KeyFile | None, now: KeyFile | None) -> bool:
    return before is not None and now is not None and before.whose != now.whose


def _fits_openly(folder: Path, file: KeyFile) -> bool:
    try:
        salt = vault.file_salt(folder / vault.NAME)
    except (dbapi2.Error, OSError):
        return False
    return salt in {key.salt for key in file.keys}
