"""Two entries of one person become one: the other is found by typing, and all is told before."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.store.folding import begins_a_word, folded
from beforehand.store.order import merge
from beforehand.ui.desk import Desk
from beforehand.ui.merge_words import merge_sentences
from beforehand.ui.theme import set_role
from beforehand.ui.tidying import Tidying
from beforehand.ui.widgets.basics import button, clear, column, form_row, holding, label, row
from beforehand.ui.widgets.person_field import PersonField, described
from beforehand.ui.widgets.segments import Segments

_MOST_LETTERS = 30


class MergeCard(QFrame):
    """Asks for the other entry, which of the two stays, and says what will happen."""

    merged = Signal(object)
    """The `Counterpart` that was kept."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._tidying = desk, Tidying(desk)
        self._pair: tuple[Counterpart, ...] = ()
        self.keeping: Segments | None = None
        set_role(self, "card")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading = label("", "heading", wrap=True)
        self.field = PersonField(self._desk, "Type the other name", offers_new=False)
        self._choice = row()
        self._stays = holding(column(label("Which one stays?", "strong"), self._choice, spacing=4))
        self.preview = label("", wrap=True)
        self.complaint = label("", "bad-text", wrap=True)
        self.merge = button("Merge them", "users")
        self.cancel = button("Cancel", role="quiet")
        acts = row(self.merge, self.cancel, None)
        body = column(
            self.heading,
            form_row("The other entry of the same person", self.field),
            self.complaint,
            self._stays,
            self.preview,
            acts,
            spacing=12,
        )
        body.setContentsMargins(20, 18, 20, 18)
        self.setLayout(body)

    def _connect(self) -> None:
        self.field.picked.connect(self._pick)
        self.field.textEdited.connect(self._complain_of_nobody)
        self.merge.clicked.connect(lambda: self._desk.risk("before merging", self._merge))
        self.cancel.clicked.connect(self.close_up)

    def begin(self, person: Counterpart) -> None:
        """Ask which other entry is this person too."""
        self._pair = (person,)
        self.heading.setText(f"Is {person.name} here twice?")
        self.field.clear()
        self.field.leave_out(frozenset({person.id}))
        self._show_choice()
        self.show()
        self.field.setFocus()

    def close_up(self) -> None:
        """Ask no more."""
        self.hide()
        self.closed.emit()

    def follow(self) -> None:
        """Something was changed elsewhere: an entry that is gone cannot be merged."""
        shelf = self._desk.notebook[Counterpart]
        found = [each for person in self._pair if (each := shelf.get(person.id)) is not None]
        if len(found) < len(self._pair) or any(each.trashed_at for each in found):
            self.close_up()
        elif len(found) == 2:
            self._pair = tuple(found)
            self._preview()

    def _pick(self, other: Counterpart) -> None:
        self._pair = (self._pair[0], other)
        self._show_choice()

    def _show_choice(self) -> None:
        clear(self._choice)
        two = len(self._pair) == 2
        self.complaint.hide()
        for widget in (self._stays, self.preview, self.merge):
            widget.setVisible(two)
        if two:
            choices = [(person.id, _short(person)) for person in self._pair]
            self.keeping = Segments("Which one stays", choices)
            self.keeping.set_value(self._pair[1].id)
            self.keeping.chosen.connect(self._preview)
            self._choice.addWidget(self.keeping)
            self._choice.addStretch(1)
            self.keeping.show()
            self._preview()

    def _kept_and_other(self) -> tuple[Counterpart, Counterpart]:
        one, two = self._pair
        chosen = self.keeping.value() if self.keeping is not None else two.id
        return (one, two) if chosen == one.id else (two, one)

    def _preview(self) -> None:
        kept, other = self._kept_and_other()
        try:
            records = merge(self._desk.notebook, kept.id, other.id, self._desk.now())
        except BeforehandError as error:
            self._complain(f"{error.sentence} {error.remedy}")
            return
        self.preview.setText("\n".join(merge_sentences(kept, other, records)))

    def _merge(self) -> None:
        kept, other = self._kept_and_other()
        # Before it is told to all: what was asked about is no more.
        pair, self._pair = self._pair, ()
        if self._tidying.merge(kept, other):
            self.close_up()
            self.merged.emit(kept)
        else:
            self._pair = pair

    def _complain_of_nobody(self, typed: str) -> None:
        first = self._pair[0]
        if not typed.strip() or self.field.offers:
            self.complaint.hide()
        elif begins_a_word(folded(typed), folded(first.name), folded(first.team)):
            self._complain(
                f"{first.name} cannot be merged with themselves. "
                "Choose the other entry of the same person."
            )
        else:
            self._complain(f"Nobody else whose name or team begins with “{typed.strip()}”.")

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()


def _short(person: Counterpart) -> str:
    words = described(person)
    return f"{words[:_MOST_LETTERS].rstrip()}…" if len(words) > _MOST_LETTERS else words
