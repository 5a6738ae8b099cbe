"""What somebody may choose about a sheet, whatever stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from beforehand.sheets.look import Paper

PITCHES_MM = (8, 7)
"""Millimetres from one writing line to the next, the usual first."""

IN_FULL = "in-full"
"""The section of a counterpart's record with everything written for each conversation."""

Watch = Callable[[float], None]
"""Told the part done, from 0 to 1; it stops the work by raising `StoppedError`."""


class SectionName(NamedTuple):
    """A part of a sheet: what it is called by programs, and what stands over it."""

    id: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices; `large` sets words in 14 points, `leave_out` holds ids of sections."""

    paper: Paper = Paper.A4
    large: bool = False
    pitch_mm: int = PITCHES_MM[0]
    leave_out: frozenset[str] = frozenset()


def unwatched(_share: float) -> None:
    """Let the work go on."""
