"""The trash through the real window: back again, gone for good, and emptied while nobody types."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.palette import Palette
from beforehand.store import index
from beforehand.store.notebook import Notebook
from beforehand.ui.housekeeping import Housekeeper
from beforehand.ui.places import Place
from beforehand.ui.screens.trash import TrashScreen
from beforehand.ui.session import Session
from beforehand.ui.window import Window
from person import Person

PRIYA = Counterpart(id=Id("priya"), name="Priya Nair")
AWAY = make.NOW - timedelta(days=12)
TALK, OTHER = Id("talk"), Id("other")


def contents() -> list[Record]:
    return [
        PRIYA,
        Conversation(id=TALK, issue="the missed call", trashed_at=AWAY),
        Participant(conversation_id=TALK, counterpart_id=PRIYA.id),
        make.record(Answer, id=Id("one"), conversation_id=TALK, text="rutabaga"),
        make.record(Answer, id=Id("two"), conversation_id=TALK, text="parsnip"),
        make.record(Need, id=Id("kept"), counterpart_id=PRIYA.id, conversation_id=TALK),
        Conversation(id=OTHER, issue="the second van"),
        make.record(
            Need, id=Id("old"), counterpart_id=PRIYA.id, conversation_id=None, text="an old guess",
            trashed_at=make.NOW - timedelta(days=30),
        ),
    ]  # fmt: skip


@pytest.fixture
def notebook(opened: Callable[..., Notebook]) -> Notebook:
    return opened(*contents())


@pytest.fixture
def manager(window: Window, qtbot: QtBot, notebook: Notebook) -> Person:
    window.resize(1440, 900)
    return Person(window, qtbot)


def screen(window: Window) -> TrashScreen:
    assert window.stack is not None
    made = window.stack.screen
    assert isinstance(made, TrashScreen)
    return made


def there(notebook: Notebook, id_: str = TALK) -> Conversation | None:
    return notebook[Conversation].get(Id(id_))


def test_it_is_reached_from_the_settings_and_says_what_when_and_how_long(manager: Person) -> None:
    manager.presses("Settings")
    manager.sees("2 things put away.")
    manager.presses("Open the trash")
    manager.sees(
        "the missed call, Conversation · put away 12 days ago, 18 days left",
        "an old guess, Need · put away 4 weeks ago, goes soon",
        "kept here for 30 days",
    )


def test_from_a_list_it_shows_what_was_put_away_there(manager: Person) -> None:
    manager.presses("Preparations")
    manager.presses("Put away (1)")
    manager.sees("the missed call")
    manager.sees_nothing_of("an old guess")
    manager.presses("Counterparts")
    manager.sees_nothing_of("Put away (")


def test_one_can_go_to_one_thing_in_it(window: Window, manager: Person) -> None:
    window.go(Place("trash", TALK))
    manager.sees("Bring back", "18 of 30 days are left")
    window.go(Place("trash", OTHER))
    manager.sees_nothing_of("Bring back")


def test_what_is_brought_back_is_whole_and_one_undo_puts_it_away_again(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    window.go(Place("trash"))
    manager.chooses("the missed call")
    manager.sees("Put away Saturday 7 November 2026", "18 of 30 days are left")
    manager.presses("Bring back")
    assert there(notebook).trashed_at is None  # type: ignore[union-attr]
    assert notebook[Answer].count(conversation_id=TALK) == 2
    manager.sees_nothing_of("the missed call, ")
    manager.presses("Undo")
    assert there(notebook).trashed_at is not None  # type: ignore[union-attr]
    manager.sees("the missed call, ")


def test_deleting_for_good_is_asked_in_numbers_and_enter_keeps(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    window.go(Place("trash"))
    manager.chooses("the missed call")
    manager.presses("Delete for good …")
    manager.sees(
        "What goes: 1 conversation and 2 answers.",
        "What stays: 1 need noted or judged there stays on the map of its person.",
        "This cannot be undone. Backups, and files that were exported before, still have the words",
        "Also the needs noted there",
    )
    goodbye = screen(window).panel.goodbye
    assert QApplication.focusWidget() is goodbye.keep
    assert not goodbye.delete.isDefault()
    assert not goodbye.delete.autoDefault()
    manager.strikes("Space")
    assert there(notebook) is not None
    manager.sees("Bring back")


def test_what_is_deleted_for_good_is_gone_and_no_undo_leads_there(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    assert window.desk is not None
    answer = notebook[Answer].get(Id("one"))
    assert answer is not None
    window.desk.edit("Answer", answer, replace(answer, text="turnip"))
    window.go(Place("trash"))
    manager.chooses("the missed call")
    manager.presses("Delete for good …")
    manager.presses("Delete for good")
    assert there(notebook) is None
    assert notebook[Answer].find(trashed=None) == []
    assert notebook[Need].get(Id("kept")).conversation_id is None  # type: ignore[union-attr]
    assert window.desk.undo_label == ""
    manager.sees_nothing_of("the missed call", "Bring back")


def test_what_belongs_to_nobody_else_goes_along_if_one_wants_it(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    window.go(Place("trash"))
    manager.chooses("the missed call")
    manager.presses("Delete for good …")
    manager.sees("That is 1 need.")
    manager.presses("Also the needs noted there")
    manager.sees("What goes: 1 conversation, 1 need and 2 answers.")
    manager.sees_nothing_of("What stays")
    manager.presses("Delete for good")
    assert notebook[Need].get(Id("kept")) is None


def test_a_person_with_conversations_stays_until_one_decides(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    seat = Participant(conversation_id=OTHER, counterpart_id=PRIYA.id)
    notebook.save(seat, replace(PRIYA, trashed_at=AWAY), now=make.NOW)
    window.go(Place("trash"))
    manager.sees("Priya Nair, Counterpart · put away 12 days ago, stays until you decide")
    manager.presses("Empty …")
    manager.sees_nothing_of("1 counterpart")
    manager.presses("Keep them")
    manager.chooses("Priya Nair")
    manager.presses("Delete for good …")
    manager.presses("Also what was held with nobody else")
    manager.sees("2 conversations")
    screen(window).panel.goodbye.delete.click()
    assert notebook[Counterpart].get(PRIYA.id) is None
    assert there(notebook, OTHER) is None


def test_all_of_it_can_be_emptied_and_what_is_due_apart(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    window.go(Place("trash"))
    manager.presses("Delete the one that is due …")
    manager.sees("Delete what is due?", "What goes: 1 need.")
    manager.presses("Delete for good")
    assert notebook[Need].get(Id("old")) is None
    manager.sees_nothing_of("that is due")
    manager.presses("Empty …")
    manager.sees("Empty the trash?")
    manager.presses("Delete for good")
    assert there(notebook) is None
    manager.sees("Nothing here.")
    manager.sees_nothing_of("Empty …")


def test_very_much_is_emptied_a_little_at_a_time(
    window: Window, manager: Person, notebook: Notebook, qtbot: QtBot
) -> None:
    notebook.save(
        *(Conversation(issue=f"talk {n}", trashed_at=AWAY) for n in range(45)), now=make.NOW
    )
    window.go(Place("trash"))
    manager.presses("Empty …")
    goodbye = screen(window).panel.goodbye
    with qtbot.waitSignal(goodbye.deleted):
        goodbye.delete.click()
        assert not goodbye.delete.isEnabled()
        assert len(notebook[Conversation].find(trashed=True)) > 30
    assert notebook[Conversation].find(trashed=True) == []
    assert goodbye.delete.isEnabled()


def test_an_empty_trash_says_so(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened()
    window.go(Place("trash"))
    Person(window, qtbot).sees("Nothing here. What you put away will be kept here first.")
    window.go(Place("trash", None, "needs"))
    Person(window, qtbot).sees("Nothing of this kind was put away.")


def test_a_failure_to_delete_is_told_and_nothing_is_gone(
    window: Window, manager: Person, notebook: Notebook
) -> None:
    window.go(Place("trash"))
    manager.chooses("the missed call")
    manager.presses("Delete for good …")
    notebook.vault.connection.execute("PRAGMA query_only = 1")
    screen(window).panel.goodbye.delete.click()
    notebook.vault.connection.execute("PRAGMA query_only = 0")
    manager.sees(window.bars.trouble.text, "Try again")
    assert window.bars.trouble.text
    assert there(notebook) is not None


def test_while_nobody_types_what_is_due_goes_for_good(
    session: Session, notebook: Notebook, qtbot: QtBot
) -> None:
    keeper = Housekeeper(session, first_ms=1)
    keeper.begin()
    qtbot.wait_until(lambda: notebook[Need].get(Id("old")) is None)
    assert there(notebook) is not None


def test_the_last_traces_go_after_a_delete_without_being_asked_for(
    session: Session, window: Window, notebook: Notebook, qtbot: QtBot
) -> None:
    Housekeeper(session).begin()
    assert window.desk is not None
    talk = there(notebook)
    assert talk is not None
    window.desk.delete_for_good([talk])
    assert notebook.vault.read("SELECT purge FROM search_state") == [(1,)]
    qtbot.wait_until(lambda: notebook.vault.read("SELECT purge FROM search_state") == [(0,)])
    assert index.check_index(notebook) == []


def test_the_work_waits_while_somebody_types_and_ends_with_the_notebook(
    session: Session, window: Window, notebook: Notebook, qtbot: QtBot
) -> None:
    keeper = Housekeeper(session, first_ms=20)
    keeper.begin()
    assert window.desk is not None
    window.desk.keep(PRIYA)
    window.desk.keep(replace(PRIYA, notes="typed"))
    qtbot.wait(60)
    assert notebook[Need].get(Id("old")) is not None
    session.close()
    keeper.work()


@pytest.mark.parametrize("size", [(800, 560), (1024, 640), (1440, 900)])
def test_it_reads_well_whatever_was_put_away(
    window: Window, manager: Person, notebook: Notebook, look: Palette, size: tuple[int, int]
) -> None:
    window.resize(*size)
    long = "W" * 300
    notebook.save(
        *(Conversation(issue=f"{n} {long}", trashed_at=AWAY) for n in range(300)),
        Conversation(issue="", trashed_at=make.NOW),
        now=make.NOW,
    )
    window.go(Place("trash"))
    manager.chooses("Without words")
    manager.presses("Back to the list")
    manager.chooses(f"207 {long}")
    panel = screen(window).panel
    for each in (panel.back, panel.delete):
        assert each.visibleRegion().boundingRect().size() == each.size()
    manager.presses("Delete for good …")
    goodbye = screen(window).panel.goodbye
    for each in (goodbye.keep, goodbye.delete):
        assert each.visibleRegion().boundingRect().size() == each.size()
