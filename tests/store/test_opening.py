"""Every way in which a folder is not what one hoped, each told in its own sentence."""

import os
import sqlite3
import stat

import pytest

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile, vault
from beforehand.store.faults import (
    DamagedNotebook,
    KeyTrouble,
    NewerNotebook,
    NoAccess,
    NotANotebook,
    NotebookHeld,
)
from beforehand.store.notebook import Notebook
from closed import refused


def test_a_new_notebook_is_for_its_owner_alone(filled):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in filled.iterdir()}
    assert stat.S_IMODE(filled.stat().st_mode) == 0o700
    assert modes.pop("backups") == 0o700
    assert {"notebook.db", "notebook.key"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_a_new_notebook_is_no_readable_sqlite_file(filled):
    content = (filled / "notebook.db").read_bytes()
    assert b"SQLite" not in content
    assert b"Priya" not in content
    assert b"counterparts" not in content


def test_it_opens_again_with_what_was_written(filled, now):
    again = Notebook.open(filled, now)
    assert [person.name for person in again[Counterpart].find()] == ["Priya"]
    again.close()


def test_asking_to_create_opens_what_is_there(filled, now):
    again = Notebook.open(filled, now, create=True)
    assert again[Counterpart].count() == 1
    again.close()


def test_an_empty_folder_becomes_a_notebook_and_a_hidden_file_does_not_matter(folder, now):
    folder.mkdir(mode=0o755)
    (folder / ".DS_Store").write_text("")
    Notebook.open(folder, now, create=True).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_missing_folder_is_not_made_unasked(folder, now):
    refused(folder, now, NotANotebook, "There is no folder")
    assert not folder.exists()


def test_an_empty_folder_is_not_filled_unasked(folder, now):
    folder.mkdir()
    refused(folder, now, NotANotebook, "no notebook in .* yet")


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_with_other_things_is_left_alone(folder, now, create):
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"x")
    refused(folder, now, NotANotebook, "is not a notebook of Beforehand", create=create)


@pytest.mark.parametrize("create", [True, False])
def test_a_file_is_no_folder(folder, now, create):
    folder.write_text("words")
    refused(folder, now, NotANotebook, "is a file, and a notebook is a folder", create=create)
    assert folder.read_text() == "words"


def test_a_folder_below_a_file_cannot_be_made(folder, now):
    folder.write_text("words")
    refused(folder / "sub", now, NoAccess, "a part of its path is a file", create=True)


@pytest.mark.parametrize("what", ["a plain database", "a text", "a picture"])
def test_something_else_under_the_name_is_not_a_notebook(filled, now, what):
    path = filled / "notebook.db"
    path.unlink()
    if what == "a plain database":
        plain = sqlite3.connect(path)
        plain.execute("CREATE TABLE mine (words)")
        plain.close()
    else:
        path.write_bytes(b"hello" if what == "a text" else os.urandom(5000))
    refused(filled, now, NotANotebook, "is not a notebook of Beforehand")


def test_a_missing_file_is_not_replaced_by_an_empty_one(filled, now):
    (filled / "notebook.db").unlink()
    refused(filled, now, NotANotebook, "is missing", create=True)


def test_an_emptied_file_is_not_taken_for_a_new_notebook(filled, now):
    (filled / "notebook.db").write_bytes(b"")
    refused(filled, now, DamagedNotebook, "is empty", create=True)


@pytest.mark.parametrize("name", ["100% sure? #1", "Łódź – 資料 🙂", 'it\'s "mine"; a b'])
def test_a_folder_may_have_any_name(tmp_path, now, name):
    Notebook.open(tmp_path / name, now, create=True).close()
    Notebook.open(tmp_path / name, now).close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_copy_that_came_open_to_others_is_closed_to_them(filled, now):
    filled.chmod(0o755)
    for name in ("notebook.db", "notebook.key"):
        (filled / name).chmod(0o644)
    Notebook.open(filled, now).close()
    assert stat.S_IMODE(filled.stat().st_mode) == 0o700
    for name in ("notebook.db", "notebook.key"):
        assert stat.S_IMODE((filled / name).stat().st_mode) == 0o600


def test_a_newer_notebook_is_refused_untouched(filled, now):
    key = keyfile.read(filled).keys[0]
    connection = vault.connect(filled / "notebook.db", key)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('beforehand', 'm999_from_the_future', '2030')"
    )
    connection.close()
    refused(filled, now, NewerNotebook, "newer version of Beforehand. Nothing was changed")


def test_every_fault_is_one_that_the_screens_know():
    faults = [NotANotebook, KeyTrouble, NewerNotebook, NoAccess, DamagedNotebook, NotebookHeld]
    assert all(issubclass(fault, BeforehandError) for fault in faults)
