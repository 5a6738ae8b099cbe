"""The window: going round, notices, undo, closing, and notebooks that cannot be opened."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.autosave import Autosave
from beforehand.ui.places import Place
from beforehand.ui.screens.closed import ClosedPage
from beforehand.ui.session import Session
from beforehand.ui.window import Window
from person import Person
from reading import press, said

PERSON = Counterpart(name="Priya Nair", role="Head of Product")


def test_an_empty_notebook_offers_a_beginning_and_the_sample(
    session: Session, window: Window
) -> None:
    session.open_usual()
    assert "Which conversation is on your mind?" in said(window)
    press(window, "Open the sample notebook")
    assert "This is the sample notebook" in window.bars.sample.text
    assert "11 of 16 questions answered" in said(window)


def test_the_sample_is_kept_as_one_s_own(session: Session, window: Window) -> None:
    session.open_usual()
    session.open_sample()
    assert session.notebook is not None
    wanted = {kind: session.notebook[kind].count() for kind in KINDS}
    press(window, "Keep this as my notebook")
    assert session.notebook is not None
    assert session.notebook.folder == session.settings.folder
    assert {kind: session.notebook[kind].count() for kind in KINDS} == wanted
    assert not window.bars.sample.isVisible()


def test_the_sample_never_covers_words_of_one_s_own(session: Session, window: Window) -> None:
    session.open_usual()
    assert session.desk is not None
    session.desk.add("Add Priya", PERSON)
    session.open_sample()
    press(window, "Keep this as my notebook")
    assert "not empty" in window.bars.trouble.text
    press(window, "Back to my notebook")
    assert session.notebook is not None
    assert [each.name for each in session.notebook[Counterpart].find()] == ["Priya Nair"]


@pytest.mark.parametrize(
    ("screen", "key"),
    [("preparations", Qt.Key.Key_2), ("counterparts", Qt.Key.Key_3), ("today", Qt.Key.Key_1)],
)
def test_keys_go_round(
    session: Session, window: Window, qtbot: QtBot, screen: str, key: Qt.Key
) -> None:
    session.open_usual()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.stack is not None
    assert window.stack.place == Place(screen)
    assert window.rail.entries[screen].isChecked()


def test_every_screen_of_the_rail_opens(session: Session, window: Window) -> None:
    session.open_sample()
    screens = {name: it for name, it in window.rail.entries.items() if name != "lock"}
    for name, entry in screens.items():
        entry.click()
        assert window.stack is not None
        assert window.stack.place == Place(name)
        assert window.stack.currentWidget().isVisible()


def test_at_the_first_start_the_needs_stand_beside_the_question(
    window: Window, opened: Callable[..., Notebook], look: Palette
) -> None:
    talk = Conversation(issue="x")
    opened(talk, PERSON, Participant(conversation_id=talk.id, counterpart_id=PERSON.id))
    window.go(Place("prepare", talk.id))
    assert "Below the waterline" in said(window)


def test_a_screen_one_comes_to_by_mouse_shows_no_ring_in_its_bar(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    opened(PERSON)
    manager = Person(window, qtbot)
    manager.presses("Counterparts")
    manager.chooses(PERSON.name)
    assert window.stack is not None
    assert window.stack.screen.hasFocus()
    manager.strikes("Tab")
    assert window.stack.screen.isAncestorOf(QApplication.focusWidget())


def test_undo_brings_back_what_was_removed(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(PERSON)
    assert session.desk is not None
    session.desk.put_away("Remove Priya", notebook[Counterpart].find()[0])
    assert "Done: remove Priya." in said(window)
    press(window, "Undo")
    assert notebook[Counterpart].count() == 1


def test_undo_by_key_where_no_editor_has_something_to_undo(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(PERSON)
    person = notebook[Counterpart].find()[0]
    assert session.desk is not None
    session.desk.edit("Change the role", person, replace(person, role="Chief"))
    with qtbot.waitActive(window):
        window.activateWindow()
    window.go(Place("new-conversation"))
    qtbot.keyClick(
        window.stack.screen.issue,  # type: ignore[union-attr]
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier,
    )
    assert notebook[Counterpart].find()[0].role == "Head of Product"


def test_a_failed_save_tells_keeps_the_words_and_tries_again(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    file = notebook.folder / "notebook.db"
    window.go(Place("new-conversation"))
    assert window.stack is not None
    editor = window.stack.screen.issue
    away = file.rename(file.with_suffix(".away"))
    qtbot.keyClicks(editor, "the launch")
    assert not window.flush()
    assert "no longer in its folder" in window.bars.trouble.text
    window.go(Place("today"))
    assert window.stack.place == Place("new-conversation"), "leaving would lose the words"
    away.rename(file)
    press(window, "Try again")
    assert not window.bars.trouble.isVisible()
    assert [talk.issue for talk in notebook[Conversation].find()] == ["the launch"]


def test_closing_saves_what_was_typed_last(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    folder = opened().folder
    window.go(Place("new-conversation"))
    assert window.stack is not None
    qtbot.keyClicks(window.stack.screen.issue, "the launch")
    window.close()
    again = Notebook.open(folder, make.NOW)
    assert [talk.issue for talk in again[Conversation].find()] == ["the launch"]
    again.close()


def test_closing_waits_for_words_that_cannot_be_saved(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    file = notebook.folder / "notebook.db"
    window.go(Place("new-conversation"))
    assert window.stack is not None
    qtbot.keyClicks(window.stack.screen.issue, "the launch")
    away = file.rename(file.with_suffix(".away"))
    window.close()
    assert window.isVisible()
    assert "Some words are not saved yet" in window.bars.trouble.text
    away.rename(file)
    press(window, "Try again")
    assert not window.isVisible()


def test_words_can_be_given_up_when_closing(
    session: Session, window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    file = notebook.folder / "notebook.db"
    manager = Person(window, qtbot)
    window.go(Place("new-conversation"))
    manager.goes_to("What is it about?")
    manager.types("the launch")
    file.rename(file.with_suffix(".away"))
    manager.strikes("Ctrl+Q")
    manager.presses("Close without them")
    assert not window.isVisible()
    # Nothing is saved any more into what is closed: that would be told as a fault of ours.
    assert not [each for each in window.findChildren(Autosave) if each.unsaved]


def _missing(folder: Path) -> Path:
    return folder / "nowhere"


def _a_file(folder: Path) -> Path:
    path = folder / "file.txt"
    path.write_text("no notebook")
    return path


def _something_else(folder: Path) -> Path:
    (folder / "holiday.txt").write_text("sun")
    return folder


def _held(folder: Path) -> Path:
    _HOLDERS.append(Notebook.open(folder / "held", make.NOW, create=True))
    return folder / "held"


_HOLDERS: list[Notebook] = []


@pytest.mark.parametrize("make_folder", [_missing, _a_file, _something_else, _held])
def test_what_cannot_be_opened_is_told_on_a_page(
    session: Session, window: Window, tmp_path: Path, make_folder: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    assert not session.open(make_folder(folder))
    page = window.findChild(ClosedPage)
    assert page is not None
    assert page.isVisible()
    assert len(page.sentence.text()) > 20
    assert not window.rail.isEnabled()
    while _HOLDERS:
        _HOLDERS.pop().close()


def test_trying_again_opens_it_once_it_is_free(
    session: Session, window: Window, tmp_path: Path
) -> None:
    other = Notebook.open(tmp_path / "held", make.NOW, create=True)
    assert not session.open(tmp_path / "held")
    other.close()
    press(window, "Try again")
    assert session.notebook is not None
    assert window.rail.isEnabled()


def test_the_rail_folds_when_there_is_little_room(session: Session, window: Window) -> None:
    session.open_usual()
    window.resize(1280, 700)
    wide = window.rail.width()
    window.resize(1024, 640)
    assert window.rail.width() < wide / 2
    assert window.rail.entries["today"].toolTip() == "Today"


def test_the_window_s_place_is_kept_and_no_name_with_it(
    session: Session, window: Window, homes: Path, opened: Callable[..., Notebook]
) -> None:
    opened(PERSON)
    window.resize(1111, 777)
    window.close()
    kept = (homes / "settings.ini").read_text()
    assert "window=" in kept
    assert "Priya" not in kept


def test_the_keys_are_listed(session: Session, window: Window, qtbot: QtBot) -> None:
    session.open_usual()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    from beforehand.ui.keys import KeysDialog

    dialog = window.findChild(KeysDialog)
    assert dialog is not None
    assert "New conversation" in said(dialog)
    dialog.accept()
