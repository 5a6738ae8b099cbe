"""A program that copies its open file itself: closing the copy's source drops the file's lock."""

import shutil
from pathlib import Path
from typing import Any

from beforehand.store import backing_up, backups, copying, keyfile, vault
from beforehand.store.notebook import Notebook


def apply() -> None:
    """Have backups made in the program's own process."""
    backing_up.make = _make


def _make(notebook: Notebook, _program: Any, now: Any, why: str, place: Path | None = None) -> Any:
    part = backups.begun(place or backups.folder_of(notebook.folder))
    for name in (vault.NAME, keyfile.NAME):
        shutil.copy(notebook.folder / name, part / name)
    return backups.finished(part, now, why, copying.checked(part, [notebook.vault.key]))
