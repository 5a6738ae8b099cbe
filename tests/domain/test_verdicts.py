"""What a verdict does to a hypothesis, and what it can no longer change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import (
    ConfidenceMark,
    Evidence,
    Knowing,
    Need,
    Ruling,
    Standing,
    Verdict,
)
from beforehand.domain.record import Id
from beforehand.domain.verdicts import (
    Finding,
    case_of,
    confidence_at,
    rose,
    ruled,
    unruled,
)

START = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
NOW = START + timedelta(hours=3)
TALK = make.record(Conversation, id=Id("talk"), starts_at=START, stage=Stage.HELD)
GUESS = make.record(Need, id=Id("rest"), confidence=70)
SAID = Finding(ruling=Ruling.CONFIRMED, knowing=Knowing.SAID, text="“We need to sleep.”")


def mark(confidence, hours):
    """A mark so many hours after the conversation began."""
    when = START + timedelta(hours=hours)
    return ConfidenceMark(need_id=GUESS.id, confidence=confidence, created_at=when)


MARKS = [mark(50, -48), mark(70, -1)]


def case(need=GUESS, marks=MARKS, **more):
    return case_of(need, marks, TALK, **more)


def judged(finding, before=None):
    """The verdict, the need and the evidence that a finding leaves, by kind."""
    records = ruled(before or case(), finding, TALK, NOW)
    return {type(each): replace(each, created_at=NOW) for each in records}


def again(records):
    """The case as it stands after these records were saved."""
    line = records.get(Evidence)
    line = line if line and line.trashed_at is None else None
    return case(records[Need], verdict=records[Verdict], line=line)


def test_what_they_said_makes_the_need_known_with_its_date_and_words():
    need = judged(SAID)[Need]
    assert need.standing is Standing.KNOWN
    assert (need.said_on, need.words) == (date(2026, 11, 18), "“We need to sleep.”")


def test_what_i_saw_makes_the_need_known_too():
    assert judged(replace(SAID, knowing=Knowing.SAW))[Need].standing is Standing.KNOWN


@pytest.mark.parametrize("knowing", [Knowing.GUESS, None])
def test_confirmed_by_a_guess_stays_below_and_is_marked(knowing):
    made = judged(replace(SAID, knowing=knowing))
    assert made[Need].standing is Standing.HIDDEN
    assert made[Need].said_on is None
    assert made[Verdict].ruling is Ruling.CONFIRMED
    assert not rose(made[Verdict])


def test_a_refuted_one_leaves_the_map_but_stays_a_record():
    made = judged(Finding(ruling=Ruling.REFUTED, text="She laughed: “Sleep? No.”"))
    assert made[Need].standing is Standing.REFUTED
    assert made[Need].trashed_at is None
    assert made[Evidence].supports is False


def test_partly_keeps_it_hidden_with_the_new_confidence():
    made = judged(Finding(ruling=Ruling.PARTLY, knowing=Knowing.SAW, confidence=43))
    assert (made[Need].standing, made[Need].confidence) == (Standing.HIDDEN, 45)
    assert (made[Verdict].confidence_then, made[Verdict].confidence_after) == (70, 45)
    assert Evidence not in made


def test_not_asked_leaves_the_need_and_its_question_as_they_were():
    made = judged(Finding(ruling=Ruling.NOT_ASKED, knowing=Knowing.SAID, confidence=5, text="no"))
    assert made[Need] == replace(GUESS, created_at=NOW)
    assert made[Verdict].knowing is None
    assert made[Verdict].text == "no"
    assert Evidence not in made


def test_the_line_of_evidence_is_dated_by_the_conversation():
    line = judged(SAID)[Evidence]
    assert (line.need_id, line.seen_on, line.supports) == (GUESS.id, date(2026, 11, 18), True)


def test_what_was_believed_is_frozen_as_it_stood_when_the_conversation_began():
    hindsight = [*MARKS, mark(95, 1)]
    made = judged(SAID, before=case(replace(GUESS, confidence=95), hindsight))
    assert made[Verdict].confidence_then == 70
    later = again(made)
    assert later.believed == 70
    assert judged(Finding(ruling=Ruling.REFUTED), before=later)[Verdict].confidence_then == 70


def test_what_was_supposed_only_afterwards_foretold_nothing():
    late = case(marks=[mark(60, 2), mark(90, 3)])
    assert late.late
    assert late.believed == 60
    assert not case().late


def test_changing_one_s_mind_replaces_the_verdict_and_derives_the_need_anew():
    first = judged(SAID)
    second = judged(Finding(ruling=Ruling.REFUTED, text="I misheard."), before=again(first))
    assert second[Verdict].id == first[Verdict].id
    assert second[Need].standing is Standing.REFUTED
    assert (second[Need].words, second[Need].said_on) == ("", None)
    assert second[Evidence].id == first[Evidence].id
    assert (second[Evidence].text, second[Evidence].supports) == ("I misheard.", False)


def test_a_confidence_given_by_a_verdict_goes_with_it():
    first = judged(Finding(ruling=Ruling.PARTLY, confidence=30))
    second = judged(Finding(ruling=Ruling.NOT_ASKED), before=again(first))
    assert second[Need].confidence == 70


def test_a_line_left_out_the_second_time_is_put_away():
    second = judged(replace(SAID, text=" "), before=again(judged(SAID)))
    assert second[Evidence].trashed_at == NOW


FINDINGS = st.builds(
    Finding,
    ruling=st.sampled_from(Ruling),
    knowing=st.none() | st.sampled_from(Knowing),
    confidence=st.none() | st.integers(0, 100),
    text=st.sampled_from(["", "she said so", "I saw it on the wall"]),
)


@given(st.lists(FINDINGS, min_size=1, max_size=4))
def test_after_any_number_of_changes_only_the_last_verdict_counts(findings):
    records = judged(findings[0])
    for finding in findings[1:]:
        records = judged(finding, before=again(records))
    once = judged(findings[-1])
    assert records[Need] == once[Need]
    assert records[Verdict] == once[Verdict]


@given(FINDINGS)
def test_a_verdict_taken_back_leaves_the_need_as_it_was(finding):
    records = unruled(again(judged(finding)), TALK, NOW)
    assert replace(GUESS, created_at=NOW) in records
    assert all(each.trashed_at for each in records if not isinstance(each, Need))
    assert unruled(case(), TALK, NOW) == ()


def test_a_need_that_was_moved_on_the_map_since_is_left_there():
    made = judged(SAID)
    moved = replace(made[Need], standing=Standing.STATED, words="in writing")
    later = case(moved, verdict=made[Verdict])
    assert judged(Finding(ruling=Ruling.REFUTED), before=later)[Need] == moved


def test_what_is_no_guess_any_more_cannot_be_judged():
    stated = replace(GUESS, standing=Standing.STATED)
    with pytest.raises(BeforehandError, match="not a guess any more"):
        ruled(case(stated), SAID, TALK, NOW)


def test_a_debriefed_conversation_takes_no_verdict():
    closed = replace(TALK, stage=Stage.DEBRIEFED)
    with pytest.raises(BeforehandError, match="addendum"):
        ruled(case(), SAID, closed, NOW)
    with pytest.raises(BeforehandError, match="addendum"):
        unruled(case(), closed, NOW)


def test_without_a_date_what_is_believed_now_counts():
    undated = replace(TALK, starts_at=None)
    assert case_of(GUESS, [mark(10, 500)], undated).believed == 70


MARKED = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 19)), max_size=12)


@given(MARKED, st.integers(0, 20), st.randoms(use_true_random=False))
def test_the_confidence_at_a_moment_is_that_of_the_last_mark_until_then(drawn, hour, chance):
    written = {hours: confidence * 5 for hours, confidence in drawn}
    marks = [mark(confidence, hours) for hours, confidence in written.items()]
    chance.shuffle(marks)
    expected = None
    for hours in range(hour + 1):
        expected = written.get(hours, expected)
    assert confidence_at(marks, START + timedelta(hours=hour)) == expected


def test_of_two_marks_of_one_moment_the_one_written_last_counts():
    assert confidence_at([mark(40, -1), mark(60, -1)], START) == 60
