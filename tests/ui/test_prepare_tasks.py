"""The steps after the questions: lines to write, ticks to set, a rating, and the way back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    EarlierWording,
    Moment,
    Participant,
)
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import (
    AskingPoint,
    Basis,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Position,
    Serving,
)
from beforehand.library import Library, default_library
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.prepare.lines import Line
from beforehand.ui.prepare.options_page import OptionsPage, letter
from beforehand.ui.prepare.other_pages import AlignmentPage
from beforehand.ui.prepare.task_page import TaskPage
from beforehand.ui.screens.prepare import PrepareScreen
from beforehand.ui.widgets.basics import WordsEdit

BENEATH = "internal-alignment/beneath"


@pytest.fixture(scope="module")
def library() -> Library:
    return default_library()


@pytest.fixture
def desk(notebook: Notebook, library: Library, qapp: QApplication) -> Desk:
    return Desk(notebook, library, clock=lambda: make.NOW)


@pytest.fixture
def talk(notebook: Notebook) -> Conversation:
    plain = {"shared_goal": "", "if_no_agreement": ""}
    return make.talk_with(notebook, "Priya Raman", issue="Two engineers", **plain)


Opened = Callable[[str], PrepareScreen]


@pytest.fixture
def opened(desk: Desk, talk: Conversation, qtbot: QtBot) -> Opened:
    kept = []  # a screen that a test lets go of would take its widgets along

    def open_(step: str) -> PrepareScreen:
        screen = PrepareScreen(desk)
        kept.append(screen)
        qtbot.addWidget(screen)
        screen.resize(1200, 800)
        screen.show()
        screen.open(Place("prepare", talk.id, step))
        return screen

    return open_


def priya(screen: PrepareScreen) -> Id:
    return screen.preparation.brief.people[0].counterpart.id


def lines(screen: PrepareScreen, list_number: int = 0) -> list[Line]:
    page = screen.page
    assert isinstance(page, TaskPage | OptionsPage)
    lists = page.lists if isinstance(page, TaskPage) else [page.lines]
    return list(lists[list_number].lines.widgets.values())


def write(line: Line, name: str, text: str) -> None:
    edit = line.editors[name]
    assert isinstance(edit, WordsEdit)
    edit.insertPlainText(text)


@pytest.mark.parametrize(
    ("step", "kind", "fields"),
    [
        ("positions", Position, ("text", "interest")),
        ("not-for-trade", NonNegotiable, ("text",)),
        ("opening", Opening, ("text", "avoid")),
        ("if-then", IfThen, ("if_they", "then_i")),
        ("asking", AskingPoint, ("text",)),
        ("options", Option, ("text",)),
    ],
)
def test_what_is_written_on_a_line_is_a_record(
    opened: Opened, desk: Desk, step: str, kind: type, fields: tuple[str, ...]
) -> None:
    screen = opened(step)
    (line, *_) = lines(screen)
    for name in fields:
        write(line, name, f"{name} words")
    assert screen.leave()
    (record,) = desk.notebook[kind].find()
    assert [getattr(record, name) for name in fields] == [f"{name} words" for name in fields]
    again = opened(step).preparation
    assert again.step.id in again.filled


def test_their_side_and_mine_are_kept_apart(opened: Opened, desk: Desk) -> None:
    screen = opened("not-for-trade")
    write(lines(screen, 0)[0], "text", "No change before March")
    write(lines(screen, 1)[0], "text", "Nobody leaves my team")
    assert screen.leave()
    owners = {each.text: each.counterpart_id for each in desk.notebook[NonNegotiable].find()}
    assert owners == {"No change before March": priya(screen), "Nobody leaves my team": None}


def test_a_limit_is_assumed_until_one_says_it_was_said(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    screen = opened("not-for-trade")
    (line, *_) = lines(screen)
    write(line, "text", "No change before March")
    screen.page.flush()
    assert desk.notebook[NonNegotiable].find()[0].basis is Basis.ASSUMED
    (said,) = (b for b in line.findChildren(QPushButton) if b.text() == "They said it")
    said.click()
    assert desk.notebook[NonNegotiable].find()[0].basis is Basis.SAID
    desk.undo()
    assert desk.notebook[NonNegotiable].find()[0].basis is Basis.ASSUMED


def test_typing_on_a_line_never_builds_it_again(opened: Opened, desk: Desk, qtbot: QtBot) -> None:
    screen = opened("asking")
    (line,) = lines(screen)
    line.take_focus()
    edit = line.editors["text"]
    qtbot.keyClicks(edit, "Who ")
    screen.page.flush()
    screen.preparation.reload()
    qtbot.keyClicks(edit, "decides?")
    screen.page.flush()
    assert lines(screen) == [line]
    assert desk.notebook[AskingPoint].find()[0].text == "Who decides?"
    cursor = edit.textCursor().position() if isinstance(edit, WordsEdit) else 0
    assert cursor == len("Who decides?")


def test_another_line_is_begun_and_an_empty_one_is_no_record(opened: Opened, desk: Desk) -> None:
    screen = opened("asking")
    write(lines(screen)[0], "text", "Who decides?")
    (add,) = (b for b in screen.page.findChildren(QPushButton) if "Add a question" in b.text())
    add.click()
    add.click()
    assert len(lines(screen)) == 2
    assert screen.leave()
    assert len(desk.notebook[AskingPoint].find()) == 1


def test_an_emptied_line_goes_and_comes_back_with_undo(opened: Opened, desk: Desk) -> None:
    screen = opened("asking")
    (line,) = lines(screen)
    write(line, "text", "Who decides?")
    screen.page.flush()
    edit = line.editors["text"]
    assert isinstance(edit, WordsEdit)
    edit.selectAll()
    edit.insertPlainText("")
    screen.on()
    assert desk.notebook[AskingPoint].find() == []
    desk.undo()
    assert desk.notebook[AskingPoint].find()[0].text == "Who decides?"


def test_words_of_the_conversation_itself_do_not_wipe_each_other(
    opened: Opened, desk: Desk, talk: Conversation
) -> None:
    screen = opened("no-agreement")
    mine, theirs = (
        each for each in screen.page.findChildren(WordsEdit) if each.property("role") == "field"
    )
    mine.insertPlainText("I hire")
    theirs.insertPlainText("They wait")
    assert screen.leave()
    kept = desk.notebook[Conversation].get(talk.id)
    assert kept is not None
    assert (kept.if_no_agreement, kept.if_no_agreement_theirs) == ("I hire", "They wait")


@pytest.fixture
def weighing(opened: Opened, desk: Desk, talk: Conversation) -> OptionsPage:
    screen = opened("alignment")
    desk.notebook.save(
        Need(id=Id("slot"), counterpart_id=priya(screen), standing=Standing.STATED, text="a slot"),
        Need(id=Id("date"), conversation_id=talk.id, standing=Standing.MINE, text="a date"),
        Option(id=Id("both"), conversation_id=talk.id, text="One engineer, one slot"),
        now=make.NOW,
    )
    screen.open(Place("prepare", talk.id, "options"))
    page = screen.page
    assert isinstance(page, OptionsPage)
    return page


def test_an_option_tells_whose_need_it_leaves(weighing: OptionsPage, desk: Desk) -> None:
    weighing.table.boxes[Id("both"), Id("date")].click()
    weighing.preparation.reload()
    assert weighing.verdicts[Id("both")] == "Priya’s “a slot” is not met: a compromise."
    weighing.table.boxes[Id("both"), Id("slot")].click()
    weighing.preparation.reload()
    assert weighing.verdicts[Id("both")] == "Serves both."
    weighing.table.boxes[Id("both"), Id("slot")].click()
    weighing.preparation.reload()
    assert len(desk.notebook[Serving].find()) == 1
    assert weighing.verdicts[Id("both")].startswith("Priya’s")


def test_an_option_begun_for_one_talk_never_lands_in_another(
    opened: Opened, desk: Desk, talk: Conversation
) -> None:
    screen = opened("options")
    other = make.talk_with(desk.notebook, "Tomás Ek")
    screen.leave()
    screen.open(Place("prepare", other.id, "options"))
    write(lines(screen)[0], "text", "A pilot")
    assert screen.leave()
    assert desk.notebook[Option].find()[0].conversation_id == other.id


def test_options_have_letters_however_many() -> None:
    assert [letter(n) for n in (0, 25, 26, 52)] == ["A", "Z", "AA", "BA"]


def test_alignment_is_rated_once_and_rated_again(opened: Opened, desk: Desk) -> None:
    page = opened("alignment").page
    assert isinstance(page, AlignmentPage)
    page.buttons[3].click()
    page.buttons[6].click()
    (rating,) = desk.notebook[AlignmentRating].find()
    assert (rating.score, rating.moment) == (6, Moment.BEFORE)
    desk.undo()
    assert desk.notebook[AlignmentRating].find()[0].score == 3


def test_the_room_step_stands_in_the_list(opened: Opened) -> None:
    screen = opened("for-the-room")
    assert screen.page.findChildren(WordsEdit)


def test_the_room_step_begins_with_its_title(opened: Opened, qtbot: QtBot) -> None:
    screen = opened("for-the-room")
    screen.activateWindow()
    named = "Title on the sheet"
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget().accessibleName() == named


def test_what_was_written_before_is_shown_with_its_day(
    opened: Opened, desk: Desk, talk: Conversation
) -> None:
    screen = opened("alignment")
    place = {"lens_id": Id("internal-alignment"), "question_id": Id("beneath"), "wording": "?"}
    now = Answer(conversation_id=talk.id, text="Now", **place)
    other = make.record(Conversation, id=Id("other"), issue="Last year’s date")
    then = Answer(conversation_id=other.id, text="They feared the date", **place)
    with_her = make.record(Participant, conversation_id=other.id, counterpart_id=priya(screen))
    first = EarlierWording(answer_id=now.id, wording="?", text="First", written_at=make.NOW)
    desk.notebook.save(now, other, then, with_her, first, now=make.NOW)
    screen = opened(BENEATH)
    said = [each.text() for each in screen.question.earlier.findChildren(QLabel)]
    assert "First" in said
    assert "They feared the date" in said
    assert any("Last year’s date" in line and "19 November 2026" in line for line in said)
    assert "Now" not in said


def test_a_missing_sign_is_asked_for_and_noted_in_place(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    screen = opened(BENEATH)
    screen.panel.hidden.added.emit("Recognition")
    (slot,) = screen.panel.hidden.slots.values()
    assert slot.gap.accessibleName() == "What did you see or hear?"
    slot.gap.click()
    signs = screen.panel.card.guess.signs
    qtbot.keyClicks(signs.text, "Asked three times")
    qtbot.keyClick(signs.text, Qt.Key.Key_Return)
    assert [each.text for each in desk.notebook[Evidence].find()] == ["Asked three times"]
    screen.panel.card.close_up()
    screen.preparation.reload()
    assert slot.gap.accessibleName() == "What might be the motive beneath?"


def test_a_need_that_was_said_rises_above_the_line_with_its_details_open(
    opened: Opened, desk: Desk
) -> None:
    screen = opened(BENEATH)
    screen.panel.hidden.added.emit("Recognition")
    (need,) = desk.notebook[Need].find()
    screen.panel.look_at(need.id)
    screen.panel.card.guess.said.emit("Nobody noticed", make.NOW.date())
    screen.preparation.reload()
    assert list(screen.panel.said.slots) == [need.id]
    assert screen.panel.hidden.slots == {}
    assert screen.panel.card.need_id == need.id
    assert screen.panel.said.slots[need.id].isAncestorOf(screen.panel.card)


def test_a_need_put_away_while_open_comes_back_with_undo(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.panel.mine.added.emit("A date I can keep")
    (need,) = desk.notebook[Need].find()
    screen.panel.look_at(need.id)
    screen.panel.card.away.click()
    screen.preparation.reload()
    assert screen.panel.mine.slots == {}
    desk.undo()
    screen.preparation.reload()
    assert list(screen.panel.mine.slots) == [need.id]


def test_the_words_of_a_need_being_typed_survive_a_refresh(
    opened: Opened, desk: Desk, qtbot: QtBot
) -> None:
    screen = opened(BENEATH)
    screen.panel.hidden.added.emit("Recog")
    (need,) = desk.notebook[Need].find()
    screen.panel.look_at(need.id)
    words = screen.panel.card.words
    words.moveCursor(words.textCursor().MoveOperation.End)
    qtbot.keyClicks(words, "nition")
    screen.preparation.reload()
    assert words.words() == "Recognition"
    assert screen.leave()
    assert desk.notebook[Need].find()[0].text == "Recognition"


def test_a_driver_is_set_on_a_hypothesis_from_its_card(opened: Opened, desk: Desk) -> None:
    screen = opened(BENEATH)
    screen.panel.hidden.added.emit("Recognition")
    screen.question.drivers.choose("recognition")
    (set_on,) = (b for b in screen.findChildren(QPushButton) if b.text().startswith("Set on"))
    set_on.click()
    assert desk.notebook[Need].find()[0].driver == "recognition"
    desk.undo()
    assert desk.notebook[Need].find()[0].driver == ""


def test_every_field_of_a_line_has_a_name_for_a_screen_reader(opened: Opened) -> None:
    screen = opened("opening")
    for line in lines(screen):
        for edit in line.findChildren(WordsEdit):
            assert edit.accessibleName()
