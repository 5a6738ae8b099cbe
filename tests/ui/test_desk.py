"""Undo, redo, and what a failed save leaves."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Record
from beforehand.library import Library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Change, Desk


@pytest.fixture
def desk(notebook: Notebook, qapp: object) -> Desk:
    library = Library(lenses={}, drivers={}, faults=())
    return Desk(notebook, library, clock=lambda: make.NOW)


R = TypeVar("R", bound=Record)


def there(desk: Desk, record: R) -> R:
    found = desk.notebook[type(record)].get(record.id)
    assert found is not None
    return found


@pytest.fixture
def person(desk: Desk) -> Counterpart:
    record = Counterpart(name="Priya Nair", notes="first")
    desk.notebook.save(record, now=make.NOW)
    found = desk.notebook[Counterpart].get(record.id)
    assert found is not None
    return found


@pytest.fixture
def unplug(desk: Desk) -> Callable[[], Callable[[], object]]:
    """Takes the notebook's file away, as a pulled stick does; what it gives back restores it."""
    file = desk.notebook.folder / "notebook.db"
    away = file.with_suffix(".away")

    def pull() -> Callable[[], object]:
        file.rename(away)
        return lambda: away.rename(file)

    return pull


def test_undo_spares_later_words(desk: Desk, person: Counterpart) -> None:
    desk.edit("Change the team", person, replace(person, team="Product"))
    desk.keep(replace(there(desk, person), notes="words typed since"))
    assert desk.undo()
    assert (there(desk, person).team, there(desk, person).notes) == ("", "words typed since")


def test_undo_spares_later_words_in_the_very_same_field(desk: Desk, person: Counterpart) -> None:
    desk.edit("Write a note", person, replace(person, notes="second"))
    desk.keep(replace(there(desk, person), notes="second, and more"))
    desk.undo()
    assert there(desk, person).notes == "second, and more"


def test_undo_of_an_add_puts_away_and_redo_brings_back(desk: Desk) -> None:
    added = Counterpart(name="Tomás")
    assert desk.add("Add Tomás", added)
    desk.undo()
    assert there(desk, added).trashed_at is not None
    desk.redo()
    assert there(desk, added).trashed_at is None


def test_what_was_put_away_comes_back(desk: Desk, person: Counterpart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.removed) as told:
        desk.put_away("Remove Priya", person)
    assert told.args == ["Remove Priya"]
    assert desk.notebook[Counterpart].find() == []
    desk.undo()
    assert [each.id for each in desk.notebook[Counterpart].find()] == [person.id]


def test_redo_after_undo_of_an_edit(desk: Desk, person: Counterpart) -> None:
    desk.edit("Change the team", person, replace(person, team="Product"))
    desk.undo()
    assert desk.redo_label == "Change the team"
    desk.redo()
    assert there(desk, person).team == "Product"


def test_a_new_act_forgets_what_was_undone(desk: Desk, person: Counterpart) -> None:
    desk.edit("Change the team", person, replace(person, team="Product"))
    desk.undo()
    desk.edit("Change the role", person, replace(person, role="Head"))
    assert (desk.redo_label, desk.undo_label) == ("", "Change the role")


def test_an_act_is_one_step(desk: Desk, person: Counterpart) -> None:
    need = Need(counterpart_id=person.id, standing=Standing.HIDDEN, text="rest")
    with desk.act("Make words a need") as act:
        desk.add("Add a need", need)
        desk.edit("Change the role", person, replace(person, role="Head"))
    assert act.done
    assert desk.undo_label == "Make words a need"
    desk.undo()
    assert there(desk, need).trashed_at is not None
    assert there(desk, person).role == ""
    assert desk.undo_label == ""


def test_two_edits_of_one_record_in_an_act_are_both_undone(desk: Desk, person: Counterpart) -> None:
    with desk.act("Twice"):
        desk.edit("Once", person, replace(person, role="Head"))
        desk.edit("Again", there(desk, person), replace(there(desk, person), role="Chief"))
    desk.undo()
    assert there(desk, person).role == ""
    desk.redo()
    assert there(desk, person).role == "Chief"


def test_an_act_that_fails_half_way_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    added = Counterpart(name="Tomás")
    lost = Participant(conversation_id=make.TALK, counterpart_id=added.id)
    with qtbot.waitSignal(desk.failed), desk.act("Begin") as act:
        desk.add("Add Tomás", added)
        desk.add("Invite", lost)
    assert not act.done
    assert desk.notebook[Counterpart].get(added.id) is None
    assert desk.undo_label == ""


def test_a_failed_save_leaves_nothing_and_keeps_the_history(
    desk: Desk,
    person: Counterpart,
    unplug: Callable[[], Callable[[], Path]],
    qtbot: QtBot,
) -> None:
    desk.edit("Change the team", person, replace(person, team="Product"))
    plug_in = unplug()
    with qtbot.waitSignal(desk.failed):
        assert not desk.edit("Change the role", person, replace(person, role="Head"))
    with qtbot.waitSignal(desk.failed):
        assert not desk.undo()
    plug_in()
    assert there(desk, person).role == ""
    assert desk.undo_label == "Change the team"
    assert desk.undo()
    assert there(desk, person).team == ""


def test_every_change_is_told_once_and_after_it_is_saved(desk: Desk, person: Counterpart) -> None:
    told: list[tuple[Change, str]] = []

    def listen(change: Change) -> None:
        told.append((change, getattr(there(desk, person), "role", "")))

    desk.changed.connect(listen)
    desk.edit("Change the role", person, replace(person, role="Head"))
    assert told == [(Change("counterparts", person.id), "Head")]


def test_keeping_the_same_words_writes_nothing(desk: Desk, person: Counterpart) -> None:
    told: list[object] = []
    desk.changed.connect(told.append)
    assert desk.keep(person)
    assert told == []


def test_an_act_that_cannot_even_begin_does_nothing(
    desk: Desk, person: Counterpart, unplug: Callable[[], Callable[[], Path]]
) -> None:
    told: list[object] = []
    desk.failed.connect(told.append)
    plug_in = unplug()
    with desk.act("Twice") as act:
        assert not desk.edit("Once", person, replace(person, role="Head"))
        assert not desk.add("Add Tomás", Counterpart(name="Tomás"))
    plug_in()
    assert (act.done, len(told), desk.undo_label) == (False, 1, "")
    assert [each.name for each in desk.notebook[Counterpart].find()] == ["Priya Nair"]


def test_words_that_are_kept_are_no_step(desk: Desk) -> None:
    desk.keep(Conversation(issue="the date"))
    assert desk.undo_label == ""


def test_what_a_function_made_is_done_as_one_step(desk: Desk, person: Counterpart) -> None:
    talk = Conversation(issue="the launch")
    assert desk.do("Move on", iter([replace(person, team="Product"), talk]))
    assert there(desk, person).team == "Product"
    assert desk.undo_label == "Move on"
    desk.undo()
    assert there(desk, person).team == person.team
    assert there(desk, talk).trashed_at is not None
    desk.redo()
    assert there(desk, talk).trashed_at is None


def test_doing_fails_as_a_whole(
    desk: Desk,
    person: Counterpart,
    unplug: Callable[[], Callable[[], object]],
    qtbot: QtBot,
) -> None:
    plug_in = unplug()
    with qtbot.waitSignal(desk.failed):
        assert not desk.do("Move on", [replace(person, team="Product")])
    plug_in()
    assert there(desk, person).team == person.team
    assert desk.undo_label == ""


def test_doing_nothing_is_no_step(desk: Desk) -> None:
    assert desk.do("Nothing", [])
    assert desk.undo_label == ""
