"""Order in the house through the real window: duplicate, call off, put away, merge; by hand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.screens.counterparts import CounterpartsScreen
from beforehand.ui.widgets.rows_view import DOTS_WIDTH, RowsView
from beforehand.ui.window import Window
from person import Person

LUCJA = Counterpart(id=Id("lucja"), name="Łucja Wrońska", role="Head", notes="Plain words.")
TWICE = Counterpart(id=Id("twice"), name="Lucja W.", team="Controls", notes="Likes mornings.")
ANGEL = Counterpart(id=Id("angel"), name="Ángel Ruiz")


def talk(number: int, person: Counterpart, **changes: object) -> list[Record]:
    starts = make.NOW + timedelta(days=number)
    made = Conversation(
        **{"id": Id(f"talk{number}"), "issue": f"issue {number}", "starts_at": starts, **changes}  # type: ignore[arg-type]
    )
    seat = Participant(conversation_id=made.id, counterpart_id=person.id)
    return [made, seat]


HOUSE: list[Record] = [
    LUCJA,
    TWICE,
    ANGEL,
    *talk(1, LUCJA),
    *talk(2, ANGEL, stage=Stage.READY, sheet_made_at=make.NOW),
    *talk(3, TWICE, stage=Stage.DEBRIEFED),
    make.record(Option, id=Id("way"), conversation_id=Id("talk1"), text="a first way"),
    make.record(Need, id=Id("rest"), counterpart_id=TWICE.id, conversation_id=None, text="rest"),
    make.record(Need, id=Id("say"), counterpart_id=TWICE.id, conversation_id=None, text="a say"),
]


@pytest.fixture
def house(opened: Callable[..., Notebook]) -> Notebook:
    return opened(*HOUSE)


@pytest.fixture
def manager(window: Window, qtbot: QtBot, house: Notebook) -> Person:
    window.resize(1440, 900)
    return Person(window, qtbot)


def stage(house: Notebook, number: int) -> Stage:
    return found(house, number).stage


def found(house: Notebook, number: int) -> Conversation:
    there = house[Conversation].get(Id(f"talk{number}"))
    assert there is not None
    return there


def view(window: Window) -> RowsView:
    assert window.stack is not None
    made = window.stack.screen.view
    assert isinstance(made, RowsView)
    return made


def asks_by_dots(window: Window, words: str) -> None:
    """Press the "…" at the end of the row that begins so."""
    lines = view(window)
    model = lines.model()
    rows = [model.index(place, 0) for place in range(model.rowCount())]
    (row,) = [each for each in rows if each.data().startswith(words)]
    lines.scrollTo(row)
    place = lines.visualRect(row).center()
    place.setX(lines.visualRect(row).right() - DOTS_WIDTH // 2)
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def offered() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    menu.close()
    return words


def test_the_dots_of_a_row_offer_what_fits_its_stage(window: Window, manager: Person) -> None:
    manager.presses("Preparations")
    asks_by_dots(window, "issue 2")
    assert offered()[-3:] == ["Duplicate", "Call off", "Put away"]
    asks_by_dots(window, "issue 3")
    assert offered()[-2:] == ["Duplicate", "Put away"]
    assert window.stack is not None
    assert window.stack.place == Place("preparations")


@pytest.mark.parametrize("by_key", [False, True])
def test_the_right_button_and_the_menu_key_ask_for_the_same_menu(
    window: Window, manager: Person, by_key: bool
) -> None:
    manager.presses("Preparations")
    lines = view(window)
    lines.setCurrentIndex(lines.model().index(1, 0))
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    place = QPoint(3, 3) if by_key else lines.visualRect(lines.model().index(1, 0)).center()
    event = QContextMenuEvent(reason, place, lines.viewport().mapToGlobal(place))
    QApplication.sendEvent(lines.viewport(), event)
    assert offered()[-3:] == ["Duplicate", "Call off", "Put away"]


def test_a_duplicate_is_opened_and_one_undo_takes_it_back(
    window: Window, manager: Person, house: Notebook
) -> None:
    manager.presses("Preparations")
    asks_by_dots(window, "issue 1")
    manager.takes("Duplicate")
    assert window.stack is not None
    place = window.stack.place
    assert place is not None
    assert place.screen == "new-conversation"
    copy = house[Conversation].get(place.id)  # type: ignore[arg-type]
    assert copy is not None
    assert (copy.issue, copy.starts_at, copy.stage) == ("issue 1", None, Stage.PREPARING)
    assert [each.text for each in house[Option].find(conversation_id=copy.id)] == ["a first way"]
    assert house[Conversation].count() == 4
    manager.strikes("Ctrl+Z")
    assert house[Conversation].count() == 3
    assert house[Option].count() == 1


def test_a_row_is_duplicated_and_put_away_by_key(
    window: Window, manager: Person, house: Notebook
) -> None:
    manager.presses("Preparations")
    lines = view(window)
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(0, 0))
    manager.strikes("Ctrl+D")
    assert house[Conversation].count() == 4
    manager.presses("Preparations")
    lines.setFocus()
    lines.setCurrentIndex(lines.model().index(0, 0))
    manager.strikes("Del")
    assert house[Conversation].count() == 3
    manager.sees("Done: put away")
    manager.presses("Undo")
    assert house[Conversation].count() == 4


def test_called_off_it_is_found_by_its_stage_and_put_back_as_ready_as_it_was(
    window: Window, manager: Person, house: Notebook
) -> None:
    manager.presses("Preparations")
    asks_by_dots(window, "issue 2")
    manager.takes("Call off")
    assert stage(house, 2) is Stage.CALLED_OFF
    manager.sees("Done: call off “issue 2”.")
    assert window.stack is not None
    box = window.stack.screen.stage
    box.setCurrentIndex(box.findData(Stage.CALLED_OFF))
    box.activated.emit(box.currentIndex())
    manager.sees("issue 2")
    manager.sees_nothing_of("issue 1, ", "issue 3, ")
    asks_by_dots(window, "issue 2")
    manager.takes("Put back")
    assert stage(house, 2) is Stage.READY


def test_calling_off_is_undone_from_its_bar(
    window: Window, manager: Person, house: Notebook
) -> None:
    manager.presses("Preparations")
    asks_by_dots(window, "issue 1")
    manager.takes("Call off")
    assert stage(house, 1) is Stage.CALLED_OFF
    manager.presses("Undo")
    assert stage(house, 1) is Stage.PREPARING


def test_the_form_offers_the_same(window: Window, manager: Person, house: Notebook) -> None:
    window.go(Place("new-conversation", Id("talk1")))
    manager.presses("Call off")
    assert stage(house, 1) is Stage.CALLED_OFF
    manager.sees("This conversation was called off.")
    manager.presses("Put back")
    assert stage(house, 1) is Stage.PREPARING
    manager.goes_to("What is it about?")
    manager.types("still ")
    manager.presses("Duplicate")
    manager.sees("With whom?", "No date yet")
    words = [each.issue for each in house[Conversation].find()]
    assert words.count("issue 1still ") == 2
    manager.presses("Put away")
    assert house[Conversation].count() == 3
    manager.sees("Preparations", "Put away (1)")


def test_a_new_form_offers_none_of_it(window: Window, manager: Person) -> None:
    window.go(Place("new-conversation"))
    manager.sees_nothing_of("Duplicate", "Call off", "Put back", "Put away")


def begin_merge(window: Window, manager: Person, name: str = "Lucja W.") -> CounterpartsScreen:
    manager.presses("Counterparts")
    asks_by_dots(window, name)
    manager.takes("Merge with another entry …")
    assert window.stack is not None
    screen = window.stack.screen
    assert isinstance(screen, CounterpartsScreen)
    return screen


def test_two_entries_of_one_person_become_one_and_one_undo_parts_them(
    window: Window, manager: Person, house: Notebook
) -> None:
    begin_merge(window, manager)
    manager.sees("Is Lucja W. here twice?")
    manager.types("wronsk")
    manager.strikes("Return")
    manager.sees(
        "1 conversation and 2 needs move to Łucja Wrońska.",
        "The notes on Lucja W. are kept below those on Łucja Wrońska.",
        "put away and stays in the trash as long as Łucja Wrońska is here",
    )
    before = {each.id: each for each in house[Counterpart].find()}
    manager.presses("Merge them")
    kept = house[Counterpart].get(LUCJA.id)
    assert kept is not None
    assert kept.notes == "Plain words.\n\nAlso entered as: Lucja W.\n\nLikes mornings."
    assert house[Need].count(counterpart_id=LUCJA.id) == 2
    assert house[Participant].count(counterpart_id=LUCJA.id) == 2
    assert window.stack is not None
    assert window.stack.place == Place("counterpart", LUCJA.id)
    manager.presses("Undo")
    there = {each.id: each for each in house[Counterpart].find()}
    assert there.keys() == before.keys()
    assert there[LUCJA.id].notes == "Plain words."
    assert house[Need].count(counterpart_id=TWICE.id) == 2


def test_one_chooses_which_of_the_two_stays(
    window: Window, manager: Person, house: Notebook
) -> None:
    begin_merge(window, manager)
    manager.types("łucja")
    manager.strikes("Return")
    manager.presses("Which one stays: Lucja W. · Controls")
    manager.sees("1 conversation moves to Lucja W..")
    manager.presses("Merge them")
    assert house[Counterpart].get(LUCJA.id).trashed_at is not None  # type: ignore[union-attr]
    assert house[Need].count(counterpart_id=TWICE.id) == 2


def test_a_person_is_not_merged_with_themselves(
    window: Window, manager: Person, house: Notebook
) -> None:
    begin_merge(window, manager, "Ángel Ruiz")
    manager.types("ruiz")
    manager.sees("Ángel Ruiz cannot be merged with themselves.")
    manager.strikes("Return")
    manager.sees_nothing_of("Merge them")
    manager.strikes("Ctrl+A")
    manager.types("nobody")
    manager.sees("Nobody else whose name or team begins with “nobody”.")
    manager.presses("Cancel")
    manager.sees("Łucja Wrońska", "Lucja W.")
    assert house[Counterpart].count() == 3


def test_a_new_counterpart_is_made_while_a_merge_is_asked_about(
    window: Window, manager: Person
) -> None:
    screen = begin_merge(window, manager)
    manager.presses("New counterpart")
    assert screen.form.isVisible()
    manager.sees_nothing_of("here twice?")


def test_a_merge_is_begun_from_the_person_s_own_screen(window: Window, manager: Person) -> None:
    window.go(Place("counterpart", TWICE.id))
    assert window.stack is not None
    window.stack.screen.about.who.head.click()
    manager.presses("Here twice? Merge …")
    manager.sees("Is Lucja W. here twice?")


def test_an_entry_that_is_gone_is_asked_about_no_more(
    window: Window, manager: Person, house: Notebook
) -> None:
    begin_merge(window, manager)
    assert window.desk is not None
    window.desk.put_away("Put away Lucja W.", TWICE)
    manager.sees_nothing_of("here twice?")
    manager.sees("Łucja Wrońska")


def test_who_has_a_conversation_coming_is_not_put_away_and_the_list_says_why(
    window: Window, manager: Person, house: Notebook
) -> None:
    manager.presses("Counterparts")
    asks_by_dots(window, "Łucja")
    manager.takes("Put away")
    manager.sees("Łucja Wrońska stays: “issue 1” is still being prepared.")
    assert house[Counterpart].count() == 3
    asks_by_dots(window, "Lucja W.")
    manager.takes("Put away")
    assert house[Counterpart].count() == 2
    manager.sees("Put away (1)")


def test_a_merge_reads_well_in_both_looks_and_small(
    window: Window, manager: Person, look: Palette
) -> None:
    window.resize(1024, 640)
    screen = begin_merge(window, manager)
    manager.types("wronska")
    manager.strikes("Return")
    for each in (screen.merging.merge, screen.merging.cancel, screen.merging.preview):
        assert each.visibleRegion().boundingRect().size() == each.size()
