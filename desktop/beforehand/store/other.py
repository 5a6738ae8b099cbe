"""Another copy of the notebook, borrowed to be merged; it is never written to.

It may lie on a stick, in a synced folder, or be the file that a sync program put beside its key
when two machines wrote at the same time. Opening it would write: a killed program leaves a journal
that is played back, and an older one is upgraded. So its files are copied to a private place.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import copying, keyfile, opening, vault
from beforehand.store.faults import (
    KeyTrouble,
    NewerNotebook,
    NoAccess,
    NotANotebook,
    NotebookLocked,
    WrongPassphrase,
)
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key

PLACE = ".merging"
"""The folder in a notebook's own where the copy of the other one lies, while it is needed."""

_JOURNAL = "-journal"
_PLAIN = b"SQLite format 3\0".hex()
_PAGE = 4096
_UNCHANGED = "Nothing was changed."
_COPY_ALL = "Copy the whole folder of the other notebook, its notebook.key included."


class NotMerged(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The other copy cannot be merged; both are as they were."""

    def __init__(self, sentence: str, remedy: str = "", exit_code: int = 1) -> None:
        super().__init__(f"{sentence} {_UNCHANGED}", remedy)
        self.exit_code = exit_code


class OtherLocked(NotMerged):
    """The passphrase of the other copy is needed, or it was the wrong one."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__(
            "This is not the passphrase of the other notebook."
            if wrong
            else "The other notebook is locked with a passphrase of its own.",
            "Type the passphrase it had when it was copied, or its recovery code.",
            NotebookLocked.exit_code,
        )


@value
class Other:
    """A copy of the other notebook in a private place, up to date, and the key that opens it."""

    path: Path
    key: Key


@contextmanager
def borrowed(
    named: Path, ours: Path, now: datetime, keys: Sequence[Key] = (), words: str | None = None
) -> Iterator[Other]:
    """The other notebook, whole and readable, for as long as it is needed.

    `keys` are our own, which a copy mostly has as well; `words` are its passphrase. Raises
    NotMerged, OtherLocked if words are needed.
    """
    file = file_of(named)
    see_that_it_is_another(file, ours)
    place = ours / PLACE
    try:
        remove_left(ours)
        yield _taken(file, place, now, keys, words)
    except OSError as fault:
        raise _not_copied(file, fault) from fault
    finally:
        remove_left(ours)


def remove_left(ours: Path) -> None:
    """Leave nothing of the other notebook; a kill may have left some."""
    shutil.rmtree(ours / PLACE, ignore_errors=True)


def file_of(named: Path) -> Path:
    """The encrypted file of a notebook, named by itself or by its folder; raises NotMerged."""
    file = named / vault.NAME if named.is_dir() else named
    if named.is_file() and named.name == keyfile.NAME:
        file = named.with_name(vault.NAME)
    if not named.exists():
        raise NotMerged(f"There is nothing at {named}.", "Look for a typing error.")
    if not file.is_file() or not _looks_right(file):
        raise _no_notebook(named)
    return file


def conflicts(folder: Path) -> list[Path]:
    """Other copies that a sync program left beside the notebook's file, the newest first."""
    try:
        found = [each for each in folder.glob("*.db") if each.name != vault.NAME]
        return sorted(found, key=lambda each: each.stat().st_mtime, reverse=True)
    except OSError:
        return []


def see_that_it_is_another(file: Path, ours: Path) -> None:
    """Refuse our own notebook, by whichever path; raises NotMerged."""
    own = ours / vault.NAME
    if own.exists() and file.samefile(own):
        raise NotMerged(
            "This is the notebook itself, and there is nothing to merge it with.",
            "Choose the copy from the other machine.",
        )


def needs_words(named: Path, keys: Sequence[Key]) -> bool:
    """Whether a passphrase has to be asked for; reads the key files only.

    Where no key is, or none that fits, a passphrase helps nobody: borrowing tells what is so.
    """
    file = file_of(named)
    salt = vault.file_salt(file)
    beside = list(_key_files(file))
    opens = (*keys, *(key for each in beside for key in each.keys))
    if any(key.salt == salt for key in opens):
        return False
    return any(entry.salt == salt for each in beside for entry in each.sealed)


