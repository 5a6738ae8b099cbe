"""What a side needs: said, suspected with a confidence, or known since it was asked."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from beforehand.domain.record import Id, Record
from beforehand.domain.value import value

CONFIDENCE_STEP = 5
"""Percentage points by which a confidence moves."""

FIRST_CONFIDENCE = 50
"""Per cent: what a hypothesis starts with before anything was weighed."""


class Standing(StrEnum):
    """Where a need stands: mine, or a counterpart's above, below or off the waterline."""

    MINE = "mine"
    STATED = "stated"
    HIDDEN = "hidden"
    KNOWN = "known"
    REFUTED = "refuted"


class Ruling(StrEnum):
    """What a debrief found of a hypothesis."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    REFUTED = "refuted"
    NOT_ASKED = "not asked"


class Knowing(StrEnum):
    """How a verdict is known."""

    SAID = "they said it"
    SAW = "I saw it"
    GUESS = "still a guess"


@value
class Need(Record):
    """What a side needs; a hidden one is a hypothesis.

    `counterpart_id` is None for mine. `words` and `said_on` tell how and when it was said or
    became known. `driver` is a driver's id or free words, empty while unknown. `confidence` is
    in per cent, `question` would test the hypothesis, and `across` is its place on the map
    from 0 (left) to 1 (right), or None before anyone arranged it. `checked_on` is the day on
    which one last said that it is still true.
    """

    kind: ClassVar[str] = "needs"

    counterpart_id: Id | None = None
    conversation_id: Id | None = None
    standing: Standing
    text: str
    words: str = ""
    said_on: date | None = None
    driver: str = ""
    confidence: int = FIRST_CONFIDENCE
    question: str = ""
    across: float | None = None
    checked_on: date | None = None


@value
class NeedLink(Record):
    """A stated need and the hidden one that may lie beneath it."""

    kind: ClassVar[str] = "need_links"

    stated_id: Id
    hidden_id: Id


@value
class Evidence(Record):
    """Something seen or heard that speaks for or against a hypothesis."""

    kind: ClassVar[str] = "evidence"

    need_id: Id
    text: str
    seen_on: date | None = None
    supports: bool = True


@value
class ConfidenceMark(Record):
    """How sure one was of a hypothesis, from `created_at` on: hindsight cannot change it."""

    kind: ClassVar[str] = "confidence_marks"

    need_id: Id
    confidence: int


@value
class Verdict(Record):
    """What was found of a hypothesis in one conversation, beside the confidence as it stood."""

    kind: ClassVar[str] = "verdicts"

    need_id: Id
    conversation_id: Id
    ruling: Ruling
    knowing: Knowing | None = None
    confidence_then: int
    confidence_after: int | None = None
    text: str = ""


def stepped(confidence: float) -> int:
    """Round a confidence to a step, kept between one step above 0 and one below 100 per cent."""
    step = CONFIDENCE_STEP
    return min(100 - step, max(step, round(confidence / step) * step))
