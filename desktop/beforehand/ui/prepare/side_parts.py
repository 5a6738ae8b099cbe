"""The parts of the panel at the right: a slot for a need, and a group of them with a line more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.brief import Gap, Hypothesis
from beforehand.domain.lenses import Driver
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.ui.prepare.add_line import AddLine
from beforehand.ui.prepare.face import Face
from beforehand.ui.prepare.looks import ASKS, Fact, need_look
from beforehand.ui.widgets.basics import button, column, label, rename, row
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.need_card import NeedCard


class NeedSlot(QFrame):
    """A need's face, what it still lacks, and room for its details beneath."""

    opened = Signal(str, object)

    def __init__(self, need: Need) -> None:
        super().__init__()
        self._id = need.id
        self._gap: Gap | None = None
        self.asks = True
        self.face = Face(deep=need.standing is Standing.HIDDEN)
        self.face.setCheckable(True)
        self.gap = button("", "circle-help", "deep-ghost")
        self.gap.hide()
        self._room = column(self.face, row(self.gap, None), spacing=2)
        self.setLayout(self._room)
        self.face.clicked.connect(lambda: self.opened.emit(self._id, None))
        self.gap.clicked.connect(lambda: self.opened.emit(self._id, self._gap))

    def show_need(self, hypothesis: Hypothesis, drivers: Mapping[Id, Driver]) -> None:
        """Show the need as it is now."""
        hidden = hypothesis.need.standing is Standing.HIDDEN
        self._gap = next(iter(hypothesis.gaps), None) if hidden else None
        self.face.show_look(need_look(hypothesis, drivers))
        rename(self.gap, ASKS[self._gap] if self._gap else "")
        self.show_gap()

    def take_in(self, card: NeedCard | None) -> None:
        """Open the details here, or close up."""
        self.face.setChecked(card is not None)
        if card is not None:
            self._room.addWidget(card)
            card.show()
        self.show_gap()

    def show_gap(self) -> None:
        """Ask for what is missing, unless the details do."""
        self.gap.setVisible(self.asks and self._gap is not None and not self.face.isChecked())


class Group(QFrame):
    """An eyebrow, needs and facts beneath it, and a line to add one more."""

    opened = Signal(str, object)
    added = Signal(str)
    asked = Signal(object)

    def __init__(self, drivers: Mapping[Id, Driver], add: str = "", *, deep: bool = False) -> None:
        super().__init__()
        self._drivers, self._deep = drivers, deep
        self.head = label("", "on-deep-eyebrow" if deep else "eyebrow")
        self.beside = row(self.head, None)
        self._list, self._more = column(spacing=8), column(spacing=8)
        self.add = AddLine(add, deep=deep)
        self.setLayout(column(self.beside, self._list, self._more, self.add, spacing=8))
        self._needs = Keyed[Hypothesis, NeedSlot](self._list, self._slot, self._show)
        self._facts = Keyed[Fact, Face](self._more, self._fact, lambda f, x: f.show_look(x.look))
        self.add.added.connect(self.added)

    def close_off(self, *, closed: bool) -> None:
        """Let it only be read: nothing can be added, nothing is asked."""
        self.add.setVisible(not closed)
        for slot in self.slots.values():
            slot.asks = not closed
            slot.show_gap()

    def show_all(self, needs: Sequence[Hypothesis], facts: Sequence[Fact] = ()) -> None:
        """Show these needs and facts."""
        self._needs.sync((each.need.id, each) for each in needs)
        self._facts.sync((each.id, each) for each in facts)

    def set_add(self, offer: str) -> None:
        """Name what can be added; nothing takes the line away."""
        rename(self.add.offer, offer)
        self.add.edit.setPlaceholderText(offer)
        self.add.edit.setAccessibleName(offer)
        self.add.setVisible(bool(offer))

    @property
    def slots(self) -> dict[Id, NeedSlot]:
        """The needs' slots by id."""
        return self._needs.widgets

    def _slot(self, hypothesis: Hypothesis) -> NeedSlot:
        made = NeedSlot(hypothesis.need)
        made.opened.connect(self.opened)
        return made

    def _show(self, slot: NeedSlot, hypothesis: Hypothesis) -> None:
        slot.show_need(hypothesis, self._drivers)

    def _fact(self, fact: Fact) -> Face:
        made = Face(deep=self._deep)
        made.clicked.connect(lambda: self.asked.emit(fact))
        return made
