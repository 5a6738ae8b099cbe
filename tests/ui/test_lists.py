"""Preparations and Counterparts: filters, order, new ones in place, and very long lists."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart, Relationship
from beforehand.domain.record import Record
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.models import PAGE, ROW, PagedModel
from beforehand.ui.places import Place
from beforehand.ui.rows import Row
from beforehand.ui.screens.counterparts import CounterpartsScreen
from beforehand.ui.screens.preparations import PreparationsScreen
from beforehand.ui.session import Session
from beforehand.ui.widgets.person_form import NO_NAME
from beforehand.ui.window import Window
from reading import press, said


def titles(model: PagedModel) -> list[str]:  # type: ignore[type-arg]
    return [model.data(model.index(place), ROW).title for place in range(model.rowCount())]


def preparations(window: Window) -> PreparationsScreen:
    window.go(Place("preparations"))
    assert window.stack is not None
    assert isinstance(window.stack.screen, PreparationsScreen)
    return window.stack.screen


def counterparts(window: Window) -> CounterpartsScreen:
    window.go(Place("counterparts"))
    assert window.stack is not None
    assert isinstance(window.stack.screen, CounterpartsScreen)
    return window.stack.screen


def acts(screen: PreparationsScreen, talk: Conversation) -> dict[str, Callable[[], object]]:
    return {act.words: act.run for act in screen._acts(talk)}


PEOPLE = [
    Counterpart(name="Łucja Wrońska", team="Controls", role="Head"),
    Counterpart(name="Ángel Ruiz", team="Áreas", relationship=Relationship.CLIENT),
    Counterpart(name="Zoë Brandt", team=""),
]


def _talks() -> list[Record]:
    every: list[Record] = [*PEOPLE]
    for days, (issue, stage, person) in enumerate(
        [
            ("first", Stage.DEBRIEFED, PEOPLE[0]),
            ("second", Stage.READY, PEOPLE[1]),
            ("third", Stage.PREPARING, PEOPLE[0]),
        ]
    ):
        starts = make.NOW + timedelta(days=days)
        talk = Conversation(issue=issue, stage=stage, starts_at=starts)
        every += [talk, Participant(conversation_id=talk.id, counterpart_id=person.id)]
    return every


def test_conversations_come_newest_first(window: Window, opened: Callable[..., Notebook]) -> None:
    opened(*_talks())
    assert titles(preparations(window).model) == ["third", "second", "first"]


def test_they_are_narrowed_by_stage_person_and_lens(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened(*_talks())
    screen = preparations(window)
    screen.stage.setCurrentIndex(screen.stage.findData(Stage.READY))
    screen.stage.activated.emit(screen.stage.currentIndex())
    assert titles(screen.model) == ["second"]
    screen.stage.setCurrentIndex(0)
    qtbot.keyClicks(screen.person, "lucj")
    qtbot.keyClick(screen.person, Qt.Key.Key_Return)
    assert titles(screen.model) == ["third", "first"]
    assert "With Łucja Wrońska" in said(screen)
    screen.lens.setCurrentIndex(screen.lens.count() - 1)
    screen.lens.activated.emit(screen.lens.currentIndex())
    assert titles(screen.model) == []
    assert "Nothing fits" in said(screen)


def test_a_conversation_is_called_off_brought_back_and_removed(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(*_talks())
    screen = preparations(window)
    talk = screen.model.item(screen.model.index(0))
    assert talk is not None
    acts(screen, talk.conversation)["Call off"]()
    assert notebook[Conversation].get(talk.conversation.id).stage is Stage.CALLED_OFF  # type: ignore[union-attr]
    again = screen.model.item(screen.model.index(0))
    assert again is not None
    acts(screen, again.conversation)["Put back"]()
    assert notebook[Conversation].get(talk.conversation.id).stage is Stage.PREPARING  # type: ignore[union-attr]
    screen.view.setCurrentIndex(screen.model.index(0))
    qtbot.keyClick(screen.view, Qt.Key.Key_Delete)
    assert titles(screen.model) == ["second", "first"]
    press(window, "Undo")
    assert titles(screen.model) == ["third", "second", "first"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_row_opens_by_key(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot, key: Qt.Key
) -> None:
    opened(*_talks())
    screen = preparations(window)
    screen.view.setCurrentIndex(screen.model.index(1))
    with qtbot.waitSignal(screen.go) as went:
        qtbot.keyClick(screen.view, key)
    assert went.args is not None
    assert went.args[0].screen == "prepare"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lucja", ["Łucja Wrońska"]),
        ("WRON", ["Łucja Wrońska"]),
        ("area", ["Ángel Ruiz"]),
        ("zoe", ["Zoë Brandt"]),
        ("nobody", []),
    ],
)
def test_people_are_found_as_one_types_however_they_are_accented(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot, typed: str, found: list[str]
) -> None:
    opened(*PEOPLE)
    screen = counterparts(window)
    qtbot.keyClicks(screen.words, typed)
    assert titles(screen.model) == found


def test_people_stand_by_name_or_by_team(window: Window, opened: Callable[..., Notebook]) -> None:
    opened(*PEOPLE)
    screen = counterparts(window)
    assert titles(screen.model) == ["Ángel Ruiz", "Łucja Wrońska", "Zoë Brandt"]
    screen.order.setCurrentIndex(1)
    screen.order.activated.emit(1)
    assert titles(screen.model) == ["Ángel Ruiz", "Łucja Wrońska", "Zoë Brandt"]
    assert screen.model.data(screen.model.index(0), ROW).below.startswith("Áreas")


def test_a_new_counterpart_in_place(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = counterparts(window)
    press(window, "New counterpart")
    qtbot.keyClicks(screen.form.name, "Priya Nair")
    qtbot.keyClicks(screen.form.team, "Product")
    qtbot.keyClick(screen.form.team, Qt.Key.Key_Return)
    (made,) = notebook[Counterpart].find()
    assert (made.name, made.team) == ("Priya Nair", "Product")
    assert window.stack is not None
    assert window.stack.place == Place("counterpart", made.id)


def test_a_counterpart_without_a_name_is_refused_in_a_sentence(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    screen = counterparts(window)
    press(window, "New counterpart")
    qtbot.keyClicks(screen.form.name, "   ")
    press(window, "Add counterpart")
    assert NO_NAME in said(screen)
    assert notebook[Counterpart].count() == 0


def test_nobody_is_made_twice_by_mistake(window: Window, opened: Callable[..., Notebook]) -> None:
    notebook = opened(*PEOPLE)
    screen = counterparts(window)
    press(window, "New counterpart")
    screen.form.name.setText("zoë brandt")
    press(window, "Add counterpart")
    assert "There is already a Zoë Brandt" in said(screen)
    assert notebook[Counterpart].count() == 3
    press(window, "Add counterpart")
    assert notebook[Counterpart].count() == 4


def test_empty_lists_say_so(window: Window, opened: Callable[..., Notebook], look: Palette) -> None:
    opened()
    assert "No conversation yet" in said(preparations(window))
    assert "Nobody yet" in said(counterparts(window))


def test_both_lists_of_the_sample_can_be_read(
    session: Session, window: Window, look: Palette
) -> None:
    session.open_sample()
    assert preparations(window).model.rowCount() > 10
    assert not preparations(window).grab().isNull()
    assert "Łucja Wrońska" in titles(counterparts(window).model)
    assert not counterparts(window).grab().isNull()


def _model(total: int, asked: list[int]) -> PagedModel[int]:
    def page(limit: int, offset: int) -> list[int]:
        asked.append(limit)
        return list(range(offset, min(total, offset + limit)))

    return PagedModel(page, lambda number: Row(str(number), "below", "chip"))


@pytest.mark.parametrize("total", [0, 3, PAGE, PAGE + 1, 3 * PAGE])
def test_the_model_of_the_lists_is_sound(qtmodeltester: ModelTester, total: int) -> None:
    model = _model(total, [])
    model.read_again()
    qtmodeltester.check(model, force_py=True)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == total
    qtmodeltester.check(model, force_py=True)


def test_only_what_is_looked_at_is_read(qtbot: QtBot) -> None:
    from beforehand.ui.widgets.rows_view import RowsView

    asked: list[int] = []
    view = RowsView("Numbers")
    qtbot.addWidget(view)
    model = _model(100_000, asked)
    model.read_again()
    view.setModel(model)
    view.resize(400, 500)
    view.show()
    qtbot.waitExposed(view)
    assert sum(asked) <= 2 * PAGE
    assert model.data(model.index(7)) == "7, below, chip"
