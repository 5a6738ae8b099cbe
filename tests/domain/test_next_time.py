"""What of last time is worth another try, and what has to be asked again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

import make
from beforehand.domain.conversations import Conversation, Debrief
from beforehand.domain.needs import Need, Standing
from beforehand.domain.next_time import (
    Tried,
    asks_still_true,
    no_longer_true,
    opening_that_worked,
    still_true,
)
from beforehand.domain.stakes import Opening

TODAY = date(2026, 11, 19)


def tried(text, days_ago, result=None, relation=None, *, before=None, after=None):
    when = datetime(2026, 11, 19, tzinfo=UTC) - timedelta(days=days_ago)
    return Tried(
        opening=make.record(Opening, text=text),
        conversation=make.record(Conversation, starts_at=when),
        debrief=make.record(Debrief, result=result, relation=relation),
        before=before,
        after=after,
    )


def worked(*openings):
    found = opening_that_worked(openings)
    return found and found.opening.text


def test_the_opening_of_the_best_rated_conversation_worked():
    assert worked(tried("fair", 1, 4, 3), tried("best", 9, 5, 4), tried("bad", 2, 1, 1)) == "best"


def test_of_equally_good_ones_the_later_worked():
    assert worked(tried("later", 1, 4), tried("earlier", 9, 4)) == "later"


def test_without_good_ratings_the_last_that_brought_alignment_worked():
    openings = [
        tried("fell", 1, before=6, after=4),
        tried("rose", 5, before=4, after=6),
        tried("rose long ago", 9, before=1, after=9),
        tried("rated low", 2, 3, 3),
    ]
    assert worked(*openings) == "rose"


def test_where_nothing_went_well_no_opening_is_praised():
    assert worked(tried("bad", 1, 2, 2, before=4, after=4)) is None
    assert worked() is None


def need(**changes):
    return make.record(Need, **{"standing": Standing.KNOWN, **changes})


@pytest.mark.parametrize("standing", [Standing.KNOWN, Standing.STATED])
def test_a_need_older_than_a_year_asks_whether_it_is_still_true(standing):
    old = need(standing=standing, said_on=TODAY - timedelta(days=366))
    assert asks_still_true(old, TODAY)
    assert not asks_still_true(replace(old, said_on=TODAY - timedelta(days=365)), TODAY)


def test_one_click_and_it_asks_no_more_for_a_year_and_keeps_its_date():
    old = need(said_on=date(2024, 5, 1))
    checked = still_true(old, TODAY)
    assert checked.said_on == old.said_on
    assert not asks_still_true(checked, TODAY)
    assert asks_still_true(checked, TODAY + timedelta(days=366))


def test_a_need_without_a_date_is_as_old_as_its_note():
    assert asks_still_true(need(created_at=datetime(2024, 1, 1, tzinfo=UTC)), TODAY)


def test_a_guess_is_not_asked_for_and_what_is_no_longer_true_leaves_the_map():
    assert not asks_still_true(need(standing=Standing.HIDDEN, said_on=date(2020, 1, 1)), TODAY)
    gone = no_longer_true(need(said_on=date(2020, 1, 1)), TODAY)
    assert (gone.standing, gone.checked_on) == (Standing.REFUTED, TODAY)
