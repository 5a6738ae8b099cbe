"""The look back, closed and added to: ratings, alignment after, what comes later."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Conversation,
    Debrief,
    Moment,
    Stage,
)
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import is_closed, see_that_it_is_open, took_place
from beforehand.domain.record import Record
from beforehand.domain.verdicts import Case, not_asked

RATINGS: tuple[tuple[str, str], ...] = (
    ("result", "The result"),
    ("conduct", "How I did"),
    ("process", "How it went"),
    ("relation", "The relationship"),
)
"""The four ratings of a debrief: the field, and how it is asked."""


def rated(debrief: Debrief, name: str, score: int | None) -> Debrief:
    """The debrief with one of the four ratings, 1 to 5, or without it."""
    if name not in dict(RATINGS) or score not in {None, 1, 2, 3, 4, 5}:
        raise ValueError(f"no rating: {name} {score}")
    changed: dict[str, Any] = {name: score}
    return replace(debrief, **changed)


def aligned(
    talk: Conversation, score: int, before: AlignmentRating | None = None
) -> AlignmentRating:
    """How aligned the parties are after the conversation, 0 to 10, in the place of `before`."""
    if not 0 <= score <= 10:
        raise ValueError(f"no alignment: {score}")
    rating = before or AlignmentRating(conversation_id=talk.id, moment=Moment.AFTER, score=score)
    return replace(rating, score=score)


def finished(talk: Conversation, cases: Iterable[Case], now: datetime) -> tuple[Record, ...]:
    """Close a debrief: what nobody judged was not asked, and the conversation is debriefed."""
    see_that_it_is_open(talk)
    silent = (case for case in cases if case.verdict is None and not case.late)
    unasked = (not_asked(case, talk) for case in silent)
    held = took_place(talk, now)
    return (replace(held, stage=Stage.DEBRIEFED), *unasked)


def addendum(talk: Conversation, text: str) -> Addendum:
    """Words added to a debriefed conversation; their date is the day they are saved."""
    if not is_closed(talk):
        raise BeforehandError(
            "An addendum is for a debriefed conversation.", "Write into the debrief itself."
        )
    if not text.strip():
        raise BeforehandError("An addendum needs words.")
    return Addendum(conversation_id=talk.id, text=text)
