"""Putting a backup to use: into a new notebook of its own, never over the one that is there."""

import shutil
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import copying, folders, keyfile
from beforehand.store.backups import Backup


class NotRestored(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """A backup that was not restored; whatever was there is as it was."""


def restore(backup: Backup, folder: Path) -> None:
    """Make a notebook of a backup in a new or empty folder; it opens with the backup's own keys.

    The notebook stands complete in the folder, or nothing does. Raises NotRestored.
    """
    if not folders.is_free(folder):
        raise NotRestored(
            f"There is something in {folder} already, and a restore never overwrites.",
            "Name a new folder, or an empty one.",
        )
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        copying.copied(backup.path, part)
        (part / folders.BACKUPS).mkdir(mode=0o700)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        keyfile.sync_folder(folder.parent)
    except OSError as fault:
        shutil.rmtree(part, ignore_errors=True)
        raise NotRestored(
            f"The backup could not be restored into {folder}. The backup itself is untouched.",
            "See that there is room and that you may write there, or name another folder.",
        ) from fault
