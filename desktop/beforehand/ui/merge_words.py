"""What is told before two entries of one person become one."""

from collections.abc import Iterator, Sequence

from beforehand import wording
from beforehand.domain.conversations import Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Record
from beforehand.ui.kind_words import WORDS, listed

_TOLD = ("needs", "success_measures", "pressures", "commitments")


def merge_sentences(
    kept: Counterpart, other: Counterpart, records: Sequence[Record]
) -> Iterator[str]:
    """What becomes of two entries; `records` are those that the merge would save."""
    yield _moving(kept, records)
    both = sum(1 for each in _seats(records) if each.trashed_at)
    if both:
        yield f"In {wording.count(both, 'conversation')} both take part; there they become one."
    if other.notes.strip():
        yield (
            f"The notes on {other.name} are kept below those on {kept.name}."
            if kept.notes.strip()
            else f"The notes on {other.name} are kept with {kept.name}."
        )
    if _differs(kept, other):
        yield "Another name, role or team is kept in the notes as well."
    yield (
        f"The entry {other.name} is put away and stays in the trash as long as {kept.name} is "
        "here. One undo takes all of it back."
    )


def _moving(kept: Counterpart, records: Sequence[Record]) -> str:
    talks = {each.conversation_id for each in _seats(records) if not each.trashed_at}
    parts = [wording.count(len(talks), "conversation")] if talks else []
    for kind in _TOLD:
        number = sum(1 for each in records if each.kind == kind and not each.trashed_at)
        if number:
            parts.append(wording.count(number, *WORDS[kind]))
    if not parts:
        return "Nothing else hangs on that entry."
    one = len(parts) == 1 and parts[0].startswith("1 ")
    return f"{listed(parts)} {'moves' if one else 'move'} to {kept.name}."


def _seats(records: Sequence[Record]) -> Iterator[Participant]:
    return (each for each in records if isinstance(each, Participant))


def _differs(kept: Counterpart, other: Counterpart) -> bool:
    pairs = ((kept.name, other.name), (kept.role, other.role), (kept.team, other.team))
    return any(two.strip() and one.strip() and one.strip() != two.strip() for one, two in pairs)
