"""A page that turns out bad while the notebook is open: looked for in the file, then told of."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.ui.keeping.checker import Checker
    from beforehand.ui.window import Window

SALVAGE = "salvage"
"""The `Place` that is asked for where what can be read is to be saved."""

TOLD = (
    "A part of the notebook can no longer be read. Nothing in it was changed; the rest can be "
    "saved into a new notebook."
)


class BadPages(QObject):
    """Looks only where something could not be read, and speaks only if that was no bad moment."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._checker: Checker | None = None
        self._suspected = False

    @classmethod
    def of(cls, window: "Window") -> "BadPages":
        """The one of a window."""
        return window.findChild(cls) or cls(window)

    def suspect(self) -> None:
        """Look through the file that is open, and say what came of it if it is damaged."""
        keeper = self._window.desk.keeper if self._window.desk is not None else None
        if keeper is None:
            return
        if self._checker is not keeper.checker:
            self._checker = keeper.checker
            self._checker.changed.connect(self._look)
        self._suspected = True
        if keeper.checker.damaged:
            self._look()
        else:
            keeper.checker.begin()

    def _look(self) -> None:
        checker = self._checker
        if not self._suspected or checker is None or checker.share is not None:
            return
        self._suspected = False
        # Where not even a copy can be looked through, the file is not sound either.
        if self._window.desk is not None and (checker.damaged or checker.trouble is not None):
            self._tell()

    def _tell(self) -> None:
        window = self._window
        window.bars.notice.tell(
            TOLD,
            ("Save what can be read…", lambda: window.go(Place(SALVAGE))),
            ("Show backups…", lambda: window.go(Place("backups"))),
            bad=True,
        )
