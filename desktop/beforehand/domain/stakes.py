"""What is on the table of one conversation: claims, limits, options, sentences and promises."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from beforehand.domain.record import Id, Record
from beforehand.domain.value import value


class Basis(StrEnum):
    """How a non-negotiable is known."""

    SAID = "said"
    ASSUMED = "assumed"


class Owner(StrEnum):
    """Who promised."""

    ME = "me"
    COUNTERPART = "counterpart"
    OTHER = "someone else"


class Promise(StrEnum):
    """What became of a commitment; late is read off its date."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


@value
class Position(Record):
    """What a side says it wants, and the interest behind it; mine without a counterpart."""

    kind: ClassVar[str] = "positions"

    conversation_id: Id
    counterpart_id: Id | None = None
    text: str
    interest: str = ""


@value
class NonNegotiable(Record):
    """What a side will not trade, said or assumed; mine without a counterpart."""

    kind: ClassVar[str] = "non_negotiables"

    conversation_id: Id
    counterpart_id: Id | None = None
    text: str
    basis: Basis = Basis.ASSUMED


@value
class Option(Record):
    """A possible agreement, or a part of one."""

    kind: ClassVar[str] = "options"

    conversation_id: Id
    text: str


@value
class Serving(Record):
    """That an option serves a need."""

    kind: ClassVar[str] = "servings"

    option_id: Id
    need_id: Id


@value
class Opening(Record):
    """The first sentence to say, and beside it a line to avoid."""

    kind: ClassVar[str] = "openings"

    conversation_id: Id
    text: str = ""
    avoid: str = ""


@value
class IfThen(Record):
    """A plan for a hard moment: if they …, then I …."""

    kind: ClassVar[str] = "if_then_plans"

    conversation_id: Id
    if_they: str = ""
    then_i: str = ""


@value
class AskingPoint(Record):
    """A question to ask in the conversation, beside those that test a hypothesis."""

    kind: ClassVar[str] = "asking_points"

    conversation_id: Id
    text: str


@value
class Commitment(Record):
    """Who promised what by when; `owner_name` names someone else."""

    kind: ClassVar[str] = "commitments"

    conversation_id: Id
    owner: Owner
    counterpart_id: Id | None = None
    owner_name: str = ""
    text: str
    due: date | None = None
    promise: Promise = Promise.OPEN
    closed_on: date | None = None


class Becomes(StrEnum):
    """What words of an answer can be made."""

    STATED_NEED = "stated need"
    HIDDEN_NEED = "hidden need"
    MY_NEED = "my need"
    NON_NEGOTIABLE = "non-negotiable"
    MY_NON_NEGOTIABLE = "my non-negotiable"
    OPTION = "option"
    OPENING = "opening"
    AVOID = "line to avoid"
    IF_THEN = "if-then plan"
    QUESTION = "question to ask"
    SHARED_GOAL = "shared goal"
    MEASURE = "success measure"
    PRESSURE = "pressure"


@value
class Excerpt(Record):
    """Words of an answer, and the record they became (`item_id`)."""

    kind: ClassVar[str] = "excerpts"

    answer_id: Id
    words: str
    became: Becomes
    item_id: Id


@value
class RoomChoice(Record):
    """That the person put one item on the room sheet, or took it off.

    `item_id` names a need, a non-negotiable, an option, an asking point, or (as the id of a hidden
    need) the question that tests it.
    """

    kind: ClassVar[str] = "room_choices"

    conversation_id: Id
    item_id: Id
    shown: bool
