"""The other person, and what bears on them."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from beforehand.domain.record import Id, Record
from beforehand.domain.value import value


class Relationship(StrEnum):
    """How a counterpart stands to the person who prepares."""

    DIRECT_REPORT = "direct report"
    MANAGER = "manager"
    PEER = "peer"
    OTHER_TEAM = "other team"
    CLIENT = "client"


@value
class Counterpart(Record):
    """The other person in a conversation.

    `merged_into` is the entry of the same person that took all of this one over: it is put away,
    and goes with that one.
    """

    kind: ClassVar[str] = "counterparts"

    name: str
    role: str = ""
    team: str = ""
    relationship: Relationship = Relationship.PEER
    notes: str = ""
    merged_into: Id | None = None

    @property
    def first_name(self) -> str:
        """The name they are called by: the first word, or all of a name without spaces."""
        return self.name.split()[0] if self.name.split() else ""


@value
class SuccessMeasure(Record):
    """What a counterpart is measured on."""

    kind: ClassVar[str] = "success_measures"

    counterpart_id: Id
    text: str


@value
class Pressure(Record):
    """What bears on a counterpart from elsewhere, from whom, and by when."""

    kind: ClassVar[str] = "pressures"

    counterpart_id: Id
    text: str
    source: str = ""
    due: date | None = None
