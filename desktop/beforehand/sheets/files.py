"""What a sheet's file is called, and how it comes onto the disk without endangering the old one."""

import re
import unicodedata
from datetime import date
from errno import errorcode
from pathlib import Path

from beforehand.domain.brief import Brief
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import spoken
from beforehand.domain.room import RoomBrief
from beforehand.whole import put_whole

_LONGEST_BYTES = 100
"""Of a name without its ending: short enough for any file system and any script."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')

_ELSEWHERE = "Choose another place."
_ROOM = "Make room, or choose another place."
_NAME = "Choose another name."

_FAULTS = {
    "ENOSPC": ("The disk is full.", _ROOM),
    "EDQUOT": ("Your share of the disk is used up.", _ROOM),
    "EFBIG": ("The disk takes no file of this size.", _ROOM),
    "EACCES": ("This place may not be written to, or the file is open elsewhere.", _ELSEWHERE),
    "EPERM": ("This place may not be written to.", _ELSEWHERE),
    "EROFS": ("This disk can only be read.", _ELSEWHERE),
    "ENOENT": ("This folder is not there.", _ELSEWHERE),
    "ENOTDIR": ("This folder is not there.", _ELSEWHERE),
    "ELOOP": ("This link leads nowhere.", _ELSEWHERE),
    "EISDIR": ("A folder has this name.", _NAME),
    "ENAMETOOLONG": ("This name is too long.", "Choose a shorter name."),
    "EINVAL": ("This name cannot be used here.", _NAME),
    "EBUSY": ("The file is in use elsewhere.", "Close it there, or choose another name."),
    "ETXTBSY": ("The file is in use elsewhere.", "Close it there, or choose another name."),
    **dict.fromkeys(
        (
            "EIO",
            "ENODEV",
            "ENXIO",
            "ESTALE",
            "EHOSTDOWN",
            "EHOSTUNREACH",
            "ENETUNREACH",
            "ETIMEDOUT",
        ),
        ("The disk or the network did not answer.", _ELSEWHERE),
    ),
}
"""By the names of faults, of which not every system has all."""

_UNKNOWN = ("The file could not be written.", "Choose another place and try again.")


def write_pdf(path: Path, pdf: bytes) -> None:
    """Put a PDF on the disk; the file that was there stays whole until the new one is.

    Raises `BeforehandError` in the person's words; then nothing has changed.
    """
    try:
        put_whole(path, pdf)
    except OSError as fault:
        sentence, remedy = _FAULTS.get(errorcode.get(fault.errno or 0, ""), _UNKNOWN)
        safe = f"{path.name or path} was not saved; what was there before is untouched."
        raise BeforehandError(f"{sentence} {safe}", remedy) from fault


def file_name(sheet_of: Brief | RoomBrief, printed_on: date) -> str:
    """A file name of day, first names and kind; the room sheet's may say its neutral title.

    The day is the conversation's, or the one it was printed on. The issue is never in it.
    """
    if isinstance(sheet_of, RoomBrief):
        starts_at, words = sheet_of.starts_at, sheet_of.title or _sheet_for(sheet_of.names)
    else:
        starts_at, words = (
            sheet_of.conversation.starts_at,
            f"{_called(sheet_of.names)} private brief",
        )
    day = starts_at.astimezone().date() if starts_at else printed_on
    return dated_name(day, words)


def dated_name(day: date, words: str) -> str:
    """A file name of a day and words, as every system takes it."""
    return f"{_safe(f'{day.isoformat()} {words}')}.pdf"


def _sheet_for(names: tuple[str, ...]) -> str:
    return f"{_called([name.split()[0] for name in names if name.split()])} conversation sheet"


def _called(names: list[str] | tuple[str, ...]) -> str:
    return spoken([name for name in names if name.strip()]) if any(names) else ""


def _safe(name: str) -> str:
    """A name that every system takes; it begins with the day, so it is never a reserved word."""
    whole = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    shown = (ch for ch in unicodedata.normalize("NFC", whole) if _is_shown(ch))
    words = _FORBIDDEN.sub(" ", "".join(shown)).replace("\ufffd", " ").split()
    short = " ".join(words).encode()[:_LONGEST_BYTES].decode(errors="ignore")
    return short.strip(" .")


def _is_shown(ch: str) -> bool:
    """Marks that turn the reading direction or show nothing could disguise a name's ending."""
    return ch.isspace() or unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Co", "Cn")
