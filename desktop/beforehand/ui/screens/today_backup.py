"""The line on Today when no backup was made and read again for a week."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, holding, label, row

if TYPE_CHECKING:
    from beforehand.ui.keeping.keeper import Keeper

MOST_DAYS = 7


def backup_line(keeper: "Keeper | None") -> QFrame | None:
    """The line, if it is time for it."""
    days = keeper.days_without() if keeper is not None else None
    if keeper is None or days is None or days < MOST_DAYS:
        return None
    # Of a notebook that was imported the first words are older than the notebook.
    since = f"for {days:,} days" if keeper.newest else "yet"
    words = label(f"No backup was made and read again {since}.", wrap=True)
    now = button("Backing up…" if keeper.busy else "Back up now")
    now.setEnabled(not keeper.busy)
    now.clicked.connect(lambda: keeper.make())  # noqa: PLW0108 - the click brings a tick along
    if keeper.trouble is not None:
        words.setText(f"{words.text()} {keeper.trouble.sentence} {keeper.trouble.remedy}".strip())
    line = row(words, now, spacing=14)
    line.setStretch(0, 1)
    made = holding(line, margins=(20, 12, 14, 12))
    set_role(made, "card")
    return made
