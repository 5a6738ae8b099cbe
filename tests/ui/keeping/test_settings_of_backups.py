"""Settings ▸ Backups: the last one, making one, the second place, the check and its repair."""

import shutil
import subprocess

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.ui.places import Place
from beforehand.ui.screens.privacy import PrivacyScreen, parts
from kept import carried, found, until, write
from reading import press, said


@pytest.fixture
def card(kept, session, window):
    kept(make.record(Counterpart, name="Priya"), idle_ms=10_000)
    window.go(Place("settings"))
    return window.stack.screen.backups


def keeper(session):
    return session.desk.keeper


def test_the_last_backup_is_told_with_its_time_and_size(card, session, qtbot):
    assert "There is no backup yet" in said(card)
    press(card, "Back up now")
    assert "Backing up…" in said(card)
    until(qtbot, lambda: not keeper(session).busy)
    assert "Last verified backup: today" in said(card)
    assert "(1 note)" in said(card)


def test_each_backup_is_carried_to_the_second_place(card, session, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    card.use(stick)
    press(card, "Back up now")
    until(qtbot, lambda: carried(stick))
    (there,) = carried(stick)
    assert there.checked
    assert there.notes == 1
    until(qtbot, lambda: "Last copied" in said(card))
    assert session.settings.second_place == str(stick)


def test_a_second_place_chosen_later_gets_the_newest_backup_at_once(card, session, qtbot, tmp_path):
    press(card, "Back up now")
    until(qtbot, lambda: keeper(session).newest)
    stick = tmp_path / "stick"
    stick.mkdir()
    until(qtbot, lambda: not keeper(session).second._errand.busy)
    card.use(stick)
    until(qtbot, lambda: carried(stick))


def test_a_stick_that_is_not_in_is_told_and_never_made(card, session, qtbot, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    card.use(stick)
    shutil.rmtree(stick)
    press(card, "Back up now")
    until(qtbot, lambda: not keeper(session).busy)
    assert "is not connected" in said(card)
    qtbot.wait(100)
    assert not stick.exists()


def test_the_second_place_can_be_given_up(card, session, tmp_path):
    card.use(tmp_path)
    press(card, "Stop using it")
    assert session.settings.second_place == ""
    assert "None yet" in said(card)


def test_a_sound_notebook_is_found_sound_on_a_copy_that_goes_again(card, session, qtbot):
    folder = session.notebook.folder
    press(card, "Check the notebook")
    assert "Checking" in said(card)
    write(session, "Tomás")
    until(qtbot, lambda: "Everything is sound" in said(card))
    assert not (folder / ".checking").exists()


def test_a_check_is_stopped_and_leaves_nothing(card, session, qtbot):
    press(card, "Check the notebook")
    press(card, "Stop")
    assert "was stopped" in said(card)
    assert not (session.notebook.folder / ".checking").exists()


def test_a_search_index_that_lacks_words_is_found_and_repaired_after_a_backup(card, session, qtbot):
    vault = session.notebook.vault
    with vault.transaction():
        vault.write("DELETE FROM search_entries")
    press(card, "Check the notebook")
    until(qtbot, lambda: "search index" in said(card))
    press(card, "Repair the search")
    until(qtbot, lambda: "The search was made anew" in said(card))
    assert [each.why for each in found(session)] == ["before repair"]


def test_damage_in_the_file_is_told_and_nothing_is_offered_to_mend_it(card, session, window, qtbot):
    path = session.notebook.folder / "notebook.db"
    for number in range(200):
        write(session, f"Person {number} with a long enough name to fill a page or two")
    middle = path.stat().st_size // 2 // 4096 * 4096
    code = f"f=open({str(path)!r},'r+b');f.seek({middle + 50});f.write(b'flipped')"
    subprocess.run(["python3", "-c", code], check=True)
    press(card, "Check the notebook")
    until(qtbot, lambda: "Look at the newest backups" in said(card))
    assert "fail their checksum: 1 of" in said(card)
    assert "can still be read, page by page" in said(card)
    assert "No backup in the notebook's folder can be read wholly." in said(card)
    assert not card.check.mend.isVisibleTo(card)


def test_the_text_on_what_is_protected_is_shown_as_plain_text(card, window):
    press(card, "What is protected, and what is not")
    shown = window.stack.screen
    assert isinstance(shown, PrivacyScreen)
    text = said(shown)
    assert "Can a court, or the person, see what I wrote?" in text
    assert "passphrase" in text
    assert not {"**", "##", "](", "`"} & set(text.split())


def test_headings_paragraphs_and_lists_are_told_apart():
    text = "# A\n\nOne **two**\nthree [four](x.md).\n\n## B\n- first\n- **Second.** It\n  goes on\n"
    assert [tuple(each) for each in parts(text)] == [
        ("display", "A"),
        ("body", "One two three four."),
        ("title", "B"),
        ("body", "•  first"),
        ("strong", "Second"),
        ("under", "It goes on"),
    ]
