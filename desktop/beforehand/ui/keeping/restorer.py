"""One restore of a backup: a child does it, its passphrase is asked for where one is needed."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.store.backups import Backup
from beforehand.store.faults import Refused
from beforehand.store.restoring import NO_MEANS, Means
from beforehand.store.restoring_child import Restoring
from beforehand.ui.keeping.child import Child
from beforehand.ui.keeping.passphrase_asked import PassphraseAsked

if TYPE_CHECKING:
    from beforehand.ui.session import Session

PATIENCE_S = 0.5
"""How long nobody waits for a word of how far it is."""
_STOPPED = "It was stopped. Nothing was restored."


class Restorer(QObject):
    """Does one at a time, and tells of it in the window's bar of notices."""

    done = Signal(object)
    """What was `Restored`."""
    failed = Signal(object)
    """Why nothing was."""

    def __init__(self, session: "Session", what: str) -> None:
        super().__init__(session)
        self._session, self._what = session, what
        self._asked_for: tuple[Backup, Path, Means, Path | None] | None = None
        self._began, self._shown = 0.0, False
        self.asked: PassphraseAsked | None = None
        self.child = Child(self)
        self.child.told.connect(self._tell)
        self.child.done.connect(self._done)
        self.child.failed.connect(self._failed)
        session.window().closing.connect(self.child.stop)

    def begin(
        self, backup: Backup, target: Path, means: Means = NO_MEANS, present: Path | None = None
    ) -> None:
        """Restore a backup; `present` is a notebook that is open nowhere, and may have erased."""
        self.child.stop()
        self._asked_for = (backup, target, means, present)
        self._send(means)

    def stop(self) -> None:
        """End it; nothing is left of it."""
        self.child.stop()
        self._session.window().bars.notice.tell(_STOPPED, passing=True)

    def _send(self, means: Means) -> None:
        if self._asked_for is None:
            return
        backup, target, _, present = self._asked_for
        self._began, self._shown = time.monotonic(), False
        self.child.begin(Restoring(backup, target, self._session.now(), means, present))

    def _with_words(self, words: str) -> None:
        if self._asked_for is not None:
            self._send(replace(self._asked_for[2], words=words))

    def _tell(self, share: float) -> None:
        self._close_question()
        if time.monotonic() - self._began < PATIENCE_S:
            return
        self._shown = True
        told = f"{self._what}: {share:.0%}."
        self._session.window().bars.notice.tell(told, ("Stop", self.stop), lasting=True)

    def _done(self, restored: object) -> None:
        self._over()
        self.done.emit(restored)

    def _failed(self, error: BeforehandError) -> None:
        if isinstance(error, Refused) and error.locked:
            self._ask(error)
            return
        self._over()
        self.failed.emit(error)

    def _ask(self, error: BeforehandError) -> None:
        if self.asked is not None:
            self.asked.tell_failure(error)
            return
        asked = self.asked = PassphraseAsked(self._session.window())
        asked.given.connect(self._with_words)
        asked.rejected.connect(self._cancel)
        asked.open()
        asked.field.setFocus()

    def _cancel(self) -> None:
        self.asked = None
        self.child.stop()
        self._session.window().bars.notice.hide()

    def _over(self) -> None:
        self._close_question()
        if self._shown:
            self._shown = False
            self._session.window().bars.notice.hide()

    def _close_question(self) -> None:
        asked, self.asked = self.asked, None
        if asked is not None:
            asked.accept()
