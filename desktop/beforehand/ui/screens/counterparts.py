"""Counterparts: everyone, by name or by team, found as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QMenu, QWidget

from beforehand import wording
from beforehand.domain.counterparts import Counterpart
from beforehand.store.overview import CounterpartLine, counterpart_lines
from beforehand.ui import icons
from beforehand.ui.desk import Desk
from beforehand.ui.models import PagedModel
from beforehand.ui.places import Heading, Place
from beforehand.ui.rows import Row
from beforehand.ui.widgets.basics import button, column, holding, label, row
from beforehand.ui.widgets.person_form import PersonForm
from beforehand.ui.widgets.rows_view import RowsView

_FILTER_WIDTH = 320


class CounterpartsScreen(QFrame):
    """Everyone one prepares for."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.model: PagedModel[CounterpartLine] = PagedModel(self._page, self._row, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._new = button("New counterpart", "user-plus", "primary")
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find by name or team")
        self.words.setAccessibleName("Find by name or team")
        self.words.setClearButtonEnabled(False)
        self.words.addAction(
            icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.words.setFixedWidth(_FILTER_WIDTH)
        self.order = QComboBox()
        self.order.setAccessibleName("Order")
        for word, by_team in (("By name", False), ("By team", True)):
            self.order.addItem(word, by_team)
        self.form = PersonForm(self._desk)
        self.form.hide()
        self.nothing = label("", "muted", wrap=True)
        self.view = RowsView("Counterparts")
        self.view.setModel(self.model)
        self._list = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        filters = row(self.words, self.order, None, spacing=10)
        page = column(filters, self.form, self.nothing, self._list, spacing=16)
        page.setStretch(3, 1)
        page.addStretch(0)
        page.setContentsMargins(28, 22, 28, 24)
        self.setLayout(page)

    def _connect(self) -> None:
        self._new.clicked.connect(lambda: self.form.begin(self._nobody_found()))
        self.words.textChanged.connect(self.refresh)
        self.order.activated.connect(self.refresh)
        self.form.made.connect(self._show_new)
        self.view.opened.connect(self._open_line)
        self.view.removing.connect(self._put_away)
        self.view.setContextMenuPolicy(self.view.contextMenuPolicy().CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._desk.changed.connect(self._changed)

    def heading(self) -> Heading:
        """Its name, and the one thing one begins here."""
        return Heading("Counterparts", actions=(self._new,))

    def open(self, place: Place) -> None:
        """Show everyone; the place may ask for a new one at once."""
        self.refresh()
        if place.detail == "new":
            self.form.begin()

    def refresh(self) -> None:
        """Read the list again."""
        self.model.read_again()
        empty = self.model.rowCount() == 0
        self._list.setHidden(empty)
        self.nothing.setVisible(empty)
        typed = self.words.text().strip()
        self.nothing.setText(
            f"Nobody whose name or team begins with “{typed}”."
            if typed
            else "Nobody yet. A counterpart is the person you will talk with."
        )

    def leave(self) -> None:
        """What is typed into the form stays there until one comes back."""

    def _page(self, limit: int, offset: int) -> Sequence[CounterpartLine]:
        return counterpart_lines(
            self._desk.notebook,
            limit=limit,
            offset=offset,
            words=self.words.text(),
            by_team=bool(self.order.currentData()),
        )

    def _row(self, line: CounterpartLine) -> Row:
        person, now = line.counterpart, self._desk.now()
        parts = (
            [person.team, person.role] if self.order.currentData() else [person.role, person.team]
        )
        known = f"{line.said} said, {line.hidden} suspected" if line.said or line.hidden else ""
        below = [*parts, person.relationship.value, known]
        chip, tone = "", "plain"
        if line.next is not None:
            chip, tone = wording.soon(line.next, now), "accent"
        elif line.last is not None:
            chip = f"last {wording.soon(line.last, now)}"
        return Row(person.name, " · ".join(part for part in below if part), chip, tone)

    def _nobody_found(self) -> str:
        """What was typed, if nobody is called so: most likely the name of the new one."""
        return self.words.text().strip() if self.model.rowCount() == 0 else ""

    def _show_new(self, person: Counterpart) -> None:
        self.words.clear()
        self.go.emit(Place("counterpart", person.id))

    def _open_line(self, index: QModelIndex) -> None:
        line = self.model.item(index)
        if line is not None:
            self.go.emit(Place("counterpart", line.counterpart.id))

    def _put_away(self, index: QModelIndex) -> None:
        line = self.model.item(index)
        if line is not None:
            self._desk.put_away(f"Remove {line.counterpart.name}", line.counterpart)

    def _show_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        line = self.model.item(index)
        if line is None:
            return
        menu = QMenu(self)
        new = Place("new-conversation", None, f"with:{line.counterpart.id}")
        menu.addAction("Open").triggered.connect(lambda: self._open_line(index))
        menu.addAction("New conversation").triggered.connect(lambda: self.go.emit(new))
        menu.addAction("Remove").triggered.connect(lambda: self._put_away(index))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()
