"""The sign that a recovery code was made and nobody said yet whether it was kept.

A kill or a lock may come while it is on the screen: then it is gone, and that must be told.
"""

from contextlib import suppress
from pathlib import Path

NAME = ".code"
"""An empty file in the notebook's folder: it says nothing of the code."""


def put(folder: Path) -> None:
    """A code is about to be made."""
    with suppress(OSError):
        (folder / NAME).touch(mode=0o600)


def take(folder: Path) -> None:
    """The person answered for it, or there is none."""
    with suppress(OSError):
        (folder / NAME).unlink()


def is_there(folder: Path) -> bool:
    """Whether a code was made that nobody answered for."""
    return (folder / NAME).exists()
