"""What last time leaves for the next one: what holds, what was wrong, what nobody asked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Conversation, Debrief
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import Opening
from beforehand.domain.value import value

LAST_TIME = Id("last-time")
"""The step of a preparation that shows what last time left."""

OLD_DAYS = 365
"""After so many days one asks whether a need is still true."""


@value
class Tried:
    """An opening that was said, and what came of the conversation it opened."""

    opening: Opening
    conversation: Conversation
    debrief: Debrief | None = None
    before: int | None = None
    after: int | None = None

    @property
    def rating(self) -> float | None:
        """The mean of the ratings given; None if there are none."""
        if self.debrief is None:
            return None
        each = (
            self.debrief.result,
            self.debrief.conduct,
            self.debrief.process,
            self.debrief.relation,
        )
        given = [score for score in each if score is not None]
        return sum(given) / len(given) if given else None

    @property
    def rose(self) -> bool:
        """Whether the parties were more aligned after it than before."""
        return self.before is not None and self.after is not None and self.after > self.before


GOOD = 3
"""The mean rating above which a conversation went well."""


def opening_that_worked(tried: Iterable[Tried]) -> Tried | None:
    """The opening of the best-rated conversation, else of the last one that brought alignment.

    Of equally good ones the later. Where no conversation went well, no opening is praised.
    """
    said = sorted(
        tried, key=lambda each: each.conversation.starts_at or each.conversation.created_at
    )
    rated = [(each.rating, place) for place, each in enumerate(said) if each.rating is not None]
    good = [pair for pair in rated if pair[0] > GOOD]
    if good:
        return said[max(good)[1]]
    return next((each for each in reversed(said) if each.rose), None)


def last_true(need: Need) -> date:
    """The day a need was last known to be true: said, found out, or checked since."""
    days = [day for day in (need.said_on, need.checked_on) if day]
    return max(days) if days else need.created_at.date()


def asks_still_true(need: Need, today: date) -> bool:
    """Whether a need was stated or known so long ago that it may not be true any more."""
    if need.standing not in {Standing.STATED, Standing.KNOWN}:
        return False
    return today - last_true(need) > timedelta(days=OLD_DAYS)


def still_true(need: Need, today: date) -> Need:
    """The need as checked today; the day it was said stays."""
    return replace(need, checked_on=today)


def no_longer_true(need: Need, today: date) -> Need:
    """The need as found not to be true any more today: off the map, in the history."""
    return replace(need, standing=Standing.REFUTED, checked_on=today)


def opens_with_last_time(brief: Brief) -> bool:
    """Whether something was held with, or found out of, somebody of a preparation."""
    return any(
        person.last is not None or any(need.standing is Standing.KNOWN for need in person.said)
        for person in brief.people
    )
