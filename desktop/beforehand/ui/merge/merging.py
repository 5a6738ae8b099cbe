"""Carries out a merge or its taking back: lets the notebook go, and opens it again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.domain.merged import Merged
from beforehand.store.merging_child import TakenBack, Work
from beforehand.ui.keeping.child import Child
from beforehand.ui.merge.orders import (
    STOPPED,
    TAKEN_BACK,
    TAKING_BACK,
    WORKING,
    MergeOrder,
)
from beforehand.ui.merge.pages import WorkPage
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from beforehand.store.keys import Key
    from beforehand.ui.screens.merge import MergeScreen
    from beforehand.ui.session import Session


class Merging(QObject):
    """One order from beginning to end; keys and words are forgotten with it."""

    def __init__(self, session: "Session", order: MergeOrder) -> None:
        super().__init__(session)
        self._session, self._order = session, order
        self._folder: Path | None = None
        self._keys: tuple[Key, ...] = ()
        self._child = Child(self)
        self._child.done.connect(self._done)
        self._child.failed.connect(self._failed)

    def begin(self) -> bool:
        """Let the notebook go and begin; False if words in it could not be saved first."""
        notebook = self._session.notebook
        if notebook is None or self._session.sample:
            return False
        self._folder, self._keys = notebook.folder, (notebook.vault.key,)
        if not self._session.let_go():
            return False
        window, named = self._session.window(), self._order.named
        page = WorkPage(*(WORKING if named else TAKING_BACK), stops=named is not None)
        page.stop.clicked.connect(self._stop)
        self._child.told.connect(page.tell)
        window.closing.connect(self._child.stop)
        window.show_page(page, calm=True)
        program = paths.program(paths.COPYING)
        words, now = self._order.words, self._session.now()
        self._child.begin(Work(self._folder, self._keys, program, now, named=named, words=words))
        return True

    def _stop(self) -> None:
        self._child.stop()
        self._open("settings")
        self._say(STOPPED)

    def _done(self, came: object) -> None:
        if isinstance(came, TakenBack):
            self._open("today")
            self._say(f"{TAKEN_BACK}: {came.kept}")
        elif isinstance(came, Merged):
            self._open("merge")
            screen = self._screen()
            if screen is not None:
                screen.show_done(came)

    def _failed(self, error: BeforehandError) -> None:
        self._open("merge")
        screen = self._screen()
        if screen is not None:
            screen.tell_failure(error)

    def _screen(self) -> "MergeScreen | None":
        from beforehand.ui.screens.merge import MergeScreen

        stack = self._session.window().stack
        found = stack.screen if stack is not None else None
        return found if isinstance(found, MergeScreen) else None

    def _open(self, screen: str) -> None:
        self._order = MergeOrder()
        if self._folder is not None:
            self._session.open(self._folder, keys=self._keys)
        if self._session.desk is not None:
            self._session.window().go(Place(screen))
        self.deleteLater()

    def _say(self, words: str) -> None:
        if self._session.desk is not None:
            self._session.window().bars.notice.tell(words)
