"""A program that writes down how often a wrong passphrase was tried."""

from pathlib import Path
from typing import Any

from beforehand.store import opening

_unlock = opening.unlock


def apply() -> None:
    """Have each try leave a byte in the folder."""
    opening.unlock = _counted


def _counted(folder: Path, words: str) -> Any:
    with (folder / ".tries").open("ab") as tries:
        tries.write(b".")
    return _unlock(folder, words)
