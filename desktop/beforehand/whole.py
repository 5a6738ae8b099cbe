"""A file that is on the disk in full or not at all; sheets and archives share it."""

import os
import tempfile
from contextlib import suppress
from errno import EINVAL, EISDIR, ENOSYS, ENOTSUP
from pathlib import Path

from beforehand.off_limits import see_that_a_file_may_lie_at

_NO_SYNC = {EINVAL, ENOSYS, ENOTSUP}
"""What a network's file system says that has no such thing as a sync."""


def put_whole(path: Path, data: bytes) -> None:
    """Write beside the file, sync, and move over it; readable by its owner only.

    A link stays one: what it leads to is replaced. Raises `OSError`, or `OffLimits` in or over a
    notebook; then what was there before is untouched and nothing is left behind.
    """
    see_that_a_file_may_lie_at(path)
    if path.exists() and not (path.is_file() or path.is_dir()):
        # A pipe or a device is written to; putting a file in its place would take it away.
        path.write_bytes(data)
        return
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    # Only for links: Windows would write out the drive of every other path.
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _sync(handle)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as fault:
        if fault.errno not in _NO_SYNC:
            raise
