"""The blank worksheet of a lens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beforehand.domain.conversations import Speed
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.orders.order import Laid, Wish
from beforehand.sheets import Options, Watch, dated_name, unwatched, worksheet
from beforehand.store.notebook import Notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetOrder:
    """The questions of a lens, to be filled in by hand."""

    lens: Lens
    speed: Speed
    options: Options
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out the questions with lines to write on."""
        sheet = worksheet(
            self.lens, self.options, speed=self.speed, drivers=self.drivers, watch=watch
        )
        return Laid("worksheet", sheet, dated_name(self.today, f"{self.lens.title} worksheet"))


def worksheet_order(wish: Wish, _: Notebook, library: Library, now: datetime) -> WorksheetOrder:
    """A lens of the library: the notebook has no part in it."""
    lens = library.lenses.get(wish.subject)
    if lens is None:
        raise BeforehandError(
            f"There is no lens “{wish.subject}”.", "Choose one of the lenses in the list."
        )
    return WorksheetOrder(
        lens=lens,
        speed=wish.speed,
        options=wish.options,
        today=now.date(),
        drivers=library.driver_names,
    )
