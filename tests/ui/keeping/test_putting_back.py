"""The file was deleted under the open window: it is put back, and nothing closes over it."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.store import keyfile, locking, moment, vault
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.rescue import Rescue
from beforehand.ui.lock.locker import Locker
from kept import WORDS, answers, first_editor, found, trouble, until
from mounted import fill, small_disk
from reading import press, said

UNDER_WAY = "is being put back"


def path_of(session):
    return session.notebook.folder / vault.NAME


def put_back(window):
    """Press the button while words wait to be saved."""
    window.flush()
    press(window.bars, "Put it back")


def child_of(window):
    return Rescue.of(window)._putting._child


def in_it(folder):
    """What a start on the folder finds."""
    again = Notebook.open(folder, make.NOW)
    try:
        return [each.text for each in again[Answer].find()]
    finally:
        again.close()


def test_a_deleted_file_is_put_back_with_every_word(typing, session, window, qtbot):
    folder = session.notebook.folder
    path_of(session).unlink()
    typing()
    put_back(window)
    until(qtbot, lambda: WORDS in answers(session))
    assert trouble(window) == ""
    assert "back in its folder, with everything in it" in said(window.bars)
    assert path_of(session).stat().st_mode & 0o077 == 0
    assert not list(folder.glob(".put-back*"))
    session.close()
    assert WORDS in in_it(folder)


def test_the_window_goes_on_meanwhile_and_shows_how_far_it_is(typing, session, window, qtbot):
    path_of(session).unlink()
    typing()
    put_back(window)
    # The press came back, and nothing lies there yet: whatever it takes, nobody waits for it.
    assert not path_of(session).exists()
    assert UNDER_WAY in trouble(window)
    edit = typing(" And more.")
    window.flush()
    assert UNDER_WAY in trouble(window)
    told = []
    child_of(window).told.connect(lambda _share: told.append(trouble(window)))
    until(qtbot, lambda: edit.words() in answers(session))
    assert WORDS in edit.words()
    assert " And more." in edit.words()
    assert "it is read again" in told[-1]


def test_a_whole_folder_that_was_deleted_is_put_back(typing, session, window, qtbot):
    folder = session.notebook.folder
    shutil.rmtree(folder)
    typing()
    put_back(window)
    # Its backups went with it, so there is a new one soon.
    until(qtbot, lambda: found(session))
    assert folder.stat().st_mode & 0o077 == 0
    session.close()
    assert WORDS in in_it(folder)


def test_a_window_does_not_close_over_a_deleted_file_without_a_word(typing, session, window, qtbot):
    path_of(session).unlink()
    window.close()
    assert window.isVisible()
    assert "deleted while it was open" in trouble(window)
    press(window.bars, "Put it back")
    until(qtbot, lambda: path_of(session).exists())
    folder = session.notebook.folder
    window.close()
    assert not window.isVisible()
    assert (folder / vault.NAME).exists()


def test_who_closes_the_window_meanwhile_loses_nothing_and_it_closes_by_itself(
    typing, session, window, qtbot
):
    folder = session.notebook.folder
    path_of(session).unlink()
    typing()
    put_back(window)
    window.close()
    assert window.isVisible()
    assert "Then Beforehand closes by itself" in trouble(window)
    until(qtbot, lambda: not window.isVisible())
    assert WORDS in in_it(folder)


def test_who_closes_without_it_is_not_kept_waiting_and_nothing_half_made_is_left(
    typing, session, window
):
    folder = session.notebook.folder
    path_of(session).unlink()
    window.close()
    press(window.bars, "Put it back")
    window.close()
    process = child_of(window)._process.processId()
    press(window.bars, "Close without it")
    assert not window.isVisible()
    assert not Path(f"/proc/{process}").exists()
    assert not list(folder.glob(".put-back*"))
    assert not (folder / vault.NAME).exists()


def test_a_child_that_is_killed_is_told_and_the_next_try_works(typing, session, window, qtbot):
    folder = session.notebook.folder
    path_of(session).unlink()
    typing()
    put_back(window)
    os.kill(child_of(window)._process.processId(), signal.SIGKILL)
    until(qtbot, lambda: "Nothing was saved just now" in trouble(window))
    assert not list(folder.glob(".put-back*"))
    press(window.bars, "Put it back")
    until(qtbot, lambda: WORDS in answers(session))


def test_a_file_that_came_meanwhile_is_never_written_over(typing, session, window, qtbot):
    path_of(session).unlink()
    typing()
    put_back(window)
    path_of(session).write_bytes(b"somebody else's")
    until(qtbot, lambda: UNDER_WAY not in trouble(window))
    assert path_of(session).read_bytes() == b"somebody else's"
    assert "Another file lies there" in trouble(window) or "was replaced" in trouble(window)
    assert first_editor(window).words() == WORDS


def test_a_copy_that_cannot_be_read_again_is_not_put_there(typing, session, window, qtbot):
    """What the disk gives back of the deleted file is not what was written."""
    path_of(session).unlink()
    typing()
    window.flush()
    number = held_handle(session)
    os.pwrite(number, bytes(4096), 4096 * 3)
    press(window.bars, "Put it back")
    until(qtbot, lambda: UNDER_WAY not in trouble(window))
    assert not path_of(session).exists()
    assert first_editor(window).words() == WORDS
    assert "Copy what I wrote…" in window.bars.trouble.offers


def held_handle(session):
    return moment.handle_of(session.notebook.vault.stamp)


def test_nobody_else_opens_the_notebook_while_it_is_put_back_or_afterwards(
    typing, session, window, qtbot
):
    path = path_of(session)
    elsewhere = path.with_name("elsewhere.db")
    path.rename(elsewhere)
    typing()
    put_back(window)
    until(qtbot, lambda: WORDS in answers(session))
    assert knock(path) == "held"


def knock(path):
    """Whether another process gets hold of the file."""
    code = (
        "import sys, pathlib\n"
        "from beforehand.store import keyfile, vault\n"
        "from beforehand.store.faults import NotebookHeld\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "try:\n"
        "    vault.connect(path, keyfile.read(path.parent).keys[0])\n"
        "    print('free')\n"
        "except NotebookHeld:\n"
        "    print('held')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def test_the_lock_on_a_moved_file_is_kept_while_it_is_copied(typing, session, window, qtbot):
    """It may be moved back at any time, and is written to again."""
    path = path_of(session)
    elsewhere = path.with_name("elsewhere.db")
    path.rename(elsewhere)
    typing()
    put_back(window)
    child = child_of(window)
    os.kill(child._process.processId(), signal.SIGKILL)
    until(qtbot, lambda: not child.busy)
    elsewhere.rename(path)
    assert knock(path) == "held"
    until(qtbot, lambda: WORDS in answers(session))


def test_on_a_full_disk_it_is_told_and_tried_again_with_room(
    session, window, qtbot, tmp_path, kept
):
    with small_disk(tmp_path / "stick", "3m") as disk:
        assert session.open(disk / "notebook", create=True)
        path_of(session).unlink()
        fill(disk / "full")
        assert not session.open_usual()
        assert "deleted while it was open" in trouble(window)
        press(window.bars, "Put it back")
        until(qtbot, lambda: "The disk is full" in trouble(window))
        assert not list((disk / "notebook").glob(".put-back*"))
        (disk / "full").unlink()
        press(window.bars, "Put it back")
        until(qtbot, lambda: path_of(session).exists())
        assert session.let_go()


def test_another_notebook_is_not_opened_over_a_deleted_file(typing, session, window, qtbot):
    here = session.notebook
    here.save(make.record(Counterpart, name="Tomás"), now=make.NOW)
    path_of(session).unlink()
    session.open_sample()
    assert session.notebook is here
    assert "deleted while it was open" in trouble(window)
    press(window.bars, "Put it back")
    until(qtbot, lambda: path_of(session).exists())
    session.open_sample()
    assert session.notebook is not here


def test_a_sample_that_was_swept_away_is_left_without_a_question(session, window):
    session.open_sample()
    shutil.rmtree(session.notebook.folder)
    assert session.let_go()


def test_the_key_file_comes_back_from_a_backup_as_it_was_sealed(typing, session, window, qtbot):
    folder = session.notebook.folder
    lock(session.notebook)
    keeper = session.desk.keeper
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    before = keyfile.read(folder)
    path_of(session).unlink()
    (folder / keyfile.NAME).unlink()
    typing()
    put_back(window)
    until(qtbot, lambda: WORDS in answers(session))
    assert before.locked
    assert keyfile.read(folder) == before


def test_without_any_backup_the_key_file_stands_open(typing, session, window, qtbot):
    folder = session.notebook.folder
    before = keyfile.read(folder)
    shutil.rmtree(folder)
    typing()
    put_back(window)
    until(qtbot, lambda: WORDS in answers(session))
    assert keyfile.read(folder).keys == before.keys


def lock(notebook):
    locking.set_passphrase(notebook, "ruhig am Kanal", make.CHEAP)


def test_a_lock_does_not_end_the_program_while_the_file_is_gone(typing, session, window, qtbot):
    lock(session.notebook)
    ended = []
    locker = Locker(session, ended.append)
    path_of(session).unlink()
    locker.lock()
    assert ended == []
    assert locker.cover is not None
    Rescue.of(window).put_back()
    until(qtbot, lambda: path_of(session).exists() and not child_of(window).busy)
    locker._try_again()
    assert len(ended) == 1
