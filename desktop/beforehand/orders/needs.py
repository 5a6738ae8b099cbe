"""The needs map of a counterpart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.orders.order import Laid, Wish
from beforehand.sheets import Options, Watch, dated_name, map_sheet, unwatched
from beforehand.store.notebook import Notebook
from beforehand.store.person_map import person_map


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOrder:
    """What one counterpart needs, said and suspected."""

    of: PersonMap
    options: Options
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out the map on one page."""
        sheet = map_sheet(
            self.of, self.options, printed_on=self.today, drivers=self.drivers, watch=watch
        )
        return Laid("map", sheet, dated_name(self.today, f"{self.of.counterpart.name} needs map"))


def map_order(wish: Wish, notebook: Notebook, library: Library, now: datetime) -> MapOrder:
    """Everything known and suspected of the counterpart's needs."""
    return MapOrder(
        of=person_map(notebook, wish.subject),
        options=wish.options,
        today=now.date(),
        drivers=library.driver_names,
    )
