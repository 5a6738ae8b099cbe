"""The printed page, as PDF: nothing here is read from disk or costs time before a sheet is made."""

from collections.abc import Collection, Mapping
from datetime import date

from beforehand.domain.brief import Brief
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief
from beforehand.sheets.files import file_name, write_pdf
from beforehand.sheets.look import Paper
from beforehand.sheets.sheet import Sheet, TooFullError

__all__ = [
    "Paper",
    "Sheet",
    "TooFullError",
    "file_name",
    "private_sheet",
    "room_sheet",
    "write_pdf",
]


def private_sheet(
    brief: Brief,
    *,
    paper: Paper = Paper.A4,
    printed_on: date,
    drivers: Mapping[Id, str] | None = None,
    leave_out: Collection[str] = (),
) -> Sheet:
    """Print everything known of a conversation.

    `drivers` names the shipped motives by their ids; `leave_out` are headings of sections. What is
    longer than two pages goes on, and the sheet's `overflow` tells which sections to leave out.
    """
    # Imported with the first sheet: a window that prints nothing never pays for the PDF library.
    from beforehand.sheets import private

    return private.private_sheet(
        brief, paper=paper, printed_on=printed_on, drivers=drivers, leave_out=leave_out
    )


def room_sheet(
    room: RoomBrief, *, paper: Paper = Paper.A4, leave_out: Collection[str] = ()
) -> Sheet:
    """Print what may lie on the table, on exactly one page.

    Raises `TooFullError` with the headings of what to leave out if it does not fit.
    """
    from beforehand.sheets import room as room_page

    return room_page.room_sheet(room, paper=paper, leave_out=leave_out)
