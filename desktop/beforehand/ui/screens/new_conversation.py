"""A conversation's frame: with whom, about what, when, and which questions; new, or to change."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from beforehand import wording
from beforehand.domain.conversations import Conversation, Participant, Speed, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.library import DEFAULT_LENS
from beforehand.ui import icons
from beforehand.ui.autosave import Autosave
from beforehand.ui.desk import Desk
from beforehand.ui.places import Heading, Place
from beforehand.ui.tidying import Tidying, is_off
from beforehand.ui.widgets.basics import (
    WordsEdit,
    button,
    card,
    check,
    column,
    form_row,
    holding,
    label,
    rename,
    row,
    rule,
    scroll,
)
from beforehand.ui.widgets.lens_choice import LensChoice, SpeedChoice
from beforehand.ui.widgets.people_field import PeopleField
from beforehand.ui.widgets.when_field import WhenField

_WIDTH = 720
_LENGTH_WIDTH = 160
_MOST_OF_IT = 100
"""The stretch of a column beside an empty rest: it takes all up to its widest."""
_LENGTHS = (15, 30, 45, 60, 90, 120)
_OPEN = (Stage.PREPARING, Stage.READY)

_ISSUE_HINT = "In your own words; only you read this. It never goes on the sheet for the room."
_TITLE_HINT = (
    "Stands on the sheet that may lie on the table. Name the topic, not the trouble: "
    "“Launch plan”, and not “Platform blocks the launch”."
)


class NewConversationScreen(QFrame):
    """A form that keeps everything as it is typed: there is nothing to lose, and no Save."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tidying = Tidying(desk)
        self._talk = Conversation(issue="")
        self._new = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self.people = PeopleField(self._desk)
        self.issue = WordsEdit("What is at stake?", lines=2)
        self.title, self.when, self.length = QLineEdit(), WhenField(), QComboBox()
        self.lenses = LensChoice(self._desk.library)
        self.speed = SpeedChoice(self._desk.library)
        self.ready = check("Ready: I am prepared")
        self.begin = button("Begin preparing", "arrow-right", "primary")
        self.remove = button("Put away", "trash-2", "quiet")
        self.off = button("Call off", "x", "quiet")
        self.duplicate = button("Duplicate", "file-pen-line", "quiet")
        self.stage = label("This conversation was called off.", "muted", wrap=True)
        self.complaint = label("", "bad-text", wrap=True)
        self.complaint.hide()
        self.length.setMaximumWidth(_LENGTH_WIDTH)
        inside = holding(column(*self._cards(), None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, _MOST_OF_IT)
        area = scroll(holding(page, margins=(28, 26, 28, 28)))
        self.setLayout(column(area, rule(), self._foot(), spacing=0))

    def _cards(self) -> list[QWidget]:
        return [
            card(
                form_row("With whom?", self.people),
                form_row("What is it about?", self.issue, _ISSUE_HINT),
                form_row("Title for the room", self.title, _TITLE_HINT),
                spacing=18,
            ),
            card(
                form_row("When?", self.when),
                form_row("How long?", self.length),
                self.ready,
                spacing=18,
            ),
            card(
                form_row("Lenses: which questions shall help you?", self.lenses),
                form_row("How many questions?", self.speed),
                spacing=18,
            ),
        ]

    def _foot(self) -> QFrame:
        acts = row(self.remove, self.off, self.duplicate, None, self.begin)
        foot = holding(
            column(self.complaint, self.stage, acts, spacing=8), margins=(28, 12, 28, 12)
        )
        foot.setMaximumWidth(_WIDTH + 56)
        return foot

    def _connect(self) -> None:
        self.people.added.connect(self._add_person)
        self.people.removed.connect(self._remove_person)
        self._issue_saved = Autosave(self.issue, lambda words: self._keep(issue=words))
        self._title_saved = Autosave(self.title, lambda words: self._keep(title=words))
        self.when.changed.connect(self._move)
        self.length.activated.connect(self._set_length)
        self.lenses.changed.connect(self._choose_lenses)
        self.speed.changed.connect(self._choose_speed)
        self.lenses.blank_wanted.connect(lambda id_: self.go.emit(Place("sheet", id_, "worksheet")))
        self.ready.clicked.connect(self._tick_ready)
        self.begin.clicked.connect(self._prepare)
        self.remove.clicked.connect(self._put_away)
        self.off.clicked.connect(self._turn)
        self.duplicate.clicked.connect(self._duplicate)
        self._desk.changed.connect(self._changed)

    def heading(self) -> Heading:
        """New, or what it is about."""
        above = Place("preparations")
        if self._new:
            return Heading("New conversation", "Preparations", above)
        title = self._talk.title or self._talk.issue or "Conversation"
        return Heading(title, "Preparations", above, subtitle="date, people, lenses")

    def open(self, place: Place) -> None:
        """A conversation to change, or a new one, perhaps with somebody (`with:<id>`)."""
        found = self._desk.notebook[Conversation].get(place.id) if place.id else None
        self._new = found is None
        self._talk = found or self._blank()
        self.complaint.hide()
        self.people.settle()
        self.refresh()
        if place.detail.startswith("with:"):
            person = self._desk.notebook[Counterpart].get(Id(place.detail.removeprefix("with:")))
            if person is not None:
                self._add_person(person)
        (self.issue if self._participants() else self.people.field).setFocus()

    def refresh(self) -> None:
        """Show the conversation as it is."""
        talk, stored = self._talk, self._stored
        self.people.show_people(self._people())
        if not self._issue_saved.unsaved:
            self.issue.set_words(talk.issue)
        if not self._title_saved.unsaved and self.title.text() != talk.title:
            self.title.setText(talk.title)
        self.when.show_moment(talk.starts_at, self._desk.now())
        self._show_length(talk.minutes)
        self.lenses.show_chosen(talk.lens_ids)
        self.speed.show_chosen(talk.speed, talk.lens_ids)
        self.ready.setVisible(not self._new and talk.stage in _OPEN)
        self.ready.setChecked(talk.stage is Stage.READY)
        self.remove.setVisible(stored)
        self.duplicate.setVisible(stored and not self._new)
        self.off.setVisible(not self._new and (talk.stage in _OPEN or is_off(talk)))
        self.off.setIcon(icons.icon("undo-2" if is_off(talk) else "x", "ink", "accent"))
        rename(self.off, "Put back" if is_off(talk) else "Call off")
        self.stage.setVisible(is_off(talk))
        rename(self.begin, "Begin preparing" if self._new else "Go on preparing")

    def leave(self) -> None:
        """Save the words that are not saved yet."""
        self._issue_saved.flush()
        self._title_saved.flush()

    @property
    def _stored(self) -> bool:
        return self._desk.notebook[Conversation].get(self._talk.id) is not None

    def _blank(self) -> Conversation:
        lenses = self._desk.library.lenses
        first = DEFAULT_LENS if DEFAULT_LENS in lenses else next(iter(lenses), DEFAULT_LENS)
        return Conversation(issue="", lens_ids=(first,), speed=Speed.TEN_MINUTES)

    def _keep(self, **words: str) -> bool:
        """Save words; the first of them make the conversation."""
        talk: Conversation = replace(self._talk, **words)  # type: ignore[arg-type]
        if not self._desk.keep(talk):
            return False
        self._read_again()
        return True

    def _change(self, label_: str, **fields: Any) -> None:
        """An act: one of the choices was made. Before anything is stored it only waits."""
        after = replace(self._talk, **fields)
        if self._stored:
            self._desk.edit(label_, self._talk, after)
            self._read_again()
        else:
            self._talk = after
        self.refresh()

    def _read_again(self) -> None:
        self._talk = self._desk.notebook[Conversation].get(self._talk.id) or self._talk

    def _participants(self) -> list[Participant]:
        shelf = self._desk.notebook[Participant]
        return shelf.find(conversation_id=self._talk.id, order="place")

    def _people(self) -> list[Counterpart]:
        shelf = self._desk.notebook[Counterpart]
        found = (shelf.get(each.counterpart_id) for each in self._participants())
        return [person for person in found if person is not None]

    def _add_person(self, person: Counterpart) -> None:
        taking_part = Participant(
            conversation_id=self._talk.id,
            counterpart_id=person.id,
            place=len(self._participants()),
        )
        with self._desk.act(f"Add {person.name}"):
            if not self._stored:
                self._desk.keep(self._talk)
            self._desk.add(f"Add {person.name}", taking_part)
        self.complaint.hide()
        self._read_again()
        self.refresh()

    def _remove_person(self, person: Counterpart) -> None:
        gone = [each for each in self._participants() if each.counterpart_id == person.id]
        self._desk.put_away(f"Take {person.name} off", *gone)
        self.refresh()

    def _move(self, moment: datetime | None) -> None:
        self._change("Change the date", starts_at=moment)

    def _set_length(self) -> None:
        self._change("Change the length", minutes=self.length.currentData())

    def _choose_lenses(self, ids: tuple[Id, ...]) -> None:
        self._change("Choose other lenses", lens_ids=ids)

    def _choose_speed(self, speed: Speed) -> None:
        self._change("Change the speed", speed=speed)

    def _tick_ready(self, on: bool) -> None:  # Qt's own signal
        stage = Stage.READY if on else Stage.PREPARING
        self._change("Mark as ready" if on else "Mark as not ready", stage=stage)

    def _prepare(self) -> None:
        """Go on to the questions, once it is clear whom it is about."""
        self.leave()
        if not self.people.finish():
            return
        if not self._participants():
            self.complaint.setText(
                "Name the person first: type a name under “With whom?” and choose it from the list."
            )
            self.complaint.show()
            self.people.field.setFocus()
            return
        self.go.emit(Place("prepare", self._talk.id))

    def _put_away(self) -> None:
        self.leave()
        if self._tidying.put_away(self._talk):
            self.go.emit(Place("preparations"))

    def _turn(self) -> None:
        self.leave()
        self._read_again()
        self._tidying.turn(self._talk)

    def _duplicate(self) -> None:
        self.leave()
        copy = self._tidying.duplicate(self._talk)
        if copy is not None:
            self.go.emit(Place("new-conversation", copy))

    def _show_length(self, minutes: int) -> None:
        with QSignalBlocker(self.length):
            self.length.clear()
            for each in sorted({*_LENGTHS, minutes}):
                self.length.addItem(wording.length(each), each)
            self.length.setCurrentIndex(self.length.findData(minutes))

    def _changed(self) -> None:
        """Something else changed it, undo perhaps."""
        if self.isVisible():
            self._read_again()
            self.refresh()
            self.retitled.emit()
