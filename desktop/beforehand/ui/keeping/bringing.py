"""Bringing a notebook back: from a stick, another disk, wherever a copy or a backup lies."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.store import elsewhere, folders, kept_out
from beforehand.store.backups import Backup
from beforehand.store.elsewhere import Found
from beforehand.store.restoring import Means, Restored
from beforehand.ui.errands import Errand
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping.looking import named, when
from beforehand.ui.keeping.restorer import Restorer
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.store.notebook import Notebook
    from beforehand.ui.session import Session

BRING_BACK = "bring-back"
"""The `Place` that is asked for where a notebook is to be brought back."""

_ASKED = "Choose the stick or folder with your notebook"
_NONE = "In {folder} lies no notebook and no backup of one."
_SEVERAL = (
    "In {folder} lie backups of {notebooks:,} notebooks. Choose the folder of the one you want; "
    "the newest of all is in “{newest}”."
)
_BACK = (
    "This is your notebook as it was on {when}{of}: what you wrote since is missing{erased}. "
    "What lies in {place} was left as it is."
)
_ERASED = ", and whoever you erased since is back"
_OF = ", the newest of {count:,}"
_OTHER = " What was open here until now stays where it is, too."


class Bringing(QObject):
    """Looks for the newest copy, makes a notebook of it on this computer, and opens that."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._chosen = self._target = Path()
        self._found: Found | None = None
        self._before: Path | None = None
        self._told = ""
        self._restored: Restored | None = None
        self._looking = Errand(self)
        self._copying = Restorer(
            session, "Your notebook is being copied to this computer, and read"
        )
        self._looking.done.connect(self._bring)
        self._looking.failed.connect(session.window().tell_failure)
        self._copying.done.connect(self._use)
        self._copying.failed.connect(self._not_brought)
        session.opened.connect(self._opened)

    @classmethod
    def of(cls, session: "Session") -> "Bringing":
        """The one of a session."""
        return session.findChild(cls) or cls(session)

    def ask(self) -> None:
        """Ask where to look."""
        ask_folder(self._session.window(), _ASKED, self.look)

    def look(self, chosen: Path) -> None:
        """Bring back the newest that lies there."""
        self._chosen = chosen
        notebook = self._session.notebook
        ours = notebook.folder if notebook is not None else None
        self._looking.send(lambda: (elsewhere.found(chosen, ours),))

    def _bring(self, result: tuple[Found | None]) -> None:
        (found,) = result
        window = self._session.window()
        if found is None:
            told = _NONE.format(folder=self._chosen)
            window.bars.notice.tell(told, ("Look elsewhere…", self.ask), bad=True)
            return
        if found.notebooks > 1:
            newest = found.newest.path.parent
            told = _SEVERAL.format(
                folder=self._chosen, notebooks=found.notebooks, newest=newest.name
            )
            window.bars.notice.tell(told, ("Choose the folder…", self.ask), bad=True)
            return
        if not window.flush():
            return
        backup, folder = found.newest, self._place_for(found.newest)
        own = None if self._session.sample else self._session.notebook
        marks = kept_out.marks_of(own.vault) if own else ()
        keys = (own.vault.key,) if own else ()
        self._found = found
        self._before = own.folder if own and _holds_words(own) else None

        # Of a lost notebook nobody knows its passphrase until it is opened here.
        means = Means(keys=keys, marks=marks, unproven=not marks)
        window.bars.notice.tell("Your notebook is being copied to this computer…", lasting=True)
        self._copying.begin(backup, folder, means)

    @property
    def _erased(self) -> str:
        """What became of people erased since: only a notebook that was open here knows of them."""
        restored = self._restored
        lines = kept_out.told(restored.taken) if restored else []
        return f". {' '.join(lines).removesuffix('.')}" if lines else _ERASED

    def _place_for(self, backup: Backup) -> Path:
        """The usual folder, or another one beside it: nothing is written over."""
        usual = self._session.settings.folder
        name = named(backup)
        places = (usual.with_name(f"{name} {turn}" if turn else name) for turn in range(1_000))
        return usual if folders.is_free(usual) else next(filter(folders.is_free, places))

    def _use(self, restored: Restored) -> None:
        self._restored, self._target = restored, restored.folder
        self._session.use_folder(restored.folder)

    def _not_brought(self, error: BeforehandError) -> None:
        self._session.window().bars.notice.tell(str(error), bad=True)

    def _opened(self, folder: Path) -> None:
        found, self._found = self._found, None
        if found is None or folder != self._target:
            return
        of = _OF.format(count=found.count) if found.count > 1 else ""
        told = _BACK.format(
            when=when(found.newest.made_at), of=of, place=self._chosen, erased=self._erased
        )
        window, before = self._session.window(), self._before
        self._keep()
        if before is None:
            window.bars.notice.tell(told)
            return
        place = Place("merge", detail=str(before))
        window.bars.notice.tell(told + _OTHER, ("Merge it in…", lambda: window.go(place)))

    def _keep(self) -> None:
        """A backup at once: it proves that all of it can be read, and there is none yet."""
        desk = self._session.desk
        if desk is not None and desk.keeper is not None:
            desk.keeper.make()


def _holds_words(notebook: "Notebook") -> bool:
    return any(notebook[kind].find(trashed=None, limit=1) for kind in KINDS)
