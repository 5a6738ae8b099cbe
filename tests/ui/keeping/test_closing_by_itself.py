"""Backups that a kill left open once a passphrase was set: locked after the unlocking, quietly."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups, closing, keyfile, locking, opening, vault
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.closer import open_words
from beforehand.ui.keeping.looking import Looking
from beforehand.ui.screens.backups import BackupsScreen
from kept import found, until
from reading import press, said

PASSPHRASE = "ruhig am Kanal"
CHEAP = Cost(n=2, r=1, p=1)


@pytest.fixture
def loose(kept, session, qtbot):
    """A locked notebook that is open, with a backup from before, open to everybody."""
    keeper = kept(make.record(Counterpart, name="Priya"))
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    locking.set_passphrase(session.notebook, PASSPHRASE, CHEAP)
    assert all(each.stands_open for each in found(session))
    return keeper


def standing_open(session):
    return [each for each in found(session) if each.stands_open]


def names(folder):
    notebook = Notebook.open(folder, make.NOW, keys=opening.unlock(folder, PASSPHRASE))
    there = [each.name for each in notebook[Counterpart].find()]
    notebook.close()
    return there


def notice(window):
    return window.bars.notice.text if window.bars.notice.isVisibleTo(window) else ""


def test_it_is_locked_without_a_word_and_holds_what_it_held(loose, session, window, qtbot):
    loose.begin()
    until(qtbot, lambda: not standing_open(session) and not loose.closer.child.busy)
    assert notice(window) == ""
    for each in found(session):
        assert names(each.path) == ["Priya"]


def test_one_in_the_second_place_is_locked_too(loose, session, qtbot, tmp_path):
    session.change(session.settings._replace(second_place=str(tmp_path)))
    place = tmp_path / "Beforehand backups"
    (made,) = found(session)
    backups.carried(made, place, keyfile.read(made.path).keys[0])
    loose.begin()
    until(qtbot, lambda: not backups.found(place)[0].stands_open)


def test_what_a_kill_left_half_done_is_finished(loose, session, qtbot):
    (made,) = found(session)
    both = locking.both(keyfile.read(made.path), keyfile.read(session.notebook.folder))
    keyfile.write(made.path, both)
    loose.begin()
    until(qtbot, lambda: not standing_open(session))
    assert names(made.path) == ["Priya"]


@contextmanager
def held(path, key):
    """Another program has the file open."""
    code = (
        "import pathlib, sys\n"
        "from beforehand.store import vault\n"
        "from beforehand.store.keys import Key\n"
        "there = vault.connect(pathlib.Path(sys.argv[1]), Key(key=sys.argv[2], salt=sys.argv[3]))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, path, key.key, key.salt]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        yield
        other.stdin.close()


def test_one_that_cannot_be_locked_is_told_in_one_line_and_tried_again(
    loose, session, window, qtbot
):
    (made,) = found(session)
    with held(made.path / vault.NAME, keyfile.read(made.path).keys[0]):
        loose.begin()
        until(qtbot, lambda: notice(window) == open_words(1))
    assert made.stands_open
    press(window.bars, "Show backups")
    assert isinstance(window.stack.screen, BackupsScreen)
    until(qtbot, lambda: "opens without passphrase" in said(window) or window.stack.screen._listed)
    loose.begin()
    until(qtbot, lambda: not made.stands_open)
    until(qtbot, lambda: not any(each.loose for each in window.stack.screen._listed))


def test_a_child_that_is_killed_is_told_and_the_next_unlocking_goes_on(
    loose, session, window, qtbot
):
    loose.begin()
    until(qtbot, lambda: loose.closer.child.busy)
    os.kill(loose.closer.child._process.processId(), signal.SIGKILL)
    until(qtbot, lambda: "could not be locked" in notice(window))
    loose.begin()
    until(qtbot, lambda: not standing_open(session))
    assert names(found(session)[0].path) == ["Priya"]


def test_backups_of_a_notebook_without_a_passphrase_are_left_as_they_are(kept, session, qtbot):
    keeper = kept(make.record(Counterpart, name="Priya"))
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    file = found(session)[0].path / vault.NAME
    before = file.stat().st_mtime_ns
    keeper.closer._look()
    assert not keeper.closer._errand.busy
    job = closing.Closing(session.notebook)
    keeper.closer.child.begin(job)
    until(qtbot, lambda: not keeper.closer.child.busy)
    assert len(standing_open(session)) == 1
    assert file.stat().st_mtime_ns == before


def test_most_often_no_child_is_started(loose, session, qtbot):
    loose.begin()
    until(qtbot, lambda: not standing_open(session) and not loose.closer.child.busy)
    begun = []
    loose.closer._errand.done.connect(begun.append)
    loose.begin()
    until(qtbot, lambda: begun == [[]])
    assert not loose.closer.child.busy


def test_who_looks_inside_reads_a_backup_that_nobody_works_on(loose, session, qtbot):
    (made,) = found(session)
    origin = session.notebook.folder
    loose.begin()
    until(qtbot, lambda: loose.closer.child.busy)
    process = loose.closer.child._process.processId()
    Looking.of(session).begin(made, origin)
    assert not loose.closer.child.busy
    assert not Path(f"/proc/{process}").exists()
    until(qtbot, lambda: session.sample)
    assert [each.name for each in session.notebook[Counterpart].find()] == ["Priya"]


def test_it_is_said_of_one_and_of_several():
    assert open_words(1).endswith("could not be locked. It still opens without it.")
    assert open_words(3).startswith("3 backups from before")
    assert open_words(3).endswith("They still open without it.")
