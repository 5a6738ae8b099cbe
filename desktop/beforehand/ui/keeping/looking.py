"""Looking inside a backup: a copy of it is opened as the sample is, and taken away again."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import folders, kept_out, keyfile, opening, restoring, vault
from beforehand.store.backups import Backup
from beforehand.store.faults import NotebookLocked, WrongPassphrase
from beforehand.store.keys import Key
from beforehand.ui.errands import Errand
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping.passphrase_asked import PassphraseAsked

if TYPE_CHECKING:
    from beforehand.ui.session import Session

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
        self._asked: PassphraseAsked | None = None
        self._copying, self._restoring = Errand(self), Errand(self)
        self._copying.done.connect(self._show)
        self._copying.failed.connect(self._failed)
        self._restoring.done.connect(self._restored)
        self._restoring.failed.connect(session.window().tell_failure)
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
        now, (erased, keys) = self._session.now(), self._known()
        # Of a notebook that cannot be opened nobody knows whom it erased.
        known = self._session.notebook is not None or bool(self._keys)

        def work() -> tuple[Path, bool]:
            restoring.restore(backup, folder)
            # Or somebody who was erased since would be back.
            return folder, kept_out.keep_out(folder, erased, keys, now) is not None and known

        self._restoring.send(work)

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

    def _copy(self, words: str = "") -> None:
        backup, folder, keys = self._backup, self._folder(), self._keys
        if backup is not None and folder is not None:
            self._copying.send(lambda: _copied(backup, folder, keys, words))

    def _folder(self) -> Path | None:
        return looked_at(self._origin) if self._origin is not None else None

    def _failed(self, error: BeforehandError) -> None:
        if isinstance(error, NotebookLocked):
            asked = self._asked = PassphraseAsked(self._session.window())
            asked.given.connect(self._copy)
            asked.open()
            asked.field.setFocus()
        elif isinstance(error, WrongPassphrase) and self._asked is not None:
            self._asked.tell_failure(error)
        else:
            self._close_question()
            self._session.window().tell_failure(error)

    def _close_question(self) -> None:
        if self._asked is not None:
            self._asked.accept()
            self._asked = None

    def _show(self, keys: tuple[Key, ...]) -> None:
        self._close_question()
        folder, backup = self._folder(), self._backup
        if folder is None or backup is None:
            return
        if self._session.open(folder, sample=True, keys=keys):
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

    def _restored(self, result: tuple[Path, bool]) -> None:
        folder, looked = result
        self._session.window().bars.notice.tell(
            f"Restored into {folder}." + ("" if looked else f" {kept_out.NOT_LOOKED}"),
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


def _copied(backup: Backup, folder: Path, keys: Sequence[Key], words: str) -> tuple[Key, ...]:
    """Restore a backup into that folder; the answer opens it. Raises NotebookLocked without."""
    sweep(folder)
    restoring.restore(backup, folder)
    try:
        return _fitting(folder, keys, words)
    except BeforehandError:
        sweep(folder)
        raise


def _fitting(folder: Path, keys: Sequence[Key], words: str) -> tuple[Key, ...]:
    if not keyfile.read(folder).locked:
        return ()
    for key in keys:
        connection = vault.connect(folder / vault.NAME, key)
        if connection is not None:
            connection.close()
            return (key,)
    if not words:
        raise NotebookLocked
    return opening.unlock(folder, words)
