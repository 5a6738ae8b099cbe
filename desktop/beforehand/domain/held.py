"""Whether a conversation took place, and what that leaves to be done."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id, Record


def is_over(talk: Conversation, now: datetime) -> bool:
    """Whether the time of a conversation has passed and nobody said yet if it took place."""
    if talk.starts_at is None or talk.stage not in {Stage.PREPARING, Stage.READY}:
        return False
    return talk.starts_at + timedelta(minutes=talk.minutes) <= now


def took_place(talk: Conversation, now: datetime) -> Conversation:
    """The conversation as held; one held before its date, or without a date, was held now."""
    when = min(talk.starts_at or now, now)
    return replace(talk, stage=Stage.HELD, starts_at=when)


def had_a_talk(
    issue: str, counterpart_ids: Iterable[Id], when: datetime, now: datetime
) -> tuple[Record, ...]:
    """A conversation nobody prepared, already held: the talk, then its participants."""
    if not issue.strip():
        raise BeforehandError("The talk needs a few words on what it was about.")
    if when > now:
        raise BeforehandError("This moment is still to come.", "Give the time it took place.")
    talk = Conversation(issue=issue.strip(), starts_at=when, stage=Stage.HELD, lens_ids=())
    places = enumerate(dict.fromkeys(counterpart_ids))
    met = (
        Participant(conversation_id=talk.id, counterpart_id=person, place=place)
        for place, person in places
    )
    return (talk, *met)


def is_closed(talk: Conversation) -> bool:
    """Whether a conversation can only be read and added to."""
    return talk.stage is Stage.DEBRIEFED


def see_that_it_is_open(talk: Conversation) -> None:
    """Raise BeforehandError if a conversation can only be read."""
    if is_closed(talk):
        raise BeforehandError(
            "This conversation is debriefed, so what was written stays as it was.",
            "Add an addendum; it carries today’s date.",
        )


def day_of(talk: Conversation, now: datetime) -> date:
    """The day of a conversation where the person is."""
    return (talk.starts_at or now).astimezone(now.tzinfo).date()
