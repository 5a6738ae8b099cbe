"""One counterpart: the needs map, and beside it what they are measured on, carry, and were told."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Id
from beforehand.ui.around import needs_around
from beforehand.ui.autosave import flush_all
from beforehand.ui.desk import Change, Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.theme import set_role
from beforehand.ui.tidying import Tidying
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.about_counterpart import AboutCounterpart
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_card import NeedCard
from beforehand.ui.widgets.needs_pane import NeedsPane
from beforehand.ui.widgets.sized import sized

ROOMY = 1000
"""Pixels of width from which the column beside the map has a place of its own."""

SIDE_WIDTH = 364
MOST_SIDE = 0.46
"""How much of the width the column may take when letters are large."""
_FACTS = {"counterparts", "success_measures", "pressures"}
_NEEDS = {"needs", "need_links", "evidence"}
_PAST = {
    "conversations", "participants", "verdicts", "commitments", "alignment_ratings", "addenda",
    *_NEEDS,
}  # fmt: skip


class CounterpartScreen(QWidget):
    """Everything about one counterpart on one screen."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.acts = NeedActs(desk)
        self.person: Counterpart | None = None
        self._card: NeedCard | None = None
        self._stale: set[str] = set()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.needs = NeedsPane(self.acts)
        self.about = AboutCounterpart(self.desk)
        self.notice = Bar()
        self.prepare = basics.button("Prepare a conversation", "plus", "primary")
        self.print = basics.button("Print…", "printer")
        basics.tip(self.print, "The needs map, or a record of everything")
        self.about_button = basics.button("About them", "users")
        self.about_button.setCheckable(True)
        self.side = QStackedWidget()
        set_role(self.side, "panel")
        self.beside = basics.scroll(self.about)
        self.side.addWidget(self.beside)
        border = QFrame()
        border.setFixedWidth(1)
        set_role(border, "rule")
        beside = basics.row(border, self.side, spacing=0)
        self.column = basics.holding(beside, "panel")
        across = basics.row(self.needs, self.column, spacing=0)
        across.setStretch(0, 1)
        self.setLayout(basics.column(self.notice, across, spacing=0))

    def _connect(self) -> None:
        self.desk.changed.connect(self._note_change)
        self.desk.saved.connect(self._catch_up)
        self.prepare.clicked.connect(self._prepare)
        self.print.clicked.connect(self._print)
        self.about_button.toggled.connect(lambda _on: self._fold())
        self.needs.opened.connect(self.open_need)
        self.needs.saying.connect(self._ask_when)
        self.needs.linking.connect(self._offer_links)
        self.needs.suspected.connect(lambda: self._add(self.acts.suspect))
        self.needs.heard.connect(lambda: self._add(self.acts.hear))
        self.about.put_away.connect(self.put_away)
        self.about.merging.connect(self._merge)
        self.about.everything.connect(self._save_everything)
        self.about.erasing.connect(self._erase)
        self.about.timeline.opened.connect(self._go)
        self.about.unasked.opened.connect(self._go)
        self.about.promises.go.connect(self.go)
        self.about.all_promises.clicked.connect(lambda: self.go.emit(Place("commitments")))
        bar = self.beside.verticalScrollBar()
        bar.valueChanged.connect(lambda at: self.about.timeline.scrolled(at, bar.maximum()))

    @property
    def card(self) -> NeedCard:
        """The details of a need, built when the first is asked for."""
        if self._card is None:
            self._card = NeedCard(self.desk)
            self._card.opened.connect(self.open_need)
            self._card.closed.connect(self._close_need)
            self.side.addWidget(self._card)
        return self._card

    def open(self, place: Place) -> None:
        """Show the counterpart of that id; BeforehandError if there is none."""
        person = self.desk.notebook[Counterpart].get(place.id) if place.id else None
        if person is None:
            raise BeforehandError(
                "This counterpart is not in the notebook.", "Choose another one from the list."
            )
        if self.person is None or person.id != self.person.id:
            self._close_card()
            self.notice.hide()
            self.about_button.setChecked(False)
        self.person = person
        self.refresh()
        if place.detail and self.acts.need(Id(place.detail)) is not None:
            self.open_need(Id(place.detail))

    def here(self) -> Place:
        """Whom it is of, and the need whose details are shown."""
        shown = self._card if self.side.currentWidget() is self._card else None
        need = shown.need_id if shown is not None else None
        return Place("counterpart", self.person.id if self.person else None, need or "")

    def heading(self) -> Heading:
        """What stands in the top bar."""
        person = self.person
        return Heading(
            title=person.name if person else "No longer here",
            above="Counterparts",
            above_place=Place("counterparts"),
            subtitle=person.role if person else "",
            actions=(self.about_button, self.print, self.prepare),
        )

    def refresh(self) -> None:
        """Show everything as the notebook has it."""
        if self.person is None:
            return
        self._show_facts()
        self._show_needs()
        self._show_past()
        self._fold()

    def leave(self) -> None:
        """Save what is not saved yet."""
        self.about.flush()
        flush_all(self)

    def open_need(self, need_id: Id) -> None:
        """Show the details of a need in place of the column."""
        by_key = self.needs.isAncestorOf(self.focusWidget() or self) and not _mouse_down()
        self.card.open(need_id)
        self.side.setCurrentWidget(self.card)
        self._fold()
        self.needs.reveal(need_id)
        if by_key:
            self.card.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, where: Id) -> None:
        """Show the column of facts, if words that were looked for stand there."""
        notebook = self.desk.notebook
        fact = notebook[SuccessMeasure].get(where) or notebook[Pressure].get(where)
        if fact is not None or (self.person and where == self.person.id):
            self._close_need()
            self.about_button.setChecked(True)

    def put_away(self) -> None:
        """Put the counterpart away, unless a conversation with them is still to come."""
        person = self.person
        if person is None:
            return
        self.leave()
        tidying = Tidying(self.desk)
        refused = tidying.why_stays(person)
        if refused:
            self.notice.tell(refused)
        elif tidying.put_person_away(person):
            self.go.emit(Place("counterparts"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the column away where there is little room."""
        super().resizeEvent(event)
        self._fold()

    def _note_change(self, change: Change) -> None:
        self._stale.add(change.kind)

    def _catch_up(self) -> None:
        """Show what changed: once, however many records one act has saved."""
        stale, self._stale = self._stale, set()
        if self.person is None or not self.isVisible():
            return
        for kinds, show in (
            (_FACTS, self._show_facts),
            (_NEEDS, self._show_needs),
            (_PAST, self._show_past),
        ):
            if stale & kinds:
                show()

    def _show_facts(self) -> None:
        assert self.person is not None
        notebook, theirs = self.desk.notebook, self.person.id
        self.person = notebook[Counterpart].get(theirs) or self.person
        self.about.show_counterpart(self.person)
        self.about.measures.show_facts(notebook[SuccessMeasure].find(counterpart_id=theirs))
        self.about.pressures.show_facts(notebook[Pressure].find(counterpart_id=theirs))
        self.about_button.setText(f" About {self.person.first_name[:16]}".replace("&", "&&"))
        self.retitled.emit()

    def _show_needs(self) -> None:
        assert self.person is not None
        drivers = self.desk.library.drivers
        around = needs_around(self.desk.notebook, self.person.id, drivers)
        self.needs.show_needs(self.person.first_name, *around)

    def _show_past(self) -> None:
        self.about.show_past(self.desk.notebook, self.desk.now())

    def _go(self, place: Place) -> None:
        """Go where a thing of the timeline stands; a need of this person opens here."""
        if self.person and (place.screen, place.id) == ("counterpart", self.person.id):
            self.open_need(Id(place.detail))
        else:
            self.go.emit(place)

    def _fold(self) -> None:
        """The column beside the map where there is room; else only when it is asked for."""
        roomy = self.width() >= sized(ROOMY)
        self.side.setFixedWidth(round(min(sized(SIDE_WIDTH), self.width() * MOST_SIDE)))
        self.about_button.setVisible(not roomy)
        details = self.side.currentIndex() > 0
        self.column.setVisible(roomy or details or self.about_button.isChecked())

    def _close_card(self) -> None:
        if self._card is not None:
            self._card.close_up()

    def _close_need(self) -> None:
        self.side.setCurrentIndex(0)
        self.needs.reveal(None)
        self._fold()

    def _add(self, make: Callable[[Id], Id]) -> None:
        if self.person is None or not flush_all(self):
            return
        self.open_need(make(self.person.id))
        self.card.focus_words()

    def _ask_when(self, need_id: Id) -> None:
        self.open_need(need_id)
        self.card.guess.said_button.click()

    def _offer_links(self, need_id: Id) -> None:
        self.open_need(need_id)
        self.card.links.offer()

    def _merge(self) -> None:
        if self.person:
            self.go.emit(Place("counterparts", self.person.id, "merge"))

    def _save_everything(self) -> None:
        from beforehand.ui.letting_go.saving import SavingAbout

        self.leave()
        if self.person:
            SavingAbout.of(self, self.desk).ask(self.person)

    def _erase(self) -> None:
        if self.person:
            self.go.emit(Place("erase", self.person.id))

    def _prepare(self) -> None:
        if self.person:
            self.go.emit(Place("new-conversation", detail=f"with:{self.person.id}"))

    def _print(self) -> None:
        if self.person:
            self.go.emit(Place("sheet", self.person.id, "map"))


def _mouse_down() -> bool:
    from PySide6.QtWidgets import QApplication

    return QApplication.mouseButtons() is not Qt.MouseButton.NoButton
