"""What is known of a counterpart beside their needs, each thing edited where it stands."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from beforehand.domain.counterparts import Counterpart, Pressure, Relationship, SuccessMeasure
from beforehand.domain.record import Id
from beforehand.domain.stakes import Promise
from beforehand.store.next_time import next_time
from beforehand.store.notebook import Notebook
from beforehand.store.timeline import alignment_series
from beforehand.ui.autosave import Autosave
from beforehand.ui.desk import Desk
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.alignment_chart import AlignmentChart
from beforehand.ui.widgets.fact_lines import FactLines
from beforehand.ui.widgets.fold import Fold
from beforehand.ui.widgets.need_words import brief
from beforehand.ui.widgets.never_asked import NeverAsked
from beforehand.ui.widgets.promise_list import PromiseList
from beforehand.ui.widgets.still_true import StillTrue
from beforehand.ui.widgets.timeline import Timeline
from beforehand.ui.widgets.unscrolled import unscrolled

FIELDS = (("name", "Name"), ("role", "Role"), ("team", "Team"))


class AboutCounterpart(QFrame):
    """The column beside the map."""

    put_away = Signal()
    merging = Signal()
    """This person is here twice."""
    everything = Signal()
    """All that is kept is to be saved as a file."""
    erasing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._id = Id("")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.fields = {name: QLineEdit() for name, _ in FIELDS}
        self.nameless = basics.label(
            "A name is needed. The one before stays.", "bad-text", wrap=True
        )
        self.nameless.hide()
        self.relationship = QComboBox()
        for each in Relationship:
            self.relationship.addItem(each.value, each)
        self.merge = basics.button("Here twice? Merge …", "users", "quiet")
        self.away = basics.button("Put away", "trash-2", "quiet")
        self.all_of_it = basics.button("Everything about this person…", "download", "quiet")
        self.erase = basics.button("Erase for good…", "trash-2", "quiet")
        rows = [basics.form_row(title, self.fields[name]) for name, title in FIELDS]
        rows.insert(1, self.nameless)
        who = basics.holding(
            basics.column(*rows, basics.form_row("They are my", self.relationship),
                          basics.row(self.away, self.merge, None), spacing=10)
        )  # fmt: skip
        self.who = Fold("Role, team and how you work together", who)
        self.notes = basics.WordsEdit("Worth remembering next time", lines=2)
        self.measures = FactLines(
            self._desk, "Measured on", "measure", "What are they measured on?", self._measure
        )
        self.pressures = FactLines(
            self._desk, "Carries", "pressure", "What weighs on them?", self._pressure
        )
        self._build_past()
        notes = basics.holding(
            basics.column(basics.label("Notes", "eyebrow"), self.notes, spacing=6)
        )
        self.notes.setAccessibleName("Notes")
        # Never folded away: who is asked to erase somebody looks for it here.
        asked = basics.holding(
            basics.column(basics.label("If they ask what you keep", "eyebrow"),
                          basics.row(self.all_of_it, None), basics.row(self.erase, None), spacing=6)
        )  # fmt: skip
        now = (self.who, self.measures, self.pressures, notes, asked, self.old, self.open_promises)
        parts = (*now, self.unasked, self.alignment, self.timeline, None)
        inside = basics.column(*parts, spacing=20)
        inside.setContentsMargins(20, 14, 20, 20)
        self.setLayout(inside)
        unscrolled(self.relationship)

    def _build_past(self) -> None:
        self.old, self.unasked = StillTrue(self._desk), NeverAsked()
        self.promises = PromiseList(self._desk, issue=False)
        self.all_promises = basics.button("All commitments", role="ghost")
        self.open_promises = basics.holding(
            basics.column(
                basics.label("Still open", "eyebrow"),
                self.promises,
                basics.row(self.all_promises, None),
                spacing=4,
            )
        )
        self.alignment, self.timeline = AlignmentChart(), Timeline()

    def _connect(self) -> None:
        self._saves = {
            name: Autosave(field, partial(self._keep, name)) for name, field in self.fields.items()
        }
        self._saves["notes"] = Autosave(self.notes, lambda words: self._keep("notes", words))
        self.fields["name"].editingFinished.connect(self._name_left)
        self.relationship.activated.connect(self._relate)
        self.away.clicked.connect(self.put_away)
        self.merge.clicked.connect(self.merging)
        self.all_of_it.clicked.connect(self.everything)
        self.erase.clicked.connect(self.erasing)

    def show_counterpart(self, person: Counterpart) -> None:
        """Show a person as they are now; words that are being typed stay."""
        if person.id != self._id:
            self.who.close_up()
            self.timeline.start_over()
            self.promises.start_over()
            self.nameless.hide()
        self._id = person.id
        for name, field in self.fields.items():
            if not self._saves[name].unsaved and field.text() != getattr(person, name):
                field.setText(getattr(person, name))
        if not self._saves["notes"].unsaved:
            self.notes.set_words(person.notes)
        self.relationship.setCurrentIndex(self.relationship.findData(person.relationship))
        known = [person.team, person.relationship.value]
        line = brief(" · ".join(part for part in known if part.strip()), 34)
        self.who.head.setText(f" {line}".replace("&", "&&"))

    def show_past(self, notebook: Notebook, now: datetime) -> None:
        """Show what was, what was promised, and what may not be true any more."""
        found = next_time(notebook, self._id, now.date())
        if found is None:
            return
        self.old.show_needs(found.old)
        self.unasked.show_needs(found.never_asked)
        promised = [line for line in found.agreed if line.commitment.promise is Promise.OPEN]
        self.promises.show_lines(promised)
        self.open_promises.setVisible(bool(promised))
        self.alignment.show_points(alignment_series(notebook, self._id))
        self.timeline.show_person(notebook, self._id, now)

    def flush(self) -> None:
        """Keep what stands in the places for another line."""
        self.measures.flush()
        self.pressures.flush()

    def _fresh(self) -> Counterpart | None:
        return self._desk.notebook[Counterpart].get(self._id)

    def _keep(self, name: str, words: str) -> bool:
        person = self._fresh()
        nameless = name == "name" and not words.strip()
        if name == "name":
            self.nameless.setVisible(nameless)
        fields: dict[str, Any] = {name: words}
        return person is None or nameless or self._desk.keep(replace(person, **fields))

    def _name_left(self) -> None:
        """An emptied name becomes the one before again."""
        person = self._fresh()
        if person and not self.fields["name"].text().strip():
            self.nameless.show()
            self.fields["name"].setText(person.name)

    def _relate(self, place: int) -> None:
        person = self._fresh()
        if person:
            chosen = self.relationship.itemData(place)
            after = replace(person, relationship=Relationship(chosen))
            self._desk.edit("Change how you work together", person, after)

    def _measure(self, words: str) -> SuccessMeasure:
        return SuccessMeasure(counterpart_id=self._id, text=words)

    def _pressure(self, words: str) -> Pressure:
        return Pressure(counterpart_id=self._id, text=words)
