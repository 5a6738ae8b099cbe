"""Bringing a notebook's tables up to date: a copy first, then the steps, then their check."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from beforehand.store import keyfile, migrations, vault
from beforehand.store.faults import DamagedNotebook
from beforehand.store.keys import Key
from beforehand.store.migrations import Step


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


def copy(folder: Path, connection: Any, key: Key, now: datetime) -> Path:
    """Copy the notebook into its backups folder, key file and all, and see that the copy opens.

    SQLite itself writes the copy: opening the live file here would drop its lock.
    """
    target = folder / "backups" / f"{now:%Y-%m-%d-%H%M%S}-before-upgrade"
    part = target.with_suffix(".part")
    for left in target.parent.glob("*.part"):
        shutil.rmtree(left, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    path = part / vault.NAME
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connection.execute("VACUUM INTO ?", (str(path),))
    keyfile.copy(folder, part)
    _see_that_it_opens(path, key)
    part.rename(target)
    keyfile.sync_folder(target.parent)
    return target


def _see_that_it_opens(path: Path, key: Key) -> None:
    opened = vault.connect(path, key)
    if opened is None or opened.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise DamagedNotebook(
            "The copy that is made before an upgrade could not be read, so nothing was changed.",
            "See that the disk is sound, then start again.",
        )
    opened.close()
