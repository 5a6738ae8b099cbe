"""An order of whatever kind, with initials in the place of names."""

from dataclasses import dataclass

from beforehand.domain.initials import with_initials
from beforehand.orders.order import Laid, Order
from beforehand.sheets import Watch, unwatched


@dataclass(frozen=True, slots=True)
class InitialsOrder:
    """An order whose values lose their names before anything is made of them.

    So the sheet, its title and the name of its file follow by themselves. It is done in the thread
    that lays it out: a notebook with half a million words takes a second.
    """

    order: Order
    everyone: tuple[str, ...]

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay it out without names."""
        return with_initials(self.order, self.everyone).lay_out(watch)
