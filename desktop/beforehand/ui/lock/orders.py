"""What a person asks to be done about the passphrase, and what the window says of it."""

from typing import NamedTuple

SET, CHANGE, REMOVE, CODE = "set", "change", "remove", "code"

BEFORE = (
    "Without the passphrase and without the recovery code nobody can open the notebook: "
    "not you, and not whoever wrote Beforehand."
)
OLDER = "Backups made before still open with the old passphrase."

WORKING: dict[str, tuple[str, str]] = {
    SET: (
        "Locking the notebook…",
        "The notebook is encrypted anew, then a backup is made and checked, and older backups are "
        "locked, too. If this is cut off, the notebook still opens.",
    ),
    CHANGE: (
        "Changing the passphrase…",
        "The new one takes the place of the old, then a backup is made and checked.",
    ),
    REMOVE: (
        "Removing the passphrase…",
        "The notebook is encrypted anew with a key that lies beside it, then a backup is made.",
    ),
    CODE: ("Making a new recovery code…", "The old one will no longer open the notebook."),
}
"""While it is done: a title and what happens."""

DONE: dict[str, str] = {
    SET: "The notebook is locked with a passphrase from now on.",
    CHANGE: f"The passphrase is changed; the recovery code stays as it is. {OLDER}",
    REMOVE: "The notebook opens without a passphrase now. Backups made before still need the old "
    "passphrase or its recovery code.",
    CODE: "The new recovery code holds from now on. Backups made before still open with the old "
    "code.",
}

STILL_OPEN = "This backup still opens without a passphrase; delete it if you can:"
NOT_THERE = (
    "The second place for backups was not there. Backups in it still open without a passphrase:"
)

OPENING = ("Opening the notebook…", "The new passphrase is tried; that takes a moment on purpose.")
"""While what was just set is tried."""


class Order(NamedTuple):
    """One of the above; `words` are the passphrase that holds now, `new` the one to come."""

    act: str
    words: str = ""
    new: str = ""

    @property
    def lines(self) -> list[str]:
        """What the child process is told, in its order."""
        return [each for each in (self.words, self.new) if each]
