"""The key file: read, written, missing, damaged, another's."""

import json
import shutil

import pytest

from beforehand.domain.counterparts import Counterpart
from beforehand.store import keyfile
from beforehand.store.faults import (
    KeyTrouble,
)
from beforehand.store.keyfile import KeyFile
from beforehand.store.notebook import Notebook
from closed import refused


def test_without_its_key_file_the_notebook_is_not_touched(filled, now):
    (filled / "notebook.key").unlink()
    error = refused(filled, now, KeyTrouble, "key.* is missing", create=True)
    assert "backups" in error.remedy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"format": 1, "keys": []}',
        b'{"format": 1, "keys": [7]}',
        b'{"format": 1, "keys": [{"kind": "open", "key": "ab", "salt": "cd", "check": 1}]}',
        b'{"format": "one", "keys": [{}]}',
    ],
)
def test_a_damaged_key_file_is_told_from_a_wrong_key(filled, now, content):
    (filled / "notebook.key").write_bytes(content)
    refused(filled, now, KeyTrouble, "is damaged. The notebook itself was not touched")


def test_one_changed_digit_in_the_key_file_is_noticed(filled, now):
    path = filled / "notebook.key"
    content = json.loads(path.read_text())
    digits = content["keys"][0]["key"]
    content["keys"][0]["key"] = ("1" if digits[0] == "0" else "0") + digits[1:]
    path.write_text(json.dumps(content))
    refused(filled, now, KeyTrouble, "is damaged")


def test_a_key_file_of_a_later_version_is_left_to_it(filled, now):
    (filled / "notebook.key").write_text('{"format": 2, "keys": []}')
    refused(filled, now, KeyTrouble, "newer Beforehand")


def test_a_key_of_a_kind_that_is_not_known_yet_is_said(filled, now):
    wrapped = {"kind": "token", "wrapped": "..."}
    content = {"format": 1, "fresh": False, "keys": [wrapped]}
    (filled / "notebook.key").write_text(json.dumps(content))
    refused(filled, now, KeyTrouble, "newer Beforehand")


def test_the_key_of_another_notebook_does_not_fit(filled, now, tmp_path):
    other = tmp_path / "other"
    Notebook.open(other, now, create=True).close()
    shutil.copy(other / "notebook.key", filled / "notebook.key")
    refused(filled, now, KeyTrouble, "does not fit this notebook")


def test_keys_are_tried_in_order_until_one_fits(filled, now):
    keys = keyfile.read(filled)
    keyfile.write(filled, KeyFile(keys=(*KeyFile.made().keys, *keys.keys)))
    again = Notebook.open(filled, now)
    assert again[Counterpart].count() == 1
    again.close()


@pytest.mark.parametrize("made", ["nothing", "an empty file", "everything"])
def test_a_kill_while_the_notebook_is_made_leaves_one_that_opens(folder, now, made):
    folder.mkdir()
    if made == "everything":
        Notebook.open(folder, now, create=True).close()
        keyfile.write(folder, KeyFile(keys=keyfile.read(folder).keys, fresh=True))
    else:
        keyfile.write(folder, KeyFile.made())
    if made == "an empty file":
        (folder / "notebook.db").write_bytes(b"")
    Notebook.open(folder, now).close()
    assert keyfile.read(folder).fresh is False


def test_a_kill_while_the_key_is_written_leaves_a_folder_that_is_still_free(folder, now):
    folder.mkdir()
    (folder / ".notebook.key.123.part").write_bytes(b"{")
    Notebook.open(folder, now, create=True).close()


def test_two_programs_that_make_a_notebook_at_once_share_one_key(folder):
    folder.mkdir()
    first = keyfile.write_first(folder, KeyFile.made())
    assert keyfile.write_first(folder, KeyFile.made()) == first == keyfile.read(folder)
    assert [path.name for path in folder.iterdir()] == ["notebook.key"]
