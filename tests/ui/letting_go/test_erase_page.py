"""Somebody is erased in the window: told what goes, asked for the name, gone from everywhere."""

from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store import backups, gone
from beforehand.store.erasing import erase_at_once
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping.second import begin
from beforehand.ui.places import Place
from kept import carried, found, keep, until
from pages import plain_pages
from zan import NAME, ZAN, words_on


def test_it_says_what_goes_and_where_the_name_stands(page, somebody):
    somebody.sees(
        f"Everything kept on {NAME}: 1 conversation and 1 need.",
        "Quuxfield wants more",
        "The name stands in 2 more places",
        "perhaps another word",
    )
    assert not page.erase.isEnabled()


def test_typed_and_pressed_the_person_is_gone_with_every_word(page, somebody, book, window, qtbot):
    somebody.goes_to("Type the name to erase")
    somebody.types("zan quuxfield")
    somebody.presses("Erase for good")
    qtbot.wait_until(page._after.isVisible)
    somebody.sees("Erased for good: 5 entries", "changed in 1 place and kept in 1 place")
    notebook = window.desk.notebook
    assert notebook[Counterpart].get(ZAN) is None
    assert notebook[Answer].get(Id("said")).text == "Q. wants more"
    assert notebook[Answer].get(Id("by")).text == "zan is a word here"
    assert gone.Graves(notebook.vault).refuses(ZAN)
    pages = plain_pages(notebook)
    assert b"rutabaga" not in pages
    assert b"Quuxfield" not in pages
    assert not words_on(window, "rutabaga", "Quuxfield")


def test_another_name_erases_nobody(page, somebody):
    page.name.setText("Priya Shah")
    assert not page.erase.isEnabled()
    page.name.setText(f"  {NAME.upper()} ")
    assert page.erase.isEnabled()


def test_a_name_that_no_keyboard_here_has_is_confirmed_by_a_word(page, window, qtbot):
    page.name.setText("ERASE")
    assert not page.erase.isEnabled()
    zan = window.desk.notebook[Counterpart].get(ZAN)
    window.desk.keep(replace(zan, name="Ελένη Μαρκάκη"))
    page.open(Place("erase", ZAN))
    qtbot.wait_until(lambda: not page._looking.busy)
    assert page.name.placeholderText() == "or ERASE, if it is hard to type here"
    for typed, enough in (("ERASE", True), ("erase", False), ("ελενη μαρκακη", True)):
        page.name.setText(typed)
        assert page.erase.isEnabled() == enough


def test_a_sheet_of_the_person_that_is_open_lets_go(book, window, qtbot):
    window.go(Place("sheet", ZAN, "map"))
    sheet = window.stack.screen
    qtbot.wait_until(lambda: sheet.findChildren(QLabel) != [])
    ends = []
    sheet.destroyed.connect(lambda: ends.append(True))
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    screen.name.setText(NAME)
    screen.erase.click()
    qtbot.wait_until(screen._after.isVisible)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ends == [True]
    window.go(Place("counterparts"))
    window.go(Place("today"))
    assert not words_on(window, "rutabaga", "Quuxfield")


def test_nothing_can_be_undone_any_more(page, window, qtbot):
    desk = window.desk
    zan = desk.notebook[Counterpart].get(ZAN)
    desk.edit("Rename Zan", zan, replace(zan, role="rutabaga"))
    page.open(Place("erase", ZAN))
    qtbot.wait_until(lambda: not page._looking.busy)
    page.name.setText(NAME)
    page.erase.click()
    qtbot.wait_until(page._after.isVisible)
    assert (desk.undo_label, desk.redo_label) == ("", "")


def test_left_in_the_middle_nothing_was_done(page, window):
    page.name.setText(NAME)
    page.erase.click()
    window.go(Place("today"))
    notebook = window.desk.notebook
    assert notebook[Counterpart].get(ZAN).name == NAME
    assert notebook[Answer].get(Id("said")).text == "Quuxfield wants more"
    assert not notebook.vault.connection.in_transaction


