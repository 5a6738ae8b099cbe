"""Which copy of a notebook lies in a folder: two computers may have one of the same notebook.

A register beside the settings tells it, on each computer its own. It stands in no notebook, or it
would be copied along; and it names no folder, only what the folder's path is hashed to.
"""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import keyfile

NAME = "copies.json"


@value
class Owner:
    """Whose a backup is: the notebook's name and that of the copy, both random digits."""

    notebook: str = ""
    copy: str = ""


NOBODY = Owner()
"""Of whom nothing is known, and to whom nothing belongs."""


@value
class _Entry:
    """Where a copy lies: what its path is hashed to, and the number of the folder on its disk."""

    notebook: str
    copy: str
    place: str
    inode: int


def owner_in(folder: Path, register: Path) -> Owner:
    """The notebook in a folder and which copy of it; NOBODY if its key file cannot be read.

    A folder that was moved or restored in its place stays the same copy, one that was copied is
    another. Unless the register can be written, the answer is good for once only.
    """
    try:
        notebook, inode = keyfile.read(folder).whose, folder.stat().st_ino
    except (BeforehandError, OSError):
        return NOBODY
    entries = _read(register)
    ours = [each for each in entries if each.notebook == notebook]
    fits = [each for each in ours if each.inode == inode and each.place == _place(folder, each)]
    fits += [each for each in ours if each.inode == inode]
    fits += [each for each in ours if each.place == _place(folder, each)]
    if not fits:
        fits = [_Entry(notebook=notebook, copy=os.urandom(16).hex(), place="", inode=0)]
    copy = fits[0].copy
    now = _Entry(notebook=notebook, copy=copy, place=_place(folder, fits[0]), inode=inode)
    if now not in entries:
        _write(register, [*(each for each in entries if each.copy != copy), now])
    return Owner(notebook=notebook, copy=copy)


def _place(folder: Path, entry: _Entry) -> str:
    path = os.fsencode(folder.resolve())
    return hashlib.sha256(entry.copy.encode() + path).hexdigest()


def _read(register: Path) -> list[_Entry]:
    try:
        return [_Entry(**each) for each in json.loads(register.read_bytes())]
    except (OSError, ValueError, TypeError):
        return []


def _write(register: Path, entries: list[_Entry]) -> None:
    with suppress(OSError):
        register.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        keyfile.put(register.parent, register.name, json.dumps(list(map(asdict, entries))).encode())
