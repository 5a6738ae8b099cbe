"""Promises: how they stand on a day, and what makes one whole."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import make
from beforehand.domain.commitments import (
    State,
    dropped,
    faults,
    kept,
    kept_late,
    opened_again,
    owned_by,
    owned_by_me,
    owned_by_other,
    state_of,
    still_open,
    whole,
)
from beforehand.domain.conversations import Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner, Promise

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
TALK = make.record(Conversation, starts_at=NOW)


def promise(**changes):
    return make.record(Commitment, **{"due": TODAY, **changes})


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, State.LATE), (0, State.DUE), (1, State.OPEN)],
)
def test_late_is_read_off_the_day(days, state):
    assert state_of(promise(due=TODAY + timedelta(days=days)), TODAY) is state


def test_without_a_day_nothing_is_late_and_what_is_closed_is_not_late_either():
    assert state_of(promise(due=None), TODAY) is State.OPEN
    long_ago = promise(due=date(2020, 1, 1))
    assert state_of(kept(long_ago, TODAY), TODAY) is State.KEPT
    assert state_of(dropped(long_ago, TODAY), TODAY) is State.DROPPED


def test_one_click_keeps_and_one_opens_again():
    done = kept(promise(), TODAY)
    assert (done.promise, done.closed_on) == (Promise.KEPT, TODAY)
    assert opened_again(done) == replace(done, promise=Promise.OPEN, closed_on=None)


def test_kept_late_is_told_apart():
    assert kept_late(kept(promise(), TODAY + timedelta(days=1)))
    assert not kept_late(kept(promise(), TODAY))
    assert not kept_late(dropped(promise(), TODAY + timedelta(days=1)))


def test_what_is_still_open_stands_by_its_day():
    far, none, near = promise(due=date(2027, 1, 1)), promise(due=None), promise()
    assert still_open([far, none, kept(near, TODAY), near]) == (near, far, none)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": " "}, "what was promised"),
        ({"counterpart_id": None}, "one owner"),
        ({"owner": Owner.OTHER, "owner_name": " "}, "one owner"),
        ({"due": TODAY - timedelta(days=1)}, "before the conversation"),
    ],
)
def test_what_is_not_whole_is_told(changes, sentence):
    broken = promise(**changes)
    assert sentence in "".join(faults(broken, TALK, NOW))
    with pytest.raises(BeforehandError, match=sentence):
        whole(broken, TALK, NOW)


def test_a_day_on_the_day_of_the_conversation_is_whole_where_the_person_is():
    home = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
    assert faults(promise(), TALK, home) == ()
    assert faults(promise(due=None), TALK, home) == ()


def test_a_commitment_has_one_owner():
    theirs = promise(owner_name="also Ana")
    assert whole(theirs, TALK, NOW).owner_name == ""
    mine = owned_by_me(theirs)
    assert (mine.counterpart_id, mine.owner_name, mine.owner) == (None, "", Owner.ME)
    other = owned_by_other(theirs, " Ana ")
    assert (other.counterpart_id, other.owner_name, other.owner) == (None, "Ana", Owner.OTHER)
    back = owned_by(other, Id("person"))
    assert (back.counterpart_id, back.owner_name, back.owner) == (
        "person",
        "",
        Owner.COUNTERPART,
    )
