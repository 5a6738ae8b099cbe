"""An order for a sheet: values only, so that a thread may lay it out."""

from dataclasses import dataclass, field
from typing import Protocol

from beforehand.domain.conversations import Speed
from beforehand.domain.record import Id
from beforehand.sheets import Options, Sheet, Watch, unwatched


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for: a kind of sheet of a conversation, a counterpart or a lens.

    `initials` puts initials in the place of names; `speed` is for the worksheet of a lens.
    """

    kind: str
    subject: Id
    options: Options = field(default_factory=Options)
    initials: bool = False
    speed: Speed = Speed.FULL


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet as it was laid out, and what its file would be called."""

    kind: str
    sheet: Sheet
    name: str


class Order(Protocol):
    """What is to be laid out; equal orders give the same sheet."""

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay it out, in a thread.

        Raises `TooFullError` if a sheet of one page does not fit, and whatever `watch` raises.
        """
