"""Erased people stay away: from a notebook out of a backup, an import, or of before a merge."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.store import gone, index
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.trash import deleting, what_goes
from beforehand.store.vault import Vault

Marks = Sequence[tuple[object, ...]]
"""Rows of keyed hashes: whom they are of nobody can read from them."""

COUNTED = "{} of people you erased {} taken out again."
NOT_LOOKED = (
    "Whoever was erased since that backup was made may be in it again: erase them there, too."
)


def is_erased(notebook: Notebook, ids: Iterable[Id]) -> frozenset[Id]:
    """Those of these ids that were erased, and must not come back from anywhere."""
    graves = gone.Graves(notebook.vault)
    return frozenset(id_ for id_ in ids if graves.refuses(id_))


def marks_of(vault: Vault) -> Marks:
    """What is known of whom was erased, to be handed on to another notebook."""
    return vault.read("SELECT mark, salt, until, erased FROM gone WHERE erased = 1")


def keep_out(folder: Path, marks: Marks, keys: Sequence[Key], now: datetime) -> int | None:
    """Let a closed notebook know of the erased, and take out what it has of them.

    How many entries went; None if none of the keys opens it, and it is as it was.
    """
    if not marks:
        return 0
    try:
        notebook = Notebook.open(folder, now, keys=keys)
    except BeforehandError:
        return None
    try:
        with notebook.transaction():
            gone.bury(notebook.vault, marks)
        return take_out_erased(notebook, now)
    finally:
        notebook.close()


def take_out_erased(notebook: Notebook, now: datetime) -> int:
    """Take out what the notebook itself knows to be erased; how many entries went."""
    graves = gone.Graves(notebook.vault)
    going = what_goes(notebook, *_found(notebook, graves)) if graves else None
    if going is None or not going.count:
        return 0
    with notebook.transaction():
        for _ in deleting(notebook, going, now, erased=True):
            pass
    for _ in index.purging(notebook):
        pass
    return going.count


def _found(notebook: Notebook, graves: gone.Graves) -> Iterable[Record]:
    for kind in KINDS:
        rows = notebook.vault.read(f"SELECT id FROM {kind.kind}")
        refused = {Id(id_) for (id_,) in rows if graves.refuses(Id(id_))}
        if refused:
            yield from notebook[kind].find(trashed=None, id=refused)
