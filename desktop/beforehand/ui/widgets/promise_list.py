"""Commitments one under the other: ticked when kept, the rest behind a small menu."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QMenu

from beforehand.domain.record import Id
from beforehand.domain.stakes import Promise
from beforehand.exchange.calendar import has_entry
from beforehand.store.promises import CommitmentLine
from beforehand.ui.calendar_file import CalendarFile
from beforehand.ui.desk import Desk
from beforehand.ui.promising import PromiseActs, named, row_of
from beforehand.ui.talk_places import place_of
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import (
    button,
    check,
    clear,
    column,
    holding,
    icon_button,
    rename,
    row,
    rule,
    tip,
)
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.line import Line

PAGE = 50
"""Commitments that are shown at once; more come when one scrolls to them."""


class PromiseRow(QFrame):
    """One commitment; built again when it changes."""

    opened = Signal(object)
    ticked = Signal(bool)
    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.line: CommitmentLine | None = None
        self._shown: object = None
        self._inside = row(spacing=0)
        self.setLayout(column(self._inside, rule(), spacing=0))

    def show_line(self, line: CommitmentLine, today: date, *, issue: bool) -> None:
        """Show a commitment as it is on a day."""
        if (line, today, issue) == self._shown:
            return
        self._shown, self.line = (line, today, issue), line
        clear(self._inside)
        self.tick, self.more = self._tick(line), icon_button("ellipsis", "More")
        self.more.setAccessibleName(f"More for {named(line.commitment)}")
        self.words = Line(row_of(line, today, issue=issue), wrap=True)
        self.words.clicked.connect(lambda: self.opened.emit(place_of(line.conversation)))
        self.more.clicked.connect(
            lambda: self.menu_wanted.emit(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        for each in (self.tick, self.words, self.more):
            self._inside.addWidget(each)
        self._inside.setStretch(1, 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu also opens where one presses the right button."""
        self.menu_wanted.emit(event.globalPos())

    def _tick(self, line: CommitmentLine) -> QCheckBox:
        made = check("")
        made.setChecked(line.commitment.promise is Promise.KEPT)
        made.setAccessibleName(f"Kept: {named(line.commitment)}")
        tip(made, "It was kept")
        made.clicked.connect(self.ticked)
        return made


class PromiseList(QFrame):
    """Commitments to read, to tick and to open; `go` carries the `Place` of a conversation."""

    go = Signal(object)

    def __init__(self, desk: Desk, *, issue: bool = True, first: int = PAGE) -> None:
        super().__init__()
        self._desk, self._issue, self._first = desk, issue, first
        self._acts = PromiseActs(desk)
        self._lines: Sequence[CommitmentLine] = ()
        self._most = first
        self.calendar = CalendarFile(self)
        self.notice = Bar()
        inside = column(spacing=0)
        self._rows = Keyed[CommitmentLine, PromiseRow](inside, self._row, self._show)
        self.more = button("", role="ghost")
        self._foot = holding(row(self.more, None))
        self.setLayout(column(self.notice, inside, self._foot, spacing=4))
        self.more.clicked.connect(self.show_more)
        self.calendar.saved.connect(lambda words: self.notice.tell(words, passing=True))
        self.calendar.failed.connect(desk.failed)

    @property
    def rows(self) -> dict[Id, PromiseRow]:
        """The rows by the ids of their commitments."""
        return self._rows.widgets

    @property
    def lines(self) -> Sequence[CommitmentLine]:
        """All commitments of the list, those not shown yet included."""
        return self._lines

    def show_lines(self, lines: Sequence[CommitmentLine]) -> None:
        """Show these, in their order."""
        self._lines = lines
        near = lines[: self._most]
        self._rows.sync((line.commitment.id, line) for line in near)
        rename(self.more, f"{len(lines) - len(near)} more")
        self._foot.setVisible(len(near) < len(lines))

    def start_over(self) -> None:
        """Show only the first ones again: another list follows."""
        self._most = self._first

    def show_more(self) -> None:
        """Show another page of them."""
        if self._most < len(self._lines):
            self._most += PAGE
            self.show_lines(self._lines)

    def _row(self, _line: CommitmentLine) -> PromiseRow:
        made = PromiseRow()
        made.opened.connect(self.go)
        made.ticked.connect(lambda on: self._tick(made, on=on))
        made.menu_wanted.connect(lambda at: self._menu(made, at))
        return made

    def _show(self, made: PromiseRow, line: CommitmentLine) -> None:
        made.show_line(line, self._desk.now().date(), issue=self._issue)

    def _tick(self, made: PromiseRow, *, on: bool) -> None:
        if made.line is not None:
            turn = self._acts.keep if on else self._acts.open_again
            turn(made.line.commitment)

    def _menu(self, made: PromiseRow, at: QPoint) -> None:
        line = made.line
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act, here in (
            ("It was kept", self._acts.keep, Promise.KEPT),
            ("It was dropped", self._acts.drop, Promise.DROPPED),
            ("It is still open", self._acts.open_again, Promise.OPEN),
        ):
            if line.commitment.promise is not here:
                menu.addAction(words).triggered.connect(
                    lambda _=False, act=act: act(line.commitment)
                )
        if has_entry(line):
            self.calendar.offer(menu.addMenu("Calendar file"), lambda: [line])
        menu.popup(at)
