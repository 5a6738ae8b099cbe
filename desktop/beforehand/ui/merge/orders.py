"""What a person asks to be done with another copy, and what the window says of it."""

from pathlib import Path
from typing import NamedTuple

ABOUT = (
    "Did you write on two machines? Bring in what the other copy of this notebook has: a copy on "
    "a stick, one in a synced folder, or the “conflict” file that a sync program leaves. The newer "
    "wording of each thing stays, the other one is kept beside it. The other copy is only read."
)
BEFORE = "A backup is made first, and the merge can be taken back."
STRANGERS = (
    "The two notebooks have nothing in common. The other one may be somebody else’s, or was begun "
    "by itself: then everything in it comes in."
)
SAMPLE = "This notebook is only here to be looked at: nothing is merged into it."
STOPPED = "The merge was stopped. The notebook is as it was."
TAKEN_BACK = "The notebook is again what it was before it was merged. What it was until now is kept"
WORKING = (
    "Merging…",
    "A backup is made, then what the other copy has is brought in, all of it or nothing. "
    "If this is cut off, the notebook is as it was.",
)
TAKING_BACK = (
    "Taking the merge back…",
    "A backup is made of the notebook as it is now, then the one of before the merge is put back.",
)


class MergeOrder(NamedTuple):
    """Merge the copy that lies there, with its passphrase if it has one; or take the last back."""

    named: Path | None = None
    words: str | None = None
