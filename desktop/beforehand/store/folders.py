"""The folder of a notebook: whether one lies there, or can be made, and why not."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from beforehand.off_limits import see_that_a_folder_may_be
from beforehand.store import keyfile, vault
from beforehand.store.faults import DamagedNotebook, NoAccess, NotANotebook, ReadOnly
from beforehand.store.keyfile import KeyFile

BACKUPS = "backups"


def is_free(folder: Path) -> bool:
    """Whether a new notebook can be made there: nothing lies in it, or nothing is there yet."""
    if not folder.exists():
        return True
    return folder.is_dir() and not any(_visible(folder))


def _visible(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if not entry.name.startswith(".")]


def made(folder: Path) -> KeyFile:
    """Prepare the folder of a new notebook; a kill from here on leaves one that opens."""
    see_that_a_folder_may_be(folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        keys = keyfile.write_first(folder, KeyFile.made())
        (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
        keyfile.sync_folder(folder)
        with suppress(PermissionError):
            keyfile.sync_folder(folder.parent)
    except OSError as error:
        raise NoAccess(
            f"A new notebook could not be made in {folder}: {_why(error)}.",
            "Name another folder.",
        ) from error
    return keys


def found(folder: Path, *, to_read: bool = False) -> KeyFile:
    """The keys of the notebook in a folder, once the folder is what it should be.

    Raises ReadOnly where nothing can be written, unless it is only to be read.
    """
    if not folder.is_dir():
        raise _no_folder(folder)
    _check_access(folder, to_read=to_read)
    present = set(_visible(folder))
    if not present & {keyfile.NAME, vault.NAME}:
        raise not_ours(folder, empty=not present)
    return keyfile.read(folder)


def tighten(folder: Path) -> None:
    """Take from others what they may do here: a copy from a stick or an archive comes open."""
    for path in (folder, folder / vault.NAME, folder / keyfile.NAME):
        mode = path.stat().st_mode
        if mode & 0o077:
            # Some disks know no modes, and some files are another account's to change.
            with suppress(OSError):
                path.chmod(mode & 0o700)


def _check_access(folder: Path, *, to_read: bool) -> None:
    if not os.access(folder, os.R_OK | os.X_OK):
        raise _no_access(folder)
    files = [folder, *(folder / name for name in (vault.NAME, keyfile.NAME))]
    there = [path for path in files if path.exists()]
    for path in there:
        if not os.access(path, os.R_OK):
            raise _no_access(path)
    if not to_read and not all(os.access(path, os.W_OK) for path in there):
        raise read_only(folder, "nothing could be saved in it")


def check_file(path: Path, *, fresh: bool) -> None:
    """An emptied or missing file must never be taken for a new notebook."""
    if fresh:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        return
    if not path.exists():
        raise NotANotebook(
            f"The notebook's file, notebook.db, is missing from {path.parent}.",
            "Put it back from the notebook's backups folder, or name another folder.",
        )
    if path.stat().st_size == 0:
        raise DamagedNotebook(
            f"The notebook's file, notebook.db, is empty: something else emptied it. "
            f"It was left as it is in {path.parent}.",
            "Put it back from the notebook's backups folder.",
        )


def _no_folder(folder: Path) -> NotANotebook:
    if folder.exists():
        return NotANotebook(
            f"{folder} is a file, and a notebook is a folder. It was left as it is.",
            "Name the folder in which notebook.db lies.",
        )
    return NotANotebook(
        f"There is no folder {folder}.", "Look for a typing error, or name another folder."
    )


def not_ours(folder: Path, *, empty: bool = False) -> NotANotebook:
    """What to say of a folder that holds something else, or nothing."""
    if empty:
        return NotANotebook(f"There is no notebook in {folder} yet.", "Name another folder.")
    return NotANotebook(
        f"What lies in {folder} is not a notebook of Beforehand. It was left as it is.",
        "Name another folder, or an empty one for a new notebook.",
    )


def read_only(folder: Path, so: str) -> ReadOnly:
    """What to say where nothing can be written; `so` tells what does not go therefore."""
    return ReadOnly(
        f"The notebook in {folder} is read-only, so {so}. It was left as it is.",
        "Copy the folder to a place where you can write, and open it there.",
    )


def not_opened(folder: Path, error: OSError) -> NoAccess:
    """What to say when the system refuses."""
    if isinstance(error, PermissionError):
        return _no_access(Path(error.filename or folder))
    return NoAccess(
        f"The notebook in {folder} could not be opened: {_why(error)}. It was left as it is.",
        "See that its disk is connected and sound, then try again.",
    )


def _why(error: OSError) -> str:
    reasons = {
        errno.EACCES: "this account may not write there",
        errno.EPERM: "this account may not write there",
        errno.EROFS: "it can only be read",
        errno.ENOSPC: "the disk is full",
        errno.ENOTDIR: "a part of its path is a file",
        errno.EEXIST: "a part of its path is a file",
        errno.ENAMETOOLONG: "its name is too long",
    }
    return reasons.get(error.errno or 0, "the disk answered with an error")


def _no_access(path: Path) -> NoAccess:
    of_it = path.name in (vault.NAME, keyfile.NAME)
    what = f"The file {path.name} in {path.parent}" if of_it else f"The folder {path}"
    return NoAccess(
        f"{what} may not be opened by this account. Nothing was changed.",
        "Ask its owner, or name another folder.",
    )
