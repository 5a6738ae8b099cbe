"""Files and folders that are there in full or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.whole import put_whole


def write_whole(path: Path, data: bytes) -> None:
    """Put a file on the disk, readable by its owner only; what was there stays until it is whole.

    Raises `BeforehandError`; then nothing has changed.
    """
    try:
        put_whole(path, data)
    except OSError as fault:
        raise BeforehandError(
            f"“{path}” could not be written ({_reason(fault)}). What was there is untouched.",
            "Choose another place and try again.",
        ) from fault


def read_whole(path: Path) -> bytes:
    """All of a file; raises `BeforehandError` if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BeforehandError(
            f"“{path}” could not be read ({_reason(fault)}).", "See that the name is right."
        ) from fault


@contextmanager
def taken_back(folder: Path) -> Iterator[None]:
    """If the work inside fails, take away what it made in a folder, and the folder if it did."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    before = set(folder.iterdir()) if folder.is_dir() else set()
    try:
        yield
    except BaseException:
        for each in set(folder.iterdir()) - before if folder.is_dir() else ():
            shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink()
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def _reason(fault: OSError) -> str:
    return (fault.strerror or "unknown reason").lower()