def _taken(file: Path, place: Path, now: datetime, keys: Sequence[Key], words: str | None) -> Other:
    place.mkdir(mode=0o700)
    _copy(file, place / vault.NAME)
    journal = file.with_name(file.name + _JOURNAL)
    if journal.exists():
        _copy(journal, place / (vault.NAME + _JOURNAL))
    salt = vault.file_salt(place / vault.NAME)
    fitting = [key for key in keys if key.salt == salt]
    keyfile.write(place, _key_file(file, salt, fitting))
    if not fitting and words is not None:
        fitting = list(_unlocked(place, words))
    return Other(path=place / vault.NAME, key=_opened(file, place, now, fitting))


def _unlocked(place: Path, words: str) -> tuple[Key, ...]:
    if not keyfile.read(place).locked:
        return ()
    try:
        return opening.unlock(place, words)
    except WrongPassphrase:
        raise OtherLocked(wrong=True) from None


def _opened(file: Path, place: Path, now: datetime, keys: Sequence[Key]) -> Key:
    """Bring the copy up to date and read every page of it; tells the key that fits."""
    try:
        opened = opening.open_vault(place, now, create=False, keys=keys)
        key = opened.key
        opened.close()
    except NotebookLocked:
        raise OtherLocked(wrong=False) from None
    except NewerNotebook:
        raise NotMerged(
            "The other notebook was written by a newer version of Beforehand.",
            "Install the newer version here, too, then merge.",
        ) from None
    except (KeyTrouble, NotANotebook):
        raise _no_notebook(file) from None
    except (BeforehandError, dbapi2.Error):
        raise _damaged(file) from None
    if "fault" in copying.checked(place, [key]):
        raise _damaged(file)
    return key


def _key_file(file: Path, salt: str, fitting: Sequence[Key]) -> KeyFile:
    """The entries of the key that encrypted the file; a changed key leaves others lying about."""
    if fitting:
        return KeyFile(keys=tuple(fitting))
    for each in _key_files(file):
        of_it = KeyFile(
            keys=tuple(key for key in each.keys if key.salt == salt),
            sealed=tuple(entry for entry in each.sealed if entry.salt == salt),
        )
        if of_it.keys or of_it.sealed:
            return of_it
    raise _without_key(file)


def _without_key(file: Path) -> NotMerged:
    """Why no key beside the file opens it."""
    if file.stat().st_size % _PAGE:
        return _no_notebook(file)
    try:
        keyfile.read(file.parent)
    except NoAccess:
        return NotMerged(
            f"notebook.key, the key of {file}, may not be read by this account.", "Ask its owner."
        )
    except KeyTrouble as fault:
        if (file.parent / keyfile.NAME).exists():
            return NotMerged(fault.sentence, "Copy it again, or take it from a backup of that one.")
        return NotMerged(f"The key of {file} is not beside it: notebook.key is missing.", _COPY_ALL)
    return NotMerged(
        f"The notebook.key beside {file} does not fit it: it is another notebook's, or the file is "
        "damaged.",
        _COPY_ALL,
    )


def _key_files(file: Path) -> Iterator[KeyFile]:
    """What lies beside the file: its own key file first, then what a sync program made of one."""
    beside = sorted(file.parent.glob("*.key"), key=lambda each: each.name != keyfile.NAME)
    for each in beside:
        try:
            yield keyfile.read(each.parent, each.name)
        except BeforehandError:
            continue


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, open(target, "wb", opener=_private) as new:
        shutil.copyfileobj(old, new, 1 << 20)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _looks_right(file: Path) -> bool:
    """Whether it may be one: by its name, and not plain SQLite."""
    try:
        named = file.suffix.lower() == ".db"
        return named and file.stat().st_size > 0 and vault.file_salt(file) != _PLAIN
    except (OSError, dbapi2.Error):
        return False


def _no_notebook(named: Path) -> NotMerged:
    return NotMerged(
        f"What lies at {named} is not a notebook of Beforehand.",
        "Choose the folder in which the other notebook.db lies, or the file itself.",
    )


def _damaged(file: Path) -> NotMerged:
    return NotMerged(
        f"The other notebook, {file}, is damaged or was not copied to its end.",
        "Copy it again, or merge the newest of its backups.",
    )


def _not_copied(file: Path, fault: OSError) -> NotMerged:
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotMerged("The disk is full, so nothing was merged.", "Make room on the disk.")
    if isinstance(fault, PermissionError):
        return NotMerged(f"{file} may not be read by this account.", "Ask its owner.")
    return NotMerged(
        f"{file} could not be read to its end.", "See that its disk is connected, then try again."
    )
