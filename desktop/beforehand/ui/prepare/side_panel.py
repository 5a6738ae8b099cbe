"""The panel at the right: what they say on paper, the waterline, what is suspected below it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QTabBar, QWidget

from beforehand.domain.brief import Gap, Hypothesis, PersonBrief
from beforehand.domain.needs import Need, Standing
from beforehand.domain.next_time import LAST_TIME
from beforehand.domain.record import Id
from beforehand.ui.prepare.halves import Halves
from beforehand.ui.prepare.looks import Fact, assumed_facts, bearing, last_time, said_facts
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.prepare.side_parts import Group, NeedSlot
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import Elided, button, column, holding, label, rename, row
from beforehand.ui.widgets.fold import Fold
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_card import NeedCard
from beforehand.ui.widgets.wrapped import Wrapped

_LAST_LINES = 9
_SETTLED_MS = 60
_MARGINS = (14, 16, 14, 18)


class SidePanel(QFrame):
    """The counterpart in front and me; a need opens in place."""

    asked = Signal(object)

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._acts = NeedActs(preparation.desk)
        self._people: list[Id] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        drivers = self._preparation.desk.library.drivers
        self._tabs = QTabBar(drawBase=False, expanding=False)
        self.said, self.mine = Group(drivers), Group(drivers)
        self.hidden = Group(drivers, deep=True)
        self._role = Elided("", "small")
        self._bearing_text = Wrapped("", "muted", most_lines=24)
        self._bearing = Fold("", self._bearing_text)
        self._last_head = label("", "on-deep-eyebrow", wrap=True)
        self._last_text = Wrapped("", "on-deep", most_lines=_LAST_LINES)
        self.said.beside.addWidget(self._role)
        self.mine.head.setText("I need")
        self.mine.set_add("Add what you need")
        self.hidden.head.setText("Below the waterline")
        self.hidden.set_add("Add what you suspect")
        self.card = NeedCard(self._preparation.desk, self, scrolls=False)
        set_role(self.card, "card")
        self.card.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self.all_of_last = button("All of last time", "history", "deep-ghost")
        more = row(self.all_of_last, None)
        self._last = holding(column(self._last_head, self._last_text, more, spacing=6))
        above = column(self.said, self._bearing, self.mine, None, spacing=14)
        below = column(self.hidden, self._last, None, spacing=22)
        line = QFrame()
        line.setFixedHeight(2)
        set_role(line, "waterline")
        paper, deep = holding(above, "panel", _MARGINS), holding(below, "", _MARGINS)
        self.halves = Halves(paper, line, deep)
        self.setLayout(column(self._tabs, self.halves, spacing=0))
        set_role(self, "panel")

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self._preparation.reloaded.connect(self.refresh)
        self._preparation.person_changed.connect(self.refresh)
        for group in (self.said, self.hidden, self.mine):
            group.opened.connect(self._toggle)
            group.asked.connect(self._ask)
        self.said.added.connect(lambda words: self._add(words, Standing.STATED))
        self.hidden.added.connect(lambda words: self._add(words, Standing.HIDDEN))
        self.mine.added.connect(lambda words: self._add(words, Standing.MINE))
        self.all_of_last.clicked.connect(lambda: self.asked.emit(LAST_TIME))
        self.card.closed.connect(self._put_card_away)
        self.card.opened.connect(self.look_at)

    def refresh(self) -> None:
        """Show the counterpart in front, and me, as the notebook has them."""
        self._show_tabs()
        person = self._person()
        self._rescue_card(person)
        mine = [Hypothesis(need=need) for need in self._preparation.brief.my_needs]
        self.mine.show_all(mine)
        for part in (self.said, self._bearing, self.hidden, self._last):
            part.setVisible(person is not None)
        if person is not None:
            self._show_person(person)
        for group in (self.said, self.hidden, self.mine):
            group.close_off(closed=self._preparation.closed)
        self._place_card()

    def look_at(self, need_id: Id, gap: Gap | None = None) -> bool:
        """Bring a need into sight and open it; False if it is not here."""
        need = self._preparation.need(need_id)
        if need is not None and need.counterpart_id is not None:
            self._preparation.stand_by(need.counterpart_id)
        slot = self._slot(need_id)
        if slot is None:
            return False
        self._open(need_id, gap)
        return True

    def point_out(self, need_id: Id) -> None:
        """Show where a need now lives: bring it into sight and let it glow."""
        slot = self._slot(need_id)
        if slot is not None:
            slot.face.light_up()
            self._bring(slot)

    def flush(self) -> bool:
        """Save what is typed in the details."""
        for group in (self.said, self.hidden, self.mine):
            if group.add.edit.isVisible():
                group.add.edit.clearFocus()
        return self.card.leave()

    # The parts

    def _person(self) -> PersonBrief | None:
        people = self._preparation.brief.people
        here = self._preparation.person_id
        return next((each for each in people if each.counterpart.id == here), None)

    def _show_tabs(self) -> None:
        people = [each.counterpart for each in self._preparation.brief.people]
        ids = [each.id for each in people]
        self._tabs.blockSignals(True)
        if ids != self._people:
            self._people = ids
            while self._tabs.count():
                self._tabs.removeTab(0)
            for each in people:
                self._tabs.addTab(self._preparation.name_of(each.id).replace("&", "&&"))
        if self._preparation.person_id in ids:
            self._tabs.setCurrentIndex(ids.index(self._preparation.person_id))
        self._tabs.blockSignals(False)
        self._tabs.setVisible(len(ids) > 1)

    def _show_person(self, person: PersonBrief) -> None:
        name = self._preparation.name_of(person.counterpart.id)
        said = [Hypothesis(need=need) for need in person.said]
        self.said.head.setText(f"{name} says")
        self._role.setText(person.counterpart.role or str(person.counterpart.relationship))
        self.said.set_add(f"Add what {name} said")
        self.said.show_all(said, said_facts(person))
        self._show_bearing(person)
        self._show_last(person)
        self.hidden.show_all(person.hidden, assumed_facts(person))

    def _show_last(self, person: PersonBrief) -> None:
        head, text = last_time(person.last) if person.last else ("", "")
        self._last_head.setText(head)
        self._last_text.setText(text)
        self._last.setVisible(bool(head))
        self.all_of_last.setVisible(not self._preparation.closed)

    def _show_bearing(self, person: PersonBrief) -> None:
        lines = bearing(person)
        self._bearing.setVisible(bool(lines))
        name = self._preparation.name_of(person.counterpart.id)
        rename(self._bearing.head, f"What {name} is up against: {len(lines)}")
        self._bearing_text.setText("\n".join(lines))

    def _turn(self, place: int) -> None:
        if 0 <= place < len(self._people):
            self._preparation.stand_by(self._people[place])

    def _ask(self, fact: Fact) -> None:
        if fact.step is not None:
            self.asked.emit(fact.step)

    def _add(self, words: str, standing: Standing) -> None:
        talk, person = self._preparation.conversation.id, self._preparation.person_id
        if standing is Standing.MINE or person is None:
            need = Need(conversation_id=talk, standing=Standing.MINE, text=words)
            self._preparation.desk.add("Add what you need", need)
            made = need.id
        elif standing is Standing.STATED:
            made = self._acts.hear(person, words, talk)
        else:
            made = self._acts.suspect(person, words, talk)
        self._preparation.reload()
        self.point_out(made)

    # The details of one need, which live in the slot of that need

    def _slot(self, need_id: Id | None) -> NeedSlot | None:
        groups = (self.said, self.hidden, self.mine)
        found = (group.slots.get(need_id) for group in groups if need_id)
        return next((slot for slot in found if slot is not None), None)

    def _toggle(self, need_id: Id, gap: Gap | None) -> None:
        if self._preparation.closed:
            return
        if gap is None and self.card.need_id == need_id:
            self.card.close_up()
        else:
            self._open(need_id, gap)

    def _open(self, need_id: Id, gap: Gap | None) -> None:
        if not self.card.leave():
            return
        before = self._slot(self.card.need_id)
        if before is not None:
            before.take_in(None)
        self.card.open(need_id)
        self._place_card()
        slot = self._slot(need_id)
        if slot is not None:
            self._bring(slot)
        self._go_to(gap)

    def _bring(self, slot: NeedSlot) -> None:
        """Scroll a need into sight, with its whole details if they fit."""
        # Its place is only known once the new rows are laid out, which takes Qt a few rounds.
        for wait in (0, _SETTLED_MS):
            QTimer.singleShot(wait, slot, lambda: self._scroll_to(slot))

    def _scroll_to(self, slot: NeedSlot) -> None:
        self.halves.bring(slot)

    def _go_to(self, gap: Gap | None) -> None:
        places: dict[Gap | None, QWidget] = {
            Gap.EVIDENCE: self.card.guess.signs.text,
            Gap.DRIVER: self.card.guess.driver.box,
            Gap.QUESTION: self.card.guess.question,
        }
        places.get(gap, self.card.words).setFocus()

    def _place_card(self) -> None:
        slot = self._slot(self.card.need_id)
        if slot is not None:
            slot.take_in(self.card)
        self.halves.favour(slot)

    def _rescue_card(self, person: PersonBrief | None) -> None:
        """Take the details out before the slot they stand in goes."""
        if self.card.need_id is None:
            return
        need = self._preparation.need(self.card.need_id)
        slot = self._slot(self.card.need_id)
        theirs = need is not None and person is not None
        mine = need is not None and need.standing is Standing.MINE
        if need is None or not (
            mine or (theirs and need.counterpart_id == self._preparation.person_id)
        ):
            self._put_card_away()
        elif slot is not None and slot not in self._home(need).slots.values():
            self.card.setParent(self)
            self.card.hide()

    def _home(self, need: Need) -> Group:
        homes = {Standing.HIDDEN: self.hidden, Standing.MINE: self.mine}
        return homes.get(need.standing, self.said)

    def _put_card_away(self) -> None:
        for group in (self.said, self.hidden, self.mine):
            for slot in group.slots.values():
                slot.take_in(None)
        self.card.hide()
        self.card.setParent(self)
        self.card.need_id = None
        self.halves.favour(None)
