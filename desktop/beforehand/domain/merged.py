"""What merging two copies of a notebook came to, to be told in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kind_words import WRITTEN
from beforehand.domain.lenses import spoken
from beforehand.domain.merging import PARENTS, Key, Union, key_of
from beforehand.domain.record import Record
from beforehand.domain.superseded import MADE, former
from beforehand.domain.value import value

Counts = tuple[tuple[str, int], ...]
"""How many of each kind of record, by the kind's name."""

REST = "rest"
_REST = ("link or mark", "links and marks")


@value
class Part:
    """What came to one conversation or one counterpart."""

    title: str
    came: int = 0
    newer_there: int = 0
    newer_here: int = 0

    @property
    def line(self) -> str:
        """In a few words: `3 new, 1 newer there`."""
        told = (
            (self.came, "new"),
            (self.newer_there, "newer there"),
            (self.newer_here, "newer here"),
        )
        return ", ".join(f"{number:,} {what}" for number, what in told if number)


@value
class Merged:
    """What came from the other copy, and which version stayed where both had one.

    `went` was deleted there for good, `back` was deleted here and something new hangs on it.
    `strangers`: the two have nothing in common, so they may be no copies of each other.
    """

    came: Counts = ()
    newer_there: Counts = ()
    newer_here: Counts = ()
    went: Counts = ()
    back: Counts = ()
    quiet: int = 0
    parts: tuple[Part, ...] = ()
    strangers: bool = False
    backup: str = ""

    @property
    def nothing(self) -> bool:
        """Whether the notebook says afterwards what it said before."""
        return not any((self.came, self.newer_there, self.went, self.back, self.quiet))

    @property
    def lines(self) -> list[str]:
        """What happened, a sentence a line."""
        return [*self._sentences(_DONE)]

    @property
    def ahead(self) -> list[str]:
        """The same before it is done."""
        return [*self._sentences(_AHEAD)]

    def _sentences(self, wordings: Mapping[str, str]) -> Iterator[str]:
        if self.nothing:
            yield wordings["nothing"]
        if self.came:
            yield wordings["came"].format(counted=spoken([_counted(*each) for each in self.came]))
        for what in ("newer_there", "newer_here", "went", "back"):
            for kind, number in getattr(self, what):
                yield wordings[what].format(
                    counted=_counted(kind, number), **(_ONE if number == 1 else _MANY)
                )
        if self.quiet and not self.came:
            yield wordings["quiet"].format(counted=_counted(REST, self.quiet))


_DONE = {
    "nothing": "Nothing came: this notebook has all that the other one has.",
    "came": "{counted} came from the other notebook.",
    "newer_there": "{counted} {was} newer there: what stood here is kept as {earlier}.",
    "newer_here": "{counted} {was} newer here: what stood there is kept as {earlier}.",
    "went": "{counted} went: deleted for good in the other notebook.",
    "back": "{counted} came back: deleted for good on one side, and something new belongs to "
    "{it} on the other.",
    "quiet": "{counted} came along.",
}
_AHEAD = {
    "nothing": "Nothing would come: this notebook has all that the other one has.",
    "came": "{counted} would come from the other notebook.",
    "newer_there": "{counted} {is_} newer there: what stands here would be kept as {earlier}.",
    "newer_here": "{counted} {is_} newer here: what stands there would be kept as {earlier}.",
    "went": "{counted} would go: deleted for good in the other notebook.",
    "back": "{counted} would come back: deleted for good on one side, and something new belongs "
    "to {it} on the other.",
    "quiet": "{counted} would come along.",
}
_ONE = {"was": "was", "is_": "is", "it": "it", "earlier": "an earlier wording"}
_MANY = {"was": "were", "is_": "are", "it": "them", "earlier": "earlier wordings"}


def told(ours: Iterable[Record], theirs: Iterable[Record], union: Union) -> Merged:
    """What becomes of our copy."""
    mine = {(each.kind, union.same.get(each.id, each.id)): each for each in ours}
    other = {key_of(each) for each in theirs}
    tally = _Tally(union)
    for key, each in union.records.items():
        before = mine.get(key)
        if key in union.back and before is None:
            tally.count("back", each)
        elif before is None:
            tally.count("came", each)
        elif before != each:
            tally.count("newer_there" if _said_more(before, each) else "quiet", each)
    for loser, winner in union.lost:
        if mine.get(key_of(winner)) == winner and former(loser, winner):
            tally.count("newer_here", winner)
    for key, each in mine.items():
        if key not in union.records:
            tally.count("went", each)
    return tally.merged(strangers=bool(mine) and bool(other) and not mine.keys() & other)


def _said_more(before: Record, after: Record) -> bool:
    """Whether words gave way, and not only a mark of the program."""
    return former(before, after) is not None or before.trashed_at != after.trashed_at


class _Tally:
    """Counts, by what happened and by kind, and by what it belongs to."""

    def __init__(self, union: Union) -> None:
        self._records = union.records
        self._counts: dict[str, Counter[str]] = {}
        self._parts: dict[str, Counter[str]] = {}
        self._quiet = 0

    def count(self, what: str, record: Record) -> None:
        if what == "quiet" or record.kind not in WRITTEN or record.id.startswith(MADE):
            self._quiet += 1
            return
        self._counts.setdefault(what, Counter())[record.kind] += 1
        if title := _title(self._records, record):
            self._parts.setdefault(title, Counter())[what] += 1

    def merged(self, *, strangers: bool) -> Merged:
        counts: dict[str, Any] = {what: _in_order(each) for what, each in self._counts.items()}
        parts = tuple(
            Part(
                title=title,
                came=each["came"] + each["back"],
                newer_there=each["newer_there"],
                newer_here=each["newer_here"],
            )
            for title, each in self._parts.items()
        )
        told = tuple(each for each in parts if each.came or each.newer_there or each.newer_here)
        return Merged(**counts, parts=told, quiet=self._quiet, strangers=strangers)


def _in_order(counts: Counter[str]) -> Counts:
    return tuple((kind, counts[kind]) for kind in WRITTEN if counts[kind])


def _title(records: Mapping[Key, Record], record: Record) -> str:
    """The conversation or the counterpart that a record belongs to, in its own words."""
    seen: Record | None = record
    while seen is not None and not isinstance(seen, Conversation | Counterpart):
        seen = _above(records, seen)
    if isinstance(seen, Conversation):
        return seen.issue.strip() or seen.title.strip()
    return seen.name.strip() if isinstance(seen, Counterpart) else ""


def _above(records: Mapping[Key, Record], record: Record) -> Record | None:
    """A conversation before a counterpart: what was written for a talk is told with it."""
    for name, kind in sorted(PARENTS, key=lambda each: each[1] is Counterpart):
        named = getattr(record, name, None)
        if named and (found := records.get((kind.kind, named))):
            return found
    return None


def _counted(kind: str, number: int) -> str:
    one, many = WRITTEN.get(kind, _REST)
    return f"{number:,} {one if number == 1 else many}"
