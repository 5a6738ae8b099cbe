"""Debrief: what one believed beside what was true, who does what, and what to carry along."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from beforehand.domain.lenses import spoken
from beforehand.domain.record import Id
from beforehand.ui.autosave import flush_all
from beforehand.ui.debrief.commitments import Commitments
from beforehand.ui.debrief.hypotheses import Hypotheses
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.debrief.ratings import Alignment, Ratings
from beforehand.ui.debrief.results import Results
from beforehand.ui.debrief.words import Words
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import button, column, holding, label, row, scroll, tip

_FOLD = 118
"""Letters of width below which the right column goes under the left one."""
_LEFT, _RIGHT = 720, 460
_MOST_OF_IT = 100
"""The stretch of the columns beside an empty rest: they take all up to their widest."""


class DebriefScreen(QFrame):
    """The look back on one conversation: five minutes, with the ticked paper beside it."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.looking = LookingBack(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.finish = button("Finish debrief", "check", "primary")
        tip(self.finish, "Ctrl+Enter")
        self.prepared = button("Preparation", "file-pen-line")
        self.results = Results(self.looking)
        self.hypotheses = Hypotheses(self.looking)
        self.alignment, self.ratings = Alignment(self.looking), Ratings(self.looking)
        self.commitments, self.words = Commitments(self.looking), Words(self.looking)
        self._left = holding(
            column(self.results, self.hypotheses, self.alignment, self.ratings, None, spacing=28)
        )
        agreed = column(
            label("Who does what, by when?", "title", wrap=True), self.commitments, spacing=10
        )
        self._right = holding(column(agreed, self.words, None, spacing=24))
        self._across = row(self._left, self._right, spacing=26)
        self._across.setStretch(0, 3)
        self._across.setStretch(1, 2)
        page = row(holding(self._across), None)
        page.setStretch(0, _MOST_OF_IT)
        self._area = scroll(holding(page, margins=(28, 24, 28, 32)))
        self.setLayout(column(self._area))

    def _connect(self) -> None:
        self.looking.reloaded.connect(self._show)
        self.looking.gone.connect(lambda: self.go.emit(Place("preparations")))
        self.finish.clicked.connect(self.finish_it)
        self.prepared.clicked.connect(lambda: self._go_to("prepare"))
        self.hypotheses.go.connect(self.go)
        self.results.go.connect(self.go)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(self.finish_it)

    def open(self, place: Place) -> None:
        """Open a conversation, at a need or a commitment if the place names one."""
        if place.id is None:
            return
        self.looking.open(place.id)
        self.results.notes.forget()
        self._show()
        self._area.verticalScrollBar().setValue(0)
        self._begin_at(Id(place.detail))

    def heading(self) -> Heading:
        """What it was about, with whom, when."""
        looking = self.looking
        names = [person.name for person in looking.back.counterparts]
        return Heading(
            title=looking.talk.issue.strip() or looking.talk.title.strip() or "Conversation",
            above="Preparations",
            above_place=Place("preparations"),
            chip="debriefed" if looking.closed else "debrief",
            subtitle=" · ".join([*([spoken(names)] if names else []), looking.held()]),
            actions=(self.prepared,) if looking.closed else (self.prepared, self.finish),
        )

    def refresh(self) -> None:
        """Show everything as the notebook has it."""
        self.looking.reload()

    def leave(self) -> bool:
        """Save every word; False if some could not be saved."""
        return self._flush()

    def finish_it(self) -> None:
        """Close the debrief, once every word is safe and every commitment whole."""
        if self.looking.closed or not self._flush():
            return
        self.looking.reload()
        faulty = self.commitments.first_faulty()
        if faulty is not None:
            self._area.ensureWidgetVisible(faulty)
            (faulty.what if not faulty.what.words().strip() else faulty.who).setFocus()
            return
        if self.looking.finish():
            self.looking.reload()
            self._area.verticalScrollBar().setValue(0)
            self.results.notes.add.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """From now on follow what changes; what changed before, `open` or `refresh` has read."""
        super().showEvent(event)
        self.looking.in_front = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Something else is in front."""
        super().hideEvent(event)
        self.looking.in_front = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the right column under the left one where there is no room beside it."""
        super().resizeEvent(event)
        under = self.width() < _FOLD * self.fontMetrics().averageCharWidth()
        self._across.setDirection(
            QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        )
        self._left.setMaximumWidth(_LEFT)
        self._right.setMaximumWidth(_LEFT if under else _RIGHT)

    def _flush(self) -> bool:
        return all([self.hypotheses.settle(), self.commitments.flush(), flush_all(self)])

    def _show(self) -> None:
        for part in self._parts():
            part.show_all()
        self._order_tabs()
        self.retitled.emit()

    def _parts(self) -> tuple[Results, Hypotheses, Alignment, Ratings, Commitments, Words]:
        return (
            self.results,
            self.hypotheses,
            self.alignment,
            self.ratings,
            self.commitments,
            self.words,
        )

    def _begin_at(self, record_id: Id) -> None:
        """Go to a record, or to the first hypothesis that has no verdict."""
        card, line = self.hypotheses.card(record_id), self.commitments.line(record_id)
        spot: QWidget | None = card or line
        if card is not None:
            card.take_focus()
        elif line is not None:
            line.what.setFocus()
        elif not self.looking.closed:
            waiting = [each for each in self.hypotheses.cards if each.case.verdict is None]
            for each in waiting[:1]:
                each.take_focus()
        if spot is not None:
            # Once it is laid out, or it would not be known where it lies.
            QTimer.singleShot(0, spot, lambda: self._area.ensureWidgetVisible(spot))

    def _order_tabs(self) -> None:
        """Tab goes down the left column and then down the right, whenever a card was made."""
        made: list[QWidget] = [self.results, *self.hypotheses.cards, self.alignment, self.ratings]
        made += [*self.commitments.lines.widgets.values(), self.words]
        for one, other in pairwise(_reachable(made)):
            QWidget.setTabOrder(one, other)

    def _go_to(self, screen: str) -> None:
        self.go.emit(Place(screen, self.looking.talk.id))


def _reachable(parts: list[QWidget]) -> list[QWidget]:
    return [
        each
        for part in parts
        for each in part.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not each.objectName().startswith("qt_")
        and each.window() is part.window()
    ]
