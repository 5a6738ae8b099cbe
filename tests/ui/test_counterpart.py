"""The Counterpart screen: everything edited where it stands, and nothing lost on the way."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
import priya
from beforehand import palette
from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart, Pressure, Relationship, SuccessMeasure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import Evidence, Need, NeedLink, Ruling, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.counterpart import ROOMY, CounterpartScreen
from priya import ENGINEERS, FEAR, PRIYA, RECOGNITION, SCOPE, WORRY

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(notebook: Notebook, qapp: QApplication) -> Desk:
    theme.apply(qapp, palette.LIGHT)
    return priya.desk(notebook)


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> CounterpartScreen:
    return shown(desk, qtbot, PRIYA)


def shown(desk: Desk, qtbot: QtBot, person: Id, width: int = 1228) -> CounterpartScreen:
    made = CounterpartScreen(desk)
    qtbot.addWidget(made)
    made.resize(width, 840)
    made.open(Place("counterpart", person))
    made.show()
    qtbot.waitExposed(made)
    return made


def stored(desk: Desk) -> Counterpart:
    found = desk.notebook[Counterpart].get(PRIYA)
    assert found is not None
    return found


def need(desk: Desk, need_id: Id) -> Need:
    found = desk.notebook[Need].get(need_id)
    assert found is not None
    return found


def write(qtbot: QtBot, edit, words: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, words)


def talk(desk: Desk, **changes) -> Conversation:
    record = make.record(Conversation, **changes)
    desk.notebook.save(record, now=make.NOW)
    desk.notebook.save(Participant(conversation_id=record.id, counterpart_id=PRIYA), now=make.NOW)
    return record


def test_the_bar_names_the_person_and_the_way_back(screen):
    heading = screen.heading()
    assert (heading.title, heading.subtitle, heading.above) == (
        "Priya Nair",
        "Head of Product",
        "Counterparts",
    )
    assert heading.above_place == Place("counterparts")


@pytest.mark.parametrize("field", ["role", "team"])
def test_role_and_team_are_kept_as_they_are_typed(screen, desk, qtbot, field):
    screen.about.who.head.setChecked(True)
    edit = screen.about.fields[field]
    write(qtbot, edit, "Leeds office")
    screen.leave()
    assert getattr(stored(desk), field) == "Leeds office"


def test_a_new_name_stands_in_the_bar_at_once(screen, desk, qtbot):
    screen.about.who.head.setChecked(True)
    write(qtbot, screen.about.fields["name"], "Priya Nair-Osei")
    with qtbot.waitSignal(screen.retitled):
        screen.leave()
    assert screen.heading().title == "Priya Nair-Osei"


def test_a_name_cannot_be_emptied_and_that_is_said_in_place(screen, desk, qtbot):
    screen.about.who.head.setChecked(True)
    edit = screen.about.fields["name"]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    screen.leave()
    assert stored(desk).name == "Priya Nair"
    assert screen.about.nameless.isVisible()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert stored(desk).name == "Priya Nair"
    assert screen.about.nameless.isVisible()
    assert edit.text() == "Priya Nair"
    write(qtbot, edit, "Priya N")
    screen.leave()
    assert not screen.about.nameless.isVisible()
    assert stored(desk).name == "Priya N"


def test_notes_are_kept_and_opening_them_rewrites_nothing(screen, desk, qtbot):
    before = stored(desk).updated_at
    screen.leave()
    assert stored(desk).updated_at == before
    write(qtbot, screen.about.notes, "prefers mornings")
    screen.leave()
    assert stored(desk).notes == "prefers mornings"


def test_the_relationship_is_an_act_that_can_be_undone(screen, desk):
    box = screen.about.relationship
    place = box.findData(Relationship.MANAGER)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert stored(desk).relationship is Relationship.MANAGER
    desk.undo()
    assert stored(desk).relationship is Relationship.PEER


def test_a_measure_is_added_with_enter_changed_in_place_and_put_away(screen, desk, qtbot):
    qtbot.keyClicks(screen.about.measures.new, "Activation rate")
    qtbot.keyClick(screen.about.measures.new, Qt.Key.Key_Return)
    texts = [each.text for each in desk.notebook[SuccessMeasure].find()]
    assert texts == ["Launch date", "Activation rate"]
    assert screen.about.measures.new.words() == ""
    line = screen.about.measures.lines[Id("measure")]
    write(qtbot, line.words, "Launch in March")
    screen.leave()
    assert desk.notebook[SuccessMeasure].get(Id("measure")).text == "Launch in March"
    qtbot.mouseClick(line.away, LEFT)
    assert [each.text for each in desk.notebook[SuccessMeasure].find()] == ["Activation rate"]
    desk.undo()
    assert desk.notebook[SuccessMeasure].count() == 2


def test_an_emptied_line_goes_away_when_it_is_left(screen, desk, qtbot):
    line = screen.about.measures.lines[Id("measure")]
    line.words.setFocus()
    line.words.selectAll()
    qtbot.keyClick(line.words, Qt.Key.Key_Delete)
    screen.about.notes.setFocus()
    assert desk.notebook[SuccessMeasure].find() == []
    desk.undo()
    assert desk.notebook[SuccessMeasure].get(Id("measure")).text == "Launch date"


def test_words_left_in_the_place_for_a_new_line_are_not_lost(screen, desk, qtbot):
    qtbot.keyClicks(screen.about.pressures.new, "a client was promised it")
    screen.leave()
    assert "a client was promised it" in [p.text for p in desk.notebook[Pressure].find()]


def test_a_pressure_has_a_source_and_a_day(screen, desk, qtbot):
    line = screen.about.pressures.lines[Id("pressure")]
    write(qtbot, line.source, "Mara")
    screen.leave()
    qtbot.mouseClick(line.due.offer, LEFT)
    line.due.edit.setDate(line.due.edit.date().addDays(2))
    qtbot.keyClick(line.due.edit, Qt.Key.Key_Return)
    saved = desk.notebook[Pressure].get(Id("pressure"))
    assert (saved.source, saved.due) == ("Mara", date(2026, 12, 5))
    desk.undo()
    back = desk.notebook[Pressure].get(Id("pressure"))
    assert (back.source, back.due) == ("Mara", date(2026, 12, 3))


def test_one_action_makes_a_hidden_need_at_once_and_asks_for_its_words(screen, desk, qtbot):
    qtbot.mouseClick(screen.needs.suspect, LEFT)
    (made,) = [n for n in desk.notebook[Need].find(counterpart_id=PRIYA) if not n.text]
    assert (made.standing, made.confidence, made.driver, made.question) == (
        Standing.HIDDEN,
        50,
        "",
        "",
    )
    assert screen.card.isVisible()
    assert "gut feeling" in screen.needs.map.sea.cards[made.id].accessibleName()
    qtbot.keyClicks(QApplication.focusWidget(), "to be left in peace")
    screen.leave()
    assert need(desk, made.id).text == "to be left in peace"
    desk.undo()
    assert need(desk, made.id).trashed_at is not None


def test_a_click_opens_the_details_and_the_arrow_keys_still_move_the_card(screen, desk, qtbot):
    card = screen.needs.map.sea.cards[WORRY]
    before = need(desk, WORRY).confidence
    qtbot.mouseClick(card, LEFT)
    assert screen.card.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert need(desk, WORRY).confidence == before + 5


def test_what_they_said_is_noted_with_today(screen, desk, qtbot):
    qtbot.mouseClick(screen.needs.hear, LEFT)
    (made,) = [n for n in desk.notebook[Need].find(counterpart_id=PRIYA) if not n.text]
    assert (made.standing, made.said_on) == (Standing.STATED, date(2026, 11, 19))


def test_the_details_tell_what_is_missing_and_stop_when_it_is_there(screen, desk, qtbot):
    screen.open_need(WORRY)
    card = screen.card
    assert card.head.gaps.text() == (
        "Still open: something seen or heard, the motive beneath, a question to test it."
    )
    qtbot.keyClicks(card.guess.signs.text, "asked about severance")
    qtbot.keyClick(card.guess.signs.text, Qt.Key.Key_Return)
    place = card.guess.driver.box.findData("safety")
    card.guess.driver.box.setCurrentIndex(place)
    card.guess.driver.box.activated.emit(place)
    write(qtbot, card.guess.question, "Who worries you most?")
    card.leave()
    assert not card.head.gaps.isVisible()
    saved = need(desk, WORRY)
    assert (saved.driver, saved.question) == ("safety", "Who worries you most?")
    (sign,) = desk.notebook[Evidence].find(need_id=WORRY)
    assert (sign.text, sign.seen_on, sign.supports) == (
        "asked about severance",
        date(2026, 11, 19),
        True,
    )


def test_a_sign_can_speak_against_and_be_put_away(screen, desk, qtbot):
    screen.open_need(WORRY)
    signs = screen.card.guess.signs
    signs.side.set_value(False)
    qtbot.keyClicks(signs.text, "laughed about it")
    qtbot.mouseClick(signs.add, LEFT)
    (sign,) = desk.notebook[Evidence].find(need_id=WORRY)
    assert not sign.supports
    assert "1 against" in screen.needs.map.sea.cards[WORRY].accessibleName()
    qtbot.mouseClick(signs.lines[sign.id].away, LEFT)
    assert desk.notebook[Evidence].find(need_id=WORRY) == []
    desk.undo()
    assert desk.notebook[Evidence].count(need_id=WORRY) == 1


def test_free_words_are_a_motive_too(screen, desk, qtbot):
    screen.open_need(WORRY)
    line = screen.card.guess.driver.box.lineEdit()
    write(qtbot, line, "her daughter's school")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert need(desk, WORRY).driver == "her daughter's school"


def test_an_idea_of_the_motive_becomes_the_question(screen, desk, qtbot):
    screen.open_need(RECOGNITION)
    action = screen.card.guess.ideas.menu().actions()[0]
    action.trigger()
    screen.card.leave()
    asked = desk.library.drivers[Id("recognition")].questions[0]
    assert need(desk, RECOGNITION).question == asked


def test_the_slider_moves_the_card_on_the_map(screen, desk, qtbot):
    screen.open_need(RECOGNITION)
    qtbot.keyClick(screen.card.guess.slider, Qt.Key.Key_Left)
    assert need(desk, RECOGNITION).confidence == 70
    assert "70 per cent" in screen.needs.map.sea.cards[RECOGNITION].accessibleName()


def test_they_said_it_is_asked_in_the_details_too(screen, desk, qtbot):
    screen.open_need(RECOGNITION)
    qtbot.mouseClick(screen.card.guess.said_button, LEFT)
    qtbot.keyClicks(screen.card.guess.asking.words, "nobody saw it")
    qtbot.mouseClick(screen.card.guess.asking.keep, LEFT)
    assert (need(desk, RECOGNITION).standing, need(desk, RECOGNITION).words) == (
        Standing.STATED,
        "nobody saw it",
    )
    assert screen.card.saying.isVisible()
    assert not screen.card.guess.isVisible()


def test_links_are_made_and_taken_away_in_the_details(screen, desk, qtbot):
    screen.open_need(FEAR)
    actions = {a.text(): a for a in screen.card.links.menu.actions()}
    actions["No change of scope before March"].trigger()
    assert desk.notebook[NeedLink].count(stated_id=SCOPE, hidden_id=FEAR) == 1
    qtbot.mouseClick(screen.card.links.lines[SCOPE].away, LEFT)
    assert desk.notebook[NeedLink].count(stated_id=SCOPE, hidden_id=FEAR) == 0


def test_words_typed_in_the_details_survive_a_change_elsewhere(screen, desk, qtbot):
    screen.open_need(FEAR)
    write(qtbot, screen.card.words, "half a thought")
    screen.acts.move(RECOGNITION, confidence=10)
    assert screen.card.words.words() == "half a thought"
    screen.open_need(RECOGNITION)
    assert need(desk, FEAR).text == "half a thought"


def test_putting_a_need_away_closes_its_details_and_undo_brings_it_back(screen, desk, qtbot):
    screen.open_need(FEAR)
    with qtbot.waitSignal(desk.removed):
        qtbot.mouseClick(screen.card.away, LEFT)
    assert not screen.card.isVisible()
    assert FEAR not in screen.needs.map.sea.cards
    desk.undo()
    assert FEAR in screen.needs.map.sea.cards


def test_a_verdict_is_told_in_the_details(screen, desk):
    held = talk(desk, stage=Stage.DEBRIEFED, starts_at=make.NOW - timedelta(days=9))
    verdict = Verdict(
        need_id=FEAR, conversation_id=held.id, ruling=Ruling.PARTLY, confidence_then=60
    )
    desk.notebook.save(verdict, now=make.NOW)
    screen.open_need(FEAR)
    assert screen.card.verdicts.isVisible()


def test_the_list_has_the_same_needs_and_the_same_acts(screen, desk, qtbot):
    qtbot.mouseClick(screen.needs.as_list, LEFT)
    rows = screen.needs.list.rows
    assert rows.isVisible()
    screen.needs.list.choose(RECOGNITION)
    spoken = rows.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Recognition for the migration, hidden, 75 per cent sure")
    qtbot.keyClick(rows, Qt.Key.Key_Right)
    assert need(desk, RECOGNITION).confidence == 80
    assert screen.needs.list.current() == RECOGNITION
    qtbot.keyClick(rows, Qt.Key.Key_Left)
    qtbot.keyClick(rows, Qt.Key.Key_Left)
    assert need(desk, RECOGNITION).confidence == 70
    screen.needs.list.choose(ENGINEERS)
    qtbot.keyClick(rows, Qt.Key.Key_Down, CTRL)
    assert need(desk, ENGINEERS).standing is Standing.HIDDEN
    screen.needs.list.choose(FEAR)
    qtbot.keyClick(rows, Qt.Key.Key_Up, CTRL)
    assert screen.card.guess.asking.isVisible()
    screen.needs.list.choose(WORRY)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert need(desk, WORRY).trashed_at is not None


def test_the_list_shows_what_was_let_go_and_the_map_does_not(screen, desk):
    desk.add("Refute", priya.need(Id("gone"), Standing.REFUTED, "a promotion"))
    rows = screen.needs.list.rows
    texts = [rows.item(place).text() for place in range(rows.count())]
    assert texts[-2:] == ["Let go", "a promotion"]
    assert Id("gone") not in screen.needs.map.sea.cards


def test_prepare_a_conversation_starts_one_with_this_person(screen, qtbot):
    with qtbot.waitSignal(screen.go) as went:
        screen.prepare.click()
    assert went.args == [Place("new-conversation", detail=f"with:{PRIYA}")]


def test_a_counterpart_with_a_conversation_ahead_stays_and_that_is_told(screen, desk):
    talk(desk, issue="two engineers")
    screen.put_away()
    assert stored(desk).trashed_at is None
    assert "“two engineers” is still being prepared" in screen.notice.accessibleName()


def test_a_counterpart_is_put_away_with_undo(screen, desk, qtbot):
    with qtbot.waitSignal(screen.go) as went:
        screen.put_away()
    assert went.args == [Place("counterparts")]
    assert stored(desk).trashed_at is not None
    desk.undo()
    assert stored(desk).trashed_at is None


def test_where_there_is_little_room_the_column_waits_behind_a_button(desk, qtbot):
    small = shown(desk, qtbot, PRIYA, width=ROOMY - 40)
    assert not small.column.isVisible()
    small.about_button.setChecked(True)
    assert small.column.isVisible()
    small.about_button.setChecked(False)
    small.open_need(FEAR)
    assert small.card.isVisible()
    assert small.needs.width() > 400
    small.card.close_up()
    assert not small.column.isVisible()


def test_another_counterpart_shows_nothing_of_the_one_before(screen, desk, qtbot):
    other = Counterpart(name="Tomás")
    desk.add("Add", other)
    screen.open_need(FEAR)
    write(qtbot, screen.card.words, "typed in passing")
    screen.open(Place("counterpart", other.id))
    assert need(desk, FEAR).text == "typed in passing"
    assert not screen.card.isVisible()
    assert screen.needs.map.sea.cards == {}
    assert screen.about.measures.lines == {}
    assert screen.about.fields["name"].text() == "Tomás"


def test_someone_who_is_not_there_leaves_the_one_in_front(screen):
    with pytest.raises(BeforehandError, match="not in the notebook"):
        screen.open(Place("counterpart", Id("nobody")))
    assert screen.heading().title == "Priya Nair"


def test_words_that_look_like_markup_stay_words(screen, desk, qtbot):
    desk.add("Add", priya.need(Id("tag"), Standing.STATED, "<b>bold</b> & <img src=x>"))
    card = screen.needs.map.sea.cards[Id("tag")]
    assert card.accessibleName().startswith("<b>bold</b> & <img src=x>")
    screen.open_need(Id("tag"))
    assert screen.card.words.words() == "<b>bold</b> & <img src=x>"


@pytest.mark.parametrize("width", [800, 960, 1228, 3600])
@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_nothing_in_the_column_is_cut_at_any_width(desk, qtbot, qapp, look, width):
    theme.apply(qapp, look)
    for number in range(3):
        talk(desk, issue="a very long issue " * 9, starts_at=make.NOW - timedelta(days=number))
    made = shown(desk, qtbot, PRIYA, width=width)
    made.about_button.setChecked(True)
    made.about.who.head.setChecked(True)
    room = made.side.width()
    assert made.about.minimumSizeHint().width() <= room
    made.open_need(RECOGNITION)
    assert made.card.minimumSizeHint().width() <= room
