"""A lock that is asked for while work on the notebook goes on: obeyed as soon as it is through."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile
from beforehand.ui.lock.working_page import NAME, WorkingPage

if TYPE_CHECKING:
    from beforehand.ui.session import Session

COVERED = (
    "Locking…",
    "What had begun is finished first. Nothing of the notebook is shown meanwhile.",
)


class Owed(QObject):
    """Remembers the lock until the page that shows the work has gone, whatever came of it."""

    def __init__(self, session: "Session", obey: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._obey = session, obey
        self._waits = False
        # A moment later: the page is still among the others when it says that it goes.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._through)
        session.window().closing.connect(self._drop)

    @property
    def waits(self) -> bool:
        """Whether a lock is asked for that could not be yet."""
        return self._waits

    @property
    def work(self) -> QWidget | None:
        """The page that shows work on a notebook which is let go of meanwhile."""
        middle = self._session.window().centralWidget()
        if middle is None or self._session.desk is not None:
            return None
        return middle.findChild(QWidget, NAME)

    def ask(self) -> bool:
        """Lock once the work is through; False if there is none, or no passphrase concerned."""
        work = self.work
        if work is None or not self._concerns_a_passphrase():
            return False
        self._waits = True
        work.destroyed.connect(self._gone)
        return True

    def page(self) -> QWidget:
        """What covers the window until then."""
        return WorkingPage(*COVERED)

    def _gone(self) -> None:
        self._later.start()

    def _through(self) -> None:
        if not self._waits:
            return
        self._waits = False
        # One work may follow the other.
        if not self.ask():
            self._obey()

    def _drop(self) -> None:
        self._waits = False

    def _concerns_a_passphrase(self) -> bool:
        from beforehand.ui.lock.setting import Setting

        if self._session.findChild(Setting) is not None:
            return True
        folder = self._session.folder
        try:
            return folder is not None and keyfile.read(folder).locked
        except BeforehandError:
            return True
