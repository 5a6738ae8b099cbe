"""Putting a backup to use: into a new notebook of its own, never over the one that is there.

It is copied beside its place, and called restored only once every page of the copy was read, a key
of it opens it as a notebook, and whoever was erased since is out of it again.
"""

import shutil
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.off_limits import see_that_a_folder_may_be
from beforehand.store import copying, folders, kept_out, keyfile, opening, proving, vault
from beforehand.store.backups import Backup
from beforehand.store.faults import NewerNotebook, NotebookLocked
from beforehand.store.kept_out import Marks, TakenOut
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.pages import PAGE

_UNTOUCHED = "Nothing was restored. The backup itself is untouched."
_COPIED, _READ = 0.3, 0.9
"""The shares of the time after which each of the steps is done."""

Told = Callable[[float], None]


class NotRestored(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """A backup that was not restored; whatever was there is as it was."""


class BadBackup(NotRestored):
    """A backup that is no longer what it was; the remedy names one that is good."""

    exit_code = 5

    def __init__(self, what: str, backup: Backup, keys: Sequence[Key] = ()) -> None:
        good = proving.newest_good(proving.older(backup), keys)
        newer = None if good else proving.newest_good(proving.newer(backup), keys)
        super().__init__(f"{what}. {_UNTOUCHED}", _instead(good, newer))


@value
class Means:
    """What a backup is opened with, besides its own key file, and whom it must not bring back.

    Without a key it is restored `unproven`, or NotebookLocked is raised.
    """

    keys: tuple[Key, ...] = ()
    words: str | None = None
    marks: Marks = ()
    unproven: bool = True


@value
class Restored:
    """What came of it; without a key nobody could read the pages of the copy, nor take out any.

    `all_known` unless somebody may have been erased of whom nobody could tell.
    """

    folder: Path
    key: Key | None = None
    taken: TakenOut | None = None
    all_known: bool = True


NO_MEANS = Means()


def restore(
    backup: Backup,
    folder: Path,
    now: datetime | None = None,
    means: Means = NO_MEANS,
    told: Told = lambda _share: None,
) -> Restored:
    """Make a notebook of a backup in a new or empty folder; it opens with the backup's own keys.

    The notebook stands complete in the folder, or nothing does. Raises NotRestored, BadBackup among
    them, NotebookLocked or WrongPassphrase.
    """
    see_that_it_is_free(folder)
    part = part_of(folder)
    try:
        shutil.rmtree(part, ignore_errors=True)
        key = _fitting(backup, means)
        copying.copied(backup.path, part)
        told(_COPIED)
        (part / folders.BACKUPS).mkdir(mode=0o700)
        taken = _proved(backup, (part, key), now or backup.made_at, means, told) if key else None
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        keyfile.sync_folder(folder.parent)
    except OSError as fault:
        raise NotRestored(
            f"The backup could not be restored into {folder}. The backup itself is untouched.",
            "See that there is room and that you may write there, or name another folder.",
        ) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    told(1.0)
    return Restored(folder=folder, key=key, taken=taken)


def see_that_it_is_free(folder: Path) -> None:
    """Refuse a folder with something in it, and one where no notebook belongs."""
    if not folders.is_free(folder):
        raise NotRestored(
            f"There is something in {folder} already, and a restore never overwrites.",
            "Name a new folder, or an empty one.",
        )
    see_that_a_folder_may_be(folder)


def part_of(folder: Path) -> Path:
    """Where the new notebook lies until it is proved: hidden, beside its place."""
    return folder.with_name(f".{folder.name}.part")


def _fitting(backup: Backup, means: Means) -> Key | None:
    """The key that opens a backup, found out before anything is copied.

    None if its passphrase is not known, and that will do.
    """
    try:
        file = keyfile.read(backup.path)
    except BeforehandError as fault:
        raise BadBackup(proving.DAMAGED_KEY, backup) from fault
    path, there = backup.path / vault.NAME, (*file.keys, *means.keys)
    key = next((each for each in there if proving.fits(path, each)), None)
    trouble = "" if key else proving.trouble(backup)
    if key:
        return key
    if trouble or not file.sealed:
        raise BadBackup(trouble or proving.DAMAGED_FILE, backup, there)
    if means.words is None:
        if means.unproven:
            return None
        raise NotebookLocked
    opened = opening.opened_by(file.sealed, means.words)
    key = next((each for each in opened if proving.fits(path, each)), None)
    if key is None:
        raise BadBackup(proving.DAMAGED_FILE, backup, (*there, *opened))
    return key


def _proved(
    backup: Backup, copy: tuple[Path, Key], now: datetime, means: Means, told: Told
) -> TakenOut:
    """Read every page of the copy, open it, and take out of it whom it must not bring back."""
    part, key = copy
    path, keys = part / vault.NAME, (key, *means.keys)
    bad = proving.broken(path, key, lambda share: told(_COPIED + share * (_READ - _COPIED)))
    if bad and not _played_back(part, key):
        pages = f"{bad:,} of {path.stat().st_size // PAGE:,} pages cannot be read"
        raise BadBackup(f"This backup is damaged: {pages}", backup, keys)
    try:
        return _opened(part, key, now, means)
    except NewerNotebook:
        raise
    except (BeforehandError, dbapi2.Error) as fault:
        raise BadBackup("This backup does not open as a notebook", backup, keys) from fault


def _played_back(part: Path, key: Key) -> bool:
    """Whether a kill left the file half-written, and its journal makes it whole."""
    if not (part / f"{vault.NAME}-journal").exists():
        return False
    connection = vault.connect(part / vault.NAME, key)
    if connection is None:
        return False
    connection.close()
    return not proving.broken(part / vault.NAME, key)


def _opened(part: Path, key: Key, now: datetime, means: Means) -> TakenOut:
    notebook = Notebook.open(part, now, keys=(key,))
    try:
        if notebook.vault.read("PRAGMA quick_check") != [("ok",)]:
            raise NotRestored("The tables of the backup are not sound.")
        taken = kept_out.learn(notebook, means.marks, now)
        if vault.file_salt(part / vault.NAME) != key.salt:
            # No checksum is about the first bytes; a commit writes them anew.
            with notebook.transaction():
                pass
        return taken
    finally:
        notebook.close()


def _instead(good: Backup | None, newer: Backup | None) -> str:
    if good or newer:
        each, what = good or newer, "older" if good else "newer"
        assert each
        made = f"{each.made_at.astimezone():%Y-%m-%d %H:%M}"
        return f"The next {what} one that is good is number {each.number}, of {made}."
    return (
        "There is no other one beside it that is good. What can be read of this one can be saved "
        "as that of a damaged notebook."
    )
