"""A notebook whose file was deleted while it is open: all of it is still there, and is put back."""

import os
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, vault
from beforehand.store.faults import NotebookChanged, NotSaved, told
from beforehand.store.folders import BACKUPS
from beforehand.store.keyfile import KeyFile
from beforehand.store.lost import CANNOT_OPEN
from beforehand.store.notebook import Notebook

_PART = ".notebook.db.part"


def is_gone(notebook: Notebook) -> bool:
    """Whether the file is missing from its place, and could be put there again."""
    folder = notebook.folder
    return not (folder / vault.NAME).exists() and folder.parent.is_dir()


def put_back(notebook: Notebook) -> None:
    """Write the file anew where it was deleted, key file and all, and go on with it.

    Never over another file. Raises BeforehandError; then what is left is as it was.
    """
    folder = notebook.folder
    path, part = folder / vault.NAME, folder / _PART
    if path.exists():
        raise NotebookChanged(
            "Another file lies there by now, and it is never written over.",
            "Copy what you wrote last, then open the notebook again.",
        )
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _write(notebook, part)
        _put_key_back(notebook)
        os.link(part, path)
        keyfile.sync_folder(folder)
    except OSError as fault:
        raise NotSaved(CANNOT_OPEN) from fault
    finally:
        with suppress(OSError):
            part.unlink()
    notebook.vault.reopen()


def _write(notebook: Notebook, part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600))
    try:
        notebook.vault.connection.execute("VACUUM INTO ?", (str(part),))
    except dbapi2.Error as error:
        raise told(error, NotSaved) from error
    handle = os.open(part, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


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
