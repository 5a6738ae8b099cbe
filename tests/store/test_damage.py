"""Flipped bytes: noticed, and never read as words."""

from pathlib import Path

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import keyfile, vault
from beforehand.store.faults import (
    DamagedNotebook,
    NotRead,
)
from beforehand.store.notebook import Notebook
from closed import refused


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 4
    path.write_bytes(content)


def readable(folder, now, wanted):
    """Whether the notebook opens and gives exactly what was written; anything else is a fault."""
    try:
        opened = Notebook.open(folder, now)
    except (DamagedNotebook, NotRead):
        return False
    try:
        assert opened[Counterpart].find() == wanted
        return not opened.vault.read("PRAGMA cipher_integrity_check")
    except NotRead:
        return False
    finally:
        opened.close()


def test_a_damaged_beginning_is_told_from_a_wrong_key(filled, now):
    flip(filled / "notebook.db", 100)
    refused(filled, now, DamagedNotebook, "beginning of the notebook's file is damaged")


def test_a_flipped_byte_anywhere_is_noticed_and_never_gives_wrong_words(folder, now):
    opened = Notebook.open(folder, now, create=True)
    opened.save(*[make.record(Counterpart, name=f"n{i}" * 90) for i in range(200)], now=now)
    wanted = opened[Counterpart].find()
    opened.close()
    path = folder / "notebook.db"
    whole = path.read_bytes()
    for place in range(16, len(whole), len(whole) // 40):
        flip(path, place)
        assert not readable(folder, now, wanted), place
        path.write_bytes(whole)
    assert readable(folder, now, wanted)


def test_a_flipped_byte_of_the_salt_heals_with_the_next_save(filled, now):
    path, key = filled / "notebook.db", keyfile.read(filled).keys[0]
    flip(path, 3)
    opened = Notebook.open(filled, now)
    opened.save(make.record(Counterpart, name="Tomás"), now=now)
    opened.close()
    assert vault.file_salt(path) == key.salt
