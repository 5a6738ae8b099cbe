"""What each kind of record is called when it is counted or named to the person."""

from collections.abc import Collection, Iterable, Mapping

from beforehand import wording
from beforehand.domain.kind_words import HISTORY, WRITTEN
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record

_ORDER = (
    "counterparts", "conversations", "needs", "answers",
    "earlier_wordings", "evidence", "verdicts", "commitments",
    "debriefs", "addenda", "success_measures", "pressures",
    "positions", "non_negotiables", "options", "openings",
    "if_then_plans", "asking_points", "alignment_ratings", "earlier_versions",
)  # fmt: skip
"""In which kinds are counted, the largest things first."""

WORDS = {kind: {**WRITTEN, **HISTORY}[kind] for kind in _ORDER}
"""By kind, one and many; the others are marks and links between things, and go uncounted."""


def name_of(record: Record) -> str:
    """What a record is, as a heading: `Conversation`."""
    return WORDS.get(record.kind, ("note", "notes"))[0].capitalize()


def counted(groups: Mapping[type[Record], Collection[Id]]) -> str:
    """How much of each kind: `1 conversation, 6 answers and 2 commitments`."""
    order = [kind for kind in KINDS if kind.kind in WORDS]
    order.sort(key=lambda kind: list(WORDS).index(kind.kind))
    return listed(
        wording.count(len(groups[kind]), *WORDS[kind.kind]) for kind in order if groups.get(kind)
    )


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence, the last one joined by "and"."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last
