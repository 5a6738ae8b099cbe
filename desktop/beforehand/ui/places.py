"""Where one can go in the window, and how a screen names itself there."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from beforehand.domain.record import Id


class Sought(NamedTuple):
    """Words to be shown where they stand: the record, its text, what was typed to find it.

    `near` is the character of the text about which they were found.
    """

    id: "Id"
    text: str
    typed: str
    near: int = 0


class Place(NamedTuple):
    """A screen by name, the record it shows, and what of it (a step, a kind of sheet).

    `sought` are words that were looked for: they are pointed out there.
    """

    screen: str
    id: "Id | None" = None
    detail: str = ""
    sought: Sought | None = None


class Heading(NamedTuple):
    """What stands in the top bar: the way here, the title, a chip or a line beside it, actions."""

    title: str
    above: str = ""
    above_place: Place | None = None
    subtitle: str = ""
    chip: str = ""
    actions: "tuple[QWidget, ...]" = ()
