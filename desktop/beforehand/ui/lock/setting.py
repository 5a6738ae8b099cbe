"""Carries out what is asked about the passphrase: lets the notebook go, and opens it again."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from beforehand.ui.errands import Errand
from beforehand.ui.keeping.second import place_of
from beforehand.ui.lock import standing, untold
from beforehand.ui.lock.child import Child, Outcome
from beforehand.ui.lock.code_page import CodePage
from beforehand.ui.lock.orders import (
    CODE,
    DONE,
    NOT_THERE,
    OPENING,
    SET,
    STILL_OPEN,
    WORKING,
    Order,
)
from beforehand.ui.lock.working_page import WorkingPage
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from beforehand.store.keys import Key
    from beforehand.ui.session import Session
    from beforehand.ui.settings import SettingsFile


class Setting(QObject):
    """One order from beginning to end; words and code are forgotten with it."""

    def __init__(self, session: "Session", order: Order) -> None:
        super().__init__(session)
        self._session, self._order = session, order
        self._folder = Path()
        self._file: SettingsFile | None = None
        self._unproven: Callable[[], None] = lambda: None
        self._keys: Sequence[Key] = ()
        self._page: CodePage | None = None
        self._kept: bool | None = None
        self._second = place_of(session.settings)
        self._errand = Errand(self)
        self._errand.done.connect(self._hold_keys)
        self._errand.failed.connect(self._ask_again)

    def begin(self) -> bool:
        """Let the notebook go and begin; False if words in it could not be saved first."""
        notebook, desk = self._session.notebook, self._session.desk
        if notebook is None or desk is None:
            return False
        self._folder, self._keys = notebook.folder, (notebook.vault.key,)
        self._file, self._unproven = desk.file, standing.unproven(desk)
        if not self._session.let_go():
            return False
        if self._order.act in (SET, CODE):
            untold.put(self._folder)
        self._session.window().show_page(WorkingPage(*WORKING[self._order.act]), calm=True)
        self._renew() if self._order.act == CODE else self._send()
        return True

    def _send(self) -> None:
        child = Child(self)
        child.done.connect(self._finish)
        self._session.window().closing.connect(child.stop)
        places = [self._second] if self._second is not None and self._second.is_dir() else []
        also = places if self._order.act == SET else []
        child.start(self._order.act, self._folder, self._order.lines, also)

    def _renew(self) -> None:
        """A new code touches the key file alone: a thread will do."""
        folder, words = self._folder, self._order.words

        def renew() -> object:
            from beforehand.store import locking

            return locking.renew_code(folder, words)

        errand = Errand(self)
        errand.done.connect(lambda code: self._finish(Outcome(code=code)))
        errand.failed.connect(lambda fault: self._finish(Outcome(fault=fault)))
        errand.send(renew)

    def _finish(self, came: Outcome) -> None:
        if came.code:
            self._show_code(came)
            return
        if self._order.act == CODE:
            # None was made; whether one was where a passphrase was to be set, opening sees.
            untold.take(self._folder)
        self._open()
        if came.fault is None:
            self._say(DONE[self._order.act])
        elif self._session.desk is not None:
            self._session.desk.failed.emit(came.fault)

    def _show_code(self, came: Outcome) -> None:
        """The code stands there while the notebook is closed: nothing else is on the screen."""
        # At once: whatever ends the page, an older code's proof is none of this one.
        self._unproven()
        if self._order.act == SET:
            self._keys = ()
            self._unlock(self._order.new)
        paper = self._session.settings.paper
        self._page = CodePage(came.code, self._session.today(), paper, self._warnings(came))
        self._page.kept.connect(lambda: self._go_on(kept=True))
        self._page.later.connect(lambda: self._go_on(kept=False))
        self._page.left.connect(self._forget)
        self._session.window().show_page(self._page, calm=True)
        self._page.setFocus()

    def _warnings(self, came: Outcome) -> str:
        told = [str(came.fault)] if came.fault is not None else []
        told += [f"{STILL_OPEN}\n{each}" for each in came.still_open]
        told += came.left
        away = self._second is not None and not self._second.is_dir()
        if self._order.act == SET and away:
            told.append(f"{NOT_THERE}\n{self._second}")
        return "\n".join(told)

    def _unlock(self, words: str) -> None:
        folder = self._folder

        def unlock() -> object:
            from beforehand.store import opening

            return opening.unlock(folder, words)

        self._errand.send(unlock)

    def _hold_keys(self, keys: "Sequence[Key]") -> None:
        self._keys = keys
        if self._kept is not None:
            self._end()

    def _ask_again(self) -> None:
        """The words just set open nothing: the page that asks for them says more."""
        self._session.open(self._folder)

    def _go_on(self, *, kept: bool) -> None:
        self._kept = kept
        untold.take(self._folder)
        if self._keys:
            self._end()
        else:
            self._session.window().show_page(WorkingPage(*OPENING), calm=True)

    def _end(self) -> None:
        # Before it opens: a lock that waits for this comes at once.
        standing.remember(self._file, self._keys[0], kept=bool(self._kept))
        self._open()
        self._say(DONE[self._order.act])

    def _forget(self) -> None:
        """The window is being locked: what opens the notebook goes, and nothing opens it here."""
        self._order = self._order._replace(words="", new="")
        self._keys = ()
        self.deleteLater()

    def _open(self) -> None:
        self._order = self._order._replace(words="", new="")
        self._session.open(self._folder, keys=self._keys)
        if self._session.desk is not None:
            self._session.window().go(Place("settings"))
        self.deleteLater()

    def _say(self, words: str) -> None:
        if self._session.desk is not None:
            self._session.window().bars.notice.tell(words)
