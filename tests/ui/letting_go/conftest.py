"""Zan's notebook in the window, and the page on which they are erased."""

import pytest

from beforehand.ui.places import Place
from person import Person
from zan import ZAN, records


@pytest.fixture
def book(opened):
    """Two people; what is kept on the other names the first."""
    return opened(*records())


@pytest.fixture
def somebody(window, qtbot):
    return Person(window, qtbot)


@pytest.fixture
def page(book, window, qtbot):
    """The page, when all mentions are found."""
    window.go(Place("erase", ZAN))
    screen = window.stack.screen
    qtbot.wait_until(lambda: not screen._looking.busy)
    return screen
