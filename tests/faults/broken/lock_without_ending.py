"""A program that only closes the notebook when it locks, and keeps its process."""

from pathlib import Path

from beforehand.ui.lock import locker


def apply() -> None:
    """Have it collect what is left, which looks like enough."""
    locker.Locker.__init__.__defaults__ = (_collect, 60_000)


def _collect(_folder: Path) -> None:
    import gc

    gc.collect()
