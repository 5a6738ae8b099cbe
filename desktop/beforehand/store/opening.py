"""Opening a notebook, step by step: folder, key, lock, tables; each fault in a sentence of its own.

Key first, then whether the file can be read, then whether it is ours and not newer; only then a
copy before upgrading, the upgrade, and the check of its references.
"""

import errno
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile, migrations, vault
from beforehand.store.faults import (
    DamagedNotebook,
    KeyTrouble,
    NewerNotebook,
    NoAccess,
    NotANotebook,
    NotRead,
    told,
)
from beforehand.store.keyfile import Key, KeyFile
from beforehand.store.migrations import Step
from beforehand.store.upgrade import copy, upgrade
from beforehand.store.vault import Vault

BACKUPS = "backups"

_PLAIN_SQLITE = b"SQLite format 3\0".hex()
_PAGE = 4096


def open_vault(
    folder: Path, now: datetime, *, create: bool, steps: Sequence[Step] = migrations.STEPS
) -> Vault:
    """Open the file of a notebook, upgraded and locked; BeforehandError says what is in the way."""
    try:
        keys = _made(folder) if create and _is_free(folder) else _found(folder)
        connection, key = _unlocked(folder, keys)
        try:
            _settle(folder, connection, keys, steps, lambda: copy(folder, connection, key, now))
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise _not_opened(folder, error) from error
    opened = Vault(folder / vault.NAME, connection)
    opened.begin_watch()
    return opened


def _settle(
    folder: Path,
    connection: Any,
    keys: KeyFile,
    steps: Sequence[Step],
    copied: Callable[[], object],
) -> None:
    """See that the tables are ours and not newer, and bring them up to date."""
    try:
        applied = _applied(connection)
        if not applied and not keys.fresh:
            raise _not_ours(folder)
        if migrations.unknown(steps, applied):
            raise NewerNotebook
        vault.settle(connection)
        if migrations.pending(steps, applied):
            if applied:
                copied()
            upgrade(connection, steps)
    except dbapi2.Error as error:
        raise told(error, NotRead) from error
    if keys.fresh:
        keyfile.write(folder, KeyFile(keys.keys))


def _is_free(folder: Path) -> bool:
    """Whether a new notebook can be made there: nothing lies in it, or nothing is there yet."""
    if not folder.exists():
        return True
    return folder.is_dir() and not any(_visible(folder))


def _visible(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]


def _made(folder: Path) -> KeyFile:
    """Prepare the folder of a new notebook; a kill from here on leaves one that opens."""
    keys = KeyFile.made()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        keyfile.write(folder, keys)
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise NoAccess(
            f"A new notebook could not be made in {folder}: {_why(error)}.",
            "Name another folder.",
        ) from error
    return keys


def _found(folder: Path) -> KeyFile:
    """The keys of the notebook in a folder, once the folder is what it should be."""
    if not folder.is_dir():
        raise _no_folder(folder)
    _check_access(folder)
    present = set(_visible(folder))
    if not present & {keyfile.NAME, vault.NAME}:
        raise _not_ours(folder, empty=not present)
    keys = keyfile.read(folder)
    _check_file(folder / vault.NAME, fresh=keys.fresh)
    return keys


def _check_access(folder: Path) -> None:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise _no_access(folder)
    files = [folder, *(folder / name for name in (vault.NAME, keyfile.NAME))]
    there = [path for path in files if path.exists()]
    if not all(os.access(path, os.R_OK) for path in there):
        raise _no_access(folder)
    if not all(os.access(path, os.W_OK) for path in there):
        raise NoAccess(
            f"The notebook in {folder} is read-only, so nothing could be saved in it. "
            "It was left as it is.",
            "Copy the folder to a place where you can write, and open it there.",
        )


