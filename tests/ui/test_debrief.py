"""The debrief through the real window: the sample's Graz depot waits for one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import (
    Addendum,
    Conversation,
    Debrief,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.held import had_a_talk
from beforehand.domain.needs import Evidence, Knowing, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment, Owner
from beforehand.exchange.sample import slug_id
from beforehand.store.notebook import Notebook
from beforehand.ui.debrief.case_card import CaseCard
from beforehand.ui.debrief.commitment_line import CommitmentLine
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.debrief import DebriefScreen
from beforehand.ui.screens.had_a_talk import HadATalkScreen
from beforehand.ui.session import Session
from beforehand.ui.widgets.line import Line
from beforehand.ui.window import Window
from reading import press, said

GRAZ = slug_id("graz-depot")
DAY = timedelta(days=1)


@pytest.fixture
def desk(session: Session) -> Desk:
    session.open_sample()
    assert session.desk is not None
    return session.desk


@pytest.fixture
def screen(desk: Desk, window: Window) -> DebriefScreen:
    return opened_at(window, GRAZ)


def opened_at(window: Window, talk_id: Id, detail: str = "") -> DebriefScreen:
    window.go(Place("debrief", talk_id, detail))
    QApplication.processEvents()
    assert window.stack is not None
    assert isinstance(window.stack.screen, DebriefScreen)
    return window.stack.screen


def judge(card: CaseCard, ruling: Ruling, knowing: Knowing | None = None) -> None:
    card.ruling.buttons[ruling].click()
    if knowing is not None:
        card.knowing.buttons[knowing].click()
    QApplication.processEvents()


def write(qtbot: QtBot, widget: QWidget, words: str) -> None:
    qtbot.keyClicks(widget, words)
    QApplication.processEvents()


def last(screen: DebriefScreen) -> CommitmentLine:
    """The empty line at the end."""
    return list(screen.commitments.lines.widgets.values())[-1]


def owned(line: CommitmentLine, who: str) -> None:
    at = line.who.findText(who)
    assert at >= 0
    line.who.setCurrentIndex(at)
    line.who.activated.emit(at)
    QApplication.processEvents()


def agreed(qtbot: QtBot, screen: DebriefScreen, words: str, who: str = "") -> CommitmentLine:
    line = last(screen)
    write(qtbot, line.what, words)
    if who:
        owned(line, who)
    line.flush()
    return line


def stored(desk: Desk, kind: type[Record], **equals: object) -> list[Record]:
    return list(desk.notebook[kind].find(**equals))


def verdicts(desk: Desk) -> list[Verdict]:
    return desk.notebook[Verdict].find(conversation_id=GRAZ)


def talk(desk: Desk, talk_id: Id = GRAZ) -> Conversation:
    found = desk.notebook[Conversation].get(talk_id)
    assert found is not None
    return found


# Verdicts


def test_what_one_believed_when_the_talk_began_stands_on_each_card(screen: DebriefScreen) -> None:
    assert [card.case.believed for card in screen.hypotheses.cards] == [70, 60, 45]
    text = said(screen)
    assert "security of job, budget, team · you were 70 % sure · test: “If I found" in text
    assert "0 of 3 judged. What you leave open counts as not asked." in text


def test_confirmed_by_what_they_said_the_need_is_known(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.CONFIRMED)
    assert "choose how you know" in said(card)
    judge(card, Ruling.PARTLY)
    judge(card, Ruling.CONFIRMED, Knowing.SAID)
    assert "Known now: it rises above the waterline on Ελένη’s map." in said(card)
    write(qtbot, card.how, "One page, she said. ")
    assert screen.leave()
    (line,) = desk.notebook[Evidence].find(text="One page, she said.")
    assert line.need_id == card.case.need.id
    need = desk.notebook[Need].get(card.case.need.id)
    assert need is not None
    assert need.standing is Standing.KNOWN
    assert need.words == "One page, she said."


def test_a_second_verdict_takes_the_place_of_the_first(screen: DebriefScreen, desk: Desk) -> None:
    card = screen.hypotheses.cards[0]
    for ruling in (Ruling.CONFIRMED, Ruling.REFUTED, Ruling.NOT_ASKED, Ruling.PARTLY):
        judge(card, ruling)
        assert [each.ruling for each in verdicts(desk)] == [ruling]
        assert [c for c, b in card.ruling.buttons.items() if b.isChecked()] == [ruling]
    assert len(screen.hypotheses.cards) == 3


def test_changing_one_s_mind_keeps_what_was_typed(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.CONFIRMED, Knowing.SAW)
    write(qtbot, card.how, "She nodded")
    judge(card, Ruling.REFUTED)
    assert card.how.words() == "She nodded"
    (verdict,) = verdicts(desk)
    assert (verdict.ruling, verdict.knowing, verdict.text) == (
        Ruling.REFUTED,
        Knowing.SAW,
        "She nodded",
    )
    (line,) = desk.notebook[Evidence].find(text="She nodded")
    assert not line.supports


def test_a_verdict_pressed_again_is_taken_back(screen: DebriefScreen, desk: Desk) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.REFUTED)
    judge(card, Ruling.REFUTED)
    assert verdicts(desk) == []
    assert not any(each.isChecked() for each in card.ruling.buttons.values())
    need = desk.notebook[Need].get(card.case.need.id)
    assert need is not None
    assert need.standing is Standing.HIDDEN


def test_a_verdict_is_undone_and_redone(screen: DebriefScreen, desk: Desk) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.CONFIRMED, Knowing.SAID)
    desk.undo()
    desk.undo()
    QApplication.processEvents()
    assert card.ruling.value() is None
    assert verdicts(desk) == []
    desk.redo()
    QApplication.processEvents()
    assert card.ruling.value() is Ruling.CONFIRMED


def test_partly_asks_how_sure_one_is_now_and_leaves_what_was_believed(
    screen: DebriefScreen, desk: Desk
) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.PARTLY)
    assert card.sure.isVisible()
    card.sure.setValue(9)
    assert screen.leave()
    (verdict,) = verdicts(desk)
    assert (verdict.confidence_then, verdict.confidence_after) == (70, 45)
    need = desk.notebook[Need].get(card.case.need.id)
    assert need is not None
    assert need.confidence == 45
    again = opened_at(screen.window(), GRAZ)  # type: ignore[arg-type]
    assert again.hypotheses.cards[0].case.believed == 70
    assert again.hypotheses.cards[0].sure.value() == 9


def test_the_keys_1_to_4_judge_the_card_that_has_the_focus(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    card = screen.hypotheses.cards[1]
    for key, ruling in zip("1234", Ruling, strict=True):
        qtbot.keyClick(card.ruling.buttons[Ruling.CONFIRMED], key)
        assert [each.ruling for each in verdicts(desk)] == [ruling]


def test_figures_typed_into_the_evidence_are_no_verdict(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    card = screen.hypotheses.cards[1]
    judge(card, Ruling.PARTLY)
    write(qtbot, card.how, "3 of 4")
    assert card.how.words() == "3 of 4"
    assert [each.ruling for each in verdicts(desk)] == [Ruling.PARTLY]


def test_words_being_typed_survive_whatever_else_is_saved(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    card = screen.hypotheses.cards[0]
    judge(card, Ruling.CONFIRMED)
    write(qtbot, card.how, "She said ")
    assert card._saved.flush()
    QApplication.processEvents()
    write(qtbot, card.how, "yes")
    screen.ratings.rows["result"].buttons[4].click()
    QApplication.processEvents()
    assert card.how.words() == "She said yes"


def test_each_person_has_a_block(window: Window, opened: Callable[..., Notebook]) -> None:
    opened(*two_people())
    screen = opened_at(window, Id("both"))
    names = [block._name.text() for block in screen.hypotheses.blocks.widgets.values()]
    assert names == ["Priya Nair", "Bo Ek"]
    assert "You had written down no guess about what moves Bo." in said(screen)


def two_people() -> list[Record]:
    meeting = Conversation(
        id=Id("both"), issue="the launch", stage=Stage.HELD, starts_at=make.NOW - DAY
    )
    people = [Counterpart(name=name) for name in ("Priya Nair", "Bo Ek")]
    guess = Need(counterpart_id=people[0].id, standing=Standing.HIDDEN, text="rest")
    seats = [
        Participant(conversation_id=meeting.id, counterpart_id=each.id, place=place)
        for place, each in enumerate(people)
    ]
    return [meeting, *people, *seats, guess]


# Commitments


def test_commitment_lines_add_themselves(screen: DebriefScreen, desk: Desk, qtbot: QtBot) -> None:
    assert len(screen.commitments.lines.widgets) == 1
    first = agreed(qtbot, screen, "Driving times", "I")
    agreed(qtbot, screen, "A slot at the board", "Ελένη Μαρκάκη")
    assert len(screen.commitments.lines.widgets) == 3
    assert first.what.words() == "Driving times"
    found = desk.notebook[Commitment].find(conversation_id=GRAZ)
    eleni = slug_id("eleni")
    assert [(each.text, each.owner, each.counterpart_id) for each in found] == [
        ("Driving times", Owner.ME, None),
        ("A slot at the board", Owner.COUNTERPART, eleni),
    ]


def test_someone_else_is_named(screen: DebriefScreen, desk: Desk, qtbot: QtBot) -> None:
    line = agreed(qtbot, screen, "The lease", "Someone else")
    assert line.name.isVisible()
    assert line.faults
    write(qtbot, line.name, "Frau Novak")
    assert screen.leave()
    (found,) = desk.notebook[Commitment].find(conversation_id=GRAZ)
    assert (found.owner, found.owner_name) == (Owner.OTHER, "Frau Novak")
    assert not line.faults


def test_a_commitment_without_an_owner_is_told_and_kept_as_typed(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    line = agreed(qtbot, screen, "Driving times")
    screen.finish_it()
    assert talk(desk).stage is Stage.HELD
    assert "A commitment needs one owner" in line.fault.text()
    assert line.fault.isVisible()
    assert [each.text for each in desk.notebook[Commitment].find(conversation_id=GRAZ)] == [
        "Driving times"
    ]
    owned(line, "I")
    assert not line.fault.isVisible()
    screen.finish_it()
    assert talk(desk).stage is Stage.DEBRIEFED


def test_a_day_before_the_conversation_is_told_in_its_place(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    line = agreed(qtbot, screen, "Driving times", "I")
    line.due.offer.click()
    assert not line.fault.isVisible()
    before = make.NOW.date() - 9 * DAY
    line.due.edit.setDate(QDate(before.year, before.month, before.day))
    line.due.edit.editingFinished.emit()
    QApplication.processEvents()
    assert "before the conversation" in line.fault.text()
    assert line.fault.isVisible()
    screen.finish_it()
    assert talk(desk).stage is Stage.HELD
    (found,) = desk.notebook[Commitment].find(conversation_id=GRAZ)
    assert found.due == before


def test_an_owner_without_words_is_told(screen: DebriefScreen, desk: Desk) -> None:
    line = last(screen)
    owned(line, "I")
    screen.finish_it()
    assert "Say what was promised." in line.fault.text()
    assert talk(desk).stage is Stage.HELD
    line.bin.click()
    screen.finish_it()
    assert talk(desk).stage is Stage.DEBRIEFED


def test_a_commitment_is_removed_and_brought_back(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    line = agreed(qtbot, screen, "Driving times", "I")
    line.bin.click()
    QApplication.processEvents()
    assert desk.notebook[Commitment].count(conversation_id=GRAZ) == 0
    assert len(screen.commitments.lines.widgets) == 1
    desk.undo()
    QApplication.processEvents()
    assert len(screen.commitments.lines.widgets) == 2


def test_a_commitment_emptied_by_hand_goes_when_one_leaves(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    line = agreed(qtbot, screen, "x", "I")
    qtbot.keyClick(line.what, Qt.Key.Key_Backspace)
    assert screen.leave()
    assert desk.notebook[Commitment].count(conversation_id=GRAZ) == 0


# Words and figures


def test_unfinished_work_is_kept_as_typed(
    screen: DebriefScreen, desk: Desk, window: Window, qtbot: QtBot
) -> None:
    for name, editor in screen.words.editors.items():
        write(qtbot, editor, f"  {name}...")
    window.go(Place("today"))
    (debrief,) = desk.notebook[Debrief].find(conversation_id=GRAZ)
    assert (debrief.happened, debrief.surprised, debrief.carry) == (
        "  happened...",
        "  surprised...",
        "  carry...",
    )
    again = opened_at(window, GRAZ)
    assert again.words.editors["happened"].words() == "  happened..."
    assert talk(desk).stage is Stage.HELD


def test_ratings_and_alignment_are_acts_and_spare_the_words(
    screen: DebriefScreen, desk: Desk, qtbot: QtBot
) -> None:
    screen.ratings.rows["relation"].buttons[4].click()
    write(qtbot, screen.words.editors["happened"], "we talked")
    screen.leave()
    assert desk.undo_label == "Rate the relationship"
    desk.undo()
    (debrief,) = desk.notebook[Debrief].find(conversation_id=GRAZ)
    assert (debrief.relation, debrief.happened) == (None, "we talked")
    assert "Before the conversation you said 3." in said(screen)
    screen.alignment.scores.buttons[7].click()
    QApplication.processEvents()
    assert screen.looking.back.after is not None
    assert screen.looking.back.after.score == 7
    desk.undo()
    QApplication.processEvents()
    assert screen.alignment.scores.value() is None


# Finishing


def test_finishing_is_one_act_and_shows_what_is_known_now(
    screen: DebriefScreen, desk: Desk, window: Window
) -> None:
    judge(screen.hypotheses.cards[0], Ruling.CONFIRMED, Knowing.SAID)
    press(window, "Finish debrief")
    QApplication.processEvents()
    assert talk(desk).stage is Stage.DEBRIEFED
    text = said(screen.results)
    assert "Now known\nOne closed site that she can show the board (they said it)" in text
    assert "Not asked: comes along to the next time" in text
    rulings = sorted(each.ruling for each in verdicts(desk))
    assert rulings == [Ruling.CONFIRMED, Ruling.NOT_ASKED, Ruling.NOT_ASKED]
    desk.undo()
    QApplication.processEvents()
    assert talk(desk).stage is Stage.HELD
    assert not screen.results.isVisible()
    assert [each.ruling for each in verdicts(desk)] == [Ruling.CONFIRMED]
    assert screen.hypotheses.cards[1].ruling.buttons[Ruling.REFUTED].isVisible()


def test_a_finished_debrief_can_only_be_read(
    screen: DebriefScreen, desk: Desk, window: Window, qtbot: QtBot
) -> None:
    write(qtbot, screen.words.editors["happened"], "we talked")
    agreed(qtbot, screen, "Driving times", "I")
    qtbot.keyClick(screen.words.editors["carry"], Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    screen.finish_it()
    screen = opened_at(window, GRAZ)
    assert "This debrief is finished, so it stays as it was." in said(screen)
    assert "I · no date" in said(screen)
    for editor in screen.words.editors.values():
        assert editor.isReadOnly()
    card = screen.hypotheses.cards[0]
    assert not any(each.isEnabled() for each in card.ruling.buttons.values())
    qtbot.keyClick(card, "1")
    assert {each.ruling for each in verdicts(desk)} == {Ruling.NOT_ASKED}
    line = next(iter(screen.commitments.lines.widgets.values()))
    assert line.what.isReadOnly()
    assert not line.who.isVisible()
    assert "Finish debrief" not in said(window)


def test_a_debrief_of_long_ago_tells_what_became_of_what_was_agreed(
    desk: Desk, window: Window
) -> None:
    screen = opened_at(window, slug_id("who-pays"))
    assert "Łucja Wrońska · by 17 November 2026 · late" in said(screen)
    assert "Note of 16 June 2026" in said(screen)
    assert [block._name.text() for block in screen.hypotheses.blocks.widgets.values()] == [
        "Łucja Wrońska",
        "Kwabena Osei",
    ]


def test_a_note_is_added_later_with_its_date(
    screen: DebriefScreen, desk: Desk, window: Window, qtbot: QtBot
) -> None:
    screen.finish_it()
    press(window, "Add a note")
    write(qtbot, screen.results.notes.editor, "The plan came without Graz.")
    press(window, "Done")
    QApplication.processEvents()
    (note,) = desk.notebook[Addendum].find(conversation_id=GRAZ)
    assert note.text == "The plan came without Graz."
    assert "Note of 19 November 2026\nThe plan came without Graz." in said(screen)
    press(window, "Add a note")
    write(qtbot, screen.results.notes.editor, "And then")
    window.go(Place("today"))
    assert [n.text for n in desk.notebook[Addendum].find(conversation_id=GRAZ)][1:] == ["And then"]


def test_an_empty_note_leaves_nothing(screen: DebriefScreen, desk: Desk, window: Window) -> None:
    screen.finish_it()
    press(window, "Add a note")
    press(window, "Done")
    assert desk.notebook[Addendum].count(conversation_id=GRAZ) == 0


# The ways there


def test_the_waiting_debrief_opens_from_today(desk: Desk, window: Window, qtbot: QtBot) -> None:
    qtbot.wait_until(lambda: "Waiting for your debrief" in said(window))
    next(each for each in window.findChildren(Line) if each.row.chip == "debrief").click()
    assert window.stack is not None
    assert window.stack.place == Place("debrief", GRAZ)


def over_one() -> list[Record]:
    person = Counterpart(name="Ada Ek")
    meeting = Conversation(id=Id("over"), issue="the budget", starts_at=make.NOW - DAY)
    return [meeting, person, Participant(conversation_id=meeting.id, counterpart_id=person.id)]


def test_today_asks_whether_it_took_place_and_yes_leads_to_the_debrief(
    window: Window, session: Session, opened: Callable[..., Notebook]
) -> None:
    notebook = opened(*over_one())
    assert "Did it take place?\nthe budget" in said(window)
    press(window, "Yes, on to the debrief")
    assert window.stack is not None
    assert window.stack.place == Place("debrief", Id("over"))
    held = notebook[Conversation].get(Id("over"))
    assert held is not None
    assert held.stage is Stage.HELD
    assert session.desk is not None
    session.desk.undo()
    window.go(Place("today"))
    press(window, "Not yet, or moved")
    assert window.stack.place == Place("new-conversation", Id("over"))


def test_what_was_called_off_is_asked_no_more(
    window: Window, session: Session, opened: Callable[..., Notebook]
) -> None:
    notebook = opened(*over_one())
    press(window, "Called off")
    gone = notebook[Conversation].get(Id("over"))
    assert gone is not None
    assert gone.stage is Stage.CALLED_OFF
    assert "Did it take place?" not in said(window)
    assert session.desk is not None
    session.desk.undo()
    assert "Did it take place?" in said(window)


def test_what_is_still_going_on_is_not_asked_for(
    window: Window, opened: Callable[..., Notebook]
) -> None:
    meeting, *rest = over_one()
    opened(replace(meeting, starts_at=make.NOW - timedelta(minutes=10)), *rest)  # type: ignore[call-arg]
    assert "Did it take place?" not in said(window)
    assert "Next conversation" in said(window)


def test_preparations_and_prepare_lead_to_the_debrief(desk: Desk, window: Window) -> None:
    window.go(Place("preparations"))
    assert window.stack is not None
    view, model = window.stack.screen.view, window.stack.screen.model
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    graz = next(row for row in rows if model.item(row).conversation.id == GRAZ)
    view.opened.emit(graz)
    assert window.stack.place == Place("debrief", GRAZ)
    press(window, "Preparation")
    assert window.stack.place == Place("prepare", GRAZ)
    press(window, "Debrief")
    assert window.stack.place == Place("debrief", GRAZ)


def test_a_place_within_the_debrief_has_the_focus(desk: Desk, window: Window) -> None:
    opened_at(window, GRAZ)
    need = opened_at(window, GRAZ).hypotheses.cards[2].case.need
    screen = opened_at(window, GRAZ, str(need.id))
    window.activateWindow()
    focused = screen.focusWidget()
    assert focused is not None
    assert screen.hypotheses.cards[2].isAncestorOf(focused)


def test_tab_goes_from_the_cards_to_the_figures_and_then_to_the_right(
    screen: DebriefScreen, qtbot: QtBot
) -> None:
    judge(screen.hypotheses.cards[0], Ruling.CONFIRMED)
    agreed(qtbot, screen, "Driving times", "I")
    parts = [*screen.hypotheses.cards, screen.alignment, screen.ratings]
    parts += [*screen.commitments.lines.widgets.values(), screen.words]
    at, met = screen.hypotheses.cards[0].ruling.buttons[Ruling.CONFIRMED], []
    for _ in range(300):
        here = next((part for part in parts if part.isAncestorOf(at)), None)
        reached = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.isVisible()
        if reached and here is not None and (not met or met[-1] is not here):
            met.append(here)
        at = at.nextInFocusChain()
        if len(met) > 1 and screen.hypotheses.cards[0].isAncestorOf(at):
            break
    assert met == parts


# A talk that nobody prepared


def test_whom_one_began_to_add_took_part_in_the_talk(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened()
    window.go(Place("had-a-talk"))
    assert window.stack is not None
    form = window.stack.screen
    form.people.field.new_wanted.emit("Ada Ek")
    write(qtbot, form.issue, "the coffee machine")
    press(form, "On to the debrief")
    (person,) = notebook[Counterpart].find()
    (taking_part,) = notebook[Participant].find()
    assert taking_part.counterpart_id == person.id
    assert window.stack.place.screen == "debrief"


def test_a_talk_never_prepared_is_debriefed(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(Counterpart(name="Ada Ek"))
    press(window, "I had a talk")
    assert window.stack is not None
    form = window.stack.screen
    assert isinstance(form, HadATalkScreen)
    press(form, "On to the debrief")
    assert "Name the person first" in said(form)
    form.people.added.emit(notebook[Counterpart].find()[0])
    press(form, "On to the debrief")
    assert "a few words on what it was about" in said(form)
    write(qtbot, form.issue, "the coffee machine")
    form.when.show_moment(make.NOW + DAY, make.NOW)
    press(form, "On to the debrief")
    assert "still to come" in said(form)
    assert notebook[Conversation].count() == 0
    form.when.show_moment(make.NOW - DAY, make.NOW)
    press(form, "On to the debrief")
    (noted,) = notebook[Conversation].find()
    assert (noted.issue, noted.stage) == ("the coffee machine", Stage.HELD)
    assert window.stack.place == Place("debrief", noted.id)
    screen = window.stack.screen
    assert "Nothing was suspected, so there is nothing to judge." in said(screen)
    write(qtbot, screen.words.editors["happened"], "She spoke first.")
    press(window, "Finish debrief")
    assert talk(screen.looking.desk, noted.id).stage is Stage.DEBRIEFED


def test_a_talk_that_was_begun_waits_until_it_is_noted(
    window: Window, opened: Callable[..., Notebook], qtbot: QtBot
) -> None:
    notebook = opened(Counterpart(name="Ada Ek"))
    window.go(Place("had-a-talk"))
    assert window.stack is not None
    form = window.stack.screen
    form.people.added.emit(notebook[Counterpart].find()[0])
    write(qtbot, form.issue, "the coffee machine")
    window.go(Place("today"))
    window.go(Place("had-a-talk"))
    assert form.issue.words() == "the coffee machine"
    form.record()
    window.go(Place("had-a-talk"))
    assert form.issue.words() == ""
    assert "Take Ada Ek off" not in said(form)


def test_the_key_for_a_talk(window: Window, opened: Callable[..., Notebook]) -> None:
    opened()
    actions = [each for each in window.actions() if each.text().startswith("I had a talk")]
    assert [each.shortcut().toString() for each in actions] == ["Ctrl+Shift+N"]
    actions[0].trigger()
    assert window.stack is not None
    assert window.stack.place == Place("had-a-talk")


def test_a_talk_undone_leaves_no_debrief_behind(
    window: Window, session: Session, opened: Callable[..., Notebook]
) -> None:
    opened(*two_people())
    assert session.desk is not None
    assert window.stack is not None
    person = session.desk.notebook[Counterpart].find()[0]
    session.desk.do("Note a talk", had_a_talk("coffee", [person.id], make.NOW, make.NOW))
    noted = next(c for c in session.desk.notebook[Conversation].find() if c.issue == "coffee")
    opened_at(window, noted.id)
    session.desk.undo()
    QApplication.processEvents()
    assert window.stack.place == Place("preparations")


def test_a_verdict_after_the_debrief_was_finished_elsewhere_is_told(
    screen: DebriefScreen, desk: Desk, window: Window
) -> None:
    card = screen.hypotheses.cards[0]
    screen.looking.finish()
    card.ruling.choose(Ruling.REFUTED)
    assert "This conversation is debriefed" in window.bars.trouble.text
    assert {each.ruling for each in verdicts(desk)} == {Ruling.NOT_ASKED}
    QApplication.processEvents()
    assert card.ruling.value() is Ruling.NOT_ASKED


def test_tab_stops_once_in_a_row_and_the_arrows_go_along_it(
    screen: DebriefScreen, window: Window, qtbot: QtBot
) -> None:
    window.activateWindow()
    buttons = list(screen.alignment.scores.buttons.values())
    tab = Qt.FocusPolicy.TabFocus
    assert [each for each in buttons if each.focusPolicy() & tab] == buttons[:1]
    buttons[0].setFocus()
    for _ in range(2):
        qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert screen.looking.back.after is not None
    assert screen.looking.back.after.score == 2
    assert [each for each in buttons if each.focusPolicy() & tab] == [buttons[2]]


# However it is filled


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_words_never_widen_the_window(
    window: Window, opened: Callable[..., Notebook], width: int, look: object
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 9
    person = Counterpart(name=long)
    meeting = Conversation(id=Id("long"), issue=long, stage=Stage.HELD, starts_at=make.NOW - DAY)
    seat = Participant(conversation_id=meeting.id, counterpart_id=person.id)
    guesses = [
        Need(counterpart_id=person.id, standing=Standing.HIDDEN, text=long, question=long)
        for _ in range(12)
    ]
    promise = Commitment(conversation_id=meeting.id, owner=Owner.ME, text=long)
    opened(person, meeting, seat, promise, *guesses)
    window.resize(width, 640)
    screen = opened_at(window, Id("long"))
    judge(screen.hypotheses.cards[0], Ruling.CONFIRMED, Knowing.SAID)
    judge(screen.hypotheses.cards[1], Ruling.REFUTED)
    assert window.width() == width
    area = screen._area
    assert area.widget().width() <= area.viewport().width()
    screen.finish_it()
    QApplication.processEvents()
    assert window.width() == width
    assert area.widget().width() <= area.viewport().width()


def test_markup_is_shown_as_it_is(window: Window, opened: Callable[..., Notebook]) -> None:
    person = Counterpart(name="<b>Bo</b> & Co")
    meeting = Conversation(
        id=Id("odd"), issue="<h1>x</h1>", stage=Stage.HELD, starts_at=make.NOW - DAY
    )
    seat = Participant(conversation_id=meeting.id, counterpart_id=person.id)
    guess = Need(counterpart_id=person.id, standing=Standing.HIDDEN, text="<i>rest</i>")
    opened(person, meeting, seat, guess)
    screen = opened_at(window, Id("odd"))
    assert "<i>rest</i>" in said(screen)
    assert "<h1>x</h1>" in said(window)
