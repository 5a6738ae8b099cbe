from datetime import timedelta

import pytest

import make
from beforehand.domain.conversations import Answer, Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.store.overview import (
    coming,
    conversation_lines,
    counterpart_lines,
    tally,
    waiting,
)


@pytest.fixture
def plan(notebook, now):
    def planned(issue, days, **changes):
        starts = None if days is None else now + timedelta(days=days)
        talk = make.record(Conversation, issue=issue, starts_at=starts, **changes)
        notebook.save(talk, now=now)
        return talk

    return planned


def issues(lines):
    return [line.conversation.issue for line in lines]


def test_what_is_coming_stands_soonest_first_and_drafts_without_a_date_last(notebook, plan, now):
    plan("draft", None)
    plan("next week", 7)
    plan("tomorrow", 1, stage=Stage.READY)
    plan("forgotten", -3)
    plan("over", -2, stage=Stage.HELD)
    plan("off", 2, stage=Stage.CALLED_OFF)
    plan("away", 2, trashed_at=now)
    assert issues(coming(notebook, now)) == ["forgotten", "tomorrow", "next week", "draft"]


def test_many_forgotten_ones_do_not_hide_the_next_conversation(notebook, plan, now):
    for day in range(1, 9):
        plan(f"{day} days ago", -day)
    plan("tomorrow", 1)
    assert issues(coming(notebook, now, limit=4)) == ["2 days ago", "1 days ago", "tomorrow"]


def test_a_line_counts_what_is_written_said_hidden_and_untested(notebook, now):
    talk = make.talk_with(notebook, "Priya", "Tomás", now=now)
    other = make.talk_with(notebook, "Ingrid", now=now)
    priya, tomas = (notebook[Counterpart].find(name=name)[0] for name in ("Priya", "Tomás"))

    def need(person, standing, **changes):
        return Need(counterpart_id=person.id, standing=standing, text="x", **changes)

    notebook.save(
        make.record(Answer, conversation_id=talk.id, text="words"),
        make.record(Answer, conversation_id=talk.id, text=" \n\t"),
        make.record(Answer, conversation_id=talk.id, text="away", trashed_at=now),
        need(priya, Standing.STATED),
        need(priya, Standing.KNOWN),
        need(tomas, Standing.HIDDEN, question="why?"),
        need(tomas, Standing.HIDDEN, question=" "),
        need(tomas, Standing.HIDDEN, trashed_at=now),
        need(tomas, Standing.REFUTED),
        # Named twice by mistake: still one person.
        Participant(conversation_id=talk.id, counterpart_id=tomas.id, place=5),
        now=now,
    )
    lines = {line.conversation.id: line for line in conversation_lines(notebook)}
    line = lines[talk.id]
    assert (line.answered, line.said, line.hidden, line.untested) == (1, 2, 2, 1)
    assert [person.name for person in line.counterparts] == ["Priya", "Tomás"]
    empty = lines[other.id]
    assert (empty.answered, empty.said, empty.hidden, empty.untested) == (0, 0, 0, 0)


def test_conversations_stand_newest_first_and_can_be_narrowed(notebook, plan, now):
    plan("old", -9, stage=Stage.DEBRIEFED)
    plan("draft", None)
    plan("soon", 2, lens_ids=(Id("scarf"), Id("grow")))
    met = make.talk_with(notebook, "Priya", now=now, issue="met", starts_at=now)
    priya = notebook[Counterpart].find(name="Priya")[0]
    assert issues(conversation_lines(notebook)) == ["soon", "met", "draft", "old"]
    assert issues(conversation_lines(notebook, stage=Stage.DEBRIEFED)) == ["old"]
    assert issues(conversation_lines(notebook, lens_id=Id("grow"))) == ["soon"]
    assert issues(conversation_lines(notebook, lens_id=Id("gro"))) == []
    assert issues(conversation_lines(notebook, counterpart_id=priya.id)) == [met.issue]
    assert issues(conversation_lines(notebook, limit=2, offset=1)) == ["met", "draft"]


def test_counterparts_stand_by_name_whatever_its_accents(notebook, now):
    for name in ("Zoë", "Łucja", "ana", "Émile", "Mark", "Şebnem"):
        notebook.save(Counterpart(name=name), now=now)
    names = [line.counterpart.name for line in counterpart_lines(notebook)]
    assert names == ["ana", "Émile", "Łucja", "Mark", "Şebnem", "Zoë"]
    page = counterpart_lines(notebook, limit=2, offset=2)
    assert [line.counterpart.name for line in page] == ["Łucja", "Mark"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("luc", ["Łucja Nowak"]),
        ("NOW", ["Łucja Nowak"]),
        ("nowak luc", ["Łucja Nowak"]),
        ("plat", ["Łucja Nowak"]),
        ("ebn", []),
        ("şeb", ["Şebnem Ok"]),
        ("", ["Łucja Nowak", "Şebnem Ok"]),
        ("%", []),
    ],
)
def test_a_counterpart_is_found_by_the_beginning_of_any_word(notebook, now, words, found):
    notebook.save(
        Counterpart(name="Łucja Nowak", team="Platform"), Counterpart(name="Şebnem Ok"), now=now
    )
    lines = counterpart_lines(notebook, words=words)
    assert [line.counterpart.name for line in lines] == found


def test_a_counterpart_s_line_tells_the_last_and_the_next_conversation(notebook, plan, now):
    priya = make.record(Counterpart, name="Priya")
    talks = [
        plan("a", -30, stage=Stage.DEBRIEFED),
        plan("b", -3, stage=Stage.HELD),
        plan("c", 3),
        plan("d", 30),
        plan("draft", None),
        plan("off", 1, stage=Stage.CALLED_OFF),
        plan("away", 1, trashed_at=now),
    ]
    places = [Participant(conversation_id=t.id, counterpart_id=priya.id) for t in talks]
    notebook.save(priya, *places, make.record(Counterpart, name="Tomás"), now=now)
    notebook.save(
        Need(counterpart_id=priya.id, standing=Standing.KNOWN, text="x"),
        Need(counterpart_id=priya.id, standing=Standing.HIDDEN, text="x"),
        now=now,
    )
    line, bare = counterpart_lines(notebook)
    assert (line.conversations, line.said, line.hidden) == (6, 1, 1)
    assert (line.last, line.next) == (now - timedelta(days=3), now + timedelta(days=3))
    assert (bare.conversations, bare.said, bare.last, bare.next) == (0, 0, None, None)


def test_the_tally_leaves_out_what_was_put_away(notebook, now):
    make.talk_with(notebook, "Priya", "Tomás", now=now)
    make.talk_with(notebook, now=now, trashed_at=now)
    counted = tally(notebook)
    assert (counted.conversations, counted.counterparts) == (1, 2)


def test_what_waits_for_its_debrief_stands_latest_first_with_whom(notebook, now):
    person = Counterpart(name="Ada")
    talks = [
        Conversation(issue=stage.value, stage=stage, starts_at=now - timedelta(days=days))
        for days, stage in ((9, Stage.HELD), (1, Stage.HELD), (2, Stage.DEBRIEFED))
    ]
    seats = [Participant(conversation_id=each.id, counterpart_id=person.id) for each in talks]
    notebook.save(person, *talks, *seats, now=now)
    lines = waiting(notebook)
    assert [line.conversation.id for line in lines] == [talks[1].id, talks[0].id]
    assert [[each.name for each in line.counterparts] for line in lines] == [["Ada"], ["Ada"]]
    assert len(waiting(notebook, limit=1)) == 1
