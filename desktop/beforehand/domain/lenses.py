"""A set of questions from one school of thought, and the human motives under a need."""

import re
from collections.abc import Sequence
from enum import StrEnum

from beforehand.domain.conversations import Speed
from beforehand.domain.record import Id
from beforehand.domain.stakes import Becomes
from beforehand.domain.value import value


class Section(StrEnum):
    """Where on the private brief an answer prints."""

    OPENING = "opening"
    SHARED = "shared"
    FIXED = "fixed"
    SAID = "said"
    BENEATH = "beneath"
    HAPPENED = "happened"
    WEIGHS = "weighs"
    MINE = "mine"
    ASK = "ask"
    OPTIONS = "options"
    STUCK = "stuck"
    AGREE = "agree"
    TIMING = "timing"


@value
class Source:
    """Where a lens or a driver comes from."""

    author: str
    work: str
    year: int


@value
class Question:
    """One question of a lens; `{name}` in its texts stands for the counterpart.

    `short` is the wording in lists. `becomes` tells what words of its answer can be made,
    the most likely first.
    """

    id: Id
    wording: str
    short: str
    hint: str
    example: str
    section: Section
    becomes: tuple[Becomes, ...] = ()
    essential: bool = False
    shows_drivers: bool = False


@value
class Part:
    """Questions of a lens that belong together, under one heading."""

    title: str
    questions: tuple[Question, ...]


@value
class Suggestion:
    """Another lens that helps next, and for what reason."""

    lens_id: Id
    reason: str


@value
class Lens:
    """A set of questions from one school of thought, what it is good for and where it is weak."""

    id: Id
    title: str
    summary: str
    best_for: str
    weak: str
    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    suggestions: tuple[Suggestion, ...] = ()

    def asked(self, speed: Speed) -> tuple[Question, ...]:
        """The questions asked at a speed, in order; a lens without essentials asks them all."""
        every = tuple(question for part in self.parts for question in part.questions)
        essential = tuple(question for question in every if question.essential)
        return essential if speed is Speed.TEN_MINUTES and essential else every

    def question(self, question_id: Id) -> Question | None:
        """The question with that id, or None if the lens no longer has it."""
        return next((q for q in self.asked(Speed.FULL) if q.id == question_id), None)


@value
class Driver:
    """A human motive under a need: plain words, signs, questions that test it, things that help."""

    id: Id
    name: str
    signs: tuple[str, ...]
    questions: tuple[str, ...]
    helps: tuple[str, ...]
    sources: tuple[Source, ...] = ()


def spoken(names: Sequence[str]) -> str:
    """Names as one says them: `Priya`, `Priya and Tomás`; no names give `they`."""
    if not names:
        return "they"
    head, last = ", ".join(names[:-1]), names[-1]
    return f"{head} and {last}" if head else last


def addressed(wording: str, names: Sequence[str]) -> str:
    """A wording with the names in the place of `{name}`; other braces stay as they are."""
    return re.sub(r"\{name\}", lambda _: spoken(names), wording)
