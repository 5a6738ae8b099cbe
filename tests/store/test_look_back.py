"""The debrief opens with all it needs, and its acts, saved, do what they say."""

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import Conversation, Debrief, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.debriefing import addendum, aligned, finished
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import took_place
from beforehand.domain.needs import Evidence, Knowing, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.domain.verdicts import Finding, ruled, unruled
from beforehand.exchange.sample import fill_with_sample
from beforehand.library import read_library
from beforehand.store.look_back import look_back

SAID = Finding(ruling=Ruling.CONFIRMED, knowing=Knowing.SAID, text="“Rest, that is all.”")


@pytest.fixture
def talk(notebook, now):
    """A conversation of yesterday with a hypothesis from the day before."""
    earlier = now - timedelta(days=2)
    made = make.talk_with(notebook, "Priya", now=earlier, starts_at=now - timedelta(days=1))
    priya = notebook[Counterpart].find()[0]
    need = make.record(
        Need, id=Id("rest"), counterpart_id=priya.id, conversation_id=None, confidence=70
    )
    notebook.save(need, now=earlier)
    notebook.save(replace(need, confidence=90), now=now - timedelta(hours=1))
    notebook.save(took_place(made, now), now=now)
    return notebook[Conversation].get(made.id)


def judge(notebook, talk, finding, now, need="rest"):
    case = look_back(notebook, talk.id).case(need)
    notebook.save(*ruled(case, finding, talk, now), now=now)


def test_it_opens_with_the_hypotheses_as_they_were_believed(notebook, talk):
    (case,) = look_back(notebook, talk.id).cases
    assert (case.believed, case.now, case.late, case.verdict) == (70, 90, False, None)


def test_a_verdict_saved_is_there_and_the_need_known(notebook, talk, now):
    judge(notebook, talk, SAID, now)
    (case,) = look_back(notebook, talk.id).cases
    assert case.verdict.confidence_then == 70
    assert case.need.standing is Standing.KNOWN
    assert case.line.text == "“Rest, that is all.”"


def test_there_is_never_more_than_one_verdict_and_one_line(notebook, talk, now):
    for minutes, finding in enumerate(
        [SAID, Finding(ruling=Ruling.PARTLY, confidence=20, text="half"), SAID]
    ):
        judge(notebook, talk, finding, now + timedelta(minutes=minutes))
    assert notebook[Verdict].count() == 1
    assert notebook[Evidence].count() == 1
    judge(notebook, talk, Finding(ruling=Ruling.NOT_ASKED), now + timedelta(minutes=5))
    need = notebook[Need].get(Id("rest"))
    assert (need.standing, need.confidence, need.said_on) == (Standing.HIDDEN, 90, None)
    assert notebook[Evidence].count() == 0


def test_a_verdict_taken_back_can_be_given_again(notebook, talk, now):
    judge(notebook, talk, SAID, now)
    notebook.save(*unruled(look_back(notebook, talk.id).cases[0], talk, now), now=now)
    assert look_back(notebook, talk.id).cases[0].verdict is None
    judge(notebook, talk, SAID, now + timedelta(minutes=1))
    assert look_back(notebook, talk.id).cases[0].line is not None


def test_two_verdicts_from_elsewhere_count_as_the_later_one(notebook, talk, now):
    for ruling, minutes in ((Ruling.REFUTED, 5), (Ruling.PARTLY, 1)):
        verdict = make.record(Verdict, need_id=Id("rest"), conversation_id=talk.id, ruling=ruling)
        notebook.save(verdict, now=now + timedelta(minutes=minutes))
    assert look_back(notebook, talk.id).cases[0].verdict.ruling is Ruling.REFUTED


def test_finished_it_holds_what_was_judged_and_no_later_guess(notebook, talk, now):
    back = look_back(notebook, talk.id)
    debrief = Debrief(conversation_id=talk.id, happened="calm", result=4)
    notebook.save(debrief, aligned(talk, 7), *finished(talk, back.cases, now), now=now)
    closed = notebook[Conversation].get(talk.id)
    assert closed.stage is Stage.DEBRIEFED
    later = now + timedelta(days=1)
    person = back.counterparts[0].id
    notebook.save(
        addendum(closed, "She wrote the next day."),
        make.record(Need, counterpart_id=person, conversation_id=None),
        now=later,
    )
    after = look_back(notebook, talk.id)
    assert [case.verdict.ruling for case in after.cases] == [Ruling.NOT_ASKED]
    assert (after.debrief.happened, after.after.score) == ("calm", 7)
    assert [(each.text, each.created_at) for each in after.addenda] == [
        ("She wrote the next day.", later)
    ]


def test_an_unknown_conversation_is_told(notebook):
    with pytest.raises(BeforehandError, match="not in the notebook"):
        look_back(notebook, Id("nowhere"))


def test_the_sample_s_verdicts_were_frozen_at_the_start_of_their_conversations(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    judged = {each.conversation_id for each in notebook[Verdict].find()}
    assert len(judged) >= 8
    for talk_id in judged:
        back = look_back(notebook, talk_id)
        for case in back.cases:
            fresh = replace(case.verdict, trashed_at=now)
            notebook.save(fresh, now=now)
        open_again = replace(back.conversation, stage=Stage.HELD)
        notebook.save(open_again, now=now)
        anew = {case.need.id: case for case in look_back(notebook, talk_id).cases}
        for case in back.cases:
            if case.need.id in anew:
                assert anew[case.need.id].believed == case.verdict.confidence_then
