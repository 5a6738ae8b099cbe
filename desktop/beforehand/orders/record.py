"""The record of a conversation or of a counterpart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.lenses import spoken
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.orders.order import Laid, Wish
from beforehand.sheets import IN_FULL, Options, Watch, dated_name, record_sheet, unwatched
from beforehand.store.filed import file_of
from beforehand.store.notebook import Notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrder:
    """Everything kept on a conversation or a counterpart."""

    file: TalkFile | PersonFile
    options: Options
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out the whole of it."""
        sheet = record_sheet(
            self.file, self.options, printed_on=self.today, drivers=self.drivers, watch=watch
        )
        return Laid("record", sheet, _name(self.file, self.today))


def record_order(wish: Wish, notebook: Notebook, library: Library, now: datetime) -> RecordOrder:
    """All that is kept; conversations of a counterpart in full only if that is not left out."""
    in_full = IN_FULL not in wish.options.leave_out
    return RecordOrder(
        file=file_of(notebook, wish.subject, library.lenses, in_full=in_full),
        options=wish.options,
        today=now.date(),
        drivers=library.driver_names,
    )


def _name(file: TalkFile | PersonFile, today: date) -> str:
    """The day, and whom it is about; never a word of a note."""
    if isinstance(file, PersonFile):
        return dated_name(today, f"{file.counterpart.name} record")
    starts_at = file.conversation.starts_at
    day = starts_at.astimezone().date() if starts_at else today
    names = [person.first_name for person in file.people if person.first_name]
    return dated_name(day, f"{spoken(names) if names else 'conversation'} record")
