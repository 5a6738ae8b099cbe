"""What a thread is asked to lay out: values only, so that it touches neither store nor widget."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from beforehand.domain.brief import Brief
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief
from beforehand.sheets import Paper, Sheet, file_name, private_sheet, room_sheet

PRIVATE, ROOM = "private", "room"


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet as it was laid out, and what its file would be called."""

    kind: str
    sheet: Sheet
    name: str


class Order(Protocol):
    """What is to be laid out; equal orders give the same sheet."""

    def lay_out(self) -> Laid:
        """Lay it out, in a thread; raises `TooFullError` if a room sheet does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateOrder:
    """The private brief on a paper, without the sections that are left out."""

    brief: Brief
    paper: Paper
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)
    leave_out: frozenset[str] = frozenset()

    def lay_out(self) -> Laid:
        """Lay out everything known."""
        sheet = private_sheet(
            self.brief,
            paper=self.paper,
            printed_on=self.today,
            drivers=self.drivers,
            leave_out=self.leave_out,
        )
        return Laid(PRIVATE, sheet, file_name(self.brief, self.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOrder:
    """The room sheet on a paper: made of what may be seen, and given nothing else."""

    room: RoomBrief
    paper: Paper
    today: date
    leave_out: frozenset[str] = frozenset()

    def lay_out(self) -> Laid:
        """Lay out what may lie on the table."""
        sheet = room_sheet(self.room, paper=self.paper, leave_out=self.leave_out)
        return Laid(ROOM, sheet, file_name(self.room, self.today))