def _check_file(path: Path, *, fresh: bool) -> None:
    """An emptied or missing file must never be taken for a new notebook."""
    if fresh:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        return
    if not path.exists():
        raise NotANotebook(
            f"The notebook's file, notebook.db, is missing from {path.parent}.",
            "Put it back from the notebook's backups folder, or name another folder.",
        )
    if path.stat().st_size == 0:
        raise DamagedNotebook(
            f"The notebook's file, notebook.db, is empty: something else emptied it. "
            f"It was left as it is in {path.parent}.",
            "Put it back from the notebook's backups folder.",
        )


def _unlocked(folder: Path, keys: KeyFile) -> tuple[Any, Key]:
    path = folder / vault.NAME
    if keys.fresh:
        _check_file(path, fresh=True)
    # Twice: a read that failed once gives the same answer as damage.
    for key in (*keys.keys, *keys.keys):
        connection = vault.connect(path, key)
        if connection is not None:
            return connection, key
    if not keys.keys:
        raise KeyTrouble(
            "This notebook is locked with a passphrase, and this version cannot ask for it. "
            "Nothing was changed.",
            "Install the newer version of Beforehand to open it.",
        )
    raise _unreadable(path, keys)


def _unreadable(path: Path, keys: KeyFile) -> BeforehandError:
    """Why no key fits. SQLCipher says the same of all causes; the salt tells them apart."""
    salt = vault.file_salt(path, keys.keys[0])
    if salt in {key.salt for key in keys.keys}:
        return DamagedNotebook(
            f"The beginning of the notebook's file is damaged. It was left as it is in "
            f"{path.parent}.",
            "Open the newest backup; keep the damaged file, parts of it may be saved.",
        )
    if salt == _PLAIN_SQLITE or path.stat().st_size % _PAGE:
        return _not_ours(path.parent)
    return KeyTrouble(
        "The key file does not fit this notebook: it belongs to another one. "
        "The notebook itself was not touched.",
        "Put back the notebook.key that belongs to it, from its backups folder.",
    )


def _applied(connection: Any) -> list[str]:
    """The steps done so far, asked without sqlite-utils, which is slow to import."""
    there = "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if not connection.execute(there).fetchone()[0]:
        return []
    asked = "SELECT name FROM _sqlite_migrations WHERE migration_set = ?"
    return [name for (name,) in connection.execute(asked, (migrations.SET,))]


def _no_folder(folder: Path) -> NotANotebook:
    if folder.exists():
        return NotANotebook(
            f"{folder} is a file, and a notebook is a folder. It was left as it is.",
            "Name the folder in which notebook.db lies.",
        )
    return NotANotebook(
        f"There is no folder {folder}.", "Look for a typing error, or name another folder."
    )


def _not_ours(folder: Path, *, empty: bool = False) -> NotANotebook:
    if empty:
        return NotANotebook(f"There is no notebook in {folder} yet.", "Name another folder.")
    return NotANotebook(
        f"What lies in {folder} is not a notebook of Beforehand. It was left as it is.",
        "Name another folder, or an empty one for a new notebook.",
    )


def _not_opened(folder: Path, error: OSError) -> NoAccess:
    if isinstance(error, PermissionError):
        return _no_access(folder)
    return NoAccess(
        f"The notebook in {folder} could not be opened: {_why(error)}. It was left as it is.",
        "See that its disk is connected and sound, then try again.",
    )


def _why(error: OSError) -> str:
    reasons = {
        errno.EACCES: "this account may not write there",
        errno.EPERM: "this account may not write there",
        errno.EROFS: "it can only be read",
        errno.ENOSPC: "the disk is full",
        errno.ENOTDIR: "a part of its path is a file",
        errno.EEXIST: "a part of its path is a file",
        errno.ENAMETOOLONG: "its name is too long",
    }
    return reasons.get(error.errno or 0, "the disk answered with an error")


def _no_access(folder: Path) -> NoAccess:
    return NoAccess(
        f"The folder {folder} may not be opened by this account. Nothing was changed.",
        "Ask its owner, or name another folder.",
    )
