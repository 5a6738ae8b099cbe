"""Bringing a notebook's tables up to date: a copy first, then the steps, then their check."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from beforehand.store import backups, copying, keyfile, migrations, vault
from beforehand.store.backups import Backup
from beforehand.store.faults import DamagedNotebook
from beforehand.store.keys import Key
from beforehand.store.migrations import Step
from beforehand.store.rows import is_sound


def upgrade(connection: Any, steps: Sequence[Step]) -> None:
    """Apply the steps a notebook lacks, all of them or none."""
    # With foreign keys on, remaking a table would delete what refers to it.
    connection.execute("PRAGMA foreign_keys = OFF")
    if migrations.apply(connection, steps):
        raise DamagedNotebook(
            "The notebook could not be brought up to date: some entries would refer to nothing. "
            "It was left as it was.",
            "Go on with the version of Beforehand that wrote it, and report this.",
        )
    connection.execute("PRAGMA foreign_keys = ON")


def copy(folder: Path, connection: Any, key: Key, now: datetime) -> Backup:
    """Make a backup, key file and all, and see that it can be read.

    SQLite itself writes it: opening the live file here would drop its lock, and before an upgrade a
    pause does no harm.
    """
    part = backups.begun(backups.folder_of(folder))
    try:
        counts = _copied(folder, connection, key, part)
        return backups.finished(part, now, "before upgrade", counts)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _copied(folder: Path, connection: Any, key: Key, part: Path) -> dict[str, Any]:
    """Copy the two files, and count what is in the copy."""
    path = part / vault.NAME
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connection.execute("VACUUM INTO ?", (str(path),))
    keyfile.copy(folder, part)
    counts = copying.checked(part, [key])
    # A bad page of the notebook could have become a good page of zeros in its copy.
    if "fault" in counts or not is_sound(connection):
        raise DamagedNotebook(
            "The copy that is made before an upgrade could not be read, so nothing was changed.",
            "See that the disk is sound, then start again.",
        )
    return counts
