"""What each kind of record is called when it is counted or named to the person."""

from collections.abc import Collection, Iterable, Mapping

from beforehand import wording
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record

WORDS: dict[str, tuple[str, str]] = {
    "counterparts": ("counterpart", "counterparts"),
    "conversations": ("conversation", "conversations"),
    "needs": ("need", "needs"),
    "answers": ("answer", "answers"),
    "earlier_wordings": ("earlier wording", "earlier wordings"),
    "evidence": ("sign", "signs"),
    "verdicts": ("verdict", "verdicts"),
    "commitments": ("commitment", "commitments"),
    "debriefs": ("debrief", "debriefs"),
    "addenda": ("addendum", "addenda"),
    "success_measures": ("success measure", "success measures"),
    "pressures": ("pressure", "pressures"),
    "positions": ("position", "positions"),
    "non_negotiables": ("non-negotiable", "non-negotiables"),
    "options": ("option", "options"),
    "openings": ("opening", "openings"),
    "if_then_plans": ("if-then plan", "if-then plans"),
    "asking_points": ("question to ask", "questions to ask"),
    "alignment_ratings": ("rating of alignment", "ratings of alignment"),
    "earlier_versions": ("earlier version", "earlier versions"),
}
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
