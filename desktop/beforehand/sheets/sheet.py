"""A finished sheet, and what is said when there is too much for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import spoken
from beforehand.sheets.options import SectionName


@dataclass(frozen=True, slots=True)
class Sheet:
    """A PDF and its number of pages.

    `overflow` is what to leave out if it is longer than it should be; `unprintable` are the
    characters that no font has, which print as their codes; `sections` is everything that this
    kind of sheet may have on it, left out or not.
    """

    pdf: bytes
    pages: int
    overflow: tuple[SectionName, ...] = ()
    unprintable: tuple[str, ...] = ()
    sections: tuple[SectionName, ...] = ()


class TooFullError(BeforehandError):
    """More than the one page of a sheet holds; `sections` would make it fit if left out.

    `every` is all that this kind of sheet may have on it, as in `Sheet.sections`.
    """

    def __init__(self, sections: Sequence[SectionName], every: Sequence[SectionName] = ()) -> None:
        self.sections, self.every = tuple(sections), tuple(every)
        quoted = spoken([f"“{section.heading}”" for section in sections])
        super().__init__(
            "There is more here than one page holds, and nothing was printed.",
            f"Take some lines off {quoted}, or leave it out.",
        )


class StoppedError(BeforehandError):
    """The person stopped a long layout."""

    def __init__(self) -> None:
        super().__init__("The sheet was stopped before it was done.", "Make it again when ready.")
