"""The sheets of one conversation: the private brief and the room sheet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beforehand.domain.brief import Brief
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief, room_brief
from beforehand.library import Library
from beforehand.orders.order import Laid, Wish
from beforehand.sheets import Options, Watch, file_name, private_sheet, room_sheet, unwatched
from beforehand.store.gather import gather
from beforehand.store.notebook import Notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateOrder:
    """The private brief of a conversation."""

    brief: Brief
    options: Options
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out everything known."""
        sheet = private_sheet(
            self.brief, self.options, printed_on=self.today, drivers=self.drivers, watch=watch
        )
        return Laid("private", sheet, file_name(self.brief, self.today))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOrder:
    """The room sheet: made of what may be seen, and given nothing else."""

    room: RoomBrief
    options: Options
    today: date

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out what may lie on the table."""
        return Laid(
            "room",
            room_sheet(self.room, self.options, watch=watch),
            file_name(self.room, self.today),
        )


def private_order(wish: Wish, notebook: Notebook, library: Library, now: datetime) -> PrivateOrder:
    """Everything known of the conversation."""
    return PrivateOrder(
        brief=gather(notebook, wish.subject, library.lenses),
        options=wish.options,
        today=now.date(),
        drivers=library.driver_names,
    )


def room_order(wish: Wish, notebook: Notebook, library: Library, now: datetime) -> RoomOrder:
    """Only what may be seen in the room: the brief itself is not handed on."""
    room = room_brief(gather(notebook, wish.subject, library.lenses))
    return RoomOrder(room=room, options=wish.options, today=now.date())
