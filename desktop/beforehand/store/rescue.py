"""A notebook whose file was deleted while it is open: all of it is still there, and is put back."""

import errno
import json
import shutil
from contextlib import suppress
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, child_lines, copying, keyfile, moment, vault
from beforehand.store.child_lines import FAULT
from beforehand.store.faults import NotebookChanged, NotSaved
from beforehand.store.folders import BACKUPS
from beforehand.store.keyfile import KeyFile
from beforehand.store.lost import CANNOT_OPEN
from beforehand.store.notebook import Notebook
from beforehand.store.rows import CORRUPT

_PART = ".put-back.part"
_CODES = {
    errno.ENOSPC: 13,
    errno.EDQUOT: 13,
    errno.EROFS: 8,
    errno.EIO: 10,
    copying.UNLIKE: CORRUPT,
}
"""SQLite's own numbers for what may keep the file from being written."""
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def is_gone(notebook: Notebook) -> bool:
    """Whether the file is missing from its place, and could be put there again."""
    folder = notebook.folder
    return not (folder / vault.NAME).exists() and folder.parent.is_dir()


class PutBack:
    """Writing the file anew where it was deleted: a child's job, which is lent the open file.

    Never over another file. Raises BeforehandError; then what is left is as it was.
    """

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._part = notebook.folder / _PART
        self._made_folder = not notebook.folder.exists()
        opened = notebook.vault
        if (notebook.folder / vault.NAME).exists():
            raise _another()
        try:
            self.lent = moment.handle_of(opened.stamp)
            self._begin()
        except OSError as fault:
            self.give_up()
            raise _not_saved(fault) from fault
        target = str(self._part.resolve())
        asked = {"lent": self.lent, "target": target}
        self.order = json.dumps({**asked, **child_lines.with_keys([opened.key])})
        """For the child; it holds the key, and goes nowhere but into its pipe."""

    def hear(self, line: str) -> float | bool:
        """The share that is written, or True once the notebook is back in its place."""
        # Nothing is heard of a child that is gone: killed, or the machine has no memory left.
        told = child_lines.heard(line) or {FAULT: errno.ECHILD}
        if (share := child_lines.share_in(told)) is not None:
            return share
        try:
            if FAULT in told:
                raise OSError(told[FAULT], "not written")
            self._finish()
        except OSError as fault:
            raise _not_saved(fault) from fault
        finally:
            self.give_up()
        self._notebook.vault.reopen(whole=True)
        return True

    def give_up(self) -> None:
        """Leave nothing half-made."""
        shutil.rmtree(self._part, ignore_errors=True)
        if self._made_folder:
            with suppress(OSError):
                self._notebook.folder.rmdir()

    def _begin(self) -> None:
        shutil.rmtree(self._part, ignore_errors=True)
        self._notebook.folder.mkdir(mode=0o700, exist_ok=True)
        self._part.mkdir(mode=0o700)

    def _finish(self) -> None:
        folder = self._notebook.folder
        _put_key_back(self._notebook)
        _put_in_place(self._part / vault.NAME, folder / vault.NAME)
        keyfile.sync_folder(folder)


def _put_in_place(new: Path, path: Path) -> None:
    try:
        path.hardlink_to(new)
    except FileExistsError as fault:
        raise _another() from fault
    except OSError as fault:
        if fault.errno not in _NO_LINKS or path.exists():
            raise
        # A disk without hard links; there the moment between two programs is left to luck.
        new.rename(path)


def _put_key_back(notebook: Notebook) -> None:
    """The key file of a backup if there is none; without any, the key stands open."""
    folder, key = notebook.folder, notebook.vault.key
    (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    if (folder / keyfile.NAME).exists():
        return
    for each in backups.found(folder / BACKUPS):
        with suppress(BeforehandError):
            file = keyfile.read(each.path).of(key)
            if file.keys or file.sealed:
                keyfile.write(folder, file)
                return
    keyfile.write(folder, KeyFile(keys=(key,)))


def _another() -> NotebookChanged:
    return NotebookChanged(
        "Another file lies there by now, and it is never written over.",
        "Copy what you wrote last, then open the notebook again.",
    )


def _not_saved(fault: OSError) -> NotSaved:
    return NotSaved(_CODES.get(fault.errno or copying.UNLIKE, CANNOT_OPEN))
