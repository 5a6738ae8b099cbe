"""Order in the house: the same conversation again, one called off, one person entered twice."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from beforehand.domain.conversations import Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import is_closed
from beforehand.domain.record import UNSAVED, Id, Record, new_id
from beforehand.domain.stakes import (
    AskingPoint,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Position,
    Serving,
)

COPIED: tuple[type[Record], ...] = (
    Participant,
    Position,
    NonNegotiable,
    Option,
    Opening,
    IfThen,
    AskingPoint,
)
"""What goes along when a conversation is duplicated.

Answers do not: they are what one thought that day, and to be asked again is the point. Needs lie
with the person and not with the conversation, so they are there anyway. Alignment, commitments and
the debrief belong to the one conversation. What may lie on the table is chosen anew: it may be
another room.
"""

ALSO = "Also entered as"
"""Before the other spelling of a name, in the notes of the entry that was kept."""

R = TypeVar("R", bound=Record)


def duplicated(talk: Conversation, parts: Iterable[Record]) -> tuple[Record, ...]:
    """A new preparation of the same issue: the conversation first, then its copied parts.

    `parts` are the conversation's records of the kinds COPIED, and its options' servings.
    """
    twin = _fresh(
        talk,
        stage=Stage.PREPARING,
        starts_at=None,
        sheet_made_at=None,
        left_at=None,
    )
    parts = list(parts)
    copies = {
        part.id: _fresh(part, conversation_id=twin.id) for part in parts if isinstance(part, COPIED)
    }
    servings = (
        _fresh(part, option_id=copies[part.option_id].id)
        for part in parts
        if isinstance(part, Serving) and part.option_id in copies
    )
    return (twin, *copies.values(), *servings)


def called_off(talk: Conversation) -> Conversation:
    """The conversation as called off; one that is debriefed did take place."""
    if is_closed(talk):
        raise BeforehandError("A debriefed conversation took place; it cannot be called off.")
    return replace(talk, stage=Stage.CALLED_OFF)


def put_back(talk: Conversation) -> Conversation:
    """A conversation called off, as one that is prepared again."""
    return replace(talk, stage=Stage.READY if talk.sheet_made_at else Stage.PREPARING)


def merged(
    kept: Counterpart, other: Counterpart, belongings: Iterable[Record], now: datetime
) -> tuple[Record, ...]:
    """All that changes when two entries of one person become one, to be saved in one act.

    `belongings` are the participants of both and all else that names the other one, what was put
    away included. The other entry is put away; none of its words is lost.
    """
    if kept.id == other.id:
        raise BeforehandError(
            f"{kept.name or 'This person'} cannot be merged with themselves.",
            "Choose the other entry of the same person.",
        )
    belongings = list(belongings)
    seats = [each for each in belongings if isinstance(each, Participant)]
    to_kept: dict[str, Any] = {"counterpart_id": kept.id}
    moved = (
        replace(each, **to_kept)
        for each in belongings
        if not isinstance(each, Participant) and getattr(each, "counterpart_id", None) == other.id
    )
    return (
        _one_of(kept, other),
        *_seats(kept.id, other.id, seats, now),
        *moved,
        replace(other, trashed_at=now, merged_into=kept.id),
    )


def also_called(person: Counterpart) -> tuple[str, ...]:
    """Other spellings of a name that merging left in the notes."""
    lines = (line.partition(f"{ALSO}: ") for line in person.notes.splitlines())
    return tuple(name.strip() for before, _, name in lines if not before and name.strip())


def _one_of(kept: Counterpart, other: Counterpart) -> Counterpart:
    """The kept entry with what only the other one says, and the rest of its words in the notes."""
    rest = [
        f"{label}: {said.strip()}"
        for label, said, own in (
            (ALSO, other.name, kept.name),
            ("Role", other.role, kept.role),
            ("Team", other.team, kept.team),
        )
        if said.strip() and said.strip() != own.strip() and own.strip()
    ]
    notes = [kept.notes.strip(), *rest, other.notes.strip()]
    return replace(
        kept,
        name=kept.name if kept.name.strip() else other.name,
        role=kept.role if kept.role.strip() else other.role,
        team=kept.team if kept.team.strip() else other.team,
        notes="\n\n".join(dict.fromkeys(note for note in notes if note)),
    )


def _seats(
    kept: Id, other: Id, seats: Iterable[Participant], now: datetime
) -> Iterable[Participant]:
    """The other's places go to the kept one; where both sat, one place is put away."""
    seats = list(seats)
    theirs = (seat for seat in seats if seat.counterpart_id == kept and not seat.trashed_at)
    sits = {seat.conversation_id for seat in theirs}
    for seat in seats:
        if seat.counterpart_id != other:
            continue
        taken = seat.conversation_id in sits
        yield replace(seat, counterpart_id=kept, trashed_at=now if taken else seat.trashed_at)
        if not seat.trashed_at:
            sits.add(seat.conversation_id)


def _fresh(record: R, **changes: Any) -> R:
    """A copy that was never saved, with an id of its own."""
    times: dict[str, Any] = {"created_at": UNSAVED, "updated_at": UNSAVED, "trashed_at": None}
    return replace(record, id=new_id(), **times, **changes)
