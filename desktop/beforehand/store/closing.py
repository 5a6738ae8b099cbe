"""After a passphrase was set: a fresh backup, and no older one whose key still stands open."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from beforehand.domain.value import value
from beforehand.store import backing_up, backups, copying, keyfile, locking, vault
from beforehand.store.backups import Backup
from beforehand.store.encrypting import encrypt_anew
from beforehand.store.faults import NotebookHeld, NotRead, NotSaved
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook


@value
class Closed:
    """The fresh backup; `still_open` are older ones that could not be closed, and are listed."""

    backup: Backup
    still_open: tuple[Backup, ...] = ()


def close_all(
    notebook: Notebook, *, program: Sequence[str], now: datetime, places: Sequence[Path] = ()
) -> Closed:
    """Once a passphrase was set: see to it that no backup opens without it.

    `places` are those where further backups lie. The notebook is locked even if this raises
    NoBackup.
    """
    backup = backing_up.make(notebook, program, now, "passphrase set")
    every = (backups.folder_of(notebook.folder), *places)
    return Closed(backup=backup, still_open=tuple(close_backups(notebook, every)))


def close_backups(notebook: Notebook, places: Sequence[Path]) -> list[Backup]:
    """Encrypt each backup whose key stands open with the notebook's own key.

    One that cannot be read at all is taken away. The answer is what could not be closed.
    """
    after = keyfile.read(notebook.folder)
    standing = [each for place in places for each in backups.found(place) if each.stands_open]
    return [each for each in standing if not _closed(each, notebook.vault.key, after)]


def _closed(backup: Backup, key: Key, after: KeyFile) -> bool:
    try:
        before = keyfile.read(backup.path)
        # Both while it goes on: a kill leaves a backup that opens, and that is closed next time.
        keyfile.write(backup.path, locking.both(before, after))
        _rekeyed(backup.path / vault.NAME, before.keys, key)
        if "fault" in copying.checked(backup.path, [key]):
            return _removed(backup, (*before.keys, key))
        keyfile.write(backup.path, after)
    except (dbapi2.Error, NotSaved, NotRead):
        return _removed(backup, (*before.keys, key))
    except (OSError, NotebookHeld):
        return False
    return True


def _removed(backup: Backup, keys: Sequence[Key]) -> bool:
    """Take away a backup that no key reads whole; one that is only in use or out of room stays."""
    if "fault" in copying.checked(backup.path, list(keys)):
        backups.remove(backup)
    return not backup.path.exists()


def _rekeyed(path: Path, old: Sequence[Key], key: Key) -> None:
    for each in old:
        connection = vault.connect(path, each)
        if connection is not None:
            with closing(connection):
                encrypt_anew(connection, path, key)
            return
