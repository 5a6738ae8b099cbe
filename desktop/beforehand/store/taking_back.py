"""Taking a merge back: the backup of before is the notebook again, the merged one a backup."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import backing_up, backups, copying, keyfile, vault
from beforehand.store.backups import Backup
from beforehand.store.kept_out import keep_out, marks_of
from beforehand.store.notebook import Notebook

BEFORE = "before merge"
"""Why the backup was made."""
_AFTER = "merged"
_PART = ".taking-back"
"""A folder in the notebook's own, while it lasts."""


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
    Whoever was erased since does not come back.
    """
    key = notebook.vault.key
    if "fault" in copying.checked(backup.path, [key]):
        raise _another_key(backup)
    kept = backing_up.make(notebook, program, now, _AFTER)
    part = notebook.folder / _PART
    try:
        shutil.rmtree(part, ignore_errors=True)
        copying.copied(backup.path, part)
        if keep_out(part, marks_of(notebook.vault), [key], now) is None:
            raise _another_key(backup)
        notebook.close()
        (part / vault.NAME).replace(notebook.folder / vault.NAME)
        keyfile.sync_folder(notebook.folder)
    except OSError as fault:
        raise NotTakenBack(
            "The backup could not be put back. The notebook stays as it is.",
            "See that there is room on the disk, then try again.",
        ) from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return kept


def _another_key(backup: Backup) -> NotTakenBack:
    return NotTakenBack(
        "The backup of before the merge does not open with the notebook's key: the passphrase was "
        "set or taken away since, or it is damaged. Nothing was changed.",
        f"Restore it into a folder of its own: {backup.path}",
    )
