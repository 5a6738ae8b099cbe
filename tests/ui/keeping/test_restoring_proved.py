"""In the window, too, restored is only what was read again; a bad backup names a good one."""

import subprocess

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import erasing, locking
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.keeping.bringing import Bringing
from beforehand.ui.places import Place
from beforehand.ui.screens.backups import BackupsScreen
from kept import MOST_MS, found, until
from reading import press, said

LIGHT = Cost(n=1 << 10)
WORDS = "a long walk by the river"


@pytest.fixture
def two(kept, session, window, qtbot):
    """Two backups, Priya in both."""
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000_000)
    for number in (1, 2):
        keeper.make()
        until(qtbot, lambda number=number: len(found(session)) == number)
    return keeper


def flip(path, place=5000):
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_bad_backup_is_refused_and_the_next_older_good_one_is_named(
    two, session, window, qtbot, tmp_path
):
    newest = found(session)[0]
    flip(newest.path / "notebook.db")
    two.looking.restore(newest, tmp_path / "new")
    until(qtbot, lambda: "is damaged" in said(window))
    text = said(window)
    assert "pages cannot be read" in text
    assert "The next older one that is good is number 1" in text
    assert not (tmp_path / "new").exists()
    assert not [*tmp_path.glob(".new*")]


def test_nobody_looks_inside_a_bad_one_either(two, session, window, qtbot):
    folder = session.notebook.folder
    newest = found(session)[0]
    (newest.path / "notebook.key").write_bytes(b"x")
    two.looking.begin(newest, folder)
    until(qtbot, lambda: "The key file of this backup" in said(window))
    assert session.notebook.folder == folder


def test_whoever_was_erased_does_not_come_back_and_that_is_told(
    two, session, window, qtbot, tmp_path
):
    notebook = session.notebook
    (person,) = notebook[Counterpart].find()
    erasing.erase_at_once(notebook, person, make.NOW)
    with qtbot.wait_signal(two.looking.restored, timeout=MOST_MS):
        two.looking.restore(found(session)[-1], tmp_path / "new")
    assert "1 entry of people you erased was taken out again." in said(window)
    assert "Every page was read" in said(window)
    opened = Notebook.open(tmp_path / "new", make.NOW)
    assert opened[Counterpart].find(trashed=None) == []
    opened.close()


def test_a_locked_one_with_another_key_is_asked_for_its_passphrase(
    two, session, window, qtbot, tmp_path
):
    other = Notebook.open(found(session)[0].path, make.NOW)
    locking.set_passphrase(other, WORDS, LIGHT)
    other.close()
    two.looking.restore(found(session)[0], tmp_path / "new")
    job = two.looking._restoring
    until(qtbot, lambda: job.asked)
    job.asked.field.edit.setText("not this one")
    press(job.asked, "Open")
    until(qtbot, lambda: job.asked and "not the passphrase" in said(job.asked))
    job.asked.field.edit.setText(WORDS)
    with qtbot.wait_signal(two.looking.restored, timeout=MOST_MS):
        press(job.asked, "Open")
    opened = Notebook.open(tmp_path / "new", make.NOW, keys=unlock(tmp_path / "new", WORDS))
    assert [each.name for each in opened[Counterpart].find()] == ["Priya"]
    opened.close()


def test_cancelled_nothing_is_restored(two, session, window, qtbot, tmp_path):
    other = Notebook.open(found(session)[0].path, make.NOW)
    locking.set_passphrase(other, WORDS, LIGHT)
    other.close()
    two.looking.restore(found(session)[0], tmp_path / "new")
    job = two.looking._restoring
    until(qtbot, lambda: job.asked)
    press(job.asked, "Cancel")
    assert not job.child.busy
    assert not [each for each in tmp_path.iterdir() if "new" in each.name]


def test_a_bad_one_on_a_stick_is_not_brought_back(two, session, window, qtbot, tmp_path):
    stick = tmp_path / "stick"
    backup = found(session)[0]
    subprocess.run(["cp", "-r", backup.path, stick], check=True)
    flip(stick / "notebook.db")
    folder = session.notebook.folder
    Bringing.of(session).look(stick)
    until(qtbot, lambda: "is damaged" in said(window))
    assert "being copied" not in said(window)
    assert session.notebook.folder == folder


def test_the_list_says_that_one_was_changed_since(two, session, window, qtbot):
    newest, oldest = found(session)
    (newest.path / "notebook.db").write_bytes(b"")
    (oldest.path / "notebook.key").unlink()
    window.go(Place("backups"))
    shown = window.stack.screen
    assert isinstance(shown, BackupsScreen)
    until(qtbot, shown.model.rowCount)
    for row in range(2):
        shown.view.opened.emit(shown.model.index(row))
        assert "changed since" in said(shown)
