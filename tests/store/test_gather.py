from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand.domain.brief import Gap
from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import Lens, Part, Question, Section
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import (
    Becomes,
    Commitment,
    Excerpt,
    IfThen,
    NonNegotiable,
    Option,
    Owner,
    Position,
    Promise,
    RoomChoice,
    Serving,
)
from beforehand.store.gather import gather

LENS = Id("internal-alignment")


def question(name: str, section: Section) -> Question:
    return Question(
        id=Id(name), wording=name, short=name, hint="", example="", section=section, becomes=()
    )


@pytest.fixture
def lenses():
    asked = (question("first", Section.SHARED), question("second", Section.ASK))
    part = Part(title="part", questions=asked)
    lens = Lens(id=LENS, title="t", summary="", best_for="", weak="", sources=(), parts=(part,))
    return {LENS: lens}


@pytest.fixture
def talk(notebook, now):
    return make.talk_with(notebook, "Priya Nair", "Tomás Ferreira", now=now)


@pytest.fixture
def priya(notebook, talk):
    return notebook[Counterpart].find(name="Priya Nair")[0]


def answer(talk, name, text, lens_id=LENS):
    return make.record(
        Answer, conversation_id=talk.id, lens_id=lens_id, question_id=Id(name), text=text
    )


def test_an_unknown_conversation_is_told_in_a_sentence(notebook, lenses):
    with pytest.raises(BeforehandError, match="not in the notebook"):
        gather(notebook, Id("nobody"), lenses)


def test_people_stand_in_the_order_of_their_places(notebook, talk, lenses, now):
    assert gather(notebook, talk.id, lenses).names == ("Priya", "Tomás")
    first = notebook[Participant].find(place=0)[0]
    notebook.save(replace(first, place=7), now=now)
    assert gather(notebook, talk.id, lenses).names == ("Tomás", "Priya")


def test_a_person_entered_twice_stands_once(notebook, talk, priya, lenses, now):
    notebook.save(Participant(conversation_id=talk.id, counterpart_id=priya.id, place=9), now=now)
    assert gather(notebook, talk.id, lenses).names == ("Priya", "Tomás")


def test_a_person_put_away_is_left_out(notebook, talk, priya, lenses, now):
    notebook.save(replace(priya, trashed_at=now), now=now)
    assert gather(notebook, talk.id, lenses).names == ("Tomás",)


def test_hidden_needs_stand_surest_first_with_evidence_and_what_they_lie_beneath(
    notebook, talk, priya, lenses, now
):
    def need(text, standing, **changes):
        return Need(counterpart_id=priya.id, text=text, standing=standing, **changes)

    said = need("a date", Standing.STATED)
    known = need("praise", Standing.KNOWN)
    unsure = need("rest", Standing.HIDDEN, confidence=20)
    sure = need("standing", Standing.HIDDEN, confidence=80, driver="standing", question="why?")
    wrong = need("money", Standing.REFUTED)
    gone = need("gone", Standing.HIDDEN, trashed_at=now)
    link = NeedLink(stated_id=said.id, hidden_id=sure.id)
    sign = Evidence(need_id=sure.id, text="asked who else knows")
    notebook.save(said, known, unsure, sure, wrong, gone, link, sign, now=now)
    person = gather(notebook, talk.id, lenses).people[0]
    assert [need.text for need in person.said] == ["a date", "praise"]
    assert [each.need.text for each in person.hidden] == ["standing", "rest"]
    assert [each.text for each in person.hidden[0].beneath] == ["a date"]
    assert [each.text for each in person.hidden[0].evidence] == ["asked who else knows"]
    assert person.hidden[0].gaps == ()
    assert Gap.QUESTION in person.hidden[1].gaps
    assert gather(notebook, talk.id, lenses).people[1].hidden == ()


def test_each_side_gets_its_own_and_mine_stays_mine(notebook, talk, priya, lenses, now):
    mine = {"conversation_id": talk.id, "text": "mine"}
    theirs = {**mine, "text": "theirs", "counterpart_id": priya.id}
    notebook.save(
        Need(standing=Standing.MINE, **mine),
        Need(standing=Standing.MINE, text="from another talk"),
        NonNegotiable(**mine),
        NonNegotiable(**theirs),
        Position(**mine),
        Position(**theirs),
        SuccessMeasure(counterpart_id=priya.id, text="uptime"),
        Pressure(counterpart_id=priya.id, text="audit"),
        now=now,
    )
    brief = gather(notebook, talk.id, lenses)
    person, other = brief.people
    assert [need.text for need in brief.my_needs] == ["mine"]
    assert [each.text for each in brief.my_fixed + brief.my_positions] == ["mine", "mine"]
    assert [each.text for each in person.fixed + person.positions] == ["theirs", "theirs"]
    assert (person.measures[0].text, person.pressures[0].text) == ("uptime", "audit")
    assert (other.fixed, other.measures) == ((), ())


def test_answers_stand_in_the_order_of_asking_and_print_where_their_question_says(
    notebook, talk, lenses, now
):
    notebook.save(
        answer(talk, "unheard-of", "kept all the same"),
        answer(talk, "second", "b"),
        answer(talk, "first", "a"),
        answer(talk, "first", "  \n"),
        answer(talk, "first", "other", lens_id=Id("lost-lens")),
        now=now,
    )
    lines = gather(notebook, talk.id, lenses).answers
    assert [(line.left, line.section) for line in lines] == [
        ("a", Section.SHARED),
        ("b", Section.ASK),
        ("kept all the same", Section.HAPPENED),
        ("other", Section.HAPPENED),
    ]


