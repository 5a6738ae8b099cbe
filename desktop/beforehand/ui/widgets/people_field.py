"""Who takes part: chips of those chosen, and a field to add one more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.ui.desk import Desk
from beforehand.ui.widgets.basics import FlowLayout, button, clear, column, holding, tip
from beforehand.ui.widgets.person_field import PersonField, described, find_exactly
from beforehand.ui.widgets.person_form import PersonForm


class PeopleField(QFrame):
    """Counterparts by typing a name, or new ones in place."""

    added = Signal(object)
    """A `Counterpart` who takes part from now on."""
    removed = Signal(object)
    """A `Counterpart` who no longer does."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chips = FlowLayout(spacing=8)
        self._chosen = holding(self.chips)
        self.field = PersonField(desk, "Type a name", offers_new=True)
        self.form = PersonForm(desk)
        self.form.hide()
        self.setLayout(column(self._chosen, self.field, self.form, spacing=8))
        self.field.picked.connect(self.added)
        self.field.new_wanted.connect(self._begin_new)
        self.form.made.connect(self._made)
        self.form.cancelled.connect(self._end_new)

    def show_people(self, people: Sequence[Counterpart]) -> None:
        """Show who takes part."""
        clear(self.chips)
        before: QWidget = self.field
        for person in people:
            chip = button(person.name, "x")
            chip.setAccessibleName(f"Take {person.name} off")
            tip(chip, f"{described(person)}: press to take off")
            chip.clicked.connect(lambda _=False, person=person: self._take_off(person))
            self.chips.addWidget(chip)
            # Made last, it would else be the last that Tab comes to.
            self.setTabOrder(before, chip)
            before = chip
        self._chosen.setVisible(bool(people))
        self.field.leave_out(frozenset(person.id for person in people))
        self.field.setPlaceholderText("And somebody else?" if people else "Type a name")

    def finish(self) -> bool:
        """Take whom was begun, as going on means; False if the form has a question left.

        That is a counterpart in the form, or somebody's whole name that was typed and not chosen.
        """
        typed = find_exactly(self._desk, self.field.text())
        if self.form.begun:
            self.form.save()
            if self.form.begun:
                self._show_form()
                return False
        elif typed is not None and not self.field.isHidden():
            self.field.clear()
            self.added.emit(typed)
        return True

    def _show_form(self) -> None:
        """What is complained of may lie above what is seen."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self.form)

    def settle(self) -> None:
        """Close what was begun and not finished."""
        self.form.hide()
        self.field.clear()
        self.field.show()

    def _take_off(self, person: Counterpart) -> None:
        """The keyboard stays here, though the chip that had it goes."""
        self.field.setFocus()
        self.removed.emit(person)

    def _begin_new(self, name: str) -> None:
        self.field.hide()
        self.form.begin(name)

    def _made(self, person: Counterpart) -> None:
        self._end_new()
        self.added.emit(person)

    def _end_new(self) -> None:
        self.field.show()
        self.field.setFocus()
