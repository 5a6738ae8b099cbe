"""After unlocking one is exactly where one was: the question, the field, the filter, the search."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store import left
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.widgets.words import WordsEdit
from locks import LONG_MS, WORDS, Locked
from reading import said

ANOTHER, OTHER_TALK = Id("somebody-else"), Id("another-talk")
SECOND = "A quiet launch"
"""What the one answer of the notebook says."""

Back = Callable[[], None]


@pytest.fixture
def back(unlocked: Session, locker: Locker, locked: Locked, qtbot: QtBot) -> Back:
    """Locks, and unlocks as a program does that was started anew."""
    window = unlocked.window()
    window.resize(1024, 640)

    def go_and_come() -> None:
        window.go(Place("lock"))
        assert unlocked.desk is None
        assert unlocked.open(locked.folder, keys=unlock(locked.folder, WORDS))
        qtbot.wait(0)

    return go_and_come


@pytest.fixture
def people(locked: Locked) -> None:
    """Somebody else, and so many conversations with them that one has to scroll."""
    notebook = Notebook.open(locked.folder, make.NOW, keys=unlock(locked.folder, WORDS))
    notebook.save(make.record(Counterpart, id=ANOTHER, name="Jonas Feld"), now=make.NOW)
    for number in range(40):
        talk = Id(f"{OTHER_TALK}-{number}")
        notebook.save(
            make.record(Conversation, id=talk, issue=f"about thing {number}"),
            make.record(Participant, conversation_id=talk, counterpart_id=ANOTHER),
            now=make.NOW,
        )
    notebook.close()


def test_the_question_one_was_writing_at_is_in_front_and_not_the_next_empty_one(
    unlocked: Session, back: Back
) -> None:
    unlocked.window().go(Place("prepare", make.TALK))
    screen = _screen(unlocked)
    step = screen.preparation.step
    assert step.is_question
    assert not screen.question.editor.words()
    QTest.keyClicks(screen.question.editor, "Words that fill this question.")
    back()
    assert _screen(unlocked).preparation.step.id == step.id
    assert _screen(unlocked).question.editor.words() == "Words that fill this question."


def test_the_cursor_stands_where_it_stood_and_what_was_marked_is_marked(
    unlocked: Session, back: Back, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    editor = _editor(unlocked)
    editor.setFocus()
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    back()
    qtbot.waitUntil(lambda: _editor(unlocked).textCursor().position() == 7, timeout=LONG_MS)
    assert _editor(unlocked).textCursor().anchor() == 2
    QTest.keyClicks(_editor(unlocked), "X")
    assert _editor(unlocked).words().startswith(f"{SECOND[:2]}X{SECOND[7:]}")


def test_a_field_of_one_line_has_its_cursor_again(
    unlocked: Session, back: Back, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("counterparts"))
    field = _screen(unlocked).words
    field.setFocus()
    QTest.keyClicks(field, "Luc")
    QTest.keyClick(field, Qt.Key.Key_Home)
    back()
    again = _screen(unlocked).words
    qtbot.waitUntil(
        # Of its window: another test's may be the active one.
        lambda: (
            (again.text(), again.cursorPosition()) == ("Luc", 0)
            and again.window().focusWidget() is again
        ),
        timeout=LONG_MS,
    )
    assert _screen(unlocked).model.rowCount() == 1


@pytest.mark.usefixtures("people")
def test_it_is_scrolled_as_far_down(unlocked: Session, back: Back, qtbot: QtBot) -> None:
    window = unlocked.window()
    window.go(Place("preparations"))
    bar = _screen(unlocked).view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100, timeout=LONG_MS)
    bar.setValue(100)
    back()
    again = _screen(unlocked).view.verticalScrollBar()
    assert again is not bar
    qtbot.waitUntil(lambda: again.value() == 100, timeout=LONG_MS)


@pytest.mark.usefixtures("people")
def test_a_list_is_narrowed_as_it_was(unlocked: Session, back: Back, qtbot: QtBot) -> None:
    window = unlocked.window()
    window.go(Place("preparations"))
    before = _screen(unlocked)
    before.person.picked.emit(_person(unlocked, make.PERSON))
    before.stage.setCurrentIndex(3)
    before.stage.activated.emit(3)
    back()
    after = _screen(unlocked)
    assert after is not before
    qtbot.waitUntil(lambda: after.stage.currentIndex() == 3, timeout=LONG_MS)
    assert "With Łucja" in after.everyone.text()
    assert "Nothing fits" in said(window)


def test_two_choices_side_by_side_are_as_they_were(
    unlocked: Session, back: Back, qtbot: QtBot
) -> None:
    unlocked.window().go(Place("commitments"))
    _screen(unlocked).which.buttons[-1].click()
    chosen = _screen(unlocked).which.value()
    back()
    qtbot.waitUntil(lambda: _screen(unlocked).which.value() == chosen, timeout=LONG_MS)


def test_what_was_looked_for_is_looked_for_again_and_lies_over_where_one_was(
    unlocked: Session, back: Back, locked: Locked, qtbot: QtBot
) -> None:
    window = unlocked.window()
    window.go(Place("counterpart", make.PERSON))
    window.go(Place("search"))
    QTest.keyClicks(_screen(unlocked).field, "quiet")
    window.go(Place("lock"))
    sealed = [each for each in locked.folder.iterdir() if each.name.startswith("left")]
    assert sealed
    for path in locked.folder.rglob("*"):
        assert path.is_dir() or b"quiet" not in path.read_bytes()
    assert unlocked.open(locked.folder, keys=unlock(locked.folder, WORDS))
    qtbot.waitUntil(lambda: "Found in 1 place" in said(window), timeout=LONG_MS)
    assert _screen(unlocked).field.text() == "quiet"
    window.go(Place("back"))
    assert _screen(unlocked).person.id == make.PERSON


def test_the_place_holds_no_word_of_a_note(
    unlocked: Session, locker: Locker, locked: Locked
) -> None:
    window = unlocked.window()
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    _editor(unlocked).setFocus()
    window.go(Place("lock"))
    (key,) = unlock(locked.folder, WORDS)
    kept = left.take(locked.folder, key)
    assert kept["place"] == ["prepare", make.TALK, "internal-alignment/success"]
    assert kept["words"] == []
    assert SECOND not in str(kept)
    assert "Łucja" not in str(kept)


def test_a_place_of_an_older_version_is_gone_to_all_the_same(
    unlocked: Session, locker: Locker, locked: Locked
) -> None:
    (key,) = unlock(locked.folder, WORDS)
    old = {"place": ["counterpart", make.PERSON, ""], "words": []}
    left.keep(locked.folder, key, old)
    assert unlocked.open(locked.folder, keys=(key,))
    assert _screen(unlocked).person.id == make.PERSON


def _screen(session: Session) -> Any:
    stack = session.window().stack
    assert stack is not None
    return stack.screen


def _person(session: Session, id_: Id) -> Counterpart:
    assert session.notebook is not None
    found = session.notebook[Counterpart].get(id_)
    assert found is not None
    return found


def _editor(session: Session) -> WordsEdit:
    every = session.window().findChildren(QTextEdit)
    found = [each for each in every if isinstance(each, WordsEdit) and each.isVisible()]
    return next(each for each in found if SECOND[:2] in each.words())
