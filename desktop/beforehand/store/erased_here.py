"""Whom a notebook erased, asked before something that may have them still is brought back."""

from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import damaged, kept_out, keyfile, opening, readable, vault
from beforehand.store.backups import Backup
from beforehand.store.blueprint import tables
from beforehand.store.faults import (
    NotebookHeld,
    NotebookLocked,
    WrongPassphrase,
)
from beforehand.store.kept_out import Marks
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook

_IN_THE_WAY = (NotebookHeld, NotebookLocked, WrongPassphrase)


@value
class Erased:
    """The marks, and the key of the notebook they are of; `all_read` unless some may be missing."""

    marks: Marks = ()
    keys: tuple[Key, ...] = ()
    all_read: bool = True


def concerns(folder: Path, backup: Backup) -> bool:
    """Whether there is a notebook, which may have erased somebody who is in that backup."""
    if not (folder / vault.NAME).is_file():
        return False
    try:
        ours, theirs = keyfile.read(folder).name, keyfile.read(backup.path).name
    except BeforehandError:
        return True
    # Of one notebook all copies have one name; from before there were names nobody knows.
    return not (ours and theirs) or ours == theirs


def to_ask(folder: Path, backup: Backup) -> Path | None:
    """The notebook that may have erased somebody who is in a backup: that one, or where it lies."""
    home = backup.path.absolute().parent.parent
    return next((each for each in (folder, home) if concerns(each, backup)), None)


def known(folder: Path, now: datetime, words: str | None = None) -> Erased:
    """Whom the notebook in a folder erased; of a damaged one, what can still be read of it.

    Raises NotebookHeld, NotebookLocked or WrongPassphrase, where the notebook is to be asked again.
    """
    try:
        keys = () if words is None else _keys(folder, words)
        notebook = Notebook.open(folder, now, keys=keys)
    except _IN_THE_WAY:
        raise
    except BeforehandError:
        return _of_damaged(folder, words)
    try:
        return Erased(marks=kept_out.marks_of(notebook.vault), keys=(notebook.vault.key,))
    finally:
        notebook.close()


def _keys(folder: Path, words: str) -> tuple[Key, ...]:
    return opening.unlock(folder, words) if keyfile.read(folder).locked else ()


def _of_damaged(folder: Path, words: str | None) -> Erased:
    try:
        opened = damaged.looked_at(folder).opened(words)
        read = readable.read(opened.image, tables())
    except _IN_THE_WAY:
        raise
    except (BeforehandError, OSError):
        return Erased(all_read=False)
    marks = [row for row in dict.fromkeys(read.gone) if row[3]]
    return Erased(marks=marks, keys=(opened.image.key,), all_read=read.gone_in_full)
