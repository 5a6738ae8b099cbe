"""The list of backups; a look inside one, the way back, and a new notebook made of one."""

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups, locking
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.looking import looked_at
from beforehand.ui.keeping.passphrase_asked import PassphraseAsked
from beforehand.ui.places import Place
from beforehand.ui.screens.backups import BackupsScreen
from kept import found, until, write
from reading import press, said

LIGHT = Cost(n=1 << 10)
WORDS = "a long walk by the river"


def names(notebook) -> list[str]:
    return sorted(each.name for each in notebook[Counterpart].find())


@pytest.fixture
def backed_up(kept, session, window, qtbot):
    """One backup with Priya in it; Tomás came later; the list of backups is shown."""
    keeper = kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    keeper.make()
    until(qtbot, lambda: keeper.newest)
    write(session, "Tomás")
    return keeper


def screen(window, qtbot) -> BackupsScreen:
    window.go(Place("backups"))
    shown = window.stack.screen
    assert isinstance(shown, BackupsScreen)
    until(qtbot, shown.model.rowCount)
    return shown


def choose(window, qtbot, place=0) -> BackupsScreen:
    shown = screen(window, qtbot)
    shown.view.opened.emit(shown.model.index(place))
    return shown


def test_the_list_says_when_why_and_how_much(backed_up, window, qtbot):
    shown = choose(window, qtbot)
    text = said(shown)
    assert "Thursday 19 November 2026" in text
    assert "Made by you" in text
    assert "1 note, 0 conversations, 1 person" in text
    assert "read again" in text
    assert "opens without a passphrase" in text
    assert "Backup 1" in text


def test_inside_is_what_was_there_and_the_way_back_leads_to_the_notebook(
    backed_up, session, window, qtbot
):
    folder = session.notebook.folder
    press(choose(window, qtbot), "Look inside")
    until(qtbot, lambda: session.folder == folder and session.notebook.folder != folder)
    inside = session.notebook.folder
    assert names(session.notebook) == ["Priya"]
    assert inside.parent == folder.parent
    assert inside.stat().st_mode & 0o077 == 0
    text = said(window)
    assert "This is the backup of 19 November 2026" in text
    assert "Nothing you change here is kept" in text
    write(session, "Nobody")
    press(window, "Back to my notebook")
    assert session.notebook.folder == folder
    assert names(session.notebook) == ["Priya", "Tomás"]
    assert not inside.exists()
    assert "This is the backup" not in said(window)


def test_a_window_closed_while_one_looks_inside_leaves_no_copy(backed_up, session, window, qtbot):
    folder = session.notebook.folder
    press(choose(window, qtbot), "Look inside")
    until(qtbot, lambda: session.notebook.folder != folder)
    inside = session.notebook.folder
    window.close()
    assert not inside.exists()


def test_the_next_start_takes_away_what_a_crash_left_of_a_look_inside(
    backed_up, session, window, qtbot
):
    folder = session.notebook.folder
    left = looked_at(folder)
    left.mkdir()
    (left / "notebook.db").write_bytes(b"left over")
    assert session.open(folder)
    assert not left.exists()


def test_a_restore_makes_a_new_notebook_and_never_writes_over_one(
    backed_up, session, window, qtbot, tmp_path
):
    choose(window, qtbot)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine")
    with qtbot.wait_signal(backed_up.looking.restored) as told:
        backed_up.looking.restore(found(session)[-1], taken)
    (folder,) = told.args
    assert folder.parent == taken
    assert (taken / "letter.txt").read_text() == "mine"
    assert f"Restored into {folder}" in said(window)
    press(window, "Open it")
    assert session.notebook.folder == folder
    assert names(session.notebook) == ["Priya"]
    assert session.settings.folder != folder


def test_a_restored_notebook_can_be_used_from_now_on(backed_up, session, window, qtbot, tmp_path):
    new = tmp_path / "new"
    with qtbot.wait_signal(backed_up.looking.restored):
        backed_up.looking.restore(found(session)[-1], new)
    press(window, "Use it from now on")
    assert session.notebook.folder == new
    assert session.settings.folder == new


def test_a_backup_of_the_same_passphrase_is_looked_into_without_asking(
    backed_up, session, window, qtbot
):
    folder = session.notebook.folder
    locking.set_passphrase(session.notebook, WORDS, LIGHT)
    backed_up.make()
    until(qtbot, lambda: len(found(session)) == 2)
    press(choose(window, qtbot), "Look inside")
    until(qtbot, lambda: session.notebook.folder != folder)
    assert names(session.notebook) == ["Priya", "Tomás"]
    press(window, "Back to my notebook")
    assert session.notebook.folder == folder


def test_a_backup_with_another_passphrase_asks_for_it(kept, session, window, qtbot, tmp_path):
    older = tmp_path / "older"
    before = Notebook.open(older, make.NOW, create=True)
    before.save(make.record(Counterpart, name="Zoë"), now=make.NOW)
    locking.set_passphrase(before, WORDS, LIGHT)
    before.close()
    kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    folder = session.notebook.folder
    place = backups.folder_of(folder)
    older.rename(place / "000001 2026-11-01 10.00 daily")
    press(choose(window, qtbot), "Look inside")
    until(qtbot, lambda: window.findChildren(PassphraseAsked))
    (asked,) = window.findChildren(PassphraseAsked)
    asked.field.edit.setText("not the words")
    press(asked, "Open")
    until(qtbot, lambda: "not the passphrase" in said(asked))
    assert session.notebook.folder == folder
    asked.field.edit.setText(WORDS)
    press(asked, "Open")
    until(qtbot, lambda: session.notebook.folder != folder)
    assert names(session.notebook) == ["Zoë"]


def test_an_open_backup_of_a_locked_notebook_is_warned_of(backed_up, session, window, qtbot):
    locking.set_passphrase(session.notebook, WORDS, LIGHT)
    assert "opens without passphrase" in screen(window, qtbot).model.data(
        window.stack.screen.model.index(0)
    )


def test_a_damaged_notebook_leads_to_its_newest_backup(backed_up, session, window, qtbot):
    folder = session.notebook.folder
    session.close()
    path = folder / "notebook.db"
    content = bytearray(path.read_bytes())
    content[100:4000] = bytes(3900)
    path.write_bytes(content)
    assert not session.open(folder)
    press(window, "Open the newest backup")
    until(qtbot, lambda: session.notebook)
    assert names(session.notebook) == ["Priya"]
    assert "This is the backup" in said(window)
