"""The record of a conversation or of a counterpart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.lenses import spoken
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.orders.order import Laid, Wish
from beforehand.sheets import IN_FULL, Options, Watch, dated_name, record_sheet, unwatched
from beforehand.store.filed import file_of, reading_person
from beforehand.store.notebook import Notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOrder:
    """Everything kept on a conversation or a counterpart."""

    options: Options
    file: TalkFile | PersonFile
    today: date
    drivers: Mapping[Id, str] = field(default_factory=dict)

    def lay_out(self, watch: Watch = unwatched) -> Laid:
        """Lay out the whole of it."""
        sheet = record_sheet(
            self.file, self.options, printed_on=self.today, drivers=self.drivers, watch=watch
        )
        return Laid("record", sheet, _name(self.file, self.today))


def record_order(
    wish: Wish, notebook: Notebook, library: Library, now: datetime
) -> Iterator[RecordOrder | None]:
    """All that is kept; conversations of a counterpart in full only if that is not left out.

    Somebody's may be hundreds: their file is read in slices.
    """
    in_full = IN_FULL not in wish.options.leave_out
    person = notebook[Counterpart].get(wish.subject)
    files = (
        reading_person(notebook, person, library.lenses, in_full=in_full)
        if person
        else iter([file_of(notebook, wish.subject, library.lenses)])
    )
    today, drivers = now.date(), library.driver_names
    for file in files:
        yield (
            RecordOrder(options=wish.options, file=file, today=today, drivers=drivers)
            if file
            else None
        )


def _name(file: TalkFile | PersonFile, today: date) -> str:
    """The day, and whom it is about; never a word of a note."""
    if isinstance(file, PersonFile):
        return dated_name(today, f"{file.counterpart.name} record")
    starts_at = file.conversation.starts_at
    day = starts_at.astimezone().date() if starts_at else today
    names = [person.first_name for person in file.people if person.first_name]
    return dated_name(day, f"{spoken(names) if names else 'conversation'} record")
