"""The window: a rail, the screens, and notices; it imports what it shows when it shows it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from beforehand.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent

    from beforehand.domain.errors import BeforehandError
    from beforehand.ui.desk import Desk
    from beforehand.ui.places import Place
    from beforehand.ui.screen_stack import ScreenStack
    from beforehand.ui.travel import Travel
    from beforehand.ui.widgets.bars import Bar, Bars

NARROW = 1100
"""Pixels of width below which the rail folds to icons."""
SMALLEST = (800, 560)
USUAL = (1280, 800)
"""Pixels of the first start: room for the needs beside the question, on a small laptop too."""


class Window(QMainWindow):
    """Everything the person sees; what is in it comes with `receive`."""

    painted = Signal()
    """The first picture is on the screen."""
    wanted = Signal(object)
    """A `Place` that is no screen, such as the sample notebook."""
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Beforehand")
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.rail = Rail()
        self.stack: ScreenStack | None = None
        self.desk: Desk | None = None
        self._bars: Bars | None = None
        self._undo_bar: Bar | None = None
        self._travel: Travel | None = None
        self.hurried = False
        """At the start Today is shown first and the rest a moment later, by `furnish`."""
        self._was_painted = self._given_up = False
        self._lay_out()
        self.rail.chosen.connect(self.go)

    @property
    def has_bars(self) -> bool:
        """Whether there was ever something to tell."""
        return self._bars is not None

    @property
    def bars(self) -> "Bars":
        """The notices over the screens."""
        if self._bars is None:
            from beforehand.ui.widgets.bars import Bars

            self._bars = Bars()
            self._right.insertWidget(0, self._bars)
        return self._bars

    def receive(self, desk: "Desk") -> None:
        """Show a notebook: its Today."""
        from beforehand.ui.places import Place
        from beforehand.ui.screen_stack import ScreenStack

        self.desk = desk
        self.stack = ScreenStack(desk)
        self.stack.went.connect(self._went)
        self.stack.wanted.connect(self.wanted)
        self.stack.failed.connect(self.tell_failure)
        desk.failed.connect(self.tell_failure)
        desk.saved.connect(self._saved)
        desk.removed.connect(self._offer_undo)
        desk.erased.connect(self._silence)
        desk.saved.connect(self._count)
        self._show(self.stack)
        self.rail.show()
        self.rail.setEnabled(True)
        self.go(Place("today"))
        if not self.hurried:
            self.furnish()

    def furnish(self) -> None:
        """What Today is read without: the rail's icons and counts, undo, the keys."""
        self.hurried = False
        self.rail.dress()
        if self.desk is None or self.stack is None:
            return
        from beforehand.ui.travel import Travel

        self._travel = self._travel or Travel(self)
        self._travel.follow(self.desk)
        self.stack.equip(self._travel.actions)
        self._count()
        self._tell_faults()

    def show_page(self, page: QWidget, *, calm: bool = False) -> None:
        """Show a page in the place of all screens: no notebook is open.

        A calm one stands alone, without the rail and without notices, which may quote a note.
        """
        self.desk = self.stack = None
        self.rail.setVisible(not calm)
        if calm:
            self._silence()
        self.rail.dress()
        self.rail.setEnabled(False)
        self.rail.mark("")
        self._show(page)

    def go(self, place: "Place") -> None:
        """Go to a place; the rail and every screen ask for it here."""
        if self.stack is None:
            self.wanted.emit(place)
        else:
            self.stack.go(place)

    def flush(self) -> bool:
        """Save every word that is not saved yet; False if some could not be."""
        if self.stack is not None and not self.stack.leave():
            return False
        from beforehand.ui.unsaved import flush_all

        return flush_all(self)

    def may_let_go(self) -> bool:
        """Save every word, and see that nothing is lost when the notebook is let go of."""
        from beforehand.ui.keeping.rescue import Rescue

        return self.flush() and Rescue.of(self).may_let_go()

    def tell_failure(self, error: "BeforehandError") -> None:
        """Say why something did not work, and offer to try again where words wait to be saved."""
        from beforehand.ui.keeping.rescue import Rescue

        Rescue.of(self).tell(error)

    def come_forward(self) -> None:
        """A second start asks for the window that is already there."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def give_up(self) -> None:
        """Close, and let go of words that cannot be saved."""
        from beforehand.ui.unsaved import give_up_all

        self._given_up = True
        give_up_all(self)
        self.close()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close once every word is saved; if that fails, stay and say so."""
        from beforehand.ui.keeping.rescue import Rescue

        if not self._given_up and not Rescue.of(self).may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Fold the rail when there is little room."""
        super().resizeEvent(event)
        self.rail.fold(narrow=self.width() < NARROW)

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _lay_out(self) -> None:
        middle = QWidget()
        across = QHBoxLayout(middle)
        self._right = QVBoxLayout()
        for layout in (across, self._right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(self._right, 1)
        self._content: QWidget = QWidget()
        self._right.addWidget(self._content, 1)
        self.rail.mark("today")
        self.setCentralWidget(middle)
        # Or the first entry of the rail would have the focus, and a ring nobody asked for.
        middle.setFocus()

    def _show(self, content: QWidget) -> None:
        self._right.replaceWidget(self._content, content)
        self._content.hide()
        self._content.deleteLater()
        self._content = content
        content.show()

    def _silence(self) -> None:
        """Let go of every notice, with its words."""
        for bar in (self._bars, self._undo_bar):
            if bar is not None:
                self._right.removeWidget(bar)
                bar.hide()
                bar.deleteLater()
        self._bars = self._undo_bar = None

    def _went(self, place: "Place") -> None:
        self.rail.mark(place.screen)

    def _count(self) -> None:
        """Say in the rail how much there is."""
        if self.desk is None:
            return
        from beforehand.ui.counting import counted

        for screen, number in counted(self.desk.notebook).items():
            self.rail.count(screen, number)

    def _tell_faults(self) -> None:
        """Say what is wrong in a file of lenses: the others are there all the same."""
        faults = self.desk.library.faults if self.desk is not None else ()
        if faults:
            more = f" And {len(faults) - 1} more." if len(faults) > 1 else ""
            words = f"In your files of lenses: {faults[0]}.{more} Everything else was read."
            self.bars.lenses.tell(words)

    def _offer_undo(self, label: str) -> None:
        if self._undo_bar is None:
            from beforehand.ui.widgets.bars import Bar

            self._undo_bar = Bar()
            self._right.addWidget(self._undo_bar)
        if self.desk is not None:
            words = f"Done: {label[:1].lower()}{label[1:]}."
            self._undo_bar.tell(words, ("Undo", self._undo), passing=True)

    def _undo(self) -> None:
        if self._undo_bar is not None:
            self._undo_bar.hide()
        if self.desk is not None:
            self.desk.undo()

    def _saved(self) -> None:
        if self._bars is not None:
            from beforehand.ui.keeping.rescue import Rescue

            Rescue.of(self).saved()
            self._bars.trouble.hide()
