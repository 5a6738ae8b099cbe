"""Ctrl+Z goes back in the order in which things were done, typed or pressed."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.window import Window
from make import PERSON, TALK
from person import Person

BENEATH = "internal-alignment/beneath"
WORDS = "Her people are worn out"


@pytest.fixture
def manager(window: Window, opened: Callable[..., Notebook], qtbot: QtBot) -> Person:
    people = make.record(Counterpart, id=PERSON), make.record(Participant)
    opened(make.record(Conversation, id=TALK), *people)
    window.resize(1440, 900)
    window.go(Place("prepare", TALK, BENEATH))
    return Person(window, qtbot)


@pytest.fixture
def notebook(window: Window, manager: Person) -> Notebook:
    assert window.desk is not None
    return window.desk.notebook


def test_after_an_act_ctrl_z_takes_the_act_back_and_then_what_was_typed(
    manager: Person, notebook: Notebook
) -> None:
    manager.types(WORDS)
    manager.presses("Make it a hidden need")
    manager.strikes("Ctrl+Z")
    assert notebook[Need].find() == []
    assert [each.text for each in notebook[Answer].find()] == [WORDS]
    manager.sees(WORDS)
    manager.strikes("Ctrl+Z")
    manager.waits_for(lambda: WORDS not in manager.shown)
    manager.strikes("Ctrl+Shift+Z")
    manager.sees(WORDS)
    manager.strikes("Ctrl+Shift+Z")
    assert [each.text for each in notebook[Need].find()] == [WORDS]


def test_after_typing_again_ctrl_z_takes_the_typing_back(
    manager: Person, notebook: Notebook
) -> None:
    manager.types(WORDS)
    manager.presses("Make it a hidden need")
    manager.types(" and alone")
    manager.strikes("Ctrl+Z")
    manager.sees_nothing_of("and alone")
    manager.strikes("Ctrl+Return")
    assert [each.text for each in notebook[Answer].find()] == [WORDS]
    assert len(notebook[Need].find()) == 1


def test_the_same_words_become_a_need_but_once(manager: Person, notebook: Notebook) -> None:
    manager.types(WORDS)
    manager.presses("Make it a hidden need")
    manager.presses("Make it a hidden need")
    assert len(notebook[Need].find()) == 1
    manager.strikes("Ctrl+Z")
    manager.presses("Make it a hidden need")
    assert len(notebook[Need].find()) == 1
