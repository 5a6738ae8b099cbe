"""Before and after a debrief: did it take place, what is closed, what can still be added."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import make
from beforehand.domain.conversations import Conversation, Debrief, Moment, Participant, Stage
from beforehand.domain.debriefing import addendum, aligned, finished, rated
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import had_a_talk, is_over, see_that_it_is_open, took_place
from beforehand.domain.needs import ConfidenceMark, Need, Ruling, Verdict
from beforehand.domain.record import Id
from beforehand.domain.verdicts import case_of

START = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
TALK = make.record(Conversation, id=Id("talk"), starts_at=START, minutes=45)
CLOSED = replace(TALK, stage=Stage.DEBRIEFED)


@pytest.mark.parametrize(
    ("stage", "minutes", "over"),
    [
        (Stage.PREPARING, 45, True),
        (Stage.READY, 46, True),
        (Stage.READY, 44, False),
        (Stage.HELD, 90, False),
        (Stage.CALLED_OFF, 90, False),
        (Stage.DEBRIEFED, 90, False),
    ],
)
def test_a_conversation_asks_once_its_time_has_passed(stage, minutes, over):
    assert is_over(replace(TALK, stage=stage), START + timedelta(minutes=minutes)) is over


def test_a_conversation_without_a_date_never_asks():
    assert not is_over(replace(TALK, starts_at=None), START)


def test_one_that_took_place_keeps_its_date_and_one_held_early_was_held_now():
    later, earlier = START + timedelta(days=1), START - timedelta(days=1)
    assert took_place(TALK, later) == replace(TALK, stage=Stage.HELD)
    assert took_place(TALK, earlier).starts_at == earlier
    assert took_place(replace(TALK, starts_at=None), later).starts_at == later


def test_a_talk_nobody_prepared_is_held_from_the_start():
    made = had_a_talk(" at the coffee machine ", [Id("a"), Id("b"), Id("a")], START, START)
    talk, *met = made
    assert isinstance(talk, Conversation)
    assert (talk.issue, talk.stage, talk.starts_at) == (
        "at the coffee machine",
        Stage.HELD,
        START,
    )
    assert [(p.counterpart_id, p.place) for p in met if isinstance(p, Participant)] == [
        ("a", 0),
        ("b", 1),
    ]


def test_a_talk_to_come_or_about_nothing_was_not_had():
    with pytest.raises(BeforehandError, match="still to come"):
        had_a_talk("x", [], START, START - timedelta(minutes=1))
    with pytest.raises(BeforehandError, match="what it was about"):
        had_a_talk(" ", [], START, START)


def test_ratings_go_from_one_to_five_or_are_not_given():
    debrief = make.record(Debrief)
    assert rated(debrief, "relation", 5).relation == 5
    assert rated(debrief, "result", None).result is None
    for name, score in (("result", 0), ("result", 6), ("happened", 3)):
        with pytest.raises(ValueError, match="no rating"):
            rated(debrief, name, score)


def test_alignment_after_takes_the_place_of_the_one_given_before():
    first = aligned(TALK, 0)
    assert (first.moment, first.score, first.conversation_id) == (Moment.AFTER, 0, TALK.id)
    assert aligned(TALK, 10, first).id == first.id
    with pytest.raises(ValueError, match="no alignment"):
        aligned(TALK, 11)


def test_finishing_says_of_what_nobody_judged_that_it_was_not_asked():
    need = make.record(Need, id=Id("n"), confidence=60)
    known = case_of(need, [ConfidenceMark(need_id=need.id, confidence=60, created_at=START)], TALK)
    late = replace(known, late=True)
    judged = replace(known, verdict=make.record(Verdict))
    talk, *verdicts = finished(TALK, [known, late, judged], START + timedelta(hours=2))
    assert isinstance(talk, Conversation)
    assert talk.stage is Stage.DEBRIEFED
    assert [(v.ruling, v.confidence_then) for v in verdicts if isinstance(v, Verdict)] == [
        (Ruling.NOT_ASKED, 60)
    ]


def test_a_debriefed_conversation_is_read_only_but_takes_an_addendum():
    with pytest.raises(BeforehandError, match="stays as it was"):
        see_that_it_is_open(CLOSED)
    with pytest.raises(BeforehandError, match="stays as it was"):
        finished(CLOSED, [], START)
    assert addendum(CLOSED, "The list came.").conversation_id == CLOSED.id


def test_an_addendum_needs_words_and_a_debriefed_conversation():
    with pytest.raises(BeforehandError, match="needs words"):
        addendum(CLOSED, " \n")
    with pytest.raises(BeforehandError, match="debriefed conversation"):
        addendum(TALK, "words")
