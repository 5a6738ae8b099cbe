"""Commitments across the notebook."""

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand.domain.commitments import State, kept
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.stakes import Commitment, Owner
from beforehand.store.promises import (
    all_commitments,
    due,
    open_commitments,
    with_counterpart,
)


@pytest.fixture
def talk(notebook, now):
    return make.talk_with(notebook, "Priya", "Tomás", now=now, stage=Stage.DEBRIEFED)


@pytest.fixture
def priya(notebook, talk):
    return notebook[Counterpart].find(name="Priya")[0]


@pytest.fixture
def promise(notebook, talk, now):
    def promised(text, days, **changes):
        day = None if days is None else now.date() + timedelta(days=days)
        fields = {"owner": Owner.ME, "counterpart_id": None, "conversation_id": talk.id}
        made = make.record(Commitment, text=text, due=day, **{**fields, **changes})
        notebook.save(made, now=now)
        return made

    return promised


def texts(lines):
    return [line.commitment.text for line in lines]


def test_what_is_due_or_late_stands_by_its_day(notebook, talk, promise, now):
    promise("next week", 7)
    promise("far", 8)
    promise("today", 0)
    promise("late", -30)
    promise("some day", None)
    promise("away", -1, trashed_at=now)
    notebook.save(kept(promise("done", -2), now.date()), now=now)
    lines = due(notebook, now.date())
    assert texts(lines) == ["late", "today", "next week"]
    assert [line.state for line in lines] == [State.LATE, State.DUE, State.OPEN]
    assert {line.conversation.issue for line in lines} == {talk.issue}
    assert texts(open_commitments(notebook, now.date()))[-2:] == ["far", "some day"]
    assert len(all_commitments(notebook, now.date())) == 6


def test_the_owner_is_told_by_name(notebook, priya, promise, now):
    promise("a", 0)
    promise("b", 1, owner=Owner.COUNTERPART, counterpart_id=priya.id)
    promise("c", 2, owner=Owner.OTHER, owner_name="Jonas")
    assert [line.owner for line in due(notebook, now.date())] == ["", "Priya", "Jonas"]


def test_a_conversation_put_away_takes_its_promises_out_of_sight(notebook, talk, promise, now):
    promise("a", 0)
    notebook.save(replace(talk, trashed_at=now), now=now)
    assert due(notebook, now.date()) == []


def test_with_a_counterpart_open_ones_come_first(notebook, talk, priya, promise, now):
    notebook.save(kept(promise("kept", -2), now.date()), now=now)
    promise("open", 20)
    other = make.talk_with(notebook, "Ingrid", now=now)
    promise("with Ingrid", 1, conversation_id=other.id)
    assert texts(with_counterpart(notebook, priya.id, now.date())) == ["open", "kept"]
    only = with_counterpart(notebook, priya.id, now.date(), only_open=True)
    assert texts(only) == ["open"]


def test_due_reads_an_index_and_not_all_commitments(notebook, now):
    plan = notebook.vault.read(
        "EXPLAIN QUERY PLAN SELECT 1 FROM commitments AS k"
        " WHERE k.promise = 'open' AND k.due <= ? AND k.trashed_at IS NULL",
        [now.date().isoformat()],
    )
    assert "idx_commitments_promise_due" in str(plan)
    assert notebook[Conversation].count() == 0
