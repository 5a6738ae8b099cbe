"""Backups: made beside somebody who writes, read again, thinned, restored, carried away."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store import (
    backing_up,
    backups,
    check,
    copying,
    locking,
    opening,
    restoring,
    thinning,
    vault,
)
from beforehand.store.backing_up import Copy, NoBackup
from beforehand.store.backups import Backup
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from closed import everything

PROGRAM = paths.program(paths.COPYING)


def add(notebook, name, now):
    notebook.save(make.record(Counterpart, name=name), now=now)


def names(folder, now, keys=()):
    opened = Notebook.open(folder, now, keys=keys)
    found = sorted(each.name for each in opened[Counterpart].find())
    opened.close()
    return found


def made(notebook, now, why="daily"):
    return backing_up.make(notebook, PROGRAM, now, why)


def test_a_backup_is_the_notebook_of_that_moment_read_again_and_counted(notebook, now):
    add(notebook, "Priya", now)
    backup = made(notebook, now)
    add(notebook, "Tomás", now)
    assert (backup.checked, backup.notes, backup.counterparts) == (True, 1, 1)
    assert backups.found(backups.folder_of(notebook.folder)) == [backup]
    target = notebook.folder.parent / "restored"
    restoring.restore(backup, target)
    assert names(target, now) == ["Priya"]


def test_no_word_stands_in_a_backup_for_others_to_read(notebook, now):
    add(notebook, "Quetzalcoatl", now)
    for file in made(notebook, now).path.iterdir():
        assert b"Quetzal" not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0


def test_the_notebook_stays_locked_for_others_while_it_is_copied(notebook, now):
    made(notebook, now)
    with pytest.raises(Exception, match="open in Beforehand"):
        Notebook.open(notebook.folder, now)


def test_words_saved_during_a_copy_make_it_be_taken_again(notebook, now):
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "daily")
    with child(copy) as process:
        for name in ("one", "two"):
            line = process.stdout.readline()
            add(notebook, name, now)
            assert copy.hear(line) == copying.AGAIN
            print(copying.AGAIN, file=process.stdin, flush=True)
        good = copy.hear(process.stdout.readline())
        assert good.startswith(copying.GOOD)
        print(good, file=process.stdin, flush=True)
        backup = copy.hear(process.stdout.readline())
    assert backup.counterparts == 2


def child(copy: Copy) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    process = subprocess.Popen(PROGRAM, stdin=pipe, stdout=pipe, text=True)
    print(copy.order, file=process.stdin, flush=True)
    return process


def test_a_copy_that_is_not_of_the_last_commit_is_no_backup(notebook, now):
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "daily")
    with child(copy) as process:
        process.stdout.readline()
        print(f"{copying.GOOD} another-mark", file=process.stdin, flush=True)
        with pytest.raises(NoBackup) as told:
            copy.hear(process.stdout.readline())
    assert told.value.unlike
    assert list(backups.folder_of(notebook.folder).iterdir()) == []


def test_who_saves_without_a_pause_is_not_waited_for(notebook, now):
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "daily")
    for number in range(1, backing_up.MOST_TRIES):
        add(notebook, f"{number}", now)
        assert copy.hear(f"{copying.COPIED}\n") == copying.AGAIN
    add(notebook, "the last", now)
    with pytest.raises(NoBackup, match="without a pause"):
        copy.hear(f"{copying.COPIED}\n")
    assert list(backups.folder_of(notebook.folder).iterdir()) == []


def test_a_killed_child_leaves_no_backup_and_a_sentence(notebook, now):
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "daily")
    with child(copy) as process:
        process.stdout.readline()
        process.kill()
        with pytest.raises(NoBackup, match="notebook itself is untouched"):
            copy.hear(process.stdout.readline())
    assert backups.found(backups.folder_of(notebook.folder)) == []


def test_a_half_made_backup_of_a_crash_goes_with_the_next(notebook, now):
    half = backups.folder_of(notebook.folder) / "000007.part"
    half.mkdir()
    (half / "notebook.db").write_bytes(b"half")
    assert [each.number for each in backups.found(half.parent)] == []
    made(notebook, now)
    assert not half.exists()


def test_a_place_that_is_no_folder_is_told(notebook, now, tmp_path):
    place = tmp_path / "file"
    place.write_text("")
    with pytest.raises(NoBackup, match="notebook itself is untouched"):
        backing_up.make(notebook, PROGRAM, now, "daily", place / "in")


@pytest.mark.parametrize("at", [16, 5000, -30])
def test_a_copy_with_one_changed_byte_is_no_backup(notebook, now, at, tmp_path):
    add(notebook, "Priya", now)
    copying.copied(notebook.folder, tmp_path / "copy")
    file = tmp_path / "copy" / vault.NAME
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    assert "fault" in copying.checked(tmp_path / "copy", [notebook.vault.key])


def test_a_description_that_was_changed_is_not_believed(notebook, now):
    backup = made(notebook, now)
    about = backup.path / "about.json"
    about.write_bytes(about.read_bytes().replace(b'"notes": 0', b'"notes": 7'))
    (read,) = backups.found(backup.path.parent)
    assert (read.path, read.number, read.checked, read.notes) == (backup.path, 1, False, 0)


def test_numbers_go_on_where_the_clock_goes_back(notebook, now):
    first = made(notebook, now)
    second = made(notebook, now - timedelta(days=900))
    assert [each.number for each in backups.found(first.path.parent)] == [2, 1]
    assert backups.newest_checked(first.path.parent) == second


HOURS = st.lists(st.integers(-50_000, 50_000), max_size=60)


def series(hours):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Backup(path=Path(f"{n}"), number=n, made_at=start + timedelta(hours=hour))
        for n, hour in reversed(list(enumerate(hours, 1)))
    ]


@given(HOURS)
def test_the_newest_three_never_go_however_the_clock_jumps(hours):
    every = series(hours)
    assert [each for each in every if each in thinning.kept(every)][:3] == every[:3]


@given(HOURS)
def test_thinning_what_was_thinned_changes_nothing(hours):
    once = [each for each in series(hours) if each in thinning.kept(series(hours))]
    assert [each for each in once if each in thinning.kept(once)] == once


def test_a_year_of_hours_is_thinned_to_hours_days_weeks_and_months():
    every = series(range(24 * 365))
    stays = {each.number for each in thinning.kept(every)}
    newest = [each.number for each in every]
    assert set(newest[:24]) <= stays
    assert {number for number in newest[: 24 * 14] if number % 24 == 0} <= stays
    assert 45 < len(stays) < 65


def test_thinning_takes_whole_folders_away_and_nothing_else(notebook, now):
    place = backups.folder_of(notebook.folder)
    for minute in range(6):
        made(notebook, now + timedelta(minutes=minute))
    (place / "a note of my own.txt").write_text("kept")
    gone = thinning.thin(backups.of_notebook(notebook.folder))
    assert [each.number for each in gone] == [3, 2, 1]
    assert len(list(place.iterdir())) == 4


def test_a_backup_that_was_damaged_since_takes_the_place_of_no_good_one(notebook, now):
    every = [made(notebook, now + timedelta(minutes=minute)) for minute in range(6)]
    for each in every[-2:]:
        (each.path / "notebook.db").write_bytes(b"something else")
    gone = thinning.thin(backups.of_notebook(notebook.folder))
    assert [each.number for each in gone] == [1]


def test_a_restore_never_overwrites(notebook, now, tmp_path):
    backup = made(notebook, now)
    before = everything(notebook.folder)
    for place in (notebook.folder, tmp_path):
        with pytest.raises(restoring.NotRestored, match="never overwrites"):
            restoring.restore(backup, place)
    assert everything(notebook.folder) == before


def test_a_restore_that_fails_leaves_nothing(notebook, now, tmp_path):
    backup = made(notebook, now)
    (backup.path / "notebook.key").unlink()
    with pytest.raises(restoring.NotRestored, match="backup itself is untouched"):
        restoring.restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert [each.name for each in tmp_path.iterdir()] == [notebook.folder.name]


def test_a_backup_of_a_locked_notebook_opens_with_its_passphrase_only(notebook, now, tmp_path):
    add(notebook, "Priya", now)
    assert made(notebook, now).stands_open
    locking.set_passphrase(notebook, "quiet at the canal", make.CHEAP)
    backup = made(notebook, now)
    assert not backup.stands_open
    restoring.restore(backup, tmp_path / "new")
    keys = opening.unlock(tmp_path / "new", "quiet at the canal")
    assert names(tmp_path / "new", now, keys) == ["Priya"]


def test_a_second_place_gets_the_same_backup_read_again(notebook, now, tmp_path):
    backup = made(notebook, now)
    carried = backups.carried(backup, tmp_path / "stick", notebook.vault.key)
    assert replace(carried, path=backup.path) == backup
    assert carried.path.parent == tmp_path / "stick"


def test_a_stick_that_garbles_gets_no_backup(notebook, now, tmp_path):
    backup = made(notebook, now)
    with pytest.raises(OSError, match="unlike"):
        backups.carried(backup, tmp_path / "stick", Key.made())
    assert list((tmp_path / "stick").iterdir()) == []


def test_nobody_sees_the_key_among_the_running_programs(notebook, now):
    key = notebook.vault.key.key
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "daily")
    with child(copy) as process:
        process.stdout.readline()
        if sys.platform == "linux":
            for told in ("cmdline", "environ"):
                assert key.encode() not in Path(f"/proc/{process.pid}/{told}").read_bytes()
        os.kill(process.pid, 9)


def test_the_list_can_be_read_while_backups_go(notebook, now):
    """They are thinned in a thread, and what is listed may be gone before it is looked at."""
    backup = made(notebook, now)
    place = backup.path.parent
    ended = Event()

    def come_and_go():
        for number in range(2, 120):
            target = place / f"{number:06d} 2026-11-19 09.30 daily"
            shutil.copytree(backup.path, target)
            backups.remove(replace(backup, path=target, number=number))
        ended.set()

    thread = Thread(target=come_and_go)
    thread.start()
    while not ended.is_set():
        assert backup in backups.found(place)
    thread.join()
    assert backups.found(place) == [backup]


HALF = """
import os, sys
from pathlib import Path
from beforehand.store import keyfile, vault
from beforehand.store.keys import Key

folder = Path(sys.argv[1])
connection = vault.connect(folder / vault.NAME, keyfile.read(folder).keys[0])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE counterparts SET notes = hex(randomblob(3000))")
os._exit(0)
"""


def test_a_backup_that_a_kill_left_half_written_is_restored_as_it_was(notebook, now, tmp_path):
    people = [make.record(Counterpart, name=f"{n}", notes="x" * 3000) for n in range(400)]
    notebook.save(*people, now=now)
    backup = made(notebook, now)
    before = (backup.path / "notebook.db").read_bytes()
    subprocess.run([sys.executable, "-c", HALF, backup.path], check=True)
    assert (backup.path / "notebook.db").read_bytes() != before
    assert (backup.path / "notebook.db-journal").stat().st_size > 0
    restoring.restore(backup, tmp_path / "new")
    again = Notebook.open(tmp_path / "new", now)
    assert check.findings(again) == []
    assert {each.notes for each in again[Counterpart].find()} == {"x" * 3000}
    again.close()
