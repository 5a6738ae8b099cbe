"""Facts about a counterpart, edited in place: what they are measured on, what they carry."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand.domain.counterparts import Pressure, SuccessMeasure
from beforehand.domain.record import Id
from beforehand.ui.autosave import Autosave
from beforehand.ui.desk import Desk
from beforehand.ui.theme import set_role
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.day_field import DayField
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.line_edit import LineEdit

Fact = SuccessMeasure | Pressure


class FactLine(QFrame):
    """One fact: its words, and of a pressure from whom it comes and by when."""

    def __init__(self, desk: Desk, noun: str, fact: Fact) -> None:
        super().__init__()
        self._desk, self._noun, self.fact = desk, noun, fact
        self.words = LineEdit()
        self.words.setAccessibleName(noun)
        self.away = basics.icon_button("x", f"Put this {noun} away")
        self._saves = {"text": Autosave(self.words, lambda words: self._keep("text", words))}
        rows = [basics.row(self.words, self.away, spacing=2)]
        if isinstance(fact, Pressure):
            rows.append(basics.row(*self._of_pressure(), spacing=2))
        self.setLayout(basics.column(*rows, spacing=0))
        self.away.clicked.connect(self._put_away)
        self.words.left.connect(self._left)
        self.words.finished.connect(self.words.clearFocus)

    def _of_pressure(self) -> tuple[QLineEdit, DayField]:
        self.source = QLineEdit()
        set_role(self.source, "bare")
        self.source.setPlaceholderText("from whom?")
        self.source.setAccessibleName("From whom")
        self._saves["source"] = Autosave(self.source, lambda words: self._keep("source", words))
        self.due = DayField("By when", "By when?", before="by")
        self.due.chosen.connect(self._date)
        return self.source, self.due

    def show_fact(self, fact: Fact) -> None:
        """Show the fact as it is now; words that are being typed stay."""
        self.fact = fact
        if not self._saves["text"].unsaved:
            self.words.set_words(fact.text)
        if isinstance(fact, Pressure):
            if not self._saves["source"].unsaved and self.source.text() != fact.source:
                self.source.setText(fact.source)
            self.due.set_day(fact.due, self._desk.now().date())

    def _fresh(self) -> Fact:
        return self._desk.notebook[type(self.fact)].get(self.fact.id) or self.fact

    def _keep(self, name: str, words: str) -> bool:
        fields: dict[str, Any] = {name: words}
        # An emptied fact stays as it was until the field is left: then it is put away.
        empty = name == "text" and not words.strip()
        return empty or self._desk.keep(replace(self._fresh(), **fields))

    def _date(self, day: object) -> None:
        fields: dict[str, Any] = {"due": day}
        before = self._fresh()
        self._desk.edit(f"When the {self._noun} is due", before, replace(before, **fields))

    def _left(self) -> None:
        if not self.words.words().strip():
            self._put_away()

    def _put_away(self) -> None:
        fact = self._fresh()
        if fact.trashed_at is None:
            self._desk.put_away(f"Put away a {self._noun}", fact)


class FactLines(QFrame):
    """The facts of one kind under their heading, and a place to write another."""

    added = Signal(object)

    def __init__(
        self, desk: Desk, heading: str, noun: str, offer: str, fresh: Callable[[str], Fact]
    ) -> None:
        super().__init__()
        self._desk, self._noun, self._fresh = desk, noun, fresh
        inside = basics.column(spacing=4)
        self._lines = Keyed[Fact, FactLine](inside, self._line, FactLine.show_fact)
        self.new = LineEdit(offer)
        self.new.setAccessibleName(f"Add a {noun}")
        self.setLayout(basics.column(basics.label(heading, "eyebrow"), inside, self.new, spacing=4))
        self.new.finished.connect(self._add)
        self.new.left.connect(self._add)

    @property
    def lines(self) -> dict[Id, FactLine]:
        """The lines by the ids of their facts."""
        return self._lines.widgets

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts in their order."""
        self._lines.sync((fact.id, fact) for fact in facts)

    def flush(self) -> None:
        """Keep what stands in the place for another one."""
        self._add()

    def _line(self, fact: Fact) -> FactLine:
        return FactLine(self._desk, self._noun, fact)

    def _add(self) -> None:
        words = " ".join(self.new.words().split())
        if words and self._desk.add(f"Add a {self._noun}", self._fresh(words)):
            self.new.set_words("")
            if self.isVisible() and self.new.hasFocus():
                self.new.setFocus(Qt.FocusReason.OtherFocusReason)
