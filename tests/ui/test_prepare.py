"""The Prepare screen: an answer is written, its words become needs, and one goes on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import make
from beforehand import palette
from beforehand.domain.conversations import Answer, Conversation, Speed, Stage
from beforehand.domain.needs import Need, Standing
from beforehand.domain.preparing import steps_of
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes, Excerpt, Opening
from beforehand.library import Library, default_library
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.prepare import PrepareScreen

LENS = "internal-alignment"
BENEATH = f"{LENS}/beneath"
SAID = "In the review Priya asked three times. I suspect recognition. The date is an excuse."


@pytest.fixture(scope="module")
def library() -> Library:
    return default_library()


@pytest.fixture
def desk(notebook: Notebook, library: Library, qapp: QApplication) -> Desk:
    return Desk(notebook, library, clock=lambda: make.NOW)


@pytest.fixture
def talk(notebook: Notebook) -> Conversation:
    return make.talk_with(notebook, "Priya Raman", issue="Two engineers", shared_goal="")


Opened = Callable[..., PrepareScreen]


@pytest.fixture
def opened(desk: Desk, talk: Conversation, qtbot: QtBot) -> Opened:
    def open_(step: str = "", of: Conversation = talk, width: int = 1200) -> PrepareScreen:
        screen = PrepareScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(width, 800)
        screen.show()
        screen.open(Place("prepare", of.id, step))
        return screen

    return open_


def put_cursor(screen: PrepareScreen, words: str) -> None:
    cursor = screen.question.editor.textCursor()
    cursor.setPosition(screen.question.editor.words().index(words) + 1)
    screen.question.editor.setTextCursor(cursor)


def buttons(screen: PrepareScreen, text: str) -> list[QPushButton]:
    return [each for each in screen.findChildren(QPushButton) if text in each.text()]


def answers(desk: Desk) -> list[Answer]:
    return desk.notebook[Answer].find()


def needs(desk: Desk) -> list[Need]:
    return desk.notebook[Need].find()


def test_an_answer_is_saved_with_the_question_as_it_was_asked(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    screen = opened(BENEATH)
    qtbot.keyClicks(screen.question.editor, "Recognition")
    qtbot.waitUntil(lambda: bool(answers(desk)), timeout=2500)
    (answer,) = answers(desk)
    assert answer.text == "Recognition"
    assert "Priya" in answer.wording
    assert "{name}" not in answer.wording


def test_an_empty_answer_is_no_answer(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    screen = opened(BENEATH)
    qtbot.keyClicks(screen.question.editor, "  ")
    assert screen.leave()
    assert answers(desk) == []
    assert BENEATH not in screen.preparation.filled


def test_the_dot_fills_while_one_types(opened: Opened, qtbot: QtBot) -> None:
    screen = opened(BENEATH)
    with qtbot.waitSignal(screen.preparation.filled_changed, timeout=2500):
        qtbot.keyClicks(screen.question.editor, "Recognition")
    assert BENEATH in screen.preparation.filled
    said = [screen.steps.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(30)]
    assert sum(bool(text) and text.endswith(", filled") for text in said) == 1


def test_the_sentence_at_the_cursor_becomes_a_hidden_need_at_once(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText(SAID)
    put_cursor(screen, "I suspect")
    (button,) = buttons(screen, "Make it a hidden need")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (need,) = needs(desk)
    assert (need.text, need.standing, need.confidence) == (
        "I suspect recognition",
        Standing.HIDDEN,
        50,
    )
    (excerpt,) = desk.notebook[Excerpt].find()
    assert (excerpt.words, excerpt.item_id) == ("I suspect recognition.", need.id)
    assert need.id in screen.panel.hidden.slots
    assert buttons(screen, "hidden need: I suspect recognition")


def test_one_undo_takes_the_need_and_its_mark_away(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText(SAID)
    screen.question.make(Becomes.HIDDEN_NEED)
    assert desk.undo_label == "Make a hidden need"
    desk.undo()
    screen.preparation.reload()
    assert needs(desk) == []
    assert desk.notebook[Excerpt].find() == []
    assert screen.panel.hidden.slots == {}
    assert answers(desk)[0].text == SAID


def test_selected_words_are_taken_rather_than_the_sentence(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText(SAID)
    cursor = screen.question.editor.textCursor()
    cursor.setPosition(SAID.index("recognition"))
    cursor.setPosition(SAID.index("recognition") + 11, QTextCursor.MoveMode.KeepAnchor)
    screen.question.editor.setTextCursor(cursor)
    screen.question.make(Becomes.STATED_NEED)
    assert needs(desk)[0].text == "recognition"


@pytest.mark.parametrize("becomes", list(Becomes))
def test_whatever_words_become_has_a_chip_that_leads_there(
    opened: Opened, becomes: Becomes
) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText("A slot every week")
    screen.question.make(becomes)
    (chip,) = buttons(screen, "A slot every week")
    chip.click()
    step, need = screen.preparation.step.id, screen.panel.card.need_id
    assert step != BENEATH or need is not None or becomes in {Becomes.MEASURE, Becomes.PRESSURE}


def test_a_line_to_avoid_joins_the_opening_that_is_there(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText("We both want the launch")
    screen.question.make(Becomes.OPENING)
    screen.question.editor.selectAll()
    screen.question.editor.insertPlainText("You always")
    screen.question.make(Becomes.AVOID)
    (opening,) = desk.notebook[Opening].find()
    assert (opening.text, opening.avoid) == ("We both want the launch", "You always")


def test_the_place_is_kept_and_found_again(opened: Opened, desk: Desk, talk: Conversation) -> None:
    screen = opened()
    screen.on()
    screen.on()
    here = screen.preparation.step.id
    assert screen.leave()
    kept = desk.notebook[Conversation].get(talk.id)
    assert kept is not None
    assert kept.left_at == here
    assert opened().preparation.step.id == here


@pytest.mark.parametrize(
    ("key", "modifier", "by"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, 1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, 1),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, 1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, -1),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, -1),
    ],
)
def test_keys_go_from_question_to_question_and_stay_in_the_editor(
    opened: Opened, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, by: int
) -> None:
    screen = opened(BENEATH)
    screen.activateWindow()
    qtbot.waitUntil(screen.question.editor.hasFocus)
    steps = [step.id for step in steps_of(screen.preparation.chapters)]
    qtbot.keyClick(screen.question.editor, key, modifier)
    assert screen.preparation.step.id == steps[steps.index(Id(BENEATH)) + by]
    assert screen.question.editor.hasFocus()


def test_one_can_walk_through_all_steps_and_back(opened: Opened, qtbot: QtBot) -> None:
    screen = opened()
    steps = [step.id for step in steps_of(screen.preparation.chapters)]
    screen.preparation.go_to(steps_of(screen.preparation.chapters)[0])
    for there, act in ((steps[1:], screen.on), (steps[-2::-1], screen.back)):
        for step in there:
            act()
            qtbot.wait(1)
            assert screen.preparation.step.id == step
            title = screen.page.accessibleName()
            assert title.startswith(screen.preparation.step.title)


def test_the_helps_are_there_where_they_help(opened: Opened) -> None:
    screen = opened(BENEATH)
    screen.on()
    QApplication.processEvents()
    screen.back()
    (drivers,) = buttons(screen, "Drivers and signs")
    assert drivers.isVisible()
    drivers.click()
    assert screen.question.drivers.isVisible()
    screen.on()
    assert not screen.question.drivers.isVisible()


def test_a_key_makes_a_hidden_need(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    screen = opened(BENEATH)
    screen.activateWindow()
    qtbot.waitUntil(screen.question.editor.hasFocus)
    screen.question.editor.insertPlainText("Recognition")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(screen.question.editor, Qt.Key.Key_H, both)
    assert [need.text for need in needs(desk)] == ["Recognition"]


def test_ten_minutes_ask_only_what_is_essential(opened: Opened, desk: Desk) -> None:
    screen = opened()
    full = len(steps_of(screen.preparation.chapters))
    screen.heading_parts.speed.chosen.emit(Speed.TEN_MINUTES)
    screen.preparation.reload()
    questions = [s for s in steps_of(screen.preparation.chapters) if s.is_question]
    assert len(questions) == 6
    assert desk.undo()
    screen.preparation.reload()
    assert len(steps_of(screen.preparation.chapters)) == full


def test_a_question_that_leaves_the_list_gives_way_to_one_that_stays(
    opened: Opened, desk: Desk
) -> None:
    screen = opened("alignment")
    screen.heading_parts.speed.chosen.emit(Speed.TEN_MINUTES)
    screen.preparation.reload()
    assert screen.preparation.step.is_question
    assert screen.page is screen.question
    assert screen.question.editor.accessibleName() == screen.preparation.step.title


def test_another_lens_adds_its_questions(opened: Opened, desk: Desk) -> None:
    screen = opened()
    before = len(steps_of(screen.preparation.chapters))
    screen.preparation.choose_lenses((Id(LENS), Id("why-stuck")), "Add a lens")
    screen.preparation.reload()
    assert len(steps_of(screen.preparation.chapters)) > before + 9


def test_a_suggested_lens_is_added_with_one_press(opened: Opened, desk: Desk) -> None:
    talk = make.talk_with(desk.notebook, "Priya Raman", lens_ids=(Id("why-stuck"),))
    screen = opened("why-stuck/next-lens", of=talk)
    adding = buttons(screen, "Add its questions")
    assert adding
    adding[0].click()
    kept = desk.notebook[Conversation].get(talk.id)
    assert kept is not None
    assert len(kept.lens_ids) == 2


@pytest.mark.parametrize("stage", [Stage.HELD, Stage.DEBRIEFED, Stage.CALLED_OFF])
def test_what_lies_behind_opens_to_be_read_only(
    opened: Opened, desk: Desk, talk: Conversation, stage: Stage
) -> None:
    desk.notebook.save(replace(talk, stage=stage), now=make.NOW)
    screen = opened(BENEATH)
    assert screen.question.editor.isReadOnly()
    assert not [each for each in buttons(screen, "Make it") if each.isVisible()]
    assert screen.panel.said.add.isHidden()
    screen.on()
    kept = desk.notebook[Conversation].get(talk.id)
    assert kept is not None
    assert kept.left_at is None


def test_a_failed_save_keeps_one_at_the_question(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    screen = opened(BENEATH)
    qtbot.keyClicks(screen.question.editor, "Recognition")
    file = desk.notebook.folder / "notebook.db"
    away = file.rename(file.with_suffix(".away"))
    with qtbot.waitSignal(desk.failed):
        screen.on()
    assert screen.preparation.step.id == BENEATH
    assert screen.question.editor.words() == "Recognition"
    away.rename(file)
    screen.on()
    assert screen.preparation.step.id != BENEATH
    assert answers(desk)[0].text == "Recognition"


def test_several_counterparts_have_a_tab_each_and_their_own_needs(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    talk = make.talk_with(desk.notebook, "Priya Raman", "Tomás Ek")
    screen = opened(BENEATH, of=talk)
    screen.question.editor.insertPlainText("A slot every week")
    screen.preparation.stand_by(screen.preparation.brief.people[1].counterpart.id)
    assert buttons(screen, "Make it Tomás’s hidden need")
    screen.question.make(Becomes.HIDDEN_NEED)
    assert needs(desk)[0].counterpart_id == screen.preparation.brief.people[1].counterpart.id
    assert screen.panel.hidden.slots


def test_markup_in_words_stays_words(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.question.editor.insertPlainText("<b>bold</b> & <img src='/etc/passwd'>")
    screen.question.make(Becomes.HIDDEN_NEED)
    assert needs(desk)[0].text == "<b>bold</b> & <img src='/etc/passwd'>"
    assert buttons(screen, "<b>bold</b> && <img")


@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK])
@pytest.mark.parametrize("width", [740, 960, 1228])
def test_nothing_is_wider_than_its_place(
    opened: Opened, desk: Desk, qapp: QApplication, look: palette.Palette, width: int
) -> None:
    theme.apply(qapp, look)
    name = "Wolfeschlegelsteinhausenbergerdorff" * 4
    talk = make.talk_with(desk.notebook, name, name, issue=name)
    screen = opened(BENEATH, of=talk, width=width)
    screen.question.editor.insertPlainText("Donaudampfschifffahrtsgesellschaft" * 20)
    screen.question.make(Becomes.HIDDEN_NEED)
    screen.panel.look_at(needs(desk)[0].id)
    screen.columns.show_right()
    QApplication.processEvents()
    assert screen.width() == width
    for area in screen.panel.halves.areas:
        inside = area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= area.viewport().width()
    for step in steps_of(screen.preparation.chapters)[5:]:
        screen.go_to(step)
        QApplication.processEvents()
        inside = screen.page.area.widget()
        assert inside is not None
        assert inside.minimumSizeHint().width() <= screen.page.area.viewport().width(), step.id


@pytest.mark.usefixtures("look")
def test_in_a_low_window_what_words_can_become_stays_in_sight(opened: Opened) -> None:
    screen = opened(BENEATH, width=960)
    # What a window of 1024 x 640 leaves beside its rail and under its bar.
    screen.resize(960, 580)
    QApplication.processEvents()
    for press in buttons(screen, "Make it"):
        foot = press.mapTo(screen.question.area, press.rect().bottomLeft()).y()
        assert foot <= screen.question.area.height()
