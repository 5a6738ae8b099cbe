"""Saving what can be read of a damaged notebook, from the page that says that it is damaged."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from beforehand.domain.errors import BeforehandError
from beforehand.store import folders
from beforehand.store.faults import PartLost, Refused
from beforehand.store.salvage import Rescue
from beforehand.store.salvaging_child import Saving
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping import rescue
from beforehand.ui.keeping.child import Child
from beforehand.ui.keeping.passphrase_asked import DAMAGED, PassphraseAsked
from beforehand.ui.keeping.salvage_told import SalvageTold
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.ui.session import Session


class Salvaging(QObject):
    """Asks where to, lets a child do it, and tells what came of it."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._folder = self._target = Path()
        self._wanted: Place | None = None
        self.told: SalvageTold | None = None
        self.asked: PassphraseAsked | None = None
        self.child = Child(self)
        self.child.told.connect(self._tell_share)
        self.child.done.connect(self._done)
        self.child.failed.connect(self._failed)
        session.window().closing.connect(self.child.stop)
        session.opened.connect(self._opened)

    @classmethod
    def of(cls, session: "Session") -> "Salvaging":
        """The one of a session."""
        return session.findChild(cls) or cls(session)

    def ask_where(self, folder: Path) -> None:
        """Ask for the folder of the new notebook, and begin."""
        ask_folder(
            self._session.window(),
            "Choose where the new notebook goes",
            lambda chosen: self.begin(folder, chosen),
        )

    def begin(self, folder: Path, chosen: Path) -> None:
        """Save into a folder, or into a new one inside; never over another notebook.

        A notebook that is open is let go of first, once its words are saved or copied.
        """
        if not self._is_closed():
            return
        self._folder = folder
        self._target = chosen if folders.is_free(chosen) else chosen / _named(self._session)
        self._send(None)

    def _is_closed(self) -> bool:
        session = self._session
        if session.notebook is None:
            return True
        folder = session.notebook.folder
        rescue.Rescue.of(session.window()).give_up_copied()
        if not session.let_go():
            return False
        session.folder = folder
        for bar in (session.window().bars.trouble, session.window().bars.notice):
            # What they offer is of the notebook that was open.
            bar.hide()
        session.refuse(PartLost(), lambda: session.open(folder))
        return True

    def _send(self, words: str | None) -> None:
        if self.told is None:
            told = self.told = SalvageTold(self._session.window())
            told.finished.connect(self._stop)
            told.opened.connect(lambda: self._session.open(self._target))
            told.used.connect(lambda: self._session.use_folder(self._target))
            told.filled.connect(self._fill)
            told.open()
        self.child.begin(Saving(self._folder, self._target, self._session.now(), words))

    def _tell_share(self, share: float) -> None:
        self._close_question()
        if self.told is not None:
            self.told.tell_share(share)

    def _done(self, rescue: Rescue) -> None:
        self._close_question()
        if self.told is not None:
            self.told.tell(rescue, self._target)

    def _failed(self, error: BeforehandError) -> None:
        if isinstance(error, Refused) and error.locked:
            self._ask(error)
            return
        self._close_question()
        if self.told is not None:
            self.told.tell_failure(error)

    def _ask(self, error: BeforehandError) -> None:
        if self.asked is not None:
            self.asked.tell_failure(error)
            return
        asked = self.asked = PassphraseAsked(self.told or self._session.window(), DAMAGED)
        asked.given.connect(self._send)
        asked.rejected.connect(self._cancel)
        asked.open()
        asked.field.setFocus()

    def _close_question(self) -> None:
        asked, self.asked = self.asked, None
        if asked is not None:
            asked.accept()

    def _cancel(self) -> None:
        self.asked = None
        if self.told is not None:
            self.told.reject()

    def _fill(self, backup: Path) -> None:
        """Go on with the new notebook, and show what the backup would bring in."""
        self._wanted = Place("merge", detail=str(backup))
        self._session.use_folder(self._target)

    def _opened(self, folder: Path) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and folder == self._target:
            self._session.window().go(wanted)

    def _stop(self) -> None:
        self.told = None
        self.child.stop()


def _named(session: "Session") -> str:
    return f"Saved notebook {session.now():%Y-%m-%d %H.%M}"
