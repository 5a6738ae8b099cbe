"""Today: the next conversation and how far it is, what else is coming, and what to do next."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

from beforehand import wording
from beforehand.store.overview import ConversationLine, coming, tally, waiting
from beforehand.ui.desk import Desk
from beforehand.ui.next_steps import lacking, next_steps, progress
from beforehand.ui.places import Heading, Place
from beforehand.ui.screens.today_cards import (
    NextCard,
    Welcome,
    coming_card,
    lacking_card,
    steps_card,
)
from beforehand.ui.widgets.basics import button, chip, clear, column, holding, row, scroll

if TYPE_CHECKING:
    from beforehand.store.journal import JournalEntry

_SIDE_WIDTH = 360
_SEARCH_WIDTH = 250
_LATER_MS = 300
"""After which the past is looked through: the day is shown, and can be used, before."""
_WIDEST = 16777215
_FOLD = 1000
"""Pixels of width below which the side column goes under the other."""


class TodayScreen(QFrame):
    """What a manager needs between two meetings."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._written: JournalEntry | None = None
        self._written_card: QWidget | None = None
        self._unkept: QWidget | None = None
        self._settled = False
        """Whether the day was shown long enough for what it can be read without."""
        self._waits = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self._new = button("New conversation", "plus", "primary")
        self._talked = button("I had a talk", "message-square-quote")
        self._search = _search_button()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._main = column(spacing=20)
        self._side = column(spacing=20)
        self._side_frame = holding(column(self._side, None))
        self._across = row(column(self._main, None), self._side_frame, spacing=22)
        self._across.setStretch(0, 1)
        self.setLayout(column(scroll(holding(self._across, margins=(28, 26, 28, 28)))))

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.go.emit(Place("new-conversation")))
        self._talked.clicked.connect(lambda: self.go.emit(Place("had-a-talk")))
        self._search.clicked.connect(lambda: self.go.emit(Place("search")))
        self._later.timeout.connect(self._settle)
        self._later.timeout.connect(self._look_back)
        self._desk.changed.connect(self._changed)
        self._desk.kept.connect(self._show_unkept)

    def heading(self) -> Heading:
        """The day, and the one thing one begins here."""
        today = self._desk.now().date()
        # The empty page has the one button in its middle.
        all_three = (self._search, self._talked, self._new)
        actions = all_three if self._side.count() else (self._talked,)
        return Heading(wording.day(today, weekday=True, year=False), actions=actions)

    def open(self, _place: Place) -> None:
        """Show the day as it is now."""
        self.refresh()

    def take_focus(self) -> None:
        """Begin nowhere: the first Tab goes to the first thing, and no ring was asked for."""
        self.setFocus()

    def refresh(self) -> None:
        """Read what is coming, and show it."""
        clear(self._main)
        clear(self._side)
        self._unkept = None
        now = self._desk.now()
        lines = coming(self._desk.notebook, now)
        over = _over(lines, now)
        ahead = [line for line in lines if line not in over] if over else lines
        if ahead:
            self._fill(ahead)
        # What waits can wait until the day is shown; what asks a question cannot.
        self._waits = not (over or self._settled)
        if not self._waits:
            self._show_behind(over)
        if not ahead:
            # Below what is asked of what lies behind, or there would be nothing else.
            first = not tally(self._desk.notebook).conversations
            self._main.addWidget(Welcome(self.go, first=first))
        if self._settled:
            self._show_promises()
            self._show_lock()
            self._show_unkept()
        self._side_frame.setVisible(self._side.count() > 0)
        self._written_card = None
        if self._written is not None:
            self._show_written()
        self._later.start()
        self.retitled.emit()

    def _fill(self, lines: list[ConversationLine]) -> None:
        now, first, rest = self._desk.now(), lines[0], lines[1:]
        self._main.addWidget(NextCard(self._desk, first, self.go))
        if rest:
            self._main.addWidget(coming_card(self._desk, rest, self.go))
        steps = list(next_steps(first, progress(first, self._desk.library.lenses), now))
        if steps:
            self._side.addWidget(steps_card(steps, self.go))
        if pairs := lacking(self._desk.notebook, lines):
            self._side.addWidget(lacking_card(pairs, self.go))

    def _show_behind(self, over: list[ConversationLine]) -> None:
        """What lies behind stands right under the next conversation."""
        held = waiting(self._desk.notebook)
        if not (over or held):
            return
        from beforehand.ui.screens.today_after import over_card, waiting_card

        cards = [(over_card, over), (waiting_card, held)]
        place = min(1, self._main.count())
        for made in reversed([make(self._desk, lines, self.go) for make, lines in cards if lines]):
            self._main.insertWidget(place, made)

    def _settle(self) -> None:
        """Show what waits and what was promised; from now on with all the rest."""
        if not self._settled:
            self._settled = True
            if self._waits:
                self._show_behind([])
            self._show_promises()
            self._show_lock()
            self._show_unkept()
            self._side_frame.setVisible(self._side.count() > 0)
            self.retitled.emit()

    def _show_promises(self) -> None:
        """Under the next steps, so that the start can show them a moment before."""
        from beforehand.store.promises import due

        promised = due(self._desk.notebook, self._desk.now().date())
        if promised:
            from beforehand.ui.screens.today_promises import promises_card

            place = min(1, self._side.count())
            self._side.insertWidget(place, promises_card(self._desk, promised, self.go))

    def _show_lock(self) -> None:
        """Under the next steps: an offer to lock, or that the recovery code was not typed back."""
        from beforehand.ui.lock.offer import lock_card

        made = lock_card(self._desk, self.go)
        if made is not None:
            self._side.insertWidget(min(1, self._side.count()), made)

    def _show_unkept(self) -> None:
        """Above everything: a week went by without a backup."""
        if not self._settled:
            return
        from beforehand.ui.screens.today_backup import backup_line

        if self._unkept is not None:
            self._unkept.deleteLater()
        self._unkept = backup_line(self._desk.keeper)
        if self._unkept is not None:
            self._main.insertWidget(0, self._unkept)

    def _look_back(self) -> None:
        """Find one thing of a year ago; while it stays the same, it stays where it is."""
        from beforehand.store.journal import a_year_ago

        entry = a_year_ago(self._desk.notebook, self._desk.now())
        if entry != self._written:
            self._written = entry
            self._show_written()

    def _show_written(self) -> None:
        """Under everything else, where it moves nothing."""
        from beforehand.ui.screens.today_written import written_card

        if self._written_card is not None:
            self._written_card.deleteLater()
        self._written_card = None
        if self._written is not None:
            self._written_card = written_card(self._desk, self._written, self.go)
            self._main.addWidget(self._written_card)

    def leave(self) -> None:
        """The past is looked through only while one is here."""
        self._later.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the side column under the other where there is no room beside it."""
        super().resizeEvent(event)
        under = self.width() < _FOLD
        self._across.setDirection(
            QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        )
        self._side_frame.setMinimumWidth(0 if under else _SIDE_WIDTH)
        self._side_frame.setMaximumWidth(_WIDEST if under else _SIDE_WIDTH)

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()


def _search_button() -> QPushButton:
    """Looks like a field; the search itself is imported when it is first opened."""
    made = button("Search everything", "search", "search")
    inside = row(None, chip("Ctrl K"))
    inside.setContentsMargins(0, 0, 10, 0)
    made.setLayout(inside)
    made.setFixedWidth(_SEARCH_WIDTH)
    return made


def _over(lines: list[ConversationLine], now: datetime) -> list[ConversationLine]:
    """Those whose time has passed: one asks whether they took place."""
    begun = [line for line in lines if (at := line.conversation.starts_at) and at <= now]
    if not begun:
        return []
    from beforehand.domain.held import is_over

    return [line for line in begun if is_over(line.conversation, now)]
