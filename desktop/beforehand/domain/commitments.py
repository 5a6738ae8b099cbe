"""Who promised what by when: due, late, kept, dropped, and what makes a promise whole."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from beforehand.domain.conversations import Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import day_of
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner, Promise


class State(StrEnum):
    """How a commitment stands on a day; all but the last two are read off its date."""

    OPEN = "open"
    DUE = "due today"
    LATE = "late"
    KEPT = "kept"
    DROPPED = "dropped"


def state_of(commitment: Commitment, today: date) -> State:
    """How a commitment stands today; without a date it is never late."""
    if commitment.promise is not Promise.OPEN:
        return State.KEPT if commitment.promise is Promise.KEPT else State.DROPPED
    if commitment.due is None or commitment.due > today:
        return State.OPEN
    return State.DUE if commitment.due == today else State.LATE


def kept(commitment: Commitment, today: date) -> Commitment:
    """The commitment as kept today."""
    return replace(commitment, promise=Promise.KEPT, closed_on=today)


def dropped(commitment: Commitment, today: date) -> Commitment:
    """The commitment as dropped today."""
    return replace(commitment, promise=Promise.DROPPED, closed_on=today)


def opened_again(commitment: Commitment) -> Commitment:
    """The commitment as still open."""
    return replace(commitment, promise=Promise.OPEN, closed_on=None)


def kept_late(commitment: Commitment) -> bool:
    """Whether a commitment was kept, but after its day."""
    closed, due = commitment.closed_on, commitment.due
    late = closed is not None and due is not None and closed > due
    return late and commitment.promise is Promise.KEPT


def still_open(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Those neither kept nor dropped: the earliest day first, those without one last."""
    still = (each for each in commitments if each.promise is Promise.OPEN)
    return tuple(sorted(still, key=lambda each: (each.due is None, each.due or date.max)))


def is_mine(commitment: Commitment) -> bool:
    """Whether I promised it."""
    return commitment.owner is Owner.ME


def owned_by_me(commitment: Commitment) -> Commitment:
    """The commitment as mine."""
    return replace(commitment, owner=Owner.ME, counterpart_id=None, owner_name="")


def owned_by(commitment: Commitment, counterpart_id: Id) -> Commitment:
    """The commitment as a counterpart's."""
    return replace(
        commitment, owner=Owner.COUNTERPART, counterpart_id=counterpart_id, owner_name=""
    )


def owned_by_other(commitment: Commitment, name: str) -> Commitment:
    """The commitment as someone else's, by name."""
    return replace(commitment, owner=Owner.OTHER, counterpart_id=None, owner_name=name.strip())


def faults(commitment: Commitment, talk: Conversation, now: datetime) -> tuple[str, ...]:
    """What is wrong with a commitment, a sentence each; nothing if it is whole."""
    held = day_of(talk, now)
    wrong = (
        (not commitment.text.strip(), "Say what was promised."),
        (not _has_owner(commitment), "A commitment needs one owner: you, them, or a name."),
        (
            commitment.due is not None and commitment.due < held,
            f"The day is before the conversation ({held.isoformat()}), where it was promised.",
        ),
    )
    return tuple(sentence for is_wrong, sentence in wrong if is_wrong)


def whole(commitment: Commitment, talk: Conversation, now: datetime) -> Commitment:
    """The commitment if it is whole, with one owner; else a BeforehandError with the sentences."""
    found = faults(commitment, talk, now)
    if found:
        raise BeforehandError(" ".join(found), "What you typed stays.")
    if commitment.owner is Owner.ME:
        return owned_by_me(commitment)
    if commitment.owner is Owner.COUNTERPART:
        return replace(commitment, owner_name="")
    return owned_by_other(commitment, commitment.owner_name)


def _has_owner(commitment: Commitment) -> bool:
    return {
        Owner.ME: True,
        Owner.COUNTERPART: bool(commitment.counterpart_id),
        Owner.OTHER: bool(commitment.owner_name.strip()),
    }[commitment.owner]
