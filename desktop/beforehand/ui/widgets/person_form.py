"""A new counterpart in place: name, role, team, and how they stand to one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QWidget

from beforehand.domain.counterparts import Counterpart, Relationship
from beforehand.ui.desk import Desk
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, form_row, label, row
from beforehand.ui.widgets.person_field import find_exactly

NO_NAME = "A counterpart needs a name, or at least a first name or initials you will know."


class PersonForm(QFrame):
    """Answers with a counterpart that is in the notebook, or not at all."""

    made = Signal(object)
    """The new `Counterpart`."""
    cancelled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        set_role(self, "card")
        self.name, self.role, self.team = QLineEdit(), QLineEdit(), QLineEdit()
        self.relationship = QComboBox()
        for each in Relationship:
            self.relationship.addItem(each.value.capitalize(), each)
        self.add = button("Add counterpart", "user-plus")
        self.cancel = button("Cancel", role="quiet")
        self.complaint = label("", "bad-text", wrap=True)
        self._lay_out()
        self._connect()

    def begin(self, name: str = "") -> None:
        """Start anew, with a name if one was typed already."""
        for field in (self.role, self.team):
            field.clear()
        self.relationship.setCurrentIndex(self.relationship.findData(Relationship.PEER))
        self.name.setText(name)
        self.complaint.hide()
        self.show()
        (self.role if name else self.name).setFocus()

    @property
    def begun(self) -> bool:
        """Whether it is shown with something in it."""
        fields = (self.name, self.role, self.team)
        return not self.isHidden() and any(each.text().strip() for each in fields)

    def save(self) -> None:
        """Save the counterpart; without a name it says why not."""
        name = " ".join(self.name.text().split())
        if not name:
            self._complain(NO_NAME)
            return
        there = find_exactly(self._desk, name)
        if there is not None and not self.complaint.isVisible():
            self._complain(f"There is already a {there.name}. Press again to add another one.")
            return
        person = Counterpart(
            name=name,
            role=self.role.text().strip(),
            team=self.team.text().strip(),
            relationship=self.relationship.currentData(),
        )
        if self._desk.add(f"Add {name}", person):
            self.hide()
            self.made.emit(person)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()
        self.name.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        fields = (
            ("Name", self.name),
            ("How they stand to you", self.relationship),
            ("Role", self.role),
            ("Team", self.team),
        )
        for place, (title, field) in enumerate(fields):
            grid.addWidget(form_row(title, field), place // 2, place % 2)
        self.complaint.hide()
        body = column(
            label("A new counterpart", "heading"),
            grid,
            self.complaint,
            row(self.add, self.cancel, None),
            spacing=14,
        )
        body.setContentsMargins(20, 18, 20, 18)
        self.setLayout(body)

    def _connect(self) -> None:
        self.add.clicked.connect(self.save)
        self.cancel.clicked.connect(self._give_up)
        self.name.textEdited.connect(self.complaint.hide)
        for field in (self.name, self.role, self.team):
            field.returnPressed.connect(self.save)

    def _give_up(self) -> None:
        self.hide()
        self.cancelled.emit()
