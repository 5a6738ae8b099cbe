"""Counterparts: everyone, by name or by team, found as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from beforehand import wording
from beforehand.domain.counterparts import Counterpart
from beforehand.store.overview import CounterpartLine, counterpart_lines
from beforehand.ui import icons
from beforehand.ui.desk import Desk
from beforehand.ui.models import PagedModel
from beforehand.ui.places import Heading, Place
from beforehand.ui.rows import Row
from beforehand.ui.tidying import Act, Tidying, pop_up
from beforehand.ui.widgets.away_button import AwayButton
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import button, column, holding, label, row, scroll
from beforehand.ui.widgets.merge_card import MergeCard
from beforehand.ui.widgets.person_form import PersonForm
from beforehand.ui.widgets.rows_view import RowsView

_FILTER_WIDTH = 320


class CounterpartsScreen(QFrame):
    """Everyone one prepares for."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tidying = Tidying(desk)
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
        self.merging = MergeCard(self._desk)
        self.merging.hide()
        self.notice = Bar()
        self.away = AwayButton(self._desk, Counterpart)
        self.nothing = label("", "muted", wrap=True)
        self.view = RowsView("Counterparts", menu=True)
        self.view.setModel(self.model)
        self._list = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        filters = row(self.words, self.order, None, self.away, spacing=10)
        inside = column(filters, self.form, self.nothing, self._list, spacing=16)
        inside.setStretch(3, 1)
        inside.addStretch(0)
        self._everyone = holding(inside)
        self._merge_area = scroll(holding(column(self.merging, None)))
        self._merge_area.hide()
        page = column(self._merge_area, self._everyone, spacing=0)
        self.setLayout(column(self.notice, holding(page, margins=(28, 22, 28, 24)), spacing=0))

    def _connect(self) -> None:
        self._new.clicked.connect(self._begin_new)
        self.words.textChanged.connect(self.refresh)
        self.order.activated.connect(self.refresh)
        self.form.made.connect(self._show_new)
        self.view.opened.connect(self._open_line)
        self.view.removing.connect(self._put_away)
        self.view.menu_wanted.connect(self._show_menu)
        self.merging.merged.connect(self._show_new)
        self.merging.closed.connect(lambda: self._show_merging(on=False))
        self.away.clicked.connect(lambda: self.go.emit(self.away.place))
        self._desk.saved.connect(self._changed)

    def heading(self) -> Heading:
        """Its name, and the one thing one begins here."""
        return Heading("Counterparts", actions=(self._new,))

    def open(self, place: Place) -> None:
        """Show everyone; the place may ask for a new one at once, or to merge one with another."""
        self.notice.hide()
        self.merging.close_up()
        self.refresh()
        person = self._desk.notebook[Counterpart].get(place.id) if place.id else None
        if place.detail == "new":
            self.form.begin()
        elif place.detail == "merge" and person is not None:
            self._begin_merge(person)

    def refresh(self) -> None:
        """Read the list again."""
        self.model.read_again()
        self.away.count()
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
            chip = f"last: {wording.soon(line.last, now)}"
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
        if line is None:
            return
        refused = self._tidying.why_stays(line.counterpart)
        if refused:
            self.notice.tell(refused)
        else:
            self._tidying.put_person_away(line.counterpart)

    def _begin_new(self) -> None:
        self.merging.close_up()
        self.form.begin(self._nobody_found())

    def _begin_merge(self, person: Counterpart) -> None:
        self.form.hide()
        self._show_merging(on=True)
        self.merging.begin(person)

    def _show_merging(self, *, on: bool) -> None:
        """Two entries at a time want all the room: the list comes back after."""
        self._merge_area.setVisible(on)
        self._everyone.setHidden(on)

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        line = self.model.item(index)
        if line is not None:
            pop_up(self, at, self._acts(index, line.counterpart))

    def _acts(self, index: QModelIndex, person: Counterpart) -> list[Act]:
        new = Place("new-conversation", None, f"with:{person.id}")
        return [
            Act("Open", lambda: self._open_line(index)),
            Act("New conversation", lambda: self.go.emit(new)),
            Act("Merge with another entry …", lambda: self._begin_merge(person)),
            Act("Put away", lambda: self._put_away(index), "Del"),
            Act("Erase for good…", lambda: self.go.emit(Place("erase", person.id))),
        ]

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()
            if self.merging.isVisible():
                self.merging.follow()
