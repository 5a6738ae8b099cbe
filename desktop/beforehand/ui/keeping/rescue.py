"""When the world is at fault: what is said, what goes on by itself, what the person can do."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from beforehand.domain.errors import BeforehandError
from beforehand.store.faults import NotebookChanged, NotRead, NotSaved
from beforehand.store.lost import CANNOT_OPEN
from beforehand.ui.keeping.bad_pages import SALVAGE, BadPages
from beforehand.ui.keeping.putting_back import PuttingBack
from beforehand.ui.keeping.unsaved_words import ask_where, copy, unsaved_words

if TYPE_CHECKING:
    from beforehand.store.notebook import Notebook
    from beforehand.ui.widgets.bars import Offer
    from beforehand.ui.window import Window

AGAIN_MS = 3_000
"""How often it is tried whether the cause is gone."""

_BROKEN = {10, 11, 14, 26}
"""SQLite's codes after which only a new connection tells whether it was more than a bad moment."""
_DAMAGED = {11, 26}
_NOT_YET = "Some words are not saved yet."
_GONE = (
    "The notebook's file was deleted while it was open. All of it is still here: put it back, or "
    "it is lost when Beforehand is closed."
)


class Rescue(QObject):
    """Stands by the bar for trouble: words stay where they are until they are saved."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._error: BeforehandError | None = None
        self._reason: BeforehandError | None = None
        """Why there is no connection any more."""
        self._copied: Path | None = None
        self._healing = self._closing = False
        self._putting = PuttingBack(window)
        self._putting.done.connect(self._is_back)
        self._putting.failed.connect(self.tell)
        self._clock = QTimer(self, interval=AGAIN_MS)
        self._clock.timeout.connect(self._quietly)

    @classmethod
    def of(cls, window: "Window") -> "Rescue":
        """The one of a window."""
        return window.findChild(cls) or cls(window)

    def tell(self, error: BeforehandError) -> None:
        """Say what happened; but one bad answer of a disk is asked for again before."""
        if self._putting.busy:
            # What cannot be saved meanwhile is saved once the file is back.
            return
        if _code(error) in _DAMAGED and not self._healing and self._healed():
            BadPages.of(self._window).suspect()
            return
        if _code(error) == CANNOT_OPEN and self._reason is not None:
            # Nothing is connected any more, and why is known.
            error = self._reason
        self._error = error
        self._show(error)
        if self._waits():
            self._clock.start()

    def saved(self) -> None:
        """Words reached the notebook: the trouble is over."""
        self._error = self._reason = self._copied = None
        self._closing = False
        self._clock.stop()

    def try_again(self) -> bool:
        """Connect anew where that may help, then save what waits; whether that worked."""
        if self._putting.busy or not self._reopened() or not self._window.flush():
            return False
        self._over()
        return True

    def may_close(self) -> bool:
        """Whether nothing would be lost by closing; if it would, that is said."""
        if self._putting.busy:
            self._putting.then_close()
            return False
        if not self._window.flush():
            self._closing = True
            self._show(self._error or BeforehandError(""))
            return False
        return self.may_let_go()

    def may_let_go(self) -> bool:
        """Whether the open file is not the last of a notebook; if it is, that is said."""
        desk = self._window.desk
        if desk is None or desk.is_sample or not _is_gone(desk.notebook):
            return True
        if not self._putting.busy:
            ways = (("Put it back", self.put_back), ("Close without it", self._window.give_up))
            self._window.bars.trouble.tell(_GONE, *ways, bad=True)
        return False

    def put_back(self) -> None:
        """Write the file anew where it was deleted, then save what waits."""
        self._putting.begin()

    def _is_back(self) -> None:
        keeper = self._window.desk.keeper if self._window.desk is not None else None
        if keeper is not None:
            keeper.look_again()
        if self._putting.closes:
            self._window.close()
        elif self._window.flush():
            self._over()
            told = "The notebook's file is back in its folder, with everything in it."
            self._window.bars.notice.tell(told, passing=True)

    def copy_words(self, file: Path) -> None:
        """Write what could not be saved into a file."""
        try:
            copy(self._window, file)
        except BeforehandError as error:
            self._window.bars.notice.tell(f"{error.sentence} {error.remedy}".strip(), bad=True)
            return
        self._copied = file
        self._window.bars.notice.tell(f"Copied what is not saved yet to {file}.", passing=True)
        if self._error is not None:
            self._show(self._error)

    @property
    def _notebook(self) -> "Notebook | None":
        desk = self._window.desk
        return desk.notebook if desk is not None else None

    def _show(self, error: BeforehandError) -> None:
        ways = self._ways(error)
        before = f"{_NOT_YET} " if self._closing else ""
        bar, text = self._window.bars.trouble, f"{before}{error.sentence} {error.remedy}".strip()
        # Told again and again while it is tried: a button must not go from under the pointer.
        same = bar.text == text and bar.offers == tuple(word for word, _ in ways)
        if not (same and bar.isVisibleTo(self._window)):
            bar.tell(text, *ways, bad=True)

    def _ways(self, error: BeforehandError) -> "list[Offer]":
        ways: list[Offer] = [("Try again", self.try_again)]
        notebook, waits = self._notebook, self._waits()
        if notebook is not None and _is_gone(notebook):
            ways.append(("Put it back", self.put_back))
        if waits:
            ways.append(("Copy what I wrote…", self._ask_where))
        lost_nothing = not waits or self._copied is not None
        if lost_nothing and _is_stuck(error, notebook):
            ways.append(("Open it again", self._open_again))
        if lost_nothing and _code(error) in _DAMAGED:
            ways.append(("Save what can be read…", self._salvage))
        if self._closing:
            ways[0] = ("Try again", self._window.close)
            ways.append(("Close without them", self._window.give_up))
        return ways

    def _waits(self) -> bool:
        return bool(unsaved_words(self._window))

    def _ask_where(self) -> None:
        ask_where(self._window).fileSelected.connect(lambda file: self.copy_words(Path(file)))

    def give_up_copied(self) -> None:
        """Let go of words that cannot be saved, once they were copied."""
        from beforehand.ui.unsaved import give_up_all

        if self._copied is not None:
            give_up_all(self._window)

    def _salvage(self) -> None:
        from beforehand.ui.places import Place

        self._window.wanted.emit(Place(SALVAGE))

    def _open_again(self) -> None:
        """Open what lies there now; what is not saved was copied."""
        from beforehand.ui.places import Place
        from beforehand.ui.unsaved import give_up_all

        give_up_all(self._window)
        self._over()
        self._window.wanted.emit(Place("open-again"))

    def _quietly(self) -> None:
        if self._error is None or self._notebook is None:
            self._clock.stop()
        elif self._waits():
            self.try_again()

    def _healed(self) -> bool:
        """Whether a new connection saves what the old one could not."""
        self._healing = True
        try:
            return self._connected() and self._window.flush()
        finally:
            self._healing = False

    def _reopened(self) -> bool:
        error = self._error
        if isinstance(error, NotebookChanged) or _code(error) in _BROKEN:
            return self._connected()
        return True

    def _connected(self) -> bool:
        if self._notebook is None:
            return False
        try:
            self._notebook.vault.reopen()
        except BeforehandError as error:
            self._reason = self._error = _as_unsaved(error)
            self._show(self._error)
            return False
        self._reason = None
        return True

    def _over(self) -> None:
        self.saved()
        self._window.bars.trouble.hide()


def _code(error: BeforehandError | None) -> int:
    return error.code if isinstance(error, NotSaved | NotRead) else 0


def _as_unsaved(error: BeforehandError) -> BeforehandError:
    """What kept the notebook from being read keeps words from being saved."""
    return NotSaved(error.code) if isinstance(error, NotRead) else error


def _is_stuck(error: BeforehandError, notebook: "Notebook | None") -> bool:
    if notebook is None or _is_gone(notebook):
        return False
    return isinstance(error, NotebookChanged) or _code(error) in _BROKEN


def _is_gone(notebook: "Notebook") -> bool:
    from beforehand.store.rescue import is_gone

    return is_gone(notebook)
