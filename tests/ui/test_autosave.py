"""Words are saved while they are typed, and opening them never rewrites them."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from beforehand.ui.autosave import LONGEST_MS, PAUSE_MS, Autosave
from beforehand.ui.unsaved import flush_all
from beforehand.ui.widgets.words import WordsEdit


class Paper:
    """Where words are saved; it can be torn."""

    def __init__(self) -> None:
        self.saved: list[str] = []
        self.torn = False

    def take(self, words: str) -> bool:
        if not self.torn:
            self.saved.append(words)
        return not self.torn


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def edit(qtbot: QtBot) -> WordsEdit:
    made = WordsEdit("Write here")
    qtbot.addWidget(made)
    made.show()
    return made


def test_words_are_saved_after_a_pause(edit: WordsEdit, paper: Paper, qtbot: QtBot) -> None:
    Autosave(edit, paper.take)
    qtbot.keyClicks(edit, "rest")
    assert paper.saved == []
    qtbot.waitUntil(lambda: paper.saved == ["rest"], timeout=PAUSE_MS + 700)


def test_words_are_saved_within_a_second_though_nobody_pauses(
    edit: WordsEdit, paper: Paper, qtbot: QtBot
) -> None:
    Autosave(edit, paper.take)

    def typed_on() -> bool:
        qtbot.keyClick(edit, Qt.Key.Key_A)
        return bool(paper.saved)

    qtbot.waitUntil(typed_on, timeout=LONGEST_MS + 500)
    assert len(edit.words()) > len(paper.saved[0]) - 1


def test_leaving_the_editor_saves(edit: WordsEdit, paper: Paper, qtbot: QtBot) -> None:
    Autosave(edit, paper.take)
    edit.setFocus()
    qtbot.keyClicks(edit, "rest")
    edit.clearFocus()
    edit.left.emit()
    assert paper.saved == ["rest"]


def test_leaving_a_line_saves(paper: Paper, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line, other = QLineEdit(window), QLineEdit(window)
    Autosave(line, paper.take)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    line.setFocus()
    qtbot.keyClicks(line, "Priya")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert other.text() == ""
    assert paper.saved == ["Priya"]


def test_a_line_filled_by_the_program_is_not_saved(paper: Paper, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    autosave = Autosave(line, paper.take)
    line.setText("Priya")
    assert autosave.flush()
    assert paper.saved == []


def test_a_line_filled_by_the_program_shows_its_beginning(paper: Paper, qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    Autosave(line, paper.take)
    line.setText("Her managing director, and everybody to whom he has told it since")
    assert line.cursorPosition() == 0


@pytest.mark.parametrize(
    "text",
    [
        "a\u00a0b",
        "one\u2028two",
        "one\u2029two",
        "a\ud800b",
        "a\x00b",
        "a\r\nb",
        "a\ufdd0b",
        "\t x ",
    ],
    ids=["no-break", "line-separator", "paragraph", "surrogate", "null", "crlf", "frame", "blank"],
)
def test_opening_never_rewrites(edit: WordsEdit, paper: Paper, text: str) -> None:
    autosave = Autosave(edit, paper.take)
    edit.set_words(text)
    assert autosave.flush()
    assert not autosave.unsaved
    assert paper.saved == []


def test_a_no_break_space_stays_one(edit: WordsEdit, paper: Paper, qtbot: QtBot) -> None:
    autosave = Autosave(edit, paper.take)
    edit.set_words("20\u00a0%")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(edit, "!")
    autosave.flush()
    assert paper.saved == ["20\u00a0%!"]


def test_whatever_is_typed_can_be_written_as_utf_8(edit: WordsEdit) -> None:
    edit.set_words("a\ud800b \udfff")
    assert edit.words().encode()


def test_a_failed_save_keeps_the_words_and_is_tried_again(
    edit: WordsEdit, paper: Paper, qtbot: QtBot
) -> None:
    autosave = Autosave(edit, paper.take)
    paper.torn = True
    qtbot.keyClicks(edit, "rest")
    assert not autosave.flush()
    assert autosave.unsaved
    assert edit.words() == "rest"
    paper.torn = False
    assert flush_all(edit)
    assert paper.saved == ["rest"]


def test_flushing_goes_on_after_one_failure(paper: Paper, qtbot: QtBot) -> None:
    window, torn = QWidget(), Paper()
    qtbot.addWidget(window)
    torn.torn = True
    for each in (torn, paper):
        edit = WordsEdit(parent=window)
        Autosave(edit, each.take)
        qtbot.keyClicks(edit, "rest")
    assert not flush_all(window)
    assert paper.saved == ["rest"]


def test_typing_and_taking_it_back_saves_nothing(
    edit: WordsEdit, paper: Paper, qtbot: QtBot
) -> None:
    autosave = Autosave(edit, paper.take)
    qtbot.keyClicks(edit, "a")
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    autosave.flush()
    assert paper.saved == []


def test_the_clipboard_pastes_as_plain_text(edit: WordsEdit) -> None:
    clip = QMimeData()
    clip.setHtml("<b>rest</b><img src='file:///etc/passwd'>")
    clip.setText("rest")
    edit.insertFromMimeData(clip)
    assert edit.words() == "rest"
    assert "<b>" not in edit.toHtml()
    assert edit.textCursor().charFormat().fontWeight() <= 400


def test_markup_is_shown_as_it_was_typed(edit: WordsEdit) -> None:
    edit.set_words("<h1>no</h1> & <img src=x>")
    assert edit.words() == "<h1>no</h1> & <img src=x>"


def test_a_paste_of_a_megabyte_stays_whole(edit: WordsEdit, paper: Paper) -> None:
    autosave = Autosave(edit, paper.take)
    clip = QMimeData()
    clip.setText("every word counts " * 60_000)
    edit.insertFromMimeData(clip)
    assert autosave.flush()
    assert paper.saved == [clip.text()]


def test_setting_the_same_words_leaves_the_undo_alone(edit: WordsEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit, "rest")
    edit.set_words("rest")
    edit.undo()
    assert edit.words() == ""


def test_an_editor_grows_with_its_words(edit: WordsEdit) -> None:
    before = edit.minimumHeight() or edit.sizeHint().height()
    edit.set_words("line\n" * 12)
    assert edit.minimumHeight() > before
