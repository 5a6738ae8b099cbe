"""What could be saved of a damaged notebook, what is missing, and what a backup brings back."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from beforehand.domain.kind_words import WRITTEN
from beforehand.domain.merged import REST, Counts
from beforehand.domain.value import value

_REST = ("link or mark", "links and marks")


@value
class Missing:
    """What is missing of one counterpart from one day; None where the day is not known."""

    who: str
    on: date | None = None
    counts: Counts = ()

    @property
    def line(self) -> str:
        """In a few words: `3 answers, 1 need`."""
        return ", ".join(counted(kind, number) for kind, number in self.counts)


@value
class Brings:
    """What a backup has and the damaged notebook lacks, and from which days that is."""

    counts: Counts = ()
    first: date | None = None
    last: date | None = None

    @property
    def line(self) -> str:
        """In a few words: `3 answers and 1 need`."""
        told = [counted(kind, number) for kind, number in self.counts]
        return " and ".join([", ".join(told[:-1]), told[-1]] if told[1:] else told)


@value
class Salvaged:
    """What was saved into a new notebook.

    `stand_ins` are in the place of lost records to which others refer, or begin with words the rest
    of which is lost; `unplaced` rows could be read, and not what they are. `gone_in_full`: nothing
    is missing of the list of what was deleted for good, and of whom was erased.
    """

    records: int
    pages: int
    lost_pages: int
    stand_ins: int = 0
    unplaced: int = 0
    gone_in_full: bool = True
    missing: tuple[Missing, ...] = ()

    @property
    def missing_records(self) -> int:
        """How many are known to be missing."""
        return sum(number for each in self.missing for _, number in each.counts)


def counted(kind: str, number: int) -> str:
    """So many of a kind, in words."""
    one, many = WRITTEN.get(kind, _REST)
    return f"{number:,} {one if number == 1 else many}"


def counts(kinds: Iterable[str]) -> Counts:
    """How many of each kind, those that somebody wrote first; links and marks are told as one."""
    tally = Counter(kind if kind in WRITTEN else REST for kind in kinds)
    return tuple((kind, tally[kind]) for kind in (*WRITTEN, REST) if tally[kind])
