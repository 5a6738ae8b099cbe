"""Which sheet is wanted, and what it is made of: read here, laid out elsewhere.

`read` takes from the notebook what a sheet needs, as values; the order it gives can be laid out in
a thread. The window and the terminal share it, and a kind of sheet is one row of `KINDS`.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from beforehand.library import Library
from beforehand.orders import needs, record, talk, worksheet
from beforehand.orders.initials import InitialsOrder
from beforehand.orders.order import Laid, Order, Wish
from beforehand.sheets import IN_FULL
from beforehand.store.names import everyone
from beforehand.store.notebook import Notebook

__all__ = [
    "KINDS",
    "MAP",
    "PRIVATE",
    "RECORD",
    "ROOM",
    "WORKSHEET",
    "Kind",
    "Laid",
    "Order",
    "Wish",
    "read",
    "reading",
]

PRIVATE, ROOM, WORKSHEET, MAP, RECORD = "private", "room", "worksheet", "map", "record"


class Kind(NamedTuple):
    """A kind of sheet: its name on the screen, and how its order is read, at once or in slices.

    `leave_out` are the sections that are not on it until somebody asks for them.
    """

    name: str
    read: Callable[[Wish, Notebook, Library, datetime], Order | Iterator[Order | None]]
    leave_out: frozenset[str] = frozenset()


KINDS = {
    PRIVATE: Kind("Private brief", talk.private_order),
    ROOM: Kind("Room sheet", talk.room_order),
    WORKSHEET: Kind("Blank worksheet", worksheet.worksheet_order),
    MAP: Kind("Needs map", needs.map_order),
    RECORD: Kind("Record", record.record_order, frozenset({IN_FULL})),
}
"""By their ids, which the terminal and the settings use."""


def read(wish: Wish, notebook: Notebook, library: Library, now: datetime) -> Order:
    """Read what the wanted sheet is made of; raises `BeforehandError` if it is not there."""
    *_, order = reading(wish, notebook, library, now)
    assert order is not None
    return order


def reading(
    wish: Wish, notebook: Notebook, library: Library, now: datetime
) -> Iterator[Order | None]:
    """The same in slices, so that a window stays awake; the last one is it."""
    found = KINDS[wish.kind].read(wish, notebook, library, now)
    for order in found if isinstance(found, Iterator) else (found,):
        yield InitialsOrder(order, everyone(notebook)) if order and wish.initials else order
