"""A megabyte pasted into an answer: the window answers, and every character is kept."""

import time

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.stakes import Becomes
from beforehand.library import default_library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.prepare import PrepareScreen
from beforehand.ui.widgets.words import WordsEdit

LIMIT_S = 0.1
"""What may be felt; a machine under load is given three times as much."""

MEGABYTES = {
    "lines": "A line of words that goes on for a while, and more.\n" * 20_000,
    "one paragraph": "word and " * 115_000,
    "one word": "x" * 1_000_000,
    "lone surrogates": "a\ud800b " * 250_000,
}


def pasted(text: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    return mime


def longest_turn(edit: WordsEdit) -> float:
    """The longest time, in seconds of this process, for which the window did not answer."""
    longest = 0.0
    deadline = time.monotonic() + 20
    while edit.pouring and time.monotonic() < deadline:
        began = time.process_time()
        QApplication.processEvents()
        longest = max(longest, time.process_time() - began)
    return longest


@pytest.mark.parametrize("kind", MEGABYTES)
def test_a_megabyte_does_not_stop_the_window(kind: str, qtbot: QtBot, notebook: Notebook) -> None:
    desk = Desk(notebook, default_library(), clock=lambda: make.NOW)
    talk = make.talk_with(notebook, "Priya Raman")
    screen = PrepareScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    screen.open(Place("prepare", talk.id, "internal-alignment/beneath"))
    editor = screen.question.editor
    began = time.process_time()
    editor.insertFromMimeData(pasted(MEGABYTES[kind]))
    assert time.process_time() - began < 3 * LIMIT_S
    assert longest_turn(editor) < 3 * LIMIT_S
    began = time.process_time()
    assert screen.question.flush()
    assert time.process_time() - began < 3 * LIMIT_S
    (answer,) = notebook[Answer].find()
    assert answer.text == editor.words()
    if kind != "lone surrogates":
        assert answer.text == MEGABYTES[kind]


def test_leaving_in_the_middle_of_a_large_paste_loses_nothing(qtbot: QtBot) -> None:
    edit = WordsEdit()
    qtbot.addWidget(edit)
    edit.set_words("before after")
    cursor = edit.textCursor()
    cursor.setPosition(7)
    edit.setTextCursor(cursor)
    edit.insertFromMimeData(pasted(MEGABYTES["lines"]))
    assert edit.pouring
    assert edit.words() == "before " + MEGABYTES["lines"] + "after"
    longest_turn(edit)
    assert edit.words() == "before " + MEGABYTES["lines"] + "after"


def test_other_words_stop_what_is_still_poured(qtbot: QtBot) -> None:
    edit = WordsEdit()
    qtbot.addWidget(edit)
    edit.set_words(MEGABYTES["lines"])
    edit.set_words("short")
    longest_turn(edit)
    assert edit.words() == "short"


def test_a_sentence_is_taken_from_the_middle_of_a_megabyte(
    qtbot: QtBot, notebook: Notebook
) -> None:
    desk = Desk(notebook, default_library(), clock=lambda: make.NOW)
    talk = make.talk_with(notebook, "Priya Raman")
    screen = PrepareScreen(desk)
    qtbot.addWidget(screen)
    screen.open(Place("prepare", talk.id, "internal-alignment/beneath"))
    text = "Filler. " * 60_000 + "Here it is. " + "More. " * 60_000
    screen.question.editor.set_words(text)
    longest_turn(screen.question.editor)
    screen.question.editor.find(
        "Here it",
    )
    cursor = screen.question.editor.textCursor()
    cursor.clearSelection()
    screen.question.editor.setTextCursor(cursor)
    assert screen.question.taken().words == "Here it is."
    assert Becomes.HIDDEN_NEED in screen.preparation.step.becomes
