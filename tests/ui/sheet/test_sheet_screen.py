"""The sheet on the screen, on disk and on the printer are one and the same."""

import pytest
from PySide6.QtCore import QSizeF
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.needs import Need, Standing
from beforehand.domain.stakes import AskingPoint, RoomChoice
from beforehand.orders.talk import RoomOrder
from beforehand.sheets import Paper
from beforehand.ui.desk import Desk
from beforehand.ui.pages import page_sizes
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import SettingsFile
from sheet_on_screen import Showing, press, shown

LONG = "What would it take, on your side and on ours, to move the date by a week? " * 2


def test_the_private_brief_says_that_it_is_private(showing: Showing) -> None:
    screen = showing("private")
    assert screen.strip.private.isVisible()
    assert screen.strip.private.text() == "Private: not for the room"
    assert "rest for the team" in shown(screen)


def test_the_room_sheet_shows_only_what_was_chosen(showing: Showing, screen: SheetScreen) -> None:
    showing("room")
    assert "launch for ten customers first" in shown(screen)
    assert "rest for the team" not in shown(screen)
    assert "the date of the new billing" not in shown(screen)
    assert not screen.strip.private.isVisible()


def test_whoever_lays_out_the_room_sheet_is_given_only_what_may_be_seen(
    showing: Showing, screen: SheetScreen
) -> None:
    showing("room")
    order = screen.order
    assert isinstance(order, RoomOrder)
    assert set(RoomOrder.__slots__) == {"room", "options", "today"}
    assert "rest for the team" not in repr(order)


def test_one_goes_from_the_private_brief_to_the_room_sheet(showing: Showing, qtbot: QtBot) -> None:
    screen = showing("private")
    screen.panel.kinds.box("room").click()
    assert shown_nothing(screen)
    qtbot.wait_until(lambda: screen.laid is not None)
    assert "rest for the team" not in shown(screen)


def shown_nothing(screen: SheetScreen) -> bool:
    return screen.view.pdf == b"" and not screen.print_button.isEnabled()


@pytest.mark.parametrize("kind", ["private", "room"])
def test_another_paper_is_shown_and_remembered(
    showing: Showing, settings: SettingsFile, qtbot: QtBot, kind: str
) -> None:
    screen = showing(kind)
    assert page_sizes(screen.view.pdf)[0].height() == pytest.approx(842, abs=1)
    press(screen, "Letter")
    qtbot.wait_until(lambda: page_sizes(screen.view.pdf)[0] == QSizeF(612, 792))
    assert settings.read().paper is Paper.LETTER


def test_what_changes_elsewhere_is_laid_out_anew(
    showing: Showing, qtbot: QtBot, desk: Desk
) -> None:
    screen = showing("private")
    desk.add("Add a need", make.record(Need, standing=Standing.STATED, text="two more weeks"))
    qtbot.wait_until(lambda: "two more weeks" in shown(screen))


def crowd(desk: Desk) -> None:
    points = [make.record(AskingPoint, text=f"{n}. {LONG}") for n in range(40)]
    ticks = [make.record(RoomChoice, item_id=each.id, shown=True) for each in points]
    desk.notebook.save(*points, *ticks, now=make.NOW)


def test_too_much_for_the_room_is_told_before_printing_and_can_be_left_out(
    screen: SheetScreen, desk: Desk, qtbot: QtBot
) -> None:
    crowd(desk)
    screen.open(Place("sheet", make.TALK, "room"))
    qtbot.wait_until(lambda: bool(screen.overflow.text))
    assert shown_nothing(screen)
    press(screen, "Leave out “Questions")
    qtbot.wait_until(lambda: screen.laid is not None)
    assert "by a week" not in shown(screen)
    assert "Left out on this sheet" in screen.overflow.text
    press(screen, "Put back")
    qtbot.wait_until(lambda: "more here" in screen.overflow.text)


def test_from_too_much_one_can_go_and_choose(screen: SheetScreen, desk: Desk, qtbot: QtBot) -> None:
    crowd(desk)
    screen.open(Place("sheet", make.TALK, "room"))
    qtbot.wait_until(lambda: bool(screen.overflow.text))
    with qtbot.wait_signal(screen.go) as went:
        press(screen.overflow, "For the room…")
    assert went.args == [Place("prepare", make.TALK, "for-the-room")]


def test_a_private_brief_of_many_pages_still_prints_and_offers_what_to_leave_out(
    showing: Showing, desk: Desk, screen: SheetScreen, qtbot: QtBot
) -> None:
    answers = [make.record(AskingPoint, text=f"{n}. {LONG * 3}") for n in range(40)]
    desk.notebook.save(*answers, now=make.NOW)
    showing("private")
    assert screen.laid is not None
    pages = screen.laid.sheet.pages
    assert pages > 2
    assert screen.print_button.isEnabled()
    assert f"{pages} pages" in screen.overflow.text
    press(screen, "Leave out")
    qtbot.wait_until(lambda: "Left out" in screen.overflow.text)
    assert screen.laid.sheet.pages <= 2


def test_the_tools_fit_beside_the_rail_of_a_small_window(showing: Showing) -> None:
    for kind in ("private", "room"):
        strip = showing(kind).strip
        assert strip.minimumSizeHint().width() <= 1024 - 212


def test_the_keyboard_zooms(showing: Showing, qtbot: QtBot) -> None:
    screen = showing()
    qtbot.wait_exposed(screen)
    before = screen.view.scale
    screen.strip.smaller.click()
    assert screen.view.scale < before
    assert screen.strip.percent == f"{screen.view.scale * 100:.0f} %"
