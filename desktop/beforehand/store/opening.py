"""Opening a notebook, step by step: folder, key, lock, tables; each fault in a sentence of its own.

Key first, then whether the file can be read, then whether it is ours and not newer; only then a
copy before upgrading, the upgrade, and the check of its references.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.store import folders, keyfile, migrations, recovery, vault
from beforehand.store.faults import (
    DamagedNotebook,
    KeyTrouble,
    NewerNotebook,
    NotebookLocked,
    NotRead,
    WrongPassphrase,
    told,
)
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import PASSPHRASE, Key, Sealed, unseal
from beforehand.store.migrations import Step
from beforehand.store.vault import Vault

Connect = Callable[[Path, Key], Any]
_TO_READ = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)

_PLAIN_SQLITE = b"SQLite format 3\0".hex()
_PAGE = 4096


def open_vault(
    folder: Path,
    now: datetime,
    *,
    create: bool,
    keys: Sequence[Key] = (),
    steps: Sequence[Step] = migrations.STEPS,
) -> Vault:
    """Open the file of a notebook, upgraded and locked; BeforehandError says what is in the way.

    `keys` are what `unlock` gave, where none stands open.
    """
    try:
        free = create and folders.is_free(folder)
        file = folders.made(folder) if free else folders.found(folder)
        connection, key = _unlocked(folder, file, keys)
        try:
            _check(folder, connection, file, steps)
            _bring_up_to_date(folder, connection, key, steps, now)
            opened = Vault(folder / vault.NAME, connection, key)
        except BaseException:
            connection.close()
            raise
        if file != file.of(key):
            if not file.fresh:
                _renew_beginning(opened)
            # No longer fresh; and of a change of the passphrase that was killed only the key that
            # fits stays.
            keyfile.write(folder, file.of(key))
        folders.tighten(folder)
    except OSError as error:
        raise folders.not_opened(folder, error) from error
    except dbapi2.Error as error:
        raise told(error, NotRead) from error
    return opened


def open_to_read(
    folder: Path, keys: Sequence[Key] = (), steps: Sequence[Step] = migrations.STEPS
) -> Vault:
    """Open a file in which nothing can be written: nothing is upgraded, tightened or put right.

    BeforehandError says what is in the way; what would have to be written first is, too.
    """
    try:
        file = folders.found(folder, to_read=True)
        connection, key = _unlocked(folder, file, keys, _connected_to_read)
        try:
            _check(folder, connection, file, steps)
            if migrations.pending(steps, _applied(connection)):
                raise folders.read_only(folder, "it cannot be brought up to date")
            return Vault(folder / vault.NAME, connection, key, only_read=True)
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise folders.not_opened(folder, error) from error
    except NotRead as error:
        if error.code != vault.READ_ONLY:
            raise
        raise folders.read_only(folder, "what a crash left in it cannot be put right") from error
    except dbapi2.Error as error:
        raise told(error, NotRead) from error


def _connected_to_read(path: Path, key: Key) -> Any:
    """Others may read meanwhile, and nobody write; no word goes into a file of SQLite's own."""
    return vault.connected(path, key, "ro", (*_TO_READ, vault.LOOK))


def _renew_beginning(opened: Vault) -> None:
    """Undoing a change of keys leaves the other key's salt at the beginning; a commit renews it."""
    with opened.transaction():
        pass


def _check(folder: Path, connection: Any, keys: KeyFile, steps: Sequence[Step]) -> None:
    """See that the tables are ours and not newer, before anything is written."""
    applied = _applied(connection)
    if not applied and not keys.fresh:
        raise folders.not_ours(folder)
    if migrations.unknown(steps, applied):
        raise NewerNotebook


def _bring_up_to_date(
    folder: Path, connection: Any, key: Key, steps: Sequence[Step], now: datetime
) -> None:
    vault.settle(connection)
    applied = _applied(connection)
    if migrations.pending(steps, applied):
        # Imported here: hardly any start needs it.
        from beforehand.store import upgrade

        if applied:
            upgrade.copy(folder, connection, key, now)
        upgrade.upgrade(connection, steps)


def unlock(folder: Path, words: str) -> tuple[Key, ...]:
    """The keys that a passphrase or a recovery code opens; touches nothing but the key file.

    Takes about half a second on purpose, and may run in a thread. Raises WrongPassphrase.
    """
    return opened_by(keyfile.read(folder).sealed, words)


def opened_by(entries: Sequence[Sealed], words: str) -> tuple[Key, ...]:
    """The same from entries that were read before: the folder may be gone meanwhile."""
    code = recovery.read(words)
    tries = [(each, words if each.kind == PASSPHRASE else code) for each in entries]
    found = [unseal(each, said) for each, said in tries if said is not None]
    opened = tuple(key for key in found if key is not None)
    if not opened:
        raise WrongPassphrase
    return opened


def _unlocked(
    folder: Path, file: KeyFile, keys: Sequence[Key], connect: Connect = vault.connect
) -> tuple[Any, Key]:
    path = folder / vault.NAME
    folders.check_file(path, fresh=file.fresh)
    opened = _tried(path, (*file.keys, *keys), connect)
    sealed = {entry.salt for entry in file.sealed}
    # Keys of before a new passphrase was set open nothing, and yet nothing is damaged.
    if opened is None and sealed and sealed.isdisjoint(key.salt for key in keys):
        raise NotebookLocked
    if opened is None:
        raise _unreadable(path, file)
    return opened


def _tried(path: Path, keys: Sequence[Key], connect: Connect) -> tuple[Any, Key] | None:
    # Twice: a read that failed once gives the same answer as damage.
    for key in (*keys, *keys):
        connection = connect(path, key)
        if connection is not None:
            return connection, key
    return None


def _unreadable(path: Path, keys: KeyFile) -> BeforehandError:
    """Why no key fits. SQLCipher says the same of all causes; the salt tells them apart."""
    salt = vault.file_salt(path)
    if salt in {*(key.salt for key in keys.keys), *(entry.salt for entry in keys.sealed)}:
        return DamagedNotebook(
            f"The beginning of the notebook's file is damaged. It was left as it is in "
            f"{path.parent}.",
            "Save what can be read of it; the newest backup may have the rest.",
        )
    if salt == _PLAIN_SQLITE or path.stat().st_size % _PAGE:
        return folders.not_ours(path.parent)
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
