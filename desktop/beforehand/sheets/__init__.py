"""The printed page, as PDF: nothing here is read from disk or costs time before a sheet is made.

Each kind of sheet is imported with the first one: a window that prints nothing never pays for the
PDF library.
"""

from collections.abc import Mapping
from datetime import date

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Speed
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.lenses import Lens
from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief
from beforehand.sheets.files import dated_name, file_name, write_pdf
from beforehand.sheets.look import Paper
from beforehand.sheets.options import IN_FULL, PITCHES_MM, Options, SectionName, Watch, unwatched
from beforehand.sheets.sheet import Sheet, StoppedError, TooFullError
from beforehand.sheets.watching import watched

__all__ = [
    "IN_FULL",
    "PITCHES_MM",
    "Options",
    "Paper",
    "SectionName",
    "Sheet",
    "StoppedError",
    "TooFullError",
    "Watch",
    "dated_name",
    "file_name",
    "map_sheet",
    "private_sheet",
    "record_sheet",
    "room_sheet",
    "unwatched",
    "worksheet",
    "write_pdf",
]


def private_sheet(
    brief: Brief,
    options: Options | None = None,
    *,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
    watch: Watch = unwatched,
) -> Sheet:
    """Print everything known of a conversation.

    `drivers` names the shipped motives by their ids. What is longer than two pages goes on, and the
    sheet's `overflow` tells which sections to leave out.
    """
    from beforehand.sheets import private

    with watched(watch, brief):
        return private.private_sheet(
            brief, options or Options(), printed_on=printed_on, drivers=drivers
        )


def room_sheet(
    room: RoomBrief, options: Options | None = None, *, watch: Watch = unwatched
) -> Sheet:
    """Print what may lie on the table, on exactly one page.

    Raises `TooFullError` with the sections to leave out if it does not fit.
    """
    from beforehand.sheets import room as room_page

    with watched(watch, room):
        return room_page.room_sheet(room, options or Options())


def worksheet(
    lens: Lens,
    options: Options | None = None,
    *,
    speed: Speed,
    drivers: Mapping[Id, str] | None = None,
    watch: Watch = unwatched,
) -> Sheet:
    """Print the questions of a lens with lines to write on: a page, or two at full speed.

    What is longer goes on, and the sheet's `overflow` tells which sections to leave out.
    """
    from beforehand.sheets import blank

    with watched(watch, lens):
        return blank.worksheet(lens, options or Options(), speed=speed, drivers=drivers)


def record_sheet(
    file: TalkFile | PersonFile,
    options: Options | None = None,
    *,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
    watch: Watch = unwatched,
) -> Sheet:
    """Print everything kept on a conversation or a counterpart, on as many pages as it takes."""
    from beforehand.sheets import record

    with watched(watch, file):
        return record.record_sheet(
            file, options or Options(), printed_on=printed_on, drivers=drivers or {}
        )


def map_sheet(
    of: PersonMap,
    options: Options | None = None,
    *,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
    watch: Watch = unwatched,
) -> Sheet:
    """Print the needs map of a counterpart on exactly one page.

    Raises `TooFullError` with the sections to leave out if it does not fit.
    """
    from beforehand.sheets import need_map

    with watched(watch, of):
        return need_map.map_sheet(of, options or Options(), printed_on=printed_on, drivers=drivers)
