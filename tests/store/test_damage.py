"""Flipped bytes: noticed, and never read as words."""

from contextlib import closing, suppress
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import check, keyfile, vault
from beforehand.store.faults import (
    DamagedNotebook,
    NotRead,
    NotSaved,
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


def test_the_end_of_a_long_text_is_never_read_as_zeros(folder, now):
    opened = Notebook.open(folder, now, create=True)
    opened.save(make.record(Counterpart, name="Łucja", notes="ü" * 5000), now=now)
    wanted = opened[Counterpart].find()
    opened.close()
    path = folder / "notebook.db"
    whole = path.read_bytes()
    for page in range(1, len(whole) // 4096):
        flip(path, page * 4096 + 100)
        assert not readable(folder, now, wanted), page
        path.write_bytes(whole)


def unread(notebook):
    try:
        return not notebook[Counterpart].find()
    except NotRead:
        return True


def test_once_a_page_was_bad_nothing_is_written(folder, now):
    opened = Notebook.open(folder, now, create=True)
    opened.save(make.record(Counterpart, name="Łucja", notes="ü" * 5000), now=now)
    opened.close()
    path, refusals = folder / "notebook.db", 0
    whole = path.read_bytes()
    for page in range(len(whole) // 4096 - 1, 5, -1):
        flip(path, page * 4096 + 100)
        with suppress(DamagedNotebook, NotRead), closing(Notebook.open(folder, now)) as harmed:
            if unread(harmed):
                with pytest.raises((NotRead, NotSaved)):
                    harmed.save(make.record(Counterpart, name="Bo"), now=now)
                refusals += 1
        path.write_bytes(whole)
    assert refusals


def test_a_flipped_byte_of_the_salt_heals_with_the_next_save(filled, now):
    path, key = filled / "notebook.db", keyfile.read(filled).keys[0]
    flip(path, 3)
    opened = Notebook.open(filled, now)
    opened.save(make.record(Counterpart, name="Tomás"), now=now)
    opened.close()
    assert vault.file_salt(path) == key.salt


def found(folder, now):
    with closing(Notebook.open(folder, now)) as opened:
        return [each.sentence for each in check.findings(opened)]


def test_the_check_sees_what_still_opens_a_changed_salt_and_a_changed_key_file(filled, now):
    assert found(filled, now) == []
    flip(filled / "notebook.db", 3)
    assert ["first bytes" in each for each in found(filled, now)] == [True]
    key = filled / "notebook.key"
    key.write_bytes(key.read_bytes().replace(b"fresh", b"frosh"))
    assert ["key file" in each for each in found(filled, now)] == [False, True]
