"""What the folder says of a notebook's file, and the state of it between two commits."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

Stamp = tuple[int, int, int, int]
"""Device, number, size and time of a file."""
UNKNOWN = -1
_HANDLES = Path("/dev/fd")


class Moment(NamedTuple):
    """The state of a file between two commits: its mark, and what the folder says of it."""

    mark: str
    stamp: Stamp


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None if there is none."""
    # os.stat is safe; opening the live file here would drop SQLite's lock on closing it.
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns


def handle_of(stamp: Stamp) -> int:
    """The handle by which this process has the file of that stamp open; raises OSError."""
    for number in sorted(int(each.name) for each in _HANDLES.iterdir() if each.name.isdecimal()):
        # One of them is the listing itself, and gone by now.
        with suppress(OSError):
            there = os.fstat(number)
            if (there.st_dev, there.st_ino) == stamp[:2]:
                return number
    raise FileNotFoundError
