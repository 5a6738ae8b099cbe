"""The frame of a conversation: with whom, about what, when; new and changed later."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant, Speed, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.screens.new_conversation import NewConversationScreen
from beforehand.ui.session import Session
from beforehand.ui.widgets.person_form import NO_NAME
from beforehand.ui.widgets.when_field import IN_THE_PAST
from beforehand.ui.window import Window
from person import Person
from reading import press, said

LUCJA = Counterpart(name="Łucja Wrońska", role="Head of Controls")
BO = Counterpart(name="Bo Berg")


def form(window: Window, talk_id: Id | None = None, detail: str = "") -> NewConversationScreen:
    window.go(Place("new-conversation", talk_id, detail))
    assert window.stack is not None
    assert isinstance(window.stack.screen, NewConversationScreen)
    return window.stack.screen


def only(notebook: Notebook) -> Conversation:
    (talk,) = notebook[Conversation].find()
    return talk


def add(screen: NewConversationScreen, qtbot: QtBot, typed: str) -> None:
    qtbot.keyClicks(screen.people.field, typed)
    qtbot.keyClick(screen.people.field, Qt.Key.Key_Return)


def test_from_two_names_to_the_first_question(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(LUCJA, BO)
    screen = form(window)
    add(screen, qtbot, "lucja")
    add(screen, qtbot, "bo")
    qtbot.keyClicks(screen.issue, "the date of the launch")
    qtbot.keyClicks(screen.title, "Launch plan")
    press(window, "Begin preparing")
    talk = only(notebook)
    assert (talk.issue, talk.title) == ("the date of the launch", "Launch plan")
    people = notebook[Participant].find(conversation_id=talk.id, order="place")
    assert [each.counterpart_id for each in people] == [LUCJA.id, BO.id]
    assert window.stack is not None
    assert window.stack.place == Place("prepare", talk.id)


def test_somebody_new_in_place(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = form(window)
    add(screen, qtbot, "Priya Nair")
    assert screen.people.form.isVisible()
    qtbot.keyClicks(screen.people.form.role, "Head of Product")
    press(window, "Add counterpart")
    (person,) = notebook[Counterpart].find()
    assert (person.name, person.role) == ("Priya Nair", "Head of Product")
    assert "Take Priya Nair off" in said(screen)


def test_whom_one_began_to_add_takes_part_when_one_begins_to_prepare(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = form(window)
    add(screen, qtbot, "Priya Nair")
    qtbot.keyClicks(screen.people.form.role, "Head of Product")
    press(window, "Begin preparing")
    (person,) = notebook[Counterpart].find()
    assert (person.name, person.role) == ("Priya Nair", "Head of Product")
    talk = only(notebook)
    (taking_part,) = notebook[Participant].find(conversation_id=talk.id)
    assert taking_part.counterpart_id == person.id
    assert window.stack is not None
    assert window.stack.place == Place("prepare", talk.id)


def test_what_the_form_asks_is_asked_before_one_begins_to_prepare(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(BO)
    screen = form(window)
    add(screen, qtbot, "x")
    screen.people.form.name.setText("bo berg")
    press(window, "Begin preparing")
    assert window.stack is not None
    assert window.stack.screen is screen
    assert "There is already a Bo Berg" in said(screen)
    assert "choose it from the list" not in said(screen)
    assert window.focusWidget() is screen.people.form.name
    press(window, "Begin preparing")
    assert notebook[Counterpart].count() == 2
    assert window.stack.place.screen == "prepare"


def test_an_empty_form_of_a_counterpart_holds_nobody_up(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(BO)
    screen = form(window)
    add(screen, qtbot, "bo")
    add(screen, qtbot, "x")
    screen.people.form.name.clear()
    press(window, "Begin preparing")
    assert window.stack is not None
    assert window.stack.place.screen == "prepare"
    assert notebook[Counterpart].count() == 1


def test_a_whole_name_that_was_typed_and_not_chosen_is_meant(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(BO, LUCJA)
    screen = form(window)
    qtbot.keyClicks(screen.people.field, "bo berg")
    press(window, "Begin preparing")
    (taking_part,) = notebook[Participant].find()
    assert taking_part.counterpart_id == BO.id


def test_a_person_without_a_name_is_refused(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = form(window)
    add(screen, qtbot, "x")
    screen.people.form.name.setText(" ")
    press(window, "Add counterpart")
    assert NO_NAME in said(screen)
    assert notebook[Counterpart].count() == 0


def test_nobody_is_offered_twice(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened(LUCJA)
    screen = form(window)
    add(screen, qtbot, "luc")
    qtbot.keyClicks(screen.people.field, "luc")
    assert screen.people.field.offers == ["New counterpart “luc”"]


def test_without_a_person_one_is_asked_for_one_and_nothing_is_lost(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = form(window)
    qtbot.keyClicks(screen.issue, "the launch")
    press(window, "Begin preparing")
    assert "Name the person first" in said(screen)
    assert only(notebook).issue == "the launch"


def test_opening_and_leaving_an_empty_form_writes_nothing(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    notebook = opened(LUCJA)
    form(window)
    window.go(Place("today"))
    form(window, detail="with:nobody-there")
    window.go(Place("today"))
    assert notebook[Conversation].count() == 0


def test_it_begins_with_the_counterpart_one_came_from(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    notebook = opened(LUCJA)
    form(window, detail=f"with:{LUCJA.id}")
    (place,) = notebook[Participant].find()
    assert place.counterpart_id == LUCJA.id


@pytest.mark.parametrize(("days", "told"), [(-2, True), (3, False)])
def test_a_date_in_the_past_is_told_and_kept(
    window: Window, opened: Callable[..., Notebook], days: int, told: bool
) -> None:
    notebook = opened(LUCJA)
    screen = form(window, detail=f"with:{LUCJA.id}")
    moment = make.NOW + timedelta(days=days)
    screen.when.undated.setChecked(False)
    screen.when.moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment.timestamp())))
    assert (IN_THE_PAST in said(screen)) is told
    assert only(notebook).starts_at == moment


def test_no_date_yet_is_a_date_too(window: Window, opened: Callable[..., Notebook]) -> None:
    talk = Conversation(issue="x", starts_at=datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    notebook = opened(talk)
    screen = form(window, talk.id)
    screen.when.undated.click()
    assert only(notebook).starts_at is None
    assert not screen.when.moment.isEnabled()


def test_everything_can_be_changed_later_and_undone(
    session: Session, window: Window, opened: Callable[..., Notebook]
) -> None:
    talk = Conversation(issue="x")
    notebook = opened(talk, LUCJA)
    screen = form(window, talk.id)
    screen.length.setCurrentIndex(screen.length.findData(90))
    screen.length.activated.emit(screen.length.currentIndex())
    list(screen.lenses.boxes.values())[1].click()
    screen.speed.buttons[Speed.TEN_MINUTES].click()
    screen.ready.click()
    changed = only(notebook)
    assert (changed.minutes, len(changed.lens_ids), changed.speed, changed.stage) == (
        90,
        2,
        Speed.TEN_MINUTES,
        Stage.READY,
    )
    assert session.desk is not None
    for _ in range(4):
        session.desk.undo()
    back = only(notebook)
    assert (back.minutes, back.lens_ids, back.speed, back.stage) == (
        talk.minutes,
        talk.lens_ids,
        talk.speed,
        talk.stage,
    )
    assert not screen.ready.isChecked()


def test_one_lens_at_least_stays_chosen(window: Window, opened: Callable[..., Notebook]) -> None:
    talk = Conversation(issue="x")
    notebook = opened(talk)
    screen = form(window, talk.id)
    screen.lenses.boxes[talk.lens_ids[0]].click()
    assert only(notebook).lens_ids == talk.lens_ids
    assert screen.lenses.boxes[talk.lens_ids[0]].isChecked()


def test_opening_never_rewrites_what_an_editor_would_alter(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    odd = "a\u2028b\u00a0c"
    talk = Conversation(issue=odd, title=odd)
    notebook = opened(talk)
    before = only(notebook)
    form(window, talk.id)
    window.go(Place("today"))
    assert only(notebook) == before


def test_somebody_taken_off_comes_back_by_undo(
    session: Session, window: Window, opened: Callable[..., Notebook]
) -> None:
    talk = Conversation(issue="x")
    notebook = opened(talk, LUCJA, Participant(conversation_id=talk.id, counterpart_id=LUCJA.id))
    screen = form(window, talk.id)
    press(screen, "Łucja Wrońska")
    assert notebook[Participant].count() == 0
    assert session.desk is not None
    session.desk.undo()
    assert "Take Łucja Wrońska off" in said(screen)


def test_whoever_takes_part_is_next_by_tab_and_taken_off_by_key_leaves_it_there(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    talk = Conversation(issue="x")
    opened(talk, LUCJA, Participant(conversation_id=talk.id, counterpart_id=LUCJA.id))
    screen, manager = form(window, talk.id), Person(window, qtbot)
    screen.people.field.setFocus()
    manager.strikes("Tab", "Space")
    assert "Take Łucja Wrońska off" not in said(screen)
    assert QApplication.focusWidget() is screen.people.field


def test_removing_goes_back_to_the_list(window: Window, opened: Callable[..., Notebook]) -> None:
    talk = Conversation(issue="x")
    notebook = opened(talk)
    press(form(window, talk.id), "Put away")
    assert notebook[Conversation].count() == 0
    assert window.stack is not None
    assert window.stack.place == Place("preparations")


def test_the_form_of_the_sample_can_be_read_in_both_looks(
    session: Session, window: Window, look: Palette
) -> None:
    session.open_sample()
    assert session.notebook is not None
    talk = session.notebook[Conversation].find(stage=Stage.READY)[0]
    window.resize(1024, 640)
    text = said(form(window, talk.id))
    assert "With whom?" in text
    assert "Take Inés Carrasco Vidal off" in text
