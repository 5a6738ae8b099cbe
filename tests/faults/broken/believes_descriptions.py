"""A program that shows each backup as one that was read again, whatever its description says."""

from dataclasses import replace
from pathlib import Path

from beforehand.store import backups
from beforehand.store.backups import Backup


def apply() -> None:
    """Have no description doubted."""
    backups._read = _read


def _read(entry: Path) -> Backup | None:
    found = backups._undescribed(entry)
    return replace(found, checked=True) if found else None
