"""The bars over a sheet: what became of it, what is too much, and what no font has."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from beforehand.orders import ROOM
from beforehand.sheets import SectionName, Sheet, TooFullError
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import column
from beforehand.ui.widgets.leave_out import LeaveOut

_NAMED = 4
"""Characters that are named before the rest is only counted."""


class Told(QFrame):
    """Says before printing what one would otherwise find out afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.notice, self.overflow, self.characters = Bar(), LeaveOut(), Bar()
        self._codes: tuple[str, ...] = ()
        bars = column(self.notice, self.overflow, self.characters, spacing=0)
        self.setLayout(bars)

    def tell_of(self, sheet: Sheet, by_bar: frozenset[str]) -> None:
        """Tell what there is to tell of a finished sheet; `by_bar` was left out from here."""
        self._tell_characters(sheet.unprintable)
        if sheet.overflow:
            self.overflow.offer(pages_words(sheet.pages), sheet.overflow)
        else:
            self.overflow.tell_left_out([each for each in sheet.sections if each.id in by_bar])

    def tell_too_full(self, fault: TooFullError, kind: str) -> None:
        """Tell that there is no sheet, for there is too much for its one page."""
        self._tell_characters(())
        self.overflow.offer(str(fault), fault.sections, bad=True, room=kind == ROOM)

    def hush(self) -> None:
        """Another sheet: what was told belongs to the one before."""
        self.notice.hide()
        self.overflow.hide()
        self._tell_characters(())

    def _tell_characters(self, codes: Sequence[str]) -> None:
        """Told once: whoever closes the bar is not told of the same again."""
        if tuple(codes) != self._codes:
            self._codes = tuple(codes)
            self.characters.tell(unprintable_words(codes))
            self.characters.setVisible(bool(codes))


def pages_words(pages: int) -> str:
    """What is said of a sheet that is longer than it should be."""
    better = "one is" if pages == 2 else "two are"
    return f"This takes {pages:,} pages; {better} easier to take along."


def unprintable_words(characters: Sequence[str]) -> str:
    """What is said of characters that no font has; nothing if there are none."""
    if not characters:
        return ""
    codes = [" ".join(f"U+{ord(each):04X}" for each in one) for one in characters]
    named = ", ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
    if len(codes) == 1:
        return (
            f"1 character is in no font we have ({named}); it prints as its code in a small frame."
        )
    return (
        f"{len(codes):,} characters are in no font we have ({named}); "
        "they print as their codes in small frames."
    )


def all_sections(fault: TooFullError) -> tuple[SectionName, ...]:
    """The sections that a sheet which did not fit could have."""
    return fault.every or fault.sections