def test_words_made_a_need_print_only_as_that_until_the_need_is_put_away(
    notebook, talk, priya, lenses, now
):
    given = answer(talk, "first", "A quiet launch.\nRest for the team.")
    need = Need(counterpart_id=priya.id, standing=Standing.HIDDEN, text="rest")
    words = Excerpt(
        answer_id=given.id,
        words="Rest for the team.",
        became=Becomes.HIDDEN_NEED,
        item_id=need.id,
    )
    notebook.save(given, need, words, now=now)
    assert gather(notebook, talk.id, lenses).answers[0].left == "A quiet launch."
    notebook.save(replace(need, trashed_at=now), now=now)
    assert "Rest for the team." in gather(notebook, talk.id, lenses).answers[0].left


def test_words_made_the_shared_goal_count_as_taken(notebook, talk, lenses, now):
    given = answer(talk, "first", "One move. And more.")
    words = Excerpt(
        answer_id=given.id, words="One move.", became=Becomes.SHARED_GOAL, item_id=talk.id
    )
    notebook.save(given, words, now=now)
    assert gather(notebook, talk.id, lenses).answers[0].left == "And more."


def test_an_option_names_the_needs_of_both_sides_that_it_serves(notebook, talk, priya, lenses, now):
    theirs = Need(counterpart_id=priya.id, standing=Standing.STATED, text="theirs")
    mine = Need(conversation_id=talk.id, standing=Standing.MINE, text="mine")
    option = Option(conversation_id=talk.id, text="both")
    bare = Option(conversation_id=talk.id, text="bare")
    served = [Serving(option_id=option.id, need_id=need.id) for need in (theirs, mine)]
    notebook.save(theirs, mine, option, bare, *served, now=now)
    lines = gather(notebook, talk.id, lenses).options
    assert [[need.text for need in line.serves] for line in lines] == [["theirs", "mine"], []]


def held(notebook, priya, days, now, **changes):
    talk = make.record(
        Conversation,
        starts_at=make.NOW - timedelta(days=days),
        **{"stage": Stage.HELD, "issue": f"{days} days ago", **changes},
    )
    place = Participant(conversation_id=talk.id, counterpart_id=priya.id)
    notebook.save(talk, place, now=now)
    return talk


def test_last_time_is_the_latest_one_held_with_that_person_before_this_one(
    notebook, talk, priya, lenses, now
):
    held(notebook, priya, 90, now)
    latest = held(notebook, priya, 30, now)
    held(notebook, priya, 10, now, stage=Stage.CALLED_OFF)
    held(notebook, priya, -300, now)
    promised = Commitment(conversation_id=latest.id, owner=Owner.ME, text="open")
    notebook.save(
        promised,
        replace(promised, id=Id("x"), text="kept", promise=Promise.KEPT),
        Debrief(conversation_id=latest.id, carry="ask about the team"),
        now=now,
    )
    first, second = gather(notebook, talk.id, lenses).people
    assert first.last.conversation.issue == "30 days ago"
    assert first.last.debrief.carry == "ask about the team"
    assert [each.text for each in first.last.commitments] == ["open"]
    assert second.last is None


def test_what_is_still_open_comes_along_from_whichever_conversation(
    notebook, talk, priya, lenses, now
):
    older, latest = held(notebook, priya, 90, now), held(notebook, priya, 30, now)
    away = held(notebook, priya, 60, now)

    def promised(of, text, **changes):
        return make.record(
            Commitment, conversation_id=of.id, counterpart_id=priya.id, text=text, **changes
        )

    mine = {"owner": Owner.ME, "counterpart_id": None, "due": None}
    notebook.save(
        promised(older, "since long"),
        replace(promised(latest, "mine"), **mine),
        promised(away, "thrown away"),
        promised(talk, "of this one"),
        promised(older, "kept", promise=Promise.KEPT),
        replace(away, trashed_at=now),
        now=now,
    )
    first, _ = gather(notebook, talk.id, lenses).people
    assert [each.text for each in first.last.commitments] == ["since long", "mine"]


def test_the_latest_rating_before_and_everything_else_of_the_conversation_is_there(
    notebook, talk, lenses, now
):
    def rated(moment, score):
        return AlignmentRating(conversation_id=talk.id, moment=moment, score=score)

    assert gather(notebook, talk.id, lenses).alignment_before is None
    notebook.save(rated(Moment.BEFORE, 3), rated(Moment.AFTER, 9), now=now)
    notebook.save(rated(Moment.BEFORE, 5), now=now + timedelta(hours=1))
    notebook.save(
        IfThen(conversation_id=talk.id, if_they="a", then_i="b"),
        IfThen(conversation_id=talk.id, if_they="gone", trashed_at=now),
        RoomChoice(conversation_id=talk.id, item_id=Id("i"), shown=False),
        now=now,
    )
    brief = gather(notebook, talk.id, lenses)
    assert brief.alignment_before == 5
    assert [plan.if_they for plan in brief.if_thens] == ["a"]
    assert [choice.shown for choice in brief.choices] == [False]
