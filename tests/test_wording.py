"""Dates, lengths and counts read as a person would say them."""

from datetime import date, datetime, timedelta

import pytest

from beforehand import wording

NOW = datetime(2026, 11, 18, 9, 30).astimezone()


def test_a_day_is_said_in_full_or_in_part() -> None:
    the_day = date(2026, 11, 19)
    assert wording.day(the_day, weekday=True) == "Thursday 19 November 2026"
    assert wording.day(the_day, year=False) == "19 November"


def test_a_moment_without_a_date_says_so() -> None:
    assert wording.moment(None) == "no date yet"
    assert wording.moment(NOW) == "Wednesday 18 November 2026, 09:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "yesterday 09:30"),
        (0, "today 09:30"),
        (1, "tomorrow 09:30"),
        (5, "Monday 09:30"),
        (12, "in 12 days"),
        (-3, "3 days ago"),
        (21, "in 3 weeks"),
        (-62, "2 months ago"),
        (-362, "a year ago"),
    ],
)
def test_near_days_are_said_as_one_says_them(days: int, said: str) -> None:
    assert wording.soon(NOW + timedelta(days=days), NOW) == said


@pytest.mark.parametrize(("minutes", "said"), [(45, "45 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_a_length_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert wording.length(minutes) == said


def test_a_count_takes_its_noun_along() -> None:
    assert wording.count(1, "question") == "1 question"
    assert wording.count(1204, "note") == "1,204 notes"
    assert wording.count(2, "person", "people") == "2 people"
