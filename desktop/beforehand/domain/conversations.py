"""One planned talk on one issue, what was written for it, and the look back."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from beforehand.domain.record import Id, Record
from beforehand.domain.value import value


class Stage(StrEnum):
    """How far a conversation has come."""

    PREPARING = "preparing"
    READY = "ready"
    HELD = "held"
    DEBRIEFED = "debriefed"
    CALLED_OFF = "called off"


class Speed(StrEnum):
    """How many questions of a lens are asked."""

    TEN_MINUTES = "ten minutes"
    FULL = "full"


class Moment(StrEnum):
    """On which side of the conversation alignment was rated."""

    BEFORE = "before"
    AFTER = "after"


@value
class Conversation(Record):
    """One planned talk on one issue; `issue` is private, `title` is neutral, for the room."""

    kind: ClassVar[str] = "conversations"

    issue: str
    title: str = ""
    starts_at: datetime | None = None
    minutes: int = 45
    stage: Stage = Stage.PREPARING
    lens_ids: tuple[Id, ...] = (Id("internal-alignment"),)
    speed: Speed = Speed.FULL
    shared_goal: str = ""
    if_no_agreement: str = ""
    if_no_agreement_theirs: str = ""
    sheet_made_at: datetime | None = None
    left_at: Id | None = None
    """The step of Prepare that was last in front, as `lens/question` or a step's own id."""


@value
class Participant(Record):
    """A counterpart's place in a conversation, counted from 0."""

    kind: ClassVar[str] = "participants"

    conversation_id: Id
    counterpart_id: Id
    place: int = 0


@value
class Answer(Record):
    """What was written to a lens question, and the question's wording on that day."""

    kind: ClassVar[str] = "answers"

    conversation_id: Id
    lens_id: Id
    question_id: Id
    wording: str
    text: str = ""


@value
class EarlierWording(Record):
    """An answer as it stood until it was changed on a later day or after a sheet was made."""

    kind: ClassVar[str] = "earlier_wordings"

    answer_id: Id
    wording: str
    text: str
    written_at: datetime


@value
class AlignmentRating(Record):
    """How far the parties pull in one direction, 0 to 10."""

    kind: ClassVar[str] = "alignment_ratings"

    conversation_id: Id
    moment: Moment
    score: int


@value
class Debrief(Record):
    """The look back; the four ratings are the person's own, 1 to 5, or none given."""

    kind: ClassVar[str] = "debriefs"

    conversation_id: Id
    happened: str = ""
    surprised: str = ""
    carry: str = ""
    result: int | None = None
    conduct: int | None = None
    process: int | None = None
    relation: int | None = None


@value
class Addendum(Record):
    """Words added to a debriefed conversation, on the day of `created_at`."""

    kind: ClassVar[str] = "addenda"

    conversation_id: Id
    text: str
