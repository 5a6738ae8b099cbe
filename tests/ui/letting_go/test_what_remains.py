"""What is left to delete once somebody is erased: told, and backups made meanwhile go, too."""

from dataclasses import replace

from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.ui.places import Place
from kept import keep, until
from zan import NAME, ZAN


def at_the_page(window, qtbot):
    window.go(Place("erase", ZAN))
    page = window.stack.screen
    qtbot.wait_until(lambda: not page._looking.busy)
    page.name.setText(NAME)
    return page


def test_paper_and_files_are_spoken_of_before_and_afterwards(book, window, somebody, qtbot):
    page = at_the_page(window, qtbot)
    somebody.sees("printed sheets, PDFs and exports that you saved")
    page.erase.click()
    qtbot.wait_until(page._after.isVisible)
    assert "printed sheets, PDFs and exports that you saved" in page.result.text()


def test_a_backup_made_while_one_was_reading_goes_as_well(book, session, window, qtbot):
    keeper = keep(session)
    place = backups.folder_of(window.desk.notebook.folder)
    keeper.make()
    until(qtbot, lambda: len(backups.found(place)) == 1 and not keeper.busy)
    page = at_the_page(window, qtbot)
    keeper.make()
    until(qtbot, lambda: len(backups.found(place)) == 2 and not keeper.busy)
    page.erase.click()
    until(qtbot, page._after.isVisible)
    assert "2 older ones removed" in page.result.text()
    assert [each.why for each in backups.found(place)] == ["after erasing"]


def test_a_second_place_that_is_not_there_is_told_before_and_afterwards(
    book, window, qtbot, tmp_path
):
    window.desk.settings = window.desk.settings._replace(second_place=str(tmp_path / "stick"))
    page = at_the_page(window, qtbot)
    assert "Plug it in before you erase" in page.older.away.text()
    page.erase.click()
    qtbot.wait_until(page._after.isVisible)
    assert "Remove them yourself once it is." in page.result.text()


def test_a_very_long_name_need_not_be_typed(book, window, qtbot):
    notebook = window.desk.notebook
    window.desk.keep(replace(notebook[Counterpart].get(ZAN), name="Zan " * 40))
    page = at_the_page(window, qtbot)
    page.name.setText("ERASE")
    assert page.erase.isEnabled()


def test_while_traces_are_removed_no_empty_form_stands_there(book, window, qtbot):
    page = at_the_page(window, qtbot)
    page.erase.click()
    while page._plan is not None:
        page._erasing._step()
    assert page.under_way.isVisible()
    assert not page._form.isVisible()
    qtbot.wait_until(page._after.isVisible)
    assert not page.under_way.isVisible()
