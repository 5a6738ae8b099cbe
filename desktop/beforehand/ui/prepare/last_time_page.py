"""The page a preparation opens with: what last time left, before the first question."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QPushButton, QWidget

from beforehand.domain.needs import Need
from beforehand.domain.preparing import Step
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint, Opening
from beforehand.store.next_time import NextTime, next_time
from beforehand.ui.history import EntryLook, past_look, talk_below
from beforehand.ui.places import Place
from beforehand.ui.prepare.last_time_parts import Offer, Section, Told, Waiting
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import FlowLayout, button, clear, column, holding, row
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.need_words import since
from beforehand.ui.widgets.promise_list import PromiseList
from beforehand.ui.widgets.still_true import StillTrue
from beforehand.ui.widgets.timeline import Entry
from beforehand.ui.widgets.wrapped import Wrapped

_BESIDE = 720
"""Pixels of width from which the sections stand in two columns."""

MOST = 6
"""Of each kind as many as one can take in; the others stand with the counterpart."""

_NEEDS = ("waiting", "known", "refuted")
"""The sections of needs, each with a way to the others of its kind."""


class LastTimePage(Page):
    """What was agreed, known, refuted and never asked with the counterpart in front."""

    wide = 1040
    go = Signal(object)
    """The `Place` of something from last time."""

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(preparation, parent)
        self._build_parts()
        self._lay_out()
        self.agreed.go.connect(self.go)
        self.opening.taken.connect(self._open_so_again)
        for each in _NEEDS:
            self._sections[each].more.clicked.connect(self._look_at_all)

    def show_step(self, step: Step) -> None:
        """Show last time."""
        super().show_step(step)
        self.refresh()

    def refresh(self) -> None:
        """Read last time with the person in front again."""
        talk, desk = self.preparation, self.preparation.desk
        if talk.person_id is None:
            return
        today = desk.now().date()
        found = next_time(desk.notebook, talk.person_id, today, but=talk.conversation.id)
        self._show_people()
        if found is not None:
            self._show_promises_and_words(found)
            self._show_needs(found)

    def take_focus(self) -> None:
        """Nothing is written here: the page itself scrolls by key."""
        self.area.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        self._across.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )

    def _build_parts(self) -> None:
        self.carry = Wrapped("", "words")
        self.agreed = PromiseList(self.preparation.desk, issue=False, first=MOST)
        self.old = StillTrue(self.preparation.desk)
        self.opening = Offer("Open so again", "Among your openings", "words")
        self._waits, self._knowns, self._gone, self._pasts = (column(spacing=10) for _ in range(4))
        self.waiting = Keyed[tuple[Need, bool], Waiting](
            self._waits,
            lambda _: Waiting(self._ask),
            lambda made, item: made.show_need(item[0], there=item[1]),
        )
        self.known = Keyed[Need, Told](self._knowns, lambda _: Told("known", "good"), _tell)
        self.refuted = Keyed[Need, Told](self._gone, lambda _: Told("not so", "bad"), _tell)
        self.recent = Keyed[EntryLook, Entry](self._pasts, self._past, Entry.show_look)

    def _lay_out(self) -> None:
        self.people = FlowLayout(spacing=6)
        self._group = QButtonGroup(self, exclusive=True)
        self._people_box = holding(self.people)
        self._sections = {
            "carry": Section("To carry over", self.carry),
            "agreed": Section("What was agreed", self.agreed),
            "waiting": Section("Never asked", self._waits),
            "opening": Section("The opening that worked", self.opening),
            "known": Section("What is known", self._knowns),
            "refuted": Section(
                "Not so", self._gone, "Found out before: no need to guess it again."
            ),
            "recent": Section("The last conversations", self._pasts),
        }
        self._pasts.setSpacing(0)
        at = self._sections
        left = column(at["carry"], at["agreed"], at["waiting"], at["opening"], None, spacing=24)
        right = column(at["known"], self.old, at["refuted"], at["recent"], None, spacing=24)
        self._across = row(left, right, spacing=36)
        self._across.setStretch(0, 1)
        self._across.setStretch(1, 1)
        self.body.addWidget(self._people_box)
        self.body.addLayout(self._across)

    def _show_people(self) -> None:
        talk = self.preparation
        clear(self.people)
        for person in talk.brief.people if talk.several else ():
            self.people.addWidget(self._person(person.counterpart.id))
        self._people_box.setVisible(talk.several)

    def _person(self, counterpart_id: Id) -> QPushButton:
        made = button(self.preparation.name_of(counterpart_id), role="segment")
        made.setCheckable(True)
        made.setChecked(counterpart_id == self.preparation.person_id)
        made.clicked.connect(lambda: self.preparation.stand_by(counterpart_id))
        self._group.addButton(made)
        return made

    def _show_promises_and_words(self, found: NextTime) -> None:
        self.carry.setText("\n".join(found.carry))
        self.agreed.show_lines(found.agreed)
        now = self.preparation.desk.now()
        self.recent.sync((past.conversation.id, past_look(past, now)) for past in found.recent)
        self._see("carry", found.carry)
        self._see("agreed", found.agreed)
        self._see("recent", found.recent)
        self._see("opening", (found.opening,) if found.opening else ())
        if found.opening is not None:
            talk = found.opening.conversation
            below = " · ".join(part for part in (talk.issue, talk_below(talk, now)) if part)
            text = found.opening.opening.text
            there = any(text == each.text for each in self.preparation.brief.openings)
            self.opening.tell(text, below, there=there)

    def _show_needs(self, found: NextTime) -> None:
        asked = {point.text.strip() for point in self.preparation.brief.asking}
        self.waiting.sync(
            (need.id, (need, need.question.strip() in asked)) for need in found.never_asked[:MOST]
        )
        self.known.sync((need.id, need) for need in found.known[:MOST])
        self.refuted.sync((need.id, need) for need in found.refuted[:MOST])
        self.old.show_needs(found.old)
        self._see("waiting", found.never_asked)
        self._see("known", found.known)
        self._see("refuted", found.refuted)

    def _see(self, section: str, things: Sequence[object]) -> None:
        self._sections[section].setVisible(bool(things))
        if section in _NEEDS:
            self._sections[section].tell_more(max(0, len(things) - MOST))

    def _past(self, look: EntryLook) -> Entry:
        made, place = Entry(), look.place
        made.clicked.connect(lambda: self.go.emit(place))
        return made

    def _ask(self, need: Need) -> None:
        talk = self.preparation.conversation.id
        point = AskingPoint(conversation_id=talk, text=need.question.strip())
        self.preparation.desk.add("Ask it this time", point)

    def _look_at_all(self) -> None:
        self.go.emit(Place("counterpart", self.preparation.person_id))

    def _open_so_again(self) -> None:
        talk = self.preparation
        words = self.opening.words.text()
        empty = next((each for each in talk.brief.openings if not each.text.strip()), None)
        if empty is not None:
            talk.desk.edit("Open so again", empty, replace(empty, text=words))
        else:
            talk.desk.add(
                "Open so again", Opening(conversation_id=talk.conversation.id, text=words)
            )


def _tell(made: Told, need: Need) -> None:
    made.tell(need.text, since(need) if need.said_on else "")
