"""A long layout says how far it is and can be stopped; the last sheet stays, and its choices."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.stakes import AskingPoint
from beforehand.sheets import Paper
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import SettingsFile
from beforehand.ui.sheet.choices import read_choices
from sheet_on_screen import Showing, press, shown

A_PARAGRAPH = "Some words that were said, and more of them. " * 20
LONG, VERY_LONG = 200, 4000
"""Paragraphs of 180 words: what takes a while, and what takes long."""


def write(desk: Desk, paragraphs: int) -> None:
    text = "\n\n".join(A_PARAGRAPH for _ in range(paragraphs))
    desk.notebook.save(make.record(Answer, question_id="long", text=text), now=make.NOW)


@pytest.fixture
def long_record(desk: Desk, showing: Showing) -> SheetScreen:
    write(desk, LONG)
    return showing("record")


def stop(screen: SheetScreen, qtbot: QtBot) -> None:
    screen.working.stop.click()
    qtbot.wait_until(lambda: screen.laid is not None)


def test_a_stop_leaves_the_last_sheet_and_what_was_chosen_for_it(
    long_record: SheetScreen, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = long_record
    last, pdf = screen.laid, screen.view.pdf
    screen.panel.large.click()
    assert not screen.print_button.isEnabled()
    stop(screen, qtbot)
    assert screen.laid is last
    assert screen.view.pdf == pdf
    assert screen.print_button.isEnabled()
    assert not screen.panel.large.isChecked()
    assert not read_choices(settings).large
    assert screen.notice.text.startswith("Stopped.")


def test_a_stop_takes_back_paper_and_sections_too(
    long_record: SheetScreen, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = long_record
    assert screen.laid is not None
    name = screen.panel.sections.box(screen.laid.sheet.sections[0].id)
    name.click()
    screen.panel.paper.button(Paper.LETTER).click()
    stop(screen, qtbot)
    assert settings.read().paper is Paper.A4
    assert screen.panel.paper.value() is Paper.A4
    assert name.isChecked()


def test_a_first_sheet_that_is_stopped_can_be_made_again(
    screen: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    write(desk, LONG)
    screen.open(Place("sheet", make.TALK, "record"))
    screen.working.stop.click()
    qtbot.wait_until(screen.notice.isVisible)
    assert "stopped" in screen.notice.text
    assert screen.view.pdf == b""
    assert not screen.print_button.isEnabled()
    press(screen, "Try again")
    qtbot.wait_until(lambda: screen.laid is not None)
    assert not screen.notice.isVisible()


def test_what_takes_long_shows_how_far_it_is_and_escape_stops_it(
    screen: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    write(desk, VERY_LONG)
    screen.open(Place("sheet", make.TALK, "record"))
    screen.activateWindow()
    qtbot.wait_until(screen.working.isVisible)
    qtbot.wait_until(lambda: screen.working.bar.value() > 0)
    qtbot.keyClick(screen, Qt.Key.Key_Escape)
    qtbot.wait_until(screen.notice.isVisible)
    assert not screen.working.isVisible()
    assert screen.laid is None


def test_a_newer_choice_does_not_wait_for_the_older_one(
    screen: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    write(desk, VERY_LONG)
    screen.open(Place("sheet", make.TALK, "record"))
    screen.panel.kinds.box("room").click()
    qtbot.wait_until(lambda: screen.laid is not None)
    assert "launch for ten customers first" in shown(screen)
    assert not screen.working.isVisible()


def test_what_was_written_meanwhile_is_on_the_sheet_in_the_end(
    long_record: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen = long_record
    screen.panel.initials.click()
    desk.add("Add a question", make.record(AskingPoint, text="And who pays?"))
    qtbot.wait_until(lambda: screen.laid is not None)
    qtbot.wait_until(lambda: "And who pays?" in shown(screen))
