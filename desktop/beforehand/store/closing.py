"""After a passphrase was set: a fresh backup, and no older one whose key still stands open."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import backing_up, backups, copying, keyfile, locking, stick, vault
from beforehand.store.backups import Backup
from beforehand.store.child_lines import heard, keys_in, say_share, with_keys
from beforehand.store.copies import Owner
from beforehand.store.encrypting import encrypt_anew
from beforehand.store.faults import NotRead, NotSaved
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick


@value
class Closed:
    """The fresh backup; `still_open` are older ones that could not be closed, and are listed."""

    backup: Backup
    still_open: tuple[Backup, ...] = ()


def close_all(
    notebook: Notebook, *, program: Sequence[str], now: datetime, sticks: Sequence[Stick] = ()
) -> Closed:
    """Once a passphrase was set: see to it that no backup of this notebook opens without it.

    `sticks` are where further ones lie. The notebook is locked even if this raises NoBackup.
    """
    backup = backing_up.make(notebook, program, now, "passphrase set")
    return Closed(backup=backup, still_open=tuple(close_backups(notebook, sticks)))


def close_backups(notebook: Notebook, sticks: Sequence[Stick] = ()) -> list[Backup]:
    """Encrypt each backup of its own whose key stands open with the notebook's own key.

    One that cannot be read at all is taken away. The answer is what could not be closed.
    """
    after, key = keyfile.read(notebook.folder), notebook.vault.key
    standing = standing_open(notebook.folder, sticks)
    return [each for each in standing if not _closed(each, key, after)]


def standing_open(folder: Path, sticks: Sequence[Stick] = ()) -> list[Backup]:
    """A notebook's backups that anybody opens; reads files alone, so it may run in a thread."""
    return [each for each in stick.owned(folder, sticks) if each.stands_open]


class Closing:
    """Closing what a kill left standing open: a child's job, with the notebook open beside it.

    It can be stopped at any time: a backup that is half closed opens, and is closed the next time.
    """

    def __init__(self, notebook: Notebook, sticks: Sequence[Stick] = ()) -> None:
        self.order = json.dumps(
            {
                "close": [(str(each.chosen.absolute()), asdict(each.owner)) for each in sticks],
                "folder": str(notebook.folder.absolute()),
                **with_keys([notebook.vault.key]),
            }
        )
        """For the child; it holds the key, and goes nowhere but into its pipe."""

    def hear(self, line: str) -> float | tuple[Path, ...]:
        """The share that is done, or the backups that still stand open."""
        answer = heard(line)
        if "open" in answer:
            return tuple(Path(each) for each in answer["open"])
        if "share" in answer:
            return float(answer["share"])
        raise BeforehandError("Backups that open without the passphrase could not be locked.")

    def give_up(self) -> None:
        """Nothing half-made is left."""


def serve(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """In the child: close what stands open; the answer is what could not be closed."""
    after, (key,) = keyfile.read(Path(order["folder"])), keys_in(order)
    still: list[str] = []
    sticks = [Stick(chosen=Path(place), owner=Owner(**owner)) for place, owner in order["close"]]
    standing = standing_open(Path(order["folder"]), sticks) if after.locked else []
    for number, each in enumerate(standing, 1):
        if not _closed(each, key, after):
            still.append(str(each.path))
        say_share(number / len(standing), said)
    return {"open": still}


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
    except (OSError, BeforehandError):
        # In use, or out of room; or taken away meanwhile, because it was thinned.
        return not backup.path.exists()
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
