"""What is said about erasing somebody."""

from beforehand.domain.counterparts import Counterpart
from beforehand.store import stick
from beforehand.store.cleaning import Cleaned
from beforehand.store.erasing import Plan
from beforehand.store.stick import Lying
from beforehand.ui.kind_words import counted, listed
from beforehand.wording import count

GOES = "What goes"
ELSEWHERE = "Where the name stands elsewhere"
BACKUPS = "Backups from before"
SURE = "Erase for good"
NO_WAY_BACK = "This cannot be undone, and the person does not come back by a merge or an import."
ANYWHERE = "ERASE"
OR_ELSE = f"or {ANYWHERE}, if it is hard to type here"
_NAMED = 5
UNDER_WAY = "They are erased. The last traces are being removed, which takes a moment …"
YOURS = (
    "What lies outside the notebook is yours to delete: printed sheets, PDFs and exports that you "
    "saved, and backups that you copied yourself."
)
_THERE_TOO = "This person may still be in them: erase them there, too."
SAVING = "saving everything about somebody"
STILL_SAVING = "Nothing was erased: everything about them is still being saved. Wait until it is."
BACKUPS_STAY = "The backups from before still hold what was kept."
NOT_CLEANED = "The backups from before are still there."


def what_goes(plan: Plan) -> str:
    """All of it in one sentence."""
    goes = {kind: ids for kind, ids in plan.going.goes.items() if kind is not Counterpart}
    what = f": {counted(goes)}" if counted(goes) else ""
    return (
        f"Everything kept on {plan.person.name}{what}. With it go all "
        "marks and links, what of it lies in the trash, and every step that could be undone."
        f"{_merged(plan)}"
    )


def _merged(plan: Plan) -> str:
    """The other entries of the same person."""
    if not plan.merged:
        return ""
    names = listed(f"“{each.name}”" for each in plan.merged[:_NAMED])
    more = f" and {len(plan.merged) - _NAMED} more" if len(plan.merged) > _NAMED else ""
    one = len(plan.merged) == 1
    entries, go = ("entry", "goes") if one else ("entries", "go")
    return f" The {entries} {names}{more}, merged into this one, {go} as well."


def what_stays(plan: Plan) -> str:
    """The conversations with others too."""
    held = count(len(plan.going.stays), "conversation")
    stay = "stays" if len(plan.going.stays) == 1 else "stay"
    return f"{held} with others as well {stay}; only what belongs to this person goes from there."


def erased(plan: Plan, changed: int, kept: int) -> str:
    """What was done."""
    parts = [
        f"changed in {count(changed, 'place')}" if changed else "",
        f"kept in {count(kept, 'place')}" if kept else "",
    ]
    told = [part for part in parts if part]
    number = count(plan.going.count, "entry", "entries")
    elsewhere = f" Elsewhere the name was {listed(told)}." if told else ""
    nothing = "Nothing that was kept on them is left in the notebook."
    return f"Erased for good: {number}. {nothing}{elsewhere}"


def cleaned(cleaned: Cleaned) -> str:
    """What became of the backups."""
    told = f"A fresh backup was made, and {count(cleaned.removed, 'older one')} removed."
    left = "".join(f"\nThis one could not be removed: {each}" for each in cleaned.left)
    return told + left


def left_alone(lying: Lying) -> str:
    """What lies in the second place and is not touched."""
    return " ".join(stick.left_alone(lying, _THERE_TOO))
