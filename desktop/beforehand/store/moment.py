"""What the folder says of a notebook's file, and the state of it between two commits."""

from pathlib import Path
from typing import NamedTuple

Stamp = tuple[int, int, int, int]
"""Device, number, size and time of a file."""
UNKNOWN = -1


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
