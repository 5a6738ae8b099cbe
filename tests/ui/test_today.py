"""Today: empty, with the sample, with many and with long names, light and dark."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id, Record
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.widgets.line import Line
from beforehand.ui.window import Window
from reading import press, said

DAY = timedelta(days=1)


def talk(name: str, issue: str, days: float | None, **fields: object) -> list[Record]:
    """A conversation with somebody, so many days from today."""
    person = Counterpart(name=name)
    starts = None if days is None else make.NOW + days * DAY
    record = Conversation(issue=issue, starts_at=starts, **fields)  # type: ignore[arg-type]
    return [person, record, Participant(conversation_id=record.id, counterpart_id=person.id)]


def lines(window: Window) -> list[Line]:
    QApplication.processEvents()
    return [each for each in window.findChildren(Line) if each.isVisibleTo(window)]


def test_the_next_conversation_is_the_soonest_that_is_still_ahead(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(*talk("Ada", "gone by", -3), *talk("Bo", "far", 9), *talk("Cy", "near", 2))
    assert "Next conversation · Saturday" in said(window)
    coming = [line.row for line in lines(window) if line.row.icon == "file-pen-line"]
    assert [row.title for row in coming] == ["far"]
    assert "Did it take place?\ngone by" in said(window)


def test_everything_of_the_sample_is_counted(
    session: Session, window: Window, look: Palette
) -> None:
    session.open_sample()
    text = said(window)
    assert "11 of 16 questions answered" in text
    assert "6 stated" in text
    assert "3 hidden, 2 untested" in text
    assert "lens: Internal alignment" in text


def test_a_suspicion_tells_what_it_lacks(window: Window, opened: Callable[..., Notebook]) -> None:
    person, *rest = talk("Priya Nair", "the launch", 2)
    guess = Need(counterpart_id=person.id, standing=Standing.HIDDEN, text="rest", driver="load")
    opened(person, *rest, guess)
    rows = [line.row for line in lines(window)]
    assert any(
        row.title == "rest" and row.below == "Priya · lacks something seen or heard and 1 more"
        for row in rows
    )


def test_an_empty_preparation_says_what_to_do_first(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(*talk("Priya", "the launch", None))
    rows = [line.row.title for line in lines(window)]
    assert rows == ["Set a date", "Begin with the first question", "Give it a neutral title"]


def test_lines_open_by_mouse_and_by_key(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened(*talk("Bo", "far", 9), *talk("Cy", "near", 2))
    line = next(line for line in lines(window) if line.row.title == "far")
    went: list[Place] = []
    assert window.stack is not None
    window.stack.screen.go.disconnect()
    window.stack.screen.go.connect(went.append)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert [place.screen for place in went] == ["prepare", "prepare"]


def test_nothing_coming_up_offers_what_was(window: Window, opened: Callable[..., Notebook]) -> None:
    from beforehand.domain.conversations import Stage

    opened(*talk("Bo", "long ago", -90, stage=Stage.DEBRIEFED))
    assert "Nothing is coming up" in said(window)
    press(window, "See all preparations")
    assert window.stack is not None
    assert window.stack.place == Place("preparations")


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_words_never_widen_the_window(
    window: Window, opened: Callable[..., Notebook], width: int, look: Palette
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän " * 9
    person, *rest = talk(long, long, 2)
    opened(person, *rest, *talk(long, long, 5))
    window.resize(width, 640)
    assert window.width() == width
    assert "Donau" in said(window)


def test_one_endless_word_is_broken_and_never_cut(
    window: Window, opened: Callable[..., Notebook], look: Palette
) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 9
    opened(*talk(word, word, 2))
    window.resize(1024, 640)
    assert "Donau" in said(window)
    shown = [each for each in window.findChildren(QLabel) if each.isVisibleTo(window)]
    wrapping = [each for each in shown if each.wordWrap()]
    assert not [each for each in wrapping if each.minimumSizeHint().width() > each.width()]


def test_markup_in_a_name_is_shown_as_it_is(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(*talk("<b>Bo</b> & <img src=x>", "<h1>far</h1>", 2))
    assert "<h1>far</h1>" in said(window)
    assert "with <b>Bo</b> & <img src=x>" in said(window)


def test_it_follows_what_changes(
    session: Session, window: Window, opened: Callable[..., Notebook]
) -> None:
    notebook = opened(*talk("Bo", "far", 9))
    assert session.desk is not None
    session.desk.put_away("Remove", notebook[Conversation].get(Id(_first(notebook))))  # type: ignore[arg-type]
    assert "Nothing is coming up" not in said(window)
    assert "Which conversation is on your mind?" in said(window)


def _first(notebook: Notebook) -> str:
    return notebook[Conversation].find()[0].id
