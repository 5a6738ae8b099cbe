from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

import make
from beforehand.domain.conversations import Answer, Conversation, EarlierWording
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import ConfidenceMark, Need, Standing
from beforehand.domain.record import Id

HOME = timezone(timedelta(hours=10))
MORNING = datetime(2026, 11, 19, 9, 0, tzinfo=HOME)


@pytest.fixture
def answer(notebook):
    talk = make.talk_with(notebook, "Priya", now=MORNING)
    given = make.record(Answer, conversation_id=talk.id, text="first")
    notebook.save(given, now=MORNING)
    return given


def rewrite(notebook, answer, text, when):
    notebook.save(replace(answer, text=text), now=when)


def earlier(notebook):
    return [kept.text for kept in notebook[EarlierWording].find(order="written_at")]


def test_words_changed_on_the_same_day_are_still_being_written(notebook, answer):
    # The day is the person's: in UTC, midnight lies between these two.
    rewrite(notebook, answer, "second", MORNING + timedelta(hours=14))
    assert earlier(notebook) == []


def test_a_wording_is_kept_when_it_changes_on_a_later_day(notebook, answer):
    rewrite(notebook, answer, "second", MORNING + timedelta(hours=16))
    (kept,) = notebook[EarlierWording].find()
    assert (kept.answer_id, kept.text, kept.wording) == (answer.id, "first", answer.wording)
    assert kept.written_at == MORNING
    assert kept.created_at == MORNING + timedelta(hours=16)


def test_typing_on_keeps_a_wording_once_a_day(notebook, answer):
    for day in (1, 2):
        for hour in range(3):
            when = MORNING + timedelta(days=day, hours=hour)
            rewrite(notebook, answer, f"day {day} hour {hour}", when)
    assert earlier(notebook) == ["first", "day 1 hour 2"]


def test_a_wording_that_stands_on_a_sheet_is_kept(notebook, answer):
    talk = notebook[Conversation].get(answer.conversation_id)
    noon = MORNING + timedelta(hours=3)
    notebook.save(replace(talk, sheet_made_at=noon), now=noon)
    rewrite(notebook, answer, "second", noon + timedelta(minutes=5))
    rewrite(notebook, answer, "third", noon + timedelta(minutes=6))
    assert earlier(notebook) == ["first"]


def test_saving_the_same_words_again_keeps_nothing_and_does_not_age_them(notebook, answer):
    tomorrow = MORNING + timedelta(days=1)
    rewrite(notebook, answer, "first", tomorrow)
    assert earlier(notebook) == []
    rewrite(notebook, answer, "second", tomorrow + timedelta(hours=1))
    assert earlier(notebook) == ["first"]


def test_an_answer_put_away_on_a_later_day_leaves_its_words(notebook, answer):
    tomorrow = MORNING + timedelta(days=1)
    notebook.save(replace(answer, trashed_at=tomorrow), now=tomorrow)
    assert earlier(notebook) == ["first"]


def test_an_empty_answer_has_no_earlier_wording(notebook, answer):
    rewrite(notebook, answer, "  ", MORNING)
    rewrite(notebook, answer, "second", MORNING + timedelta(days=2))
    assert earlier(notebook) == []


def test_what_comes_from_elsewhere_brings_its_own_history(notebook, answer):
    later = MORNING + timedelta(days=3)
    notebook.save(replace(answer, text="second"), now=later, keep_times=True)
    notebook.save(
        make.record(Need, counterpart_id=None, conversation_id=None), now=later, keep_times=True
    )
    assert earlier(notebook) == []
    assert notebook[ConfidenceMark].count() == 0


def test_each_move_of_a_confidence_leaves_a_mark(notebook, now):
    need = Need(standing=Standing.HIDDEN, text="rest", confidence=50)
    moves = [need, replace(need, text="rest!"), replace(need, confidence=70)]
    for hour, moved in enumerate(moves):
        notebook.save(moved, now=now + timedelta(hours=hour))
    marks = notebook[ConfidenceMark].find(need_id=need.id)
    assert [mark.confidence for mark in marks] == [50, 70]
    assert marks[1].created_at == now + timedelta(hours=2)


def test_only_a_hypothesis_has_marks(notebook, now):
    need = Need(id=Id("n"), standing=Standing.STATED, text="a date", confidence=50)
    notebook.save(need, now=now)
    notebook.save(replace(need, confidence=60), now=now)
    assert notebook[ConfidenceMark].count() == 0
    notebook.save(replace(need, standing=Standing.HIDDEN), now=now)
    assert notebook[ConfidenceMark].count() == 1


def test_a_save_that_fails_leaves_no_history_either(notebook, answer):
    nowhere = make.record(Answer, conversation_id=Id("nobody"))
    changed = replace(answer, text="second")
    with pytest.raises(BeforehandError):
        notebook.save(changed, nowhere, now=MORNING + timedelta(days=1))
    assert earlier(notebook) == []
