"""The sign that a notebook is open: one that is still there at the start tells of a crash."""

from contextlib import suppress
from pathlib import Path

NAME = ".open"
"""An empty file in the notebook's folder; it goes when the notebook is let go of."""


def put(folder: Path) -> bool:
    """Say that the notebook is open; True if it was never closed the last time."""
    mark = folder / NAME
    there = mark.exists()
    with suppress(OSError):
        mark.touch(mode=0o600)
    return there


def take(folder: Path) -> None:
    """Say that it was closed."""
    with suppress(OSError):
        (folder / NAME).unlink()
