"""What is ticked goes on the page beside the ticks, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.room import TESTS_A_GUESS
from beforehand.domain.stakes import AskingPoint, Basis, NonNegotiable, Option, RoomChoice
from beforehand.library import Library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.screens.for_the_room import SIDE_BY_SIDE, ForTheRoom
from beforehand.ui.settings import SettingsFile
from beforehand.ui.widgets.basics import scroll
from beforehand.ui.widgets.ticks import Tick
from pdfium import text_of

ASKING, MINE = Id("asking"), Id("mine")


@pytest.fixture
def desk(notebook: Notebook, qapp: object) -> Desk:
    everything = [each for each in make.world() if not isinstance(each, RoomChoice)]
    notebook.save(
        *everything,
        make.record(AskingPoint, id=ASKING, text="Who decides?"),
        make.record(Need, id=MINE, standing=Standing.MINE, counterpart_id=None, text="a fixed day"),
        make.record(NonNegotiable, text="no change before May", basis=Basis.SAID),
        now=make.NOW,
    )
    return Desk(notebook, Library(lenses={}, drivers={}, faults=()), clock=lambda: make.NOW)


Opened = Callable[..., ForTheRoom]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Opened:
    def open_(width: int = 900) -> ForTheRoom:
        step = ForTheRoom(desk, settings=SettingsFile(tmp_path / "settings.ini"))
        area = scroll(step)
        step.setProperty("area", area)
        qtbot.addWidget(area)
        area.resize(width + 20, 600)
        area.show()
        step.open(make.TALK)
        qtbot.wait_until(lambda: step.preview.page is not None)
        return step

    return open_


def tick(step: ForTheRoom, item_id: Id) -> Tick:
    return next(each for each in step.findChildren(Tick) if each.item.item_id == item_id)


def page_text(step: ForTheRoom) -> str:
    return text_of(step.preview.pdf)


def choices(desk: Desk) -> list[tuple[Id, bool]]:
    return [(each.item_id, each.shown) for each in desk.notebook[RoomChoice].find()]


def test_what_they_said_is_ticked_and_everything_else_is_not(opened: Opened) -> None:
    ticks = opened().findChildren(Tick)
    shown = {each.item.text for each in ticks if each.box.isChecked()}
    assert shown == {"a later date", "no change before May"}
    assert len(ticks) > len(shown)


def test_a_tick_goes_on_the_page_at_once(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    step = opened()
    assert "Who decides?" not in page_text(step)
    tick(step, ASKING).box.click()
    qtbot.wait_until(lambda: "Who decides?" in page_text(step))
    assert choices(desk) == [(ASKING, True)]


def test_a_second_tick_changes_the_one_choice_there_is(opened: Opened, desk: Desk) -> None:
    step = opened()
    tick(step, ASKING).box.click()
    tick(step, ASKING).box.click()
    assert choices(desk) == [(ASKING, False)]


def test_what_is_off_by_choice_stays_off(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    step = opened()
    assert "a later date" in page_text(step)
    tick(step, make.STATED).box.click()
    qtbot.wait_until(lambda: "a later date" not in page_text(step))
    assert not tick(opened(), make.STATED).box.isChecked()


def test_a_tick_can_be_undone_by_its_name(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    step = opened()
    tick(step, ASKING).box.click()
    assert desk.undo_label == "Put on the room sheet"
    desk.undo()
    qtbot.wait_until(lambda: not tick(step, ASKING).box.isChecked())
    tick(step, make.STATED).box.click()
    assert desk.undo_label == "Take off the room sheet"


def test_a_question_that_tests_a_guess_carries_its_warning(opened: Opened) -> None:
    step = opened()
    line = tick(step, make.HIDDEN)
    shown = [each.text() for each in line.findChildren(QLabel) if each.isVisible()]
    assert TESTS_A_GUESS in shown
    assert line.box.accessibleDescription() == TESTS_A_GUESS
    assert not tick(step, ASKING).box.accessibleDescription()


def test_lines_are_ticked_by_keyboard_and_by_a_click_on_the_words(
    opened: Opened, qtbot: QtBot
) -> None:
    step = opened()
    line = tick(step, ASKING)
    line.box.setFocus()
    qtbot.keyClick(line.box, Qt.Key.Key_Space)
    assert line.box.isChecked()
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not line.box.isChecked()


def test_the_focus_stays_on_the_line_that_was_ticked(opened: Opened, qtbot: QtBot) -> None:
    step = opened()
    box = tick(step, ASKING).box
    box.setFocus()
    box.click()
    qtbot.wait_until(lambda: "Who decides?" in page_text(step))
    assert tick(step, ASKING).box is box
    assert box.hasFocus()


def test_neither_issue_nor_guess_can_be_read_in_the_step_or_on_its_page(opened: Opened) -> None:
    step = opened()
    words = " ".join(
        [
            page_text(step),
            *(each.text() for each in step.findChildren(QLabel)),
            *(each.accessibleName() for each in step.findChildren(QCheckBox)),
        ]
    )
    for private in ("the date of the new billing", "rest for the team", "answered at midnight"):
        assert private not in words
    assert "March is too early for us" not in page_text(step)


def test_title_and_goal_are_saved_as_typed_and_stand_on_the_page(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    step = opened()
    step.title.selectAll()
    qtbot.keyClicks(step.title, "When we move")
    step.goal.setFocus()
    step.goal.selectAll()
    qtbot.keyClicks(step.goal, "one quiet weekend")
    step.leave()
    qtbot.wait_until(lambda: "one quiet weekend" in page_text(step))
    assert page_text(step).startswith("When we move")
    talk = desk.notebook[Conversation].get(make.TALK)
    assert talk is not None
    assert (talk.title, talk.shared_goal) == ("When we move", "one quiet weekend")


def test_a_new_option_appears_without_losing_what_is_being_typed(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    step = opened()
    step.title.selectAll()
    qtbot.keyClicks(step.title, "Half a ti")
    option = make.record(Option, text="a month of both")
    desk.add("Add an option", option)
    qtbot.wait_until(lambda: any(t.item.item_id == option.id for t in step.findChildren(Tick)))
    assert step.title.text() == "Half a ti"


def test_the_page_stands_beside_the_ticks_where_there_is_room(opened: Opened, qtbot: QtBot) -> None:
    step = opened(SIDE_BY_SIDE + 40)
    qtbot.wait_until(lambda: step.preview.x() > step.title.width() / 2)
    narrow = opened(SIDE_BY_SIDE - 100)
    qtbot.wait_until(lambda: narrow.preview.y() > 300)
    assert narrow.preview.x() == 0


def test_the_page_stays_in_sight_while_one_scrolls(opened: Opened, qtbot: QtBot) -> None:
    step = opened()
    area = step.property("area")
    area.resize(area.width(), 420)
    bar = area.verticalScrollBar()
    qtbot.wait_until(lambda: bar.maximum() > 100)
    bar.setValue(100)
    qtbot.wait_until(lambda: _top(step, area) >= 0)
    assert _top(step, area) < 100


def _top(step: ForTheRoom, area: object) -> int:
    assert step.preview.page is not None
    return step.preview.page.mapTo(area.viewport(), step.rect().topLeft()).y()


def test_a_conversation_that_was_held_is_only_shown(opened: Opened, desk: Desk) -> None:
    talk = desk.notebook[Conversation].get(make.TALK)
    assert talk is not None
    desk.notebook.save(replace(talk, stage=Stage.DEBRIEFED), now=make.NOW)
    step = opened()
    assert step.title.isReadOnly()
    assert not tick(step, ASKING).box.isEnabled()


def test_a_tick_that_could_not_be_saved_is_not_shown_as_ticked(opened: Opened, desk: Desk) -> None:
    step = opened()
    file = desk.notebook.folder / "notebook.db"
    away = file.with_suffix(".away")
    file.rename(away)
    tick(step, ASKING).box.click()
    away.rename(file)
    assert not tick(step, ASKING).box.isChecked()


def test_more_than_the_page_holds_is_told_in_the_place_of_the_page(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    step = opened()
    points = [make.record(AskingPoint, text=f"{n}. {'what else? ' * 20}") for n in range(40)]
    ticks = [make.record(RoomChoice, item_id=each.id, shown=True) for each in points]
    desk.add("Add questions", *points, *ticks)
    qtbot.wait_until(lambda: step.preview.page is None)
    told = [each.text() for each in step.preview.findChildren(QLabel) if each.isVisible()]
    assert any("Questions" in each for each in told)
    desk.undo()
    qtbot.wait_until(lambda: step.preview.page is not None)


def test_with_nothing_to_tick_it_says_what_will_come(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    talk = make.talk_with(desk.notebook, "Łucja Nowak")
    step = ForTheRoom(desk, settings=SettingsFile(tmp_path / "settings.ini"))
    qtbot.addWidget(step)
    step.show()
    step.open(talk.id)
    assert any("nothing to tick yet" in each.text() for each in step.findChildren(QLabel))
    qtbot.wait_until(lambda: step.preview.page is not None)
    assert "Łucja Nowak" in page_text(step)


def test_an_endless_word_pushes_nothing_out_of_sight(opened: Opened, desk: Desk) -> None:
    mine = desk.notebook[Need].get(MINE)
    assert mine is not None
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 9
    desk.keep(replace(mine, text=word))
    step = opened(900)
    assert step.width() <= step.property("area").viewport().width()
