"""A new preparation opens with last time: what was agreed, known, not so and never asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand import palette
from beforehand.domain.conversations import Conversation, Debrief, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.next_time import LAST_TIME
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint, Commitment, Opening, Owner, Promise
from beforehand.exchange.sample import slug_id
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.prepare.last_time_page import MOST, LastTimePage
from beforehand.ui.screens.prepare import PrepareScreen
from beforehand.ui.session import Session
from beforehand.ui.window import Window
from reading import press, said

LEFT = Qt.MouseButton.LeftButton
PRIYA = Counterpart(id=Id("priya"), name="Priya Nair")
TOMAS = Counterpart(id=Id("tomas"), name="Tomás Ruiz")
LENS = (Id("internal-alignment"),)
HELD = make.NOW - timedelta(days=90)
PAST = Conversation(
    id=Id("past"), issue="the reorganisation", stage=Stage.DEBRIEFED, starts_at=HELD
)
NEW = Conversation(
    id=Id("new"), issue="two engineers", starts_at=make.NOW + timedelta(days=1), lens_ids=LENS
)
WITH = [Participant(conversation_id=each.id, counterpart_id=PRIYA.id) for each in (PAST, NEW)]
LOOK_BACK = Debrief(conversation_id=PAST.id, carry="Begin with the test plan", result=5)
KEPT = Commitment(
    id=Id("kept"), conversation_id=PAST.id, owner=Owner.ME, text="the desk",
    due=HELD.date(), promise=Promise.KEPT, closed_on=HELD.date(),
)  # fmt: skip
LATE = Commitment(
    id=Id("late"), conversation_id=PAST.id, owner=Owner.COUNTERPART, counterpart_id=PRIYA.id,
    text="the list", due=make.NOW.date() - timedelta(days=4),
)  # fmt: skip
OPENED = Opening(conversation_id=PAST.id, text="I want us both to sleep in March.")


def need(name: str, standing: Standing, text: str, **more: object) -> Need:
    fields: dict = {"counterpart_id": PRIYA.id, "standing": standing, "text": text, **more}
    return Need(id=Id(name), **fields)


KNOWN = need("known", Standing.KNOWN, "To be asked first", said_on=HELD.date())
GONE = need("gone", Standing.REFUTED, "A promotion")
GUESS = need("guess", Standing.HIDDEN, "Fear of a slip", question="What if it slips again?")
OLD = need("old", Standing.STATED, "No Fridays", said_on=date(2025, 1, 2))
ALL = (PRIYA, PAST, NEW, *WITH, LOOK_BACK, KEPT, LATE, OPENED, KNOWN, GONE, GUESS, OLD)

Shown = Callable[..., LastTimePage]


@pytest.fixture
def shown(window: Window, opened: Callable[..., Notebook]) -> Shown:
    """The first page of the new preparation."""

    def show(*records: object) -> LastTimePage:
        opened(*(records or ALL))
        window.resize(1440, 900)
        window.go(Place("prepare", NEW.id))
        QApplication.processEvents()
        page = screen(window).page
        assert isinstance(page, LastTimePage)
        return page

    return show


def screen(window: Window) -> PrepareScreen:
    assert window.stack is not None
    found = window.stack.screen
    assert isinstance(found, PrepareScreen)
    return found


def test_a_new_preparation_opens_with_last_time(shown: Shown, window: Window) -> None:
    shown()
    text = said(window)
    for words in (
        "Last time with Priya",
        "Begin with the test plan",
        "the desk, You promised · by 21 August 2026, kept",
        "the list, Priya Nair promised · by 15 November 2026, late",
        "To be asked first, known since 21 August 2026",
        "A promotion",
        "no need to guess it again",
        "What if it slips again?",
        "It would test “Fear of a slip”, 50\u00a0% sure",
        "I want us both to sleep in March.",
        "the reorganisation, 21 August 2026 · debriefed",
    ):
        assert words in text, words


def test_next_goes_to_the_first_question_and_back_returns(shown: Shown, window: Window) -> None:
    shown()
    prepare = screen(window)
    press(window, "Next")
    assert prepare.preparation.step.is_question
    assert LAST_TIME in prepare.preparation.filled
    prepare.back()
    assert prepare.preparation.step.id == LAST_TIME


def test_one_who_went_on_comes_back_to_where_they_were(shown: Shown, window: Window) -> None:
    shown()
    press(window, "Next")
    left = screen(window).preparation.step.id
    window.go(Place("today"))
    window.go(Place("prepare", NEW.id))
    assert screen(window).preparation.step.id == left


def test_it_is_reached_from_the_panel_at_the_right(
    shown: Shown, window: Window, qtbot: QtBot
) -> None:
    shown()
    press(window, "Next")
    qtbot.mouseClick(screen(window).panel.all_of_last, LEFT)
    assert screen(window).preparation.step.id == LAST_TIME


def test_the_questions_are_counted_without_it(shown: Shown, window: Window) -> None:
    shown()
    press(window, "Next")
    assert "· 1 of 16" in said(window)


def test_with_somebody_new_the_first_question_comes_first(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(PRIYA, NEW, WITH[1])
    window.go(Place("prepare", NEW.id))
    assert screen(window).preparation.step.is_question
    assert "Last time" not in said(window)


def test_what_lies_behind_does_not_open_with_it(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    opened(*ALL[:2], replace(NEW, stage=Stage.HELD), *ALL[3:])
    window.go(Place("prepare", NEW.id))
    steps = [s.id for chapter in screen(window).preparation.chapters for s in chapter.steps]
    assert LAST_TIME not in steps
    assert not screen(window).panel.all_of_last.isVisibleTo(window)


def test_a_question_never_asked_is_asked_this_time_with_one_press(
    shown: Shown, session: Session, window: Window, qtbot: QtBot
) -> None:
    page = shown()
    waiting = page.waiting.widgets[GUESS.id]
    qtbot.mouseClick(waiting.press, LEFT)
    assert session.desk is not None
    (point,) = session.desk.notebook[AskingPoint].find()
    assert (point.text, point.conversation_id) == (GUESS.question, NEW.id)
    qtbot.waitUntil(lambda: not waiting.press.isEnabled())
    assert waiting.press.text().strip() == "Among your questions"
    session.desk.undo()
    qtbot.waitUntil(waiting.press.isEnabled)
    assert session.desk.notebook[AskingPoint].find() == []


def test_the_opening_that_worked_is_taken_over(
    shown: Shown, session: Session, qtbot: QtBot
) -> None:
    page = shown()
    qtbot.mouseClick(page.opening.press, LEFT)
    assert session.desk is not None
    (taken,) = session.desk.notebook[Opening].find(conversation_id=NEW.id)
    assert taken.text == OPENED.text
    qtbot.waitUntil(lambda: not page.opening.press.isEnabled())


def test_an_opening_of_a_talk_that_went_badly_is_not_praised(shown: Shown) -> None:
    page = shown(*(each for each in ALL if each is not LOOK_BACK), replace(LOOK_BACK, result=1))
    assert not page.opening.isVisible()


def test_a_promise_is_kept_here_by_one_tick(shown: Shown, session: Session, qtbot: QtBot) -> None:
    page = shown()
    qtbot.mouseClick(page.agreed.rows[LATE.id].tick, LEFT)
    assert session.desk is not None
    assert session.desk.notebook[Commitment].get(LATE.id).promise is Promise.KEPT  # type: ignore[union-attr]
    qtbot.waitUntil(page.agreed.rows[LATE.id].tick.isChecked)


def test_an_old_need_is_asked_of(shown: Shown, session: Session, qtbot: QtBot) -> None:
    page = shown()
    assert list(page.old.rows) == [OLD.id]
    qtbot.mouseClick(page.old.rows[OLD.id].yes, LEFT)
    assert session.desk is not None
    assert session.desk.notebook[Need].get(OLD.id).checked_on == make.NOW.date()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not page.old.isVisible())


def test_no_more_than_five_conversations_the_last_first(
    shown: Shown, window: Window, qtbot: QtBot
) -> None:
    talks = [
        replace(PAST, id=Id(f"past {n}"), starts_at=HELD + timedelta(days=n)) for n in range(7)
    ]
    there = [Participant(conversation_id=each.id, counterpart_id=PRIYA.id) for each in talks]
    page = shown(PRIYA, NEW, WITH[1], *talks, *there)
    assert list(page.recent.widgets) == [f"past {n}" for n in (6, 5, 4, 3, 2)]
    qtbot.mouseClick(page.recent.widgets[Id("past 6")], LEFT)
    assert window.stack is not None
    assert window.stack.place is not None
    assert window.stack.place.id == "past 6"


def test_of_many_needs_the_first_are_shown_and_the_others_are_a_press_away(
    shown: Shown, window: Window
) -> None:
    many = [replace(KNOWN, id=Id(f"known {n}")) for n in range(MOST + 3)]
    page = shown(PRIYA, PAST, NEW, *WITH, *many)
    assert len(page.known.widgets) == MOST
    press(window, "… 3 more")
    assert window.stack is not None
    assert window.stack.place == Place("counterpart", PRIYA.id)


def test_with_two_people_each_has_their_own_last_time(
    shown: Shown, window: Window, qtbot: QtBot
) -> None:
    other = need("theirs", Standing.KNOWN, "Quiet mornings", counterpart_id=TOMAS.id)
    second = Participant(conversation_id=NEW.id, counterpart_id=TOMAS.id, place=1)
    page = shown(*ALL, TOMAS, other, second)
    assert list(page.known.widgets) == [KNOWN.id]
    qtbot.mouseClick(page.people.itemAt(1).widget(), LEFT)
    assert list(page.known.widgets) == [other.id]
    assert "the desk" not in said(page)


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_words_keep_to_the_page(
    shown: Shown, window: Window, look: palette.Palette, width: int
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 9
    page = shown(
        PRIYA, replace(PAST, issue=long), NEW, *WITH, replace(LOOK_BACK, carry=long),
        replace(LATE, text=long), replace(OPENED, text=long), replace(KNOWN, text=long),
        replace(GONE, text=long), replace(GUESS, text=long, question=long), replace(OLD, text=long),
    )  # fmt: skip
    window.resize(width, 640)
    QApplication.processEvents()
    inside = page.area.widget()
    assert window.width() == width
    assert inside.minimumSizeHint().width() <= page.area.viewport().width()


def test_the_sample_s_next_talk_opens_with_its_year(session: Session, window: Window) -> None:
    session.open_sample()
    window.go(Place("prepare", slug_id("date-for-4-2"), LAST_TIME))
    text = said(window)
    assert "Last time with Łucja" in text
    assert "New valve tested to 5,000 cycles" in text
    assert "She does not want Дмитро near her controllers" in text
