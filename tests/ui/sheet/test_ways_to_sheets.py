"""Sheets are asked for where one looks for them."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

import make
from beforehand.library import DEFAULT_LENS
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.window import Window
from reading import press

Opened = Callable[..., Notebook]


@pytest.fixture
def arrived(window: Window, qtbot: QtBot) -> Callable[[], SheetScreen]:
    """Waits until the sheet that was asked for is there."""

    def wait() -> SheetScreen:
        assert window.stack is not None
        screen = window.stack.screen
        assert isinstance(screen, SheetScreen)
        qtbot.wait_until(lambda: screen.laid is not None)
        return screen

    return wait


def test_from_a_counterpart_to_their_map_and_record(
    window: Window, opened: Opened, arrived: Callable[[], SheetScreen], qtbot: QtBot
) -> None:
    opened(*make.world())
    window.go(Place("counterpart", make.PERSON))
    press(window, "Print…")
    screen = arrived()
    assert screen.laid is not None
    assert screen.laid.kind == "map"
    screen.panel.kinds.box("record").click()
    qtbot.wait_until(lambda: screen.laid is not None)
    assert screen.laid.kind == "record"


def test_from_the_choice_of_lenses_to_a_blank_worksheet(
    window: Window, opened: Opened, arrived: Callable[[], SheetScreen]
) -> None:
    opened()
    window.go(Place("new-conversation"))
    press(window, "Blank worksheet…")
    screen = arrived()
    assert screen.laid is not None
    assert screen.laid.kind == "worksheet"
    assert screen.chosen.about == DEFAULT_LENS


def test_from_the_lenses_of_a_conversation_to_a_blank_worksheet(
    window: Window, opened: Opened, arrived: Callable[[], SheetScreen]
) -> None:
    opened(*make.world())
    window.go(Place("prepare", make.TALK))
    assert window.stack is not None
    lenses = next(
        each for each in window.stack.screen.findChildren(QPushButton) if "Lenses" in each.text()
    )
    menu = lenses.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if "worksheet" in each.text()).trigger()
    screen = arrived()
    assert screen.laid is not None
    assert screen.laid.kind == "worksheet"
    assert screen.heading().above_place == Place("prepare", make.TALK)


def test_from_empty_preparations_to_a_blank_worksheet(
    window: Window, opened: Opened, arrived: Callable[[], SheetScreen]
) -> None:
    opened()
    window.go(Place("preparations"))
    press(window, "Print a blank worksheet…")
    assert arrived().chosen.about == DEFAULT_LENS
