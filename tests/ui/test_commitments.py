"""Commitments in the window: due and late on Today, all on their screen, and in a calendar."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner, Promise
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.screens.commitments import Which, Whose
from beforehand.ui.session import Session
from beforehand.ui.widgets.line import Line
from beforehand.ui.widgets.promise_list import PAGE
from beforehand.ui.window import Window
from reading import press, said

TODAY = make.NOW.date()
PRIYA = Counterpart(id=Id("priya"), name="Priya Nair")
TALK = Conversation(
    id=Id("talk"),
    issue="two engineers",
    stage=Stage.DEBRIEFED,
    starts_at=make.NOW - timedelta(days=30),
)
THERE = Participant(conversation_id=TALK.id, counterpart_id=PRIYA.id)


def promise(text: str, days: int | None, owner: Owner = Owner.ME, **more: object) -> Commitment:
    due = None if days is None else TODAY + timedelta(days=days)
    theirs = PRIYA.id if owner is Owner.COUNTERPART else None
    fields: dict = {"text": text, "due": due, "owner": owner, "counterpart_id": theirs, **more}
    return Commitment(id=Id(text.encode().hex()), conversation_id=TALK.id, **fields)


LATE = promise("the list", -3)
SOON = promise("a yes or no", 2, Owner.COUNTERPART)
FAR = promise("the review", 40)
UNDATED = promise("a word with Tomás", None)
KEPT = promise("the desk", -9, promise=Promise.KEPT, closed_on=TODAY - timedelta(days=8))
DROPPED = promise("the lamp", -9, promise=Promise.DROPPED, closed_on=TODAY)
ALL = (LATE, SOON, FAR, UNDATED, KEPT, DROPPED)


@pytest.fixture
def opened(
    opened: Callable[..., Notebook], window: Window, qtbot: QtBot
) -> Callable[..., Notebook]:
    """Opened, and Today shown to the end: what was promised comes a moment after the day."""

    def settled(*records: object) -> Notebook:
        notebook = opened(*records)
        assert window.stack is not None
        today = window.stack.screen
        qtbot.waitUntil(lambda: not today._later.isActive())
        return notebook

    return settled


@pytest.fixture
def notebook_shown(opened: Callable[..., Notebook]) -> Notebook:
    return opened(PRIYA, TALK, THERE, *ALL)


def tick(window: Window, name: str) -> QCheckBox:
    QApplication.processEvents()
    boxes = [b for b in window.findChildren(QCheckBox) if b.accessibleName() == f"Kept: “{name}”"]
    (box,) = [box for box in boxes if box.isVisibleTo(window)]
    return box


def titles(window: Window) -> list[str]:
    QApplication.processEvents()
    return [each.row.title for each in window.findChildren(Line) if each.isVisibleTo(window)]


def stands(notebook: Notebook, promised: Commitment) -> Promise:
    found = notebook[Commitment].get(promised.id)
    assert found is not None
    return found.promise


def shown(window: Window, which: Which = Which.ALL, whose: Whose = Whose.ALL):
    """The screen with a filter, chosen by its buttons."""
    window.go(Place("commitments"))
    assert window.stack is not None
    press(window, which.value)
    press(window, whose.value)
    return window.stack.screen


def texts(screen) -> list[str]:
    return [line.commitment.text for line in screen.list.lines]


def test_today_shows_what_is_late_or_due_soon_and_whose_it_is(
    window: Window, notebook_shown: Notebook
) -> None:
    assert titles(window)[:3] == ["the list", "a yes or no", "All commitments"]
    text = said(window)
    assert "the list, You promised · by 16 November 2026, late" in text
    assert "a yes or no, Priya Nair promised · by 21 November 2026, in 2 days" in text


def test_without_anything_due_today_says_nothing_of_promises(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(PRIYA, TALK, THERE, FAR, UNDATED, KEPT)
    assert "Promised, and due" not in said(window)


def test_one_tick_on_today_keeps_a_promise_and_one_press_undoes_it(
    window: Window, notebook_shown: Notebook, qtbot: QtBot
) -> None:
    qtbot.mouseClick(tick(window, "the list"), Qt.MouseButton.LeftButton)
    assert stands(notebook_shown, LATE) is Promise.KEPT
    assert notebook_shown[Commitment].get(LATE.id).closed_on == TODAY  # type: ignore[union-attr]
    assert "the list" not in titles(window)
    press(window, "Undo")
    assert stands(notebook_shown, LATE) is Promise.OPEN
    assert "the list" in titles(window)


def test_more_than_five_are_counted_and_lead_to_all(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened(PRIYA, TALK, THERE, *(promise(f"thing {n}", -n) for n in range(1, 10)))
    assert titles(window)[5] == "… 4 more"
    more = next(line for line in window.findChildren(Line) if line.row.title == "… 4 more")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert window.stack is not None
    assert window.stack.place == Place("commitments")
    assert len(window.stack.screen.list.rows) == 9


def test_the_screen_is_narrowed_by_whose_and_by_how_it_stands(
    window: Window, notebook_shown: Notebook
) -> None:
    assert texts(shown(window, Which.OPEN)) == [
        "the list", "a yes or no", "the review", "a word with Tomás",
    ]  # fmt: skip
    assert texts(shown(window, Which.LATE)) == ["the list"]
    assert texts(shown(window, Which.OPEN, Whose.THEIRS)) == ["a yes or no"]
    assert texts(shown(window, Which.OPEN, Whose.MINE)) == [
        "the list", "the review", "a word with Tomás",
    ]  # fmt: skip
    assert set(texts(shown(window))) == {each.text for each in ALL}


def test_it_is_reached_from_preparations_when_nothing_is_due(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(PRIYA, TALK, THERE, FAR)
    window.go(Place("preparations"))
    press(window, "Commitments")
    assert window.stack is not None
    assert texts(window.stack.screen) == ["the review"]


def test_each_state_is_a_word(window: Window, notebook_shown: Notebook, look: Palette) -> None:
    shown(window)
    text = said(window)
    for words in ("late", "in 2 days", "kept late", "dropped", "no day agreed"):
        assert words in text


def test_nothing_to_show_says_so(window: Window, opened: Callable[..., Notebook]) -> None:
    opened(PRIYA, TALK, THERE, SOON)
    screen = shown(window, Which.LATE)
    assert "Nothing is late here." in said(window)
    assert not screen.card.isVisible()
    assert not screen.calendar.isEnabled()


def test_a_tick_taken_back_opens_it_again(
    window: Window, notebook_shown: Notebook, qtbot: QtBot
) -> None:
    shown(window)
    box = tick(window, "the desk")
    assert box.isChecked()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert stands(notebook_shown, KEPT) is Promise.OPEN
    assert not tick(window, "the desk").isChecked()


def chosen(window: Window, row: Id, words: str) -> None:
    """Take an action of a row's menu."""
    assert window.stack is not None
    screen = window.stack.screen
    screen.list.rows[row].more.click()
    menu = next(each for each in screen.list.findChildren(QMenu) if each.isVisible())
    (action,) = [each for each in menu.actions() if each.text() == words]
    menu.close()
    action.trigger()


