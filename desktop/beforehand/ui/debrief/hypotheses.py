"""The hypotheses of a conversation, one card each, one block a person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.record import Id
from beforehand.domain.verdicts import Case
from beforehand.ui.debrief.case_card import CaseCard
from beforehand.ui.debrief.looking_back import LookingBack, people_of
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import button, column, label, row
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.wrapped import Wrapped

_NOBODY = Id("")


class Hypotheses(QFrame):
    """All of them, and how many have a verdict."""

    go = Signal(object)

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self._progress = label("", "muted", wrap=True)
        self._blocks = column(spacing=18)
        head = column(
            label("Were your guesses right?", "question", wrap=True), self._progress, spacing=4
        )
        self.setLayout(column(head, self._blocks, spacing=14))
        self.blocks = Keyed[tuple[Id, Sequence[Case]], Block](
            self._blocks, self._block, Block.show_cases
        )

    def show_all(self) -> None:
        """Show them as they are now."""
        groups = people_of(self._looking.back)
        if self._looking.closed:
            groups = [group for group in groups if group[1]]
        named = [(person or _NOBODY, cases) for person, cases in groups]
        self.blocks.sync((person, (person, cases)) for person, cases in named)
        self._progress.setText(self._said())

    @property
    def cards(self) -> list[CaseCard]:
        """The cards, from the first to the last."""
        return [card for block in self.blocks.widgets.values() for card in block.cards]

    def card(self, need_id: Id) -> CaseCard | None:
        """The card of a need."""
        return next((card for card in self.cards if card.case.need.id == need_id), None)

    def settle(self) -> bool:
        """Save what the sliders were moved to."""
        saved = [card.settle() for card in self.cards]
        return all(saved)

    def _said(self) -> str:
        number, looking = len(self._looking.back.cases), self._looking
        if not number:
            return "Nothing was suspected, so there is nothing to judge."
        if looking.closed:
            return "What you believed when the talk began, and what became of it."
        if looking.judged == number:
            return "Each has its verdict. Press it again to take one back."
        return f"{looking.judged} of {number} judged. What you leave open counts as not asked."

    def _block(self, _group: tuple[Id, Sequence[Case]]) -> "Block":
        block = Block(self._looking)
        block.go.connect(self.go)
        return block


class Block(QFrame):
    """One person's hypotheses; without any, a word on it and the way to their map."""

    go = Signal(object)

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self._person = _NOBODY
        self._name = Wrapped("", "heading")
        self._nothing = Wrapped("", "muted")
        self._map = button("", "arrow-right", "ghost")
        self._map.clicked.connect(lambda: self.go.emit(Place("counterpart", self._person)))
        cards = column(spacing=12)
        inside = column(self._name, self._nothing, row(self._map, None), cards, spacing=8)
        self.setLayout(inside)
        self._cards = Keyed[Case, CaseCard](
            cards, lambda case: CaseCard(looking, case), CaseCard.show_case
        )

    @property
    def cards(self) -> list[CaseCard]:
        """Their cards, from the first to the last."""
        return list(self._cards.widgets.values())

    def show_cases(self, group: tuple[Id, Sequence[Case]]) -> None:
        """Show a person's cases."""
        self._person, cases = group
        several = len(self._looking.back.counterparts) > 1
        people = self._looking.back.counterparts
        name = next((each.name for each in people if each.id == self._person), "")
        first = self._looking.name_of(self._person) or "them"
        self._name.setText(name)
        self._name.setVisible(several and bool(name))
        self._cards.sync((case.need.id, case) for case in cases)
        empty = not cases and not self._looking.closed
        self._nothing.setText(f"You had written down no guess about what moves {first}.")
        self._map.setText(f" Note on the map what {first} said")
        for each in (self._nothing, self._map):
            each.setVisible(empty)
