"""Everything known of one conversation, as a value: what the private brief prints."""

from collections.abc import Iterable
from enum import StrEnum

from beforehand.domain.conversations import Answer, Conversation, Debrief
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.lenses import Section
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.stakes import (
    AskingPoint,
    Commitment,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Position,
    RoomChoice,
)
from beforehand.domain.value import value


class Gap(StrEnum):
    """What a hypothesis still lacks."""

    DRIVER = "the motive beneath"
    EVIDENCE = "something seen or heard"
    QUESTION = "a question to test it"


@value
class Hypothesis:
    """A hidden need, what speaks for and against it, and the stated needs it may lie beneath."""

    need: Need
    evidence: tuple[Evidence, ...] = ()
    beneath: tuple[Need, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, in the order in which to ask for it."""
        filled = {
            Gap.EVIDENCE: bool(self.evidence),
            Gap.DRIVER: bool(self.need.driver.strip()),
            Gap.QUESTION: bool(self.need.question.strip()),
        }
        return tuple(gap for gap, there in filled.items() if not there)


@value
class LastTime:
    """The conversation before this one with the same counterpart.

    `commitments` are still open, from whichever conversation: the earliest day first.
    """

    conversation: Conversation
    debrief: Debrief | None = None
    commitments: tuple[Commitment, ...] = ()


@value
class PersonBrief:
    """What is known and suspected of one counterpart; `hidden` surest first."""

    counterpart: Counterpart
    said: tuple[Need, ...] = ()
    hidden: tuple[Hypothesis, ...] = ()
    fixed: tuple[NonNegotiable, ...] = ()
    positions: tuple[Position, ...] = ()
    measures: tuple[SuccessMeasure, ...] = ()
    pressures: tuple[Pressure, ...] = ()
    last: LastTime | None = None


@value
class AnswerLine:
    """An answer, where it prints, and what is left of it without the words made something else."""

    answer: Answer
    section: Section
    left: str


@value
class OptionLine:
    """An option and the needs it serves, of both sides."""

    option: Option
    serves: tuple[Need, ...] = ()


@value
class Brief:
    """Everything known of one conversation."""

    conversation: Conversation
    people: tuple[PersonBrief, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    my_needs: tuple[Need, ...] = ()
    my_fixed: tuple[NonNegotiable, ...] = ()
    my_positions: tuple[Position, ...] = ()
    options: tuple[OptionLine, ...] = ()
    openings: tuple[Opening, ...] = ()
    if_thens: tuple[IfThen, ...] = ()
    asking: tuple[AskingPoint, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    alignment_before: int | None = None
    choices: tuple[RoomChoice, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The first names of the counterparts, in their order."""
        return tuple(person.counterpart.first_name for person in self.people)


def what_is_left(text: str, taken: Iterable[str]) -> str:
    """An answer's text without the words that were made something else.

    Words no longer found in the text are left alone; a rest of nothing but punctuation is nothing.
    """
    for words in taken:
        if words.strip():
            text = text.replace(words, "\n", 1)
    lines = (line.strip(" \t,;") for line in text.splitlines())
    kept = [line for line in lines if any(ch.isalnum() for ch in line)]
    return "\n".join(kept)
