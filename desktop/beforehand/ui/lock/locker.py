"""Locks at once: covers the window, saves every word, lets the notebook go, and starts anew."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QObject, Qt, QTimer
from shiboken6 import isValid

from beforehand.ui.lock import left, standing, untold
from beforehand.ui.lock.clipboard import Copies
from beforehand.ui.lock.cover import TITLE, Cover, EmptyPage
from beforehand.ui.lock.idle import Idle
from beforehand.ui.lock.owed import Owed
from beforehand.ui.lock.restart import start_anew
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk
    from beforehand.ui.lock.code_page import CodePage
    from beforehand.ui.session import Session
    from beforehand.ui.window import Window

_RETRY_MS = 5_000
_F9 = QKeyCombination(Qt.Key.Key_F9)
_CTRL_L = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
UNSAVED = (
    "Some words could not be saved, so they are kept here in the open program, and saving is tried "
    "again. Type the passphrase to see them."
)


class Locker(QObject):
    """Serves one window; `restart` is what ends the process and starts it anew.

    A minute of the settings takes `minute_ms`.
    """

    def __init__(
        self,
        session: "Session",
        restart: Callable[[Path], None] = start_anew,
        minute_ms: int = 60_000,
    ) -> None:
        super().__init__(session)
        self._session, self._restart, self._minute_ms = session, restart, minute_ms
        self.cover: Cover | None = None
        self._held = False
        """Whether the cover asks for the passphrase, because words could not be saved."""
        self.copies, self.idle = Copies(self), Idle(self)
        self._owed = Owed(session, self._obey, self)
        self._again = QTimer(self, interval=_RETRY_MS)
        self._again.timeout.connect(self._try_again)
        self.idle.passed.connect(self.lock_if_set)
        for key, act in ((_F9, self.hide), (_CTRL_L, self.lock)):
            self.idle.elsewhere[key.toCombined()] = act
        session.opened.connect(self.follow)
        session.window().wanted.connect(self._wanted)
        self.follow()

    def follow(self) -> None:
        """Serve the notebook that is open now."""
        window = self._session.window()
        self.idle.main = window.windowHandle()
        self.idle.watch(self.idle.main)
        desk = self._session.desk
        if desk is not None:
            desk.saved.connect(self.idle.note)
            desk.erased.connect(self.copies.clear)
            desk.settings_wanted.connect(self.follow_settings)
            left.take_back(window, desk)
            standing.sealing(desk)
            self._speak_of_the_code(window, desk)
        self.follow_settings()

    def _speak_of_the_code(self, window: "Window", desk: "Desk") -> None:
        by_code, self._session.by_code = self._session.by_code, False
        if by_code or untold.is_there(desk.notebook.folder):
            # Imported here: hardly any start needs it.
            from beforehand.ui.lock import offer

            (offer.tell_by_code if by_code else offer.tell_gone)(window, desk)

    def listen(self) -> None:
        """Hear from the desktop, too: a moment after the start, because it takes one."""
        from beforehand.ui.lock.bus import Desktop

        desktop = Desktop(self)
        desktop.leaving.connect(self.lock_if_set)
        desktop.listen()

    def follow_settings(self) -> None:
        """Wait as long as the settings say."""
        self.idle.wait(self._session.settings.idle_minutes * self._minute_ms)

    def lock(self) -> None:
        """Lock, or show where a passphrase is set."""
        desk = self._session.desk
        if desk is not None and not standing.is_locked(desk):
            there = Place("settings") if desk.is_sample else Place("passphrase", detail="set")
            self._session.window().go(there)
            return
        self.lock_if_set()

    def lock_if_set(self) -> None:
        """Lock a notebook that has a passphrase; nothing else could open it again."""
        if self._held or self._owed.waits:
            return
        if self._owed.ask():
            self._lift()
            self.cover = Cover(self._session.window(), self._owed.page(), "Beforehand")
        elif self._can_lock():
            self._lock_now()

    def _lock_now(self) -> None:
        self._lift()
        window, desk = self._session.window(), self._session.desk
        self.cover = Cover(window, EmptyPage(), "Beforehand")
        window.repaint()
        kept = window.may_let_go() and (desk is None or self._keep(window, desk))
        self._end() if kept else self._hold()

    def _keep(self, window: "Window", desk: "Desk") -> bool:
        focus = self.cover.had_focus if self.cover is not None else None
        return left.keep(window, desk, focus if focus is not None and isValid(focus) else None)

    def _obey(self) -> None:
        """The work is through, over which a lock was asked for: lock what can be locked.

        A notebook without a passphrase stays hidden, and what could not be opened is told.
        """
        if self._can_lock():
            self._lock_now()
        elif self._session.desk is None and self._session.holds:
            self._end()
        else:
            self._lift()
            self.hide()

    def hide(self) -> None:
        """Show a page that says nothing, until a key or a click."""
        shown = (self._session.desk, self._code_page(), self._owed.work)
        if self.cover is not None or all(each is None for each in shown):
            return
        page = EmptyPage()
        page.back.connect(self._lift)
        self.cover = Cover(self._session.window(), page, TITLE)

    def _can_lock(self) -> bool:
        desk = self._session.desk
        return self._code_page() is not None if desk is None else standing.is_locked(desk)

    def _code_page(self) -> "CodePage | None":
        """The recovery code, which opens everything, is shown while no notebook is open."""
        from beforehand.ui.lock.code_page import CodePage

        return self._session.window().findChild(CodePage)

    def _end(self) -> None:
        """Everything is saved: let go, and be gone."""
        folder, page = self._session.folder, self._code_page()
        if page is not None:
            page.left.emit()
        self.copies.clear()
        self._session.close()
        if folder is not None:
            self._restart(folder)
            # Still here: the program could not be started anew. The page asks all the same.
            self._lift()
            self._session.open(folder)

    def _hold(self) -> None:
        """Words that are nowhere but here must not go: cover them, and go on trying."""
        from beforehand.ui.screens.unlock import UnlockPage

        self._lift()
        self._held = True
        folder, desk = self._session.folder, self._session.desk
        if folder is None or desk is None:
            return
        self.copies.clear()
        page = UnlockPage(folder, about=UNSAVED, sealed=standing.sealing(desk).sealed)
        page.unlocked.connect(lambda _keys: self._lift())
        self.cover = Cover(self._session.window(), page, "Beforehand")
        self._again.start()

    def _try_again(self) -> None:
        window, desk = self._session.window(), self._session.desk
        if desk is not None and window.may_let_go() and self._keep(window, desk):
            self._again.stop()
            self._end()

    def _lift(self) -> None:
        self._again.stop()
        self._held = False
        if self.cover is not None:
            self.cover.lift()
            self.cover = None

    def _wanted(self, place: Place) -> None:
        ways: dict[str, Callable[[], None]] = {"lock": self.lock, "hide": self.hide}
        way = ways.get(place.screen)
        if way is not None:
            way()
