"""A finished sheet, and what is said when there is too much for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import spoken


@dataclass(frozen=True, slots=True)
class Sheet:
    """A PDF, its number of pages, and what to leave out if it is longer than it should be."""

    pdf: bytes
    pages: int
    overflow: tuple[str, ...] = ()


class TooFullError(BeforehandError):
    """More than the one page of a room sheet holds; `sections` would make it fit if left out."""

    def __init__(self, sections: Sequence[str]) -> None:
        self.sections = tuple(sections)
        quoted = spoken([f"“{section}”" for section in sections])
        super().__init__(
            "There is more here than one page holds, and nothing was printed.",
            f"Take some lines off {quoted}, or leave it out.",
        )
