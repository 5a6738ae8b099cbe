"""A file that is on the disk in full or not at all; sheets and archives share it."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def put_whole(path: Path, data: bytes) -> None:
    """Write beside the file, sync, and move over it; readable by its owner only.

    Raises `OSError`; then what was there before is untouched and nothing is left behind.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
