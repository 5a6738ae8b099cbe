"""A counterpart's record is read in slices: the window stays awake, and what comes is all of it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.orders import RECORD, Order, read
from beforehand.orders.record import RecordOrder
from beforehand.ui.desk import Desk
from beforehand.ui.screens.sheet import SheetScreen
from sheet_on_screen import Showing


@pytest.fixture
def record(showing: Showing) -> SheetScreen:
    return showing(RECORD, make.PERSON)


def whole(desk: Desk, screen: SheetScreen) -> Order:
    return read(screen.chosen.wish(), desk.notebook, desk.library, make.NOW)


def test_the_window_does_other_things_while_a_record_is_read(
    record: SheetScreen, qtbot: QtBot
) -> None:
    others, before = list[bool](), record.order
    clock = QTimer(record, interval=0)
    clock.timeout.connect(lambda: others.append(record.order is before))
    record.panel.large.click()
    assert record.order is before
    clock.start()
    qtbot.wait_until(lambda: record.order is not before)
    clock.stop()
    assert sum(others) > 20


def test_what_was_read_in_slices_is_what_is_read_at_once(record: SheetScreen, desk: Desk) -> None:
    assert isinstance(record.order, RecordOrder)
    assert record.order == whole(desk, record)


def test_nothing_can_be_handed_out_while_it_is_read_for_another_choice(
    record: SheetScreen, qtbot: QtBot
) -> None:
    record.panel.large.click()
    assert record.laid is None
    assert not record.print_button.isEnabled()
    qtbot.wait_until(lambda: record.laid is not None)
    assert record.print_button.isEnabled()


def test_reading_can_be_stopped_and_the_last_sheet_stays(record: SheetScreen, qtbot: QtBot) -> None:
    last, order, pdf = record.laid, record.order, record.view.pdf
    record.panel.large.click()
    record.working.stop.click()
    assert record.laid is last
    assert record.order is order
    assert not record.panel.large.isChecked()
    qtbot.wait(50)
    assert record.view.pdf == pdf
    assert record.notice.text.startswith("Stopped.")


def test_what_is_written_while_it_is_read_is_in_it(
    record: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    record.panel.large.click()
    person = desk.notebook[Counterpart].get(make.PERSON)
    assert person is not None
    desk.edit("A note", person, replace(person, notes="Written just now."))
    qtbot.wait_until(lambda: record.laid is not None and record.order == whole(desk, record))
    assert "Written just now." in str(record.order)


def test_of_two_choices_the_second_is_laid_out(record: SheetScreen, qtbot: QtBot) -> None:
    record.panel.large.click()
    record.panel.large.click()
    qtbot.wait_until(lambda: record.laid is not None)
    assert isinstance(record.order, RecordOrder)
    assert not record.order.options.large


def test_a_choice_during_a_layout_is_laid_out_in_its_place(
    record: SheetScreen, qtbot: QtBot
) -> None:
    before = record.order
    record.panel.large.click()
    qtbot.wait_until(lambda: record.order is not before)
    record.panel.large.click()
    qtbot.wait_until(lambda: record.laid is not None)
    assert isinstance(record.order, RecordOrder)
    assert not record.order.options.large


def test_what_is_read_again_and_has_not_changed_is_not_laid_out_again(
    record: SheetScreen, qtbot: QtBot
) -> None:
    last = record.laid
    record.refresh()
    qtbot.wait_until(lambda: not record.reading.busy)
    assert record.laid is last
    assert not record.working.isVisible()


@pytest.mark.parametrize("subject", [make.PERSON, make.TALK])
def test_no_choice_is_wider_than_its_panel(showing: Showing, subject: Id, qtbot: QtBot) -> None:
    screen = showing(RECORD, subject)
    sections = screen.panel.sections
    area = next(
        each for each in screen.panel.findChildren(QScrollArea) if each.isAncestorOf(sections)
    )
    inside = area.widget()
    assert inside is not None
    qtbot.wait_until(lambda: inside.width() > 0)
    # The letters of one system are a tenth wider than those of the next.
    assert inside.minimumSizeHint().width() <= area.viewport().width() * 0.9