def test_words_written_meanwhile_are_told_and_looked_at_again(page, window, qtbot):
    notebook = window.desk.notebook
    said = notebook[Answer].get(Id("said"))
    window.desk.keep(replace(said, text="Quuxfield, and more"))
    page.name.setText(NAME)
    page.erase.click()
    qtbot.wait_until(lambda: page.said.isVisible() and not page._looking.busy)
    assert "Nothing was erased" in page.said.text()
    assert notebook[Counterpart].get(ZAN) is not None
    assert page.erase.isEnabled()


def test_backups_from_before_go_when_a_fresh_one_stands(book, session, window, qtbot):
    keeper = keep(session)
    place = backups.folder_of(window.desk.notebook.folder)
    keeper.make()
    until(qtbot, lambda: backups.found(place) and not keeper.busy)
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    assert "1 backup of" in screen.older.told.text()
    screen.name.setText(NAME)
    screen.erase.click()
    until(qtbot, screen._after.isVisible)
    assert "1 older one removed" in screen.result.text()
    (left,) = backups.found(place)
    assert left.why == "after erasing"


def test_the_second_place_is_cleaned_once_the_fresh_one_is_there(
    book, session, window, qtbot, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    begin(stick)
    window.desk.settings = window.desk.settings._replace(second_place=str(stick))
    keeper = keep(session)
    keeper.make()
    until(qtbot, lambda: carried(stick) and not keeper.busy)
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    assert "2 backups" in screen.older.told.text()
    screen.name.setText(NAME)
    screen.erase.click()
    until(qtbot, screen._after.isVisible)
    assert "2 older ones removed" in screen.result.text()
    for left in (carried(stick), found(session)):
        assert [each.why for each in left] == ["after erasing"]


def test_out_of_a_backup_restored_in_the_window_nobody_comes_back(
    book, session, window, qtbot, tmp_path
):
    keeper = keep(session)
    keeper.make()
    place = backups.folder_of(window.desk.notebook.folder)
    until(qtbot, lambda: backups.found(place) and not keeper.busy)
    (made,) = backups.found(place)
    erase_at_once(window.desk.notebook, window.desk.notebook[Counterpart].get(ZAN), make.NOW)
    (tmp_path / "again").mkdir()
    with qtbot.wait_signal(keeper.looking.restored, timeout=20_000):
        keeper.looking.restore(made, tmp_path / "again")
    again = Notebook.open(tmp_path / "again", make.NOW)
    assert [each.name for each in again[Counterpart].find(trashed=None)] == ["Priya Shah"]
    assert b"rutabaga" not in plain_pages(again)
    again.close()


def test_somebody_who_is_not_there_is_told_so(book, window):
    window.go(Place("erase", Id("nobody")))
    assert "not in the notebook" in window.bars.trouble.text + window.bars.notice.text


def test_the_way_there_is_on_the_counterpart_and_everything_can_be_saved(
    book, window, somebody, qtbot, tmp_path
):
    window.go(Place("counterpart", ZAN))
    screen = window.stack.screen
    from beforehand.ui.letting_go.saving import SavingAbout

    saving = SavingAbout.of(screen, window.desk)
    for name, begins in (("zan.pdf", b"%PDF"), ("zan.json", b"{")):
        with qtbot.wait_signal(saving.saved):
            saving.save(screen.person, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert screen.about.erase.isVisibleTo(screen.about)
    screen.about.erase.click()
    assert window.stack.place == Place("erase", ZAN)


def test_the_window_closed_in_the_middle_leaves_nothing_half_done(page, window, session):
    folder = window.desk.notebook.folder
    page.name.setText(NAME)
    page.erase.click()
    page._erasing._step()
    assert window.desk.notebook.vault.connection.in_transaction
    window.close()
    QApplication.processEvents()
    notebook = Notebook.open(folder, make.NOW)
    assert notebook[Counterpart].get(ZAN).name == NAME
    assert notebook[Answer].get(Id("said")).text == "Quuxfield wants more"
    notebook.close()


def test_locked_in_the_middle_nothing_is_half_done(page, window, session):
    page.name.setText(NAME)
    page.erase.click()
    page._erasing._step()
    folder = window.desk.notebook.folder
    assert session.let_go()
    notebook = Notebook.open(folder, make.NOW)
    assert notebook[Counterpart].get(ZAN).name == NAME
    notebook.close()
