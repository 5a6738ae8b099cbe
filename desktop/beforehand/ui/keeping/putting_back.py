"""The notebook's file put back where it was deleted, beside the window, which tells of it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.store.rescue import PutBack
from beforehand.ui.keeping.child import Child

if TYPE_CHECKING:
    from beforehand.ui.widgets.bars import Offer
    from beforehand.ui.window import Window

_TOLD = "The notebook's file is being put back: {share:.0%}."
_READ_AGAIN = "The notebook's file is being put back: it is read again."
_THEN_CLOSE = " Then Beforehand closes by itself."


class PuttingBack(QObject):
    """One at a time; the bar for trouble tells of it until `done` or `failed`."""

    done = Signal()
    failed = Signal(object)

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._share = 0.0
        self.closes = False
        """Whether the person closes the program meanwhile: then it closes in the end."""
        self._child = Child(self)
        self._child.told.connect(self._tell)
        self._child.done.connect(lambda _done: self.done.emit())
        self._child.failed.connect(self.failed)
        window.closing.connect(self._child.stop)

    @property
    def busy(self) -> bool:
        """Whether it is under way."""
        return self._child.busy

    def begin(self) -> None:
        """Begin, unless it is under way."""
        desk = self._window.desk
        if desk is None or self.busy:
            return
        self.closes = False
        try:
            self._child.begin(PutBack(desk.notebook))
        except BeforehandError as error:
            self.failed.emit(error)
            return
        self._tell(0.0)

    def then_close(self) -> None:
        """The person closes the program: it goes on, and the window stays until its end."""
        self.closes = True
        self._tell(self._share)

    def _tell(self, share: float) -> None:
        self._share = share
        words = _TOLD.format(share=share) if share < 1 else _READ_AGAIN
        ways: list[Offer] = []
        if self.closes:
            words += _THEN_CLOSE
            ways.append(("Close without it", self._window.give_up))
        self._window.bars.trouble.tell(words, *ways, lasting=True)
