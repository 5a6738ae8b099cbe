"""Looking inside a backup: a copy of it is opened as the sample is, and taken away again."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import folders, kept_out
from beforehand.store.backups import Backup
from beforehand.store.keys import Key
from beforehand.store.restoring import Means, Restored
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping.restorer import Restorer

if TYPE_CHECKING:
    from beforehand.ui.session import Session

_READ = "Every page was read, and it opens."
_NOT_KEPT = "Nothing you change here is kept."


class Looking(QObject):
    """Opens a copy of a backup, and goes back; makes new notebooks of backups."""

    restored = Signal(object)
    """The folder of the new notebook."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._origin: Path | None = None
        self._keys: tuple[Key, ...] = ()
        self._erased: kept_out.Marks = ()
        self._backup: Backup | None = None
        self._copying = Restorer(session, "The backup is being copied and read")
        self._restoring = Restorer(session, "The backup is being restored and read again")
        self._copying.done.connect(self._show)
        self._restoring.done.connect(self._restored)
        for each in (self._copying, self._restoring):
            each.failed.connect(self._failed)
        session.opened.connect(self._opened)
        session.leaving.connect(self._left)
        # After the session's own slot, by which the copy is let go of.
        session.window().closing.connect(self._sweep)

    @classmethod
    def of(cls, session: "Session") -> "Looking":
        """The one of a session."""
        return session.findChild(cls) or cls(session)

    def begin(self, backup: Backup, origin: Path) -> None:
        """Look inside a backup of the notebook in a folder."""
        window, notebook = self._session.window(), self._session.notebook
        if not window.flush():
            return
        if notebook is not None:
            self._erased, self._keys = self._known()
        self._backup, self._origin = backup, origin
        self._let_be()
        self._copy()

    def ask_where(self, backup: Backup) -> None:
        """Ask for the folder of a new notebook, and make it of a backup."""
        ask_folder(
            self._session.window(),
            "Choose where the new notebook goes",
            lambda chosen: self.restore(backup, chosen),
        )

    def restore(self, backup: Backup, chosen: Path) -> None:
        """Make a notebook of a backup in a folder, or in a new one inside; never over another."""
        folder = chosen if folders.is_free(chosen) else chosen / named(backup)
        self._let_be()
        erased, keys = self._known()
        # One that is closed, or cannot be opened here, is asked by the child.
        is_open = self._session.notebook is not None
        present = None if is_open or keys else self._session.folder
        means = Means(keys=keys, marks=erased, unproven=False)
        self._restoring.begin(backup, folder, means, present)

    def _let_be(self) -> None:
        """Nobody works on a backup that is read; what is cut off is done the next time."""
        desk = self._session.desk
        if desk is not None and desk.keeper is not None:
            desk.keeper.closer.rest()

    def _known(self) -> tuple[kept_out.Marks, tuple[Key, ...]]:
        """Whom the person's own notebook erased, and its key; it may be closed meanwhile."""
        notebook = self._session.notebook
        if notebook is not None and notebook.folder != self._folder():
            return kept_out.marks_of(notebook.vault), (notebook.vault.key,)
        return self._erased, self._keys

    def _copy(self) -> None:
        folder = self._folder()
        if self._backup is not None and folder is not None:
            sweep(folder)
            self._copying.begin(self._backup, folder, Means(keys=self._keys, unproven=False))

    def _folder(self) -> Path | None:
        return looked_at(self._origin) if self._origin is not None else None

    def _show(self, copied: Restored) -> None:
        folder, backup = self._folder(), self._backup
        if folder is None or backup is None:
            return
        if self._session.open(folder, sample=True, keys=(copied.key,) if copied.key else ()):
            # Whatever opens a notebook anew means the person's own.
            self._session.folder = self._origin
            self._session.window().bars.sample.tell(
                f"This is the backup of {when(backup.made_at)}. {_NOT_KEPT}",
                ("Back to my notebook", self._go_back),
                ("Restore into a new notebook…", lambda: self.ask_where(backup)),
                lasting=True,
            )

    def _go_back(self) -> None:
        if self._origin is not None:
            self._session.open(self._origin, keys=self._keys)

    def _opened(self, folder: Path) -> None:
        if folder != self._folder():
            self._sweep()
            self._keys, self._backup = (), None

    def _left(self) -> None:
        notebook = self._session.notebook
        if notebook is not None and notebook.folder == self._folder():
            self._session.window().bars.sample.hide()
            # Where a file in use cannot be taken away, the next start does it.
            self._sweep()

    def _sweep(self) -> None:
        if (folder := self._folder()) is not None:
            sweep(folder)

    def _failed(self, error: BeforehandError) -> None:
        self._session.window().bars.notice.tell(str(error), bad=True)

    def _restored(self, restored: Restored) -> None:
        folder = restored.folder
        told = kept_out.told(restored.taken, all_known=restored.all_known)
        self._session.window().bars.notice.tell(
            " ".join((f"{_READ} Restored into {folder}.", *told)),
            ("Open it", lambda: self._session.open(folder)),
            ("Use it from now on", lambda: self._session.use_folder(folder)),
        )
        self.restored.emit(folder)


def looked_at(origin: Path) -> Path:
    """Where the copy of a backup lies while one looks inside: hidden, beside the notebook."""
    return origin.with_name(f".{origin.name}.looked-at")


def sweep(folder: Path) -> None:
    """Take away such a copy, and one that was only begun."""
    for each in (folder, folder.with_name(f".{folder.name}.part")):
        shutil.rmtree(each, ignore_errors=True)


def when(moment: datetime) -> str:
    """A backup's time as one says it: `12 November 2026, 14:00`."""
    return f"{wording.day(moment.astimezone().date())}, {wording.clock(moment)}"


def named(backup: Backup) -> str:
    """What the folder of a notebook is called that is made of a backup."""
    return f"Notebook of {backup.made_at.astimezone():%Y-%m-%d %H.%M}"
