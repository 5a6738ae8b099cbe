"""Taking a merge back: the backup of before is the notebook again, the merged one a backup."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import backing_up, backups, copying, keyfile, vault
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook

BEFORE = "before merge"
"""Why the backup was made."""
_AFTER = "merged"
_PART = f".{vault.NAME}.part"


class NotTakenBack(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The notebook stays as it is, merged."""


def newest(folder: Path) -> Backup:
    """The backup made before the last merge; raises NotTakenBack."""
    for each in backups.found(backups.folder_of(folder)):
        if each.why == BEFORE:
            return each
    raise NotTakenBack(
        "There is no backup of before a merge. Nothing was changed.",
        "“beforehand backups” lists those there are.",
    )


def take_back(notebook: Notebook, backup: Backup, program: Sequence[str], now: datetime) -> Backup:
    """Put the backup in the place of the notebook, which is closed by it and can be opened again.

    The notebook as it was, with all that was written since the merge, is the backup handed back.
    """
    if "fault" in copying.checked(backup.path, [notebook.vault.key]):
        raise NotTakenBack(
            "The backup of before the merge does not open with the notebook's key: the passphrase "
            "was set or taken away since, or it is damaged. Nothing was changed.",
            f"Restore it into a folder of its own: {backup.path}",
        )
    kept = backing_up.make(notebook, program, now, _AFTER)
    part = notebook.folder / _PART
    try:
        _copy(backup.path / vault.NAME, part)
        notebook.close()
        part.replace(notebook.folder / vault.NAME)
        keyfile.sync_folder(notebook.folder)
    except OSError as fault:
        raise NotTakenBack(
            "The backup could not be put back. The notebook stays as it is.",
            "See that there is room on the disk, then try again.",
        ) from fault
    finally:
        part.unlink(missing_ok=True)
    return kept


def _copy(source: Path, part: Path) -> None:
    with source.open("rb") as old, open(part, "wb", opener=_private) as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
