"""Every way in which a folder is not what one hoped, each told in its own sentence."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import make
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
    NotRead,
)
from beforehand.store.keyfile import KeyFile
from beforehand.store.notebook import Notebook

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.store.notebook import Notebook
held = Notebook.open(Path(sys.argv[1]), datetime(2026, 11, 19, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""

# Modes do not bind root, so the program drops its rights, once everything it needs is imported.
TRY = """
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.domain.errors import BeforehandError
from beforehand.store.notebook import Notebook
if sys.argv[2:] and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Notebook.open(Path(sys.argv[1]), datetime(2026, 11, 19, tzinfo=UTC), create=True).close()
    print("opened")
except BeforehandError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def filled(folder, now):
    """A closed notebook with one person in it."""
    opened = Notebook.open(folder, now, create=True)
    opened.save(make.record(Counterpart, name="Priya"), now=now)
    opened.close()
    return folder


def everything(folder):
    """The bytes, times and modes of all files; only ever taken of a notebook not open here."""
    return {
        path.name: (path.read_bytes() if path.is_file() else b"", info.st_mtime_ns, info.st_mode)
        for path in sorted(folder.rglob("*"))
        for info in [path.stat()]
    }


def refused(folder, now, fault, match, *, create=False):
    """Opening is refused with that sentence and leaves every byte as it was."""
    before = everything(folder) if folder.is_dir() else None
    with pytest.raises(fault, match=match) as caught:
        Notebook.open(folder, now, create=create)
    assert before == (everything(folder) if folder.is_dir() else None)
    assert caught.value.sentence.endswith(".")
    return caught.value


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


def test_a_passphrase_that_cannot_be_asked_for_yet_is_said(filled, now):
    wrapped = {"kind": "scrypt", "wrapped": "..."}
    content = {"format": 1, "fresh": False, "keys": [wrapped]}
    (filled / "notebook.key").write_text(json.dumps(content))
    refused(filled, now, KeyTrouble, "locked with a passphrase")


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


def test_a_damaged_beginning_is_told_from_a_wrong_key(filled, now):
    flip(filled / "notebook.db", 100)
    refused(filled, now, DamagedNotebook, "beginning of the notebook's file is damaged")


def test_a_missing_file_is_not_replaced_by_an_empty_one(filled, now):
    (filled / "notebook.db").unlink()
    refused(filled, now, NotANotebook, "is missing", create=True)


def test_an_emptied_file_is_not_taken_for_a_new_notebook(filled, now):
    (filled / "notebook.db").write_bytes(b"")
    refused(filled, now, DamagedNotebook, "is empty", create=True)


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


def test_programs_that_start_at_once_end_with_a_notebook_that_opens(folder, now):
    command = [sys.executable, "-c", TRY, str(folder)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [program.communicate()[0] for program in started]
    assert any(line.startswith("opened") for line in said)
    assert all(line.startswith(("opened", "NotebookHeld")) for line in said)
    Notebook.open(folder, now).close()


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
    assert vault.file_salt(path, key) == key.salt


def test_a_newer_notebook_is_refused_untouched(filled, now):
    key = keyfile.read(filled).keys[0]
    connection = vault.connect(filled / "notebook.db", key)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('beforehand', 'm999_from_the_future', '2030')"
    )
    connection.close()
    refused(filled, now, NewerNotebook, "newer version of Beforehand. Nothing was changed")


def test_while_another_program_holds_it_nothing_is_touched(filled, now):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(filled)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        error = refused(filled, now, NotebookHeld, "open in Beforehand; close it or name another")
        assert error.exit_code == 3
    finally:
        holder.communicate("")
    Notebook.open(filled, now).close()


def test_it_cannot_be_opened_twice_in_one_program(filled, now):
    first = Notebook.open(filled, now)
    with pytest.raises(NotebookHeld):
        Notebook.open(filled, now)
    first.save(make.record(Counterpart, name="Tomás"), now=now)
    first.close()


@pytest.fixture
def elsewhere():
    """A folder that an account without rights can reach, as one below tmp_path cannot."""
    if os.name == "nt":
        pytest.skip("accounts and modes are Unix's")
    place = Path(tempfile.mkdtemp(prefix="beforehand-"))
    place.chmod(0o755)
    yield place / "notebook"
    for path in [place, *place.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(place)


def as_anybody(folder):
    """What opening says to an account that owns nothing."""
    ran = subprocess.run(
        [sys.executable, "-c", TRY, str(folder), "as anybody"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def closed_notebook(folder, now, *, folder_mode, file_mode):
    Notebook.open(folder, now, create=True).close()
    for path in folder.iterdir():
        path.chmod(0o755 if path.is_dir() else file_mode)
    folder.chmod(folder_mode)
    return everything(folder)


def test_someone_else_s_notebook_is_told_in_a_sentence(elsewhere, now):
    closed_notebook(elsewhere, now, folder_mode=0o000, file_mode=0o000)
    assert "may not be opened by this account. Nothing was changed." in as_anybody(elsewhere)
    elsewhere.chmod(0o755)
    assert "may not be opened by this account. Nothing was changed." in as_anybody(elsewhere)


def test_a_read_only_notebook_is_told_in_a_sentence(elsewhere, now):
    before = closed_notebook(elsewhere, now, folder_mode=0o555, file_mode=0o444)
    assert "is read-only, so nothing could be saved" in as_anybody(elsewhere)
    assert everything(elsewhere) == before


def test_a_folder_that_cannot_be_written_gets_no_new_notebook(elsewhere):
    elsewhere.parent.chmod(0o555)
    assert "this account may not write there" in as_anybody(elsewhere)


def test_every_fault_is_one_that_the_screens_know():
    faults = [NotANotebook, KeyTrouble, NewerNotebook, NoAccess, DamagedNotebook, NotebookHeld]
    assert all(issubclass(fault, BeforehandError) for fault in faults)
