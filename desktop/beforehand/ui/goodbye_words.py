"""What is told before something is deleted for good: in numbers what goes, and what stays."""

from collections.abc import Iterator, Sequence

from beforehand import wording
from beforehand.domain.counterparts import Counterpart
from beforehand.store.trash import KEPT_DAYS, Going, TrashLine
from beforehand.ui.kind_words import counted

NO_WAY_BACK = (
    "This cannot be undone. Backups, and files that were exported before, still have the words: "
    "delete those yourself."
)
DECIDE = "stays until you decide"


def left_words(line: TrashLine) -> str:
    """How long something can still be brought back, for a chip."""
    if line.days_left is None:
        return DECIDE
    return f"{wording.count(line.days_left, 'day')} left" if line.days_left else "goes soon"


def left_sentence(line: TrashLine) -> str:
    """The same as a sentence."""
    if line.days_left is None:
        if isinstance(line.record, Counterpart) and line.record.merged_into:
            return (
                "This entry was merged into another one of the same person. It stays as long as "
                "that one is there, until you bring it back or delete it yourself."
            )
        return (
            "This person takes part in conversations that were not put away, so the entry stays "
            "until you bring it back or delete it yourself."
        )
    if not line.days_left:
        return (
            f"Its {KEPT_DAYS} days are over: it goes for good when the program has nothing to do."
        )
    return f"{line.days_left} of {KEPT_DAYS} days are left; then it goes for good."


def going_sentences(going: Going, names: Sequence[str]) -> Iterator[str]:
    """What goes and what stays; `names` are those of the people among what goes."""
    yield f"What goes: {counted(going.goes)}." if counted(going.goes) else "What goes: one note."
    if going.loosened:
        number = len(going.loosened)
        stay = "stays on the map of its person" if number == 1 else "stay on the maps of people"
        yield f"What stays: {wording.count(number, 'need')} noted or judged there {stay}."
    if going.stays:
        whom = " and ".join(names[:2]) if len(names) < 3 else "these people"
        held = wording.count(len(going.stays), "conversation")
        may = "its words" if len(going.stays) == 1 else "their words"
        verb = "stays" if len(going.stays) == 1 else "stay"
        yield f"{held} with others as well {verb}; {may} may still name {whom}."
