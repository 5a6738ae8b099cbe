"""A notebook with a passphrase that costs next to nothing to try, and its page in the window."""

from pathlib import Path

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.store import locking
from beforehand.store.notebook import Notebook
from beforehand.ui.screens.unlock import UnlockPage
from beforehand.ui.window import Window

WORDS = "tin rivers hum softly"
LONG_MS = 60_000
"""What a busy machine may take: words are slow on purpose, and a child may encrypt and copy."""


class Locked:
    """A notebook with a passphrase, and its recovery code."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        notebook = Notebook.open(folder, make.NOW, create=True)
        notebook.save(
            make.record(Counterpart, id=make.PERSON),
            make.record(Conversation, id=make.TALK),
            make.record(Participant),
            make.record(Answer, id=make.ANSWER),
            make.record(Need, id=make.HIDDEN),
            now=make.NOW,
        )
        self.code = locking.set_passphrase(notebook, WORDS, make.CHEAP)
        notebook.close()


def asking(window: Window) -> UnlockPage:
    """The page that asks for the passphrase."""
    (found,) = [each for each in window.findChildren(UnlockPage) if each.isVisible()]
    return found
