"""One commitment as it is typed: what, who, by when, and what is wrong with it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit

from beforehand import wording
from beforehand.domain.commitments import (
    State,
    faults,
    owned_by,
    owned_by_me,
    owned_by_other,
    state_of,
)
from beforehand.domain.held import day_of
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner
from beforehand.ui.autosave import Autosave
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.widgets.basics import column, icon_button, label, row
from beforehand.ui.widgets.day_field import DayField
from beforehand.ui.widgets.line_edit import LineEdit
from beforehand.ui.widgets.unscrolled import unscrolled
from beforehand.ui.widgets.wrapped import Wrapped

_NOBODY, _ME, _OTHER = "", "me", "other"
_WEEK = timedelta(days=7)
_ASKED = "Who does it?"


class CommitmentLine(QFrame):
    """It is in the notebook from its first word on, whole or not; what it lacks is told below."""

    begun = Signal()
    """Something is in the line now: there has to be an empty one after it."""
    removed = Signal(object)

    def __init__(self, looking: LookingBack, record: Commitment) -> None:
        super().__init__()
        self._looking, self.record = looking, record
        self._told = False
        self._build()
        self._connect()

    def _build(self) -> None:
        self.what = LineEdit("What was agreed?", role="field")
        self.what.setAccessibleName("What was agreed")
        self.who = QComboBox()
        self.who.setAccessibleName("Who does it")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Name")
        self.name.setAccessibleName("Name of who does it")
        self.due = DayField("By when", "By when?")
        self.bin = icon_button("trash-2", "Remove this commitment")
        self.fault = label("", "bad-text", wrap=True)
        self.fault.hide()
        self.said = Wrapped("", "below")
        # As wide as the question in it, whatever the size of letters, however long a name.
        self.who.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.who.setMinimumContentsLength(len(_ASKED) - 2)
        choices = row(self.who, self.due, None, self.bin, spacing=6)
        inside = column(self.what, choices, self.name, self.said, self.fault, spacing=6)
        self.setLayout(inside)
        unscrolled(self.who)

    def _connect(self) -> None:
        self._what_saved = Autosave(self.what, self._write)
        self._name_saved = Autosave(self.name, self._write_name)
        self.what.textChanged.connect(self._begin)
        self.what.left.connect(self.tell)
        self.who.activated.connect(self._choose)
        self.due.chosen.connect(lambda day: self._set("Set the day", due=day))
        self.bin.clicked.connect(lambda: self.removed.emit(self))

    @property
    def stored(self) -> bool:
        """Whether the notebook has it."""
        return self._looking.fresh(self.record) is not None

    @property
    def blank(self) -> bool:
        """Whether nothing at all stands in it."""
        nobody = self.who.currentData() == _NOBODY
        return not self.what.words().strip() and nobody and self.due.day() is None

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it; nothing if it is whole, or an empty line."""
        if self.blank:
            return ()
        return faults(self.record, self._looking.talk, self._looking.desk.now())

    def show_record(self, record: Commitment) -> None:
        """Show it as it is now; words that are being typed stay."""
        self.record = record
        closed = self._looking.closed
        if not self._what_saved.unsaved:
            self.what.set_words(record.text)
        self._show_owner()
        now = self._looking.desk.now()
        self.due.set_day(record.due, max(now.date(), day_of(self._looking.talk, now)) + _WEEK)
        self.what.setReadOnly(closed)
        for each in (self.who, self.due, self.bin):
            each.setHidden(closed)
        self.name.setVisible(not closed and self.who.currentData() == _OTHER)
        self.bin.setEnabled(not self.blank)
        self.said.setText(self._promised())
        self.said.setVisible(closed)
        self.show_faults()

    def tell(self) -> None:
        """From now on say what is wrong: the words have been left once."""
        self._told = self._told or not self.blank
        self.show_faults()

    def show_faults(self) -> None:
        """Say what is wrong, once the person has had time to write it all."""
        # A day before the conversation is wrong at once; an owner comes after the words.
        wrong = self.faults if self._told or self.record.due else ()
        self.fault.setText(" ".join(wrong))
        self.fault.setVisible(bool(wrong) and not self._looking.closed)

    def flush(self) -> bool:
        """Save what was typed."""
        return self._what_saved.flush() and self._name_saved.flush()

    def _promised(self) -> str:
        """Who does it by when, in words."""
        by = f"by {wording.day(self.record.due)}" if self.record.due else "no date"
        who = self.who.currentText() if self.who.currentData() not in {_OTHER, _NOBODY} else ""
        now = state_of(self.record, self._looking.desk.now().date())
        became = f" · {now}" if now is not State.OPEN else ""
        return f"{who or self.record.owner_name.strip() or 'nobody named'} · {by}{became}"

    def _begin(self) -> None:
        self.bin.setEnabled(not self.blank)
        if not self.blank:
            self.begun.emit()

    def _write(self, text: str) -> bool:
        if not self.stored and not text.strip():
            return True
        return self._keep(text=text)

    def _write_name(self, name: str) -> bool:
        return self._keep(owner_name=name, owner=Owner.OTHER, counterpart_id=None)

    def _keep(self, **words: Any) -> bool:
        """Save words: the first of them make the commitment, which is an act."""
        there = self._looking.fresh(self.record)
        self.record = replace(there or self.record, **words)
        if there is not None:
            return self._looking.desk.keep(self.record)
        if not self.record.text.strip():
            return True
        return self._looking.desk.add("Add a commitment", self.record)

    def _set(self, label_: str, **fields: Any) -> None:
        """A choice was made: an act, unless nothing of the line is in the notebook yet."""
        self._what_saved.flush()
        there = self._looking.fresh(self.record)
        self.record = replace(there or self.record, **fields)
        if there is not None:
            self._looking.desk.edit(label_, there, self.record)
        self.show_faults()
        self._begin()

    def _choose(self) -> None:
        self._told = True
        chosen = self.who.currentData()
        after = self._owned(str(chosen))
        self.name.setVisible(chosen == _OTHER)
        self._set(
            "Say who does it",
            owner=after.owner,
            counterpart_id=after.counterpart_id,
            owner_name=after.owner_name,
        )
        if chosen == _OTHER:
            self.name.setFocus()

    def _owned(self, chosen: str) -> Commitment:
        if chosen == _ME:
            return owned_by_me(self.record)
        if chosen in {_NOBODY, _OTHER}:
            return owned_by_other(self.record, self.record.owner_name if chosen else "")
        return owned_by(self.record, Id(chosen))

    def _show_owner(self) -> None:
        record = self.record
        people = self._looking.back.counterparts
        choices = [
            (_ASKED, _NOBODY),
            ("I", _ME),
            *((each.name, str(each.id)) for each in people),
            ("Someone else", _OTHER),
        ]
        named = bool(record.owner_name.strip())
        other = named or self.who.currentData() == _OTHER
        chosen = {
            Owner.ME: _ME,
            Owner.COUNTERPART: str(record.counterpart_id or ""),
            Owner.OTHER: _OTHER if other else _NOBODY,
        }[record.owner]
        with QSignalBlocker(self.who):
            self.who.clear()
            for word, stands_for in choices:
                self.who.addItem(word, stands_for)
            self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.name.setVisible(chosen == _OTHER)
        if not self._name_saved.unsaved and self.name.text() != record.owner_name:
            self.name.setText(record.owner_name)


def nobody_s(conversation_id: Id) -> Commitment:
    """A commitment without words, for which nobody stands yet."""
    return Commitment(conversation_id=conversation_id, owner=Owner.OTHER, text="")