def test_it_is_dropped_by_its_menu_and_undone(
    session: Session, window: Window, notebook_shown: Notebook
) -> None:
    shown(window)
    chosen(window, LATE.id, "It was dropped")
    assert stands(notebook_shown, LATE) is Promise.DROPPED
    assert session.desk is not None
    session.desk.undo()
    assert stands(notebook_shown, LATE) is Promise.OPEN


def test_a_row_opens_its_conversation(
    window: Window, notebook_shown: Notebook, qtbot: QtBot
) -> None:
    screen = shown(window)
    qtbot.mouseClick(screen.list.rows[LATE.id].words, Qt.MouseButton.LeftButton)
    assert window.stack is not None
    assert window.stack.place is not None
    assert window.stack.place.id == TALK.id


def test_many_come_a_page_at_a_time(window: Window, opened: Callable[..., Notebook]) -> None:
    opened(PRIYA, TALK, THERE, *(promise(f"thing {n}", n) for n in range(PAGE + 20)))
    screen = shown(window, Which.OPEN)
    assert len(screen.list.rows) == PAGE
    assert len(screen.list.lines) == PAGE + 20
    QApplication.processEvents()
    bar = screen.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(screen.list.rows) == PAGE + 20


def saved(window: Window, tmp_path: Path, qtbot: QtBot, words: str) -> str:
    """The calendar file that the button's choice writes."""
    screen = shown(window, Which.OPEN)
    (action,) = [each for each in screen.calendar_menu.actions() if each.text().startswith(words)]
    action.trigger()
    dialog = screen.list.calendar.parent().findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "mine.ics"
    with qtbot.waitSignal(screen.list.calendar.saved):
        dialog.fileSelected.emit(str(file))
    dialog.done(0)
    assert "3 commitments saved in mine.ics" in said(window)
    return file.read_text(encoding="utf-8")


def test_a_neutral_calendar_file_names_nobody_and_nothing(
    window: Window, notebook_shown: Notebook, tmp_path: Path, qtbot: QtBot
) -> None:
    text = saved(window, tmp_path, qtbot, "Neutral")
    assert text.count("BEGIN:VEVENT") == 3
    for words in ("Priya", "the list", "a yes or no", "engineers"):
        assert words not in text


def test_a_calendar_file_with_names_says_who_and_what(
    window: Window, notebook_shown: Notebook, tmp_path: Path, qtbot: QtBot
) -> None:
    text = saved(window, tmp_path, qtbot, "With names")
    assert "Priya Nair: a yes or no" in text
    assert "I: the list" in text


def test_a_calendar_file_that_cannot_be_written_is_told(
    window: Window, notebook_shown: Notebook, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = shown(window, Which.OPEN)
    with qtbot.waitSignal(screen.list.calendar.failed):
        screen.list.calendar.save(
            screen.list.lines, tmp_path / "not there" / "mine.ics", names=False
        )
    assert "not" in window.bars.trouble.text
    assert window.bars.trouble.text in said(window)


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_words_are_wrapped_not_cut(
    window: Window, opened: Callable[..., Notebook], width: int, look: Palette
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän " * 9
    opened(PRIYA, TALK, THERE, promise(long, -1))
    window.resize(width, 640)
    for screen in ("today", "commitments"):
        window.go(Place(screen))
        QApplication.processEvents()
        assert window.width() == width
        line = next(
            each for each in window.findChildren(Line)
            if each.isVisibleTo(window) and each.row.title.startswith("Donau")
        )  # fmt: skip
        assert line.height() >= line.heightForWidth(line.width())
