"""I had a talk: one that nobody prepared, to be debriefed: with whom, what about, when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import had_a_talk
from beforehand.domain.record import Id
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import (
    button,
    card,
    column,
    form_row,
    holding,
    label,
    row,
    rule,
    scroll,
)
from beforehand.ui.widgets.line_edit import LineEdit
from beforehand.ui.widgets.people_field import PeopleField
from beforehand.ui.widgets.when_field import WhenField

_WIDTH = 720
_MOST_OF_IT = 100
_NOBODY = "Name the person first: type a name under “With whom?” and choose it from the list."
_INTRO = "Not every hard talk can be prepared. What you learned in it counts all the same."


class HadATalkScreen(QFrame):
    """Three answers, and on to the debrief; nothing is kept until then."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people: list[Counterpart] = []
        self._noted = True
        """Whether nothing stands here that was begun and is not in the notebook."""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.people = PeopleField(self._desk)
        self.issue = LineEdit("The matter, in a few words", role="field")
        self.when = WhenField()
        self.when.undated.hide()
        self.begin = button("On to the debrief", "arrow-right", "primary")
        self.complaint = label("", "bad-text", wrap=True)
        self.complaint.hide()
        form = card(
            form_row("With whom?", self.people),
            form_row("What was it about?", self.issue),
            form_row("When was it?", self.when),
            spacing=18,
        )
        inside = holding(column(label(_INTRO, "muted", wrap=True), form, None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, _MOST_OF_IT)
        foot = holding(
            column(self.complaint, row(None, self.begin), spacing=8), margins=(28, 12, 28, 12)
        )
        foot.setMaximumWidth(_WIDTH + 56)
        area = scroll(holding(page, margins=(28, 26, 28, 28)))
        self.setLayout(column(area, rule(), foot, spacing=0))

    def _connect(self) -> None:
        self.people.added.connect(self._add)
        self.people.removed.connect(self._remove)
        self.issue.finished.connect(self.record)
        self.issue.textChanged.connect(self.complaint.hide)
        self.begin.clicked.connect(self.record)

    def heading(self) -> Heading:
        """Its name."""
        return Heading("I had a talk", "Preparations", Place("preparations"))

    def open(self, place: Place) -> None:
        """Go on with what was begun, or begin anew, perhaps with somebody (`with:<id>`)."""
        self.people.settle()
        self.complaint.hide()
        if self._noted or place.detail:
            self._begin_anew()
        if place.detail.startswith("with:"):
            found = self._desk.notebook[Counterpart].get(Id(place.detail.removeprefix("with:")))
            self._people = [found] if found is not None else []
        self._show_people()
        (self.issue if self._people else self.people.field).setFocus()

    def _begin_anew(self) -> None:
        self._noted, self._people = False, []
        self.issue.set_words("")
        now = self._desk.now()
        self.when.show_moment(now, now)

    def leave(self) -> None:
        """Nothing is kept of a talk that was not noted."""

    def record(self) -> None:
        """Note the talk as held, and go on to its debrief."""
        if not self.people.finish():
            return
        if not self._people:
            self._complain(_NOBODY)
            self.people.field.setFocus()
            return
        when = self.when.value or self._desk.now()
        ids = [person.id for person in self._people]
        try:
            records = had_a_talk(self.issue.words(), ids, when, self._desk.now())
        except BeforehandError as error:
            self._complain(f"{error.sentence} {error.remedy}".strip())
            (self.when.moment if self.issue.words().strip() else self.issue).setFocus()
            return
        self._noted = self._desk.do("Note a talk", records)
        if self._noted:
            self.go.emit(Place("debrief", records[0].id))

    def _add(self, person: Counterpart) -> None:
        self._people.append(person)
        self.complaint.hide()
        self._show_people()

    def _remove(self, person: Counterpart) -> None:
        self._people = [each for each in self._people if each.id != person.id]
        self._show_people()

    def _show_people(self) -> None:
        self.people.show_people(self._people)

    def _complain(self, sentence: str) -> None:
        self.complaint.setText(sentence)
        self.complaint.show()
