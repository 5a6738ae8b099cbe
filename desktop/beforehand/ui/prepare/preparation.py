"""One conversation while it is prepared: its records, its steps, and what can be done to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.lenses import Lens
from beforehand.domain.needs import Need
from beforehand.domain.next_time import LAST_TIME
from beforehand.domain.preparing import (
    Chapter,
    Step,
    answer_step,
    chapters,
    chosen_lenses,
    filled_steps,
    is_closed,
    start_at,
)
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Becomes, Excerpt
from beforehand.domain.taking import Ground, made
from beforehand.store.gather import gather
from beforehand.ui.desk import Change, Desk

LONGEST_NAME = 20
"""Characters of a name that a button has room for."""

R = TypeVar("R", bound=Record)


class Preparation(QObject):
    """What the parts of the Prepare screen share: one conversation, and the step in front.

    `reloaded` tells that records changed, `filled_changed` that a dot did, `stepped` that another
    step is in front, `asked` that something wants to be looked at (a step's or a record's id).
    """

    reloaded = Signal()
    filled_changed = Signal()
    stepped = Signal()
    person_changed = Signal()
    asked = Signal(object)

    brief: Brief
    step: Step
    person_id: Id | None

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.chapters: list[Chapter] = []
        self.answers: dict[Id, Answer] = {}
        self.filled: frozenset[Id] = frozenset()
        self.in_front = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.reload)
        desk.changed.connect(self._note)

    # What stands

    @property
    def conversation(self) -> Conversation:
        """The conversation as it is now."""
        return self.brief.conversation

    @property
    def closed(self) -> bool:
        """Whether it has been held or called off, so that nothing is changed here any more."""
        return is_closed(self.conversation)

    @property
    def lenses(self) -> Sequence[Lens]:
        """The chosen lenses that are there."""
        return chosen_lenses(self.conversation, self.desk.library.lenses)

    @property
    def several(self) -> bool:
        """Whether there is more than one counterpart."""
        return len(self.brief.people) > 1

    def name_of(self, counterpart_id: Id | None) -> str:
        """What a counterpart of this conversation is called on a button; none for mine."""
        people = (person.counterpart for person in self.brief.people)
        name = next((who.first_name for who in people if who.id == counterpart_id), "")
        return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"

    def answer(self, step: Step) -> Answer | None:
        """What was written at a step."""
        return self.answers.get(step.id)

    def excerpts(self, step: Step) -> list[Excerpt]:
        """The words of a step's answer that were made something else."""
        answer = self.answer(step)
        return self.desk.notebook[Excerpt].find(answer_id=answer.id) if answer else []

    # Opening and going on

    def open(self, conversation_id: Id, step: Id | None = None) -> None:
        """Read everything and stand where one left, or at a step."""
        self.in_front = True
        self.brief = self._gathered(conversation_id)
        self._read()
        left = step or self.conversation.left_at
        # One reads what lies behind from its beginning.
        empty = frozenset() if self.closed else self.filled
        self.step = start_at(self.chapters, left, empty)
        self.person_id = None
        self._stand_somewhere()

    def reload(self) -> None:
        """Read everything again and tell who shows it."""
        self._soon.stop()
        self.brief = self._gathered(self.conversation.id)
        self._read()
        before, self.step = self.step, start_at(self.chapters, self.step.id, self.filled)
        self._stand_somewhere()
        self.reloaded.emit()
        if self.step != before:
            self.stepped.emit()

    def go_to(self, step: Step) -> None:
        """Bring a step to the front and remember the place."""
        if step.id == self.step.id:
            return
        self.step = step
        if not self.closed:
            self.desk.keep(replace(self.fresh(self.conversation), left_at=step.id))
            self._note_read()
        self.stepped.emit()

    def stand_by(self, counterpart_id: Id) -> None:
        """Choose the counterpart in front, whose words then become theirs."""
        if counterpart_id != self.person_id:
            self.person_id = counterpart_id
            self.person_changed.emit()

    # Acts

    def write(self, step: Step, text: str) -> bool:
        """Keep an answer as it is typed, with the question's wording of today."""
        before = self.answer(step)
        if before is None and not text.strip():
            return True
        fresh = before or Answer(
            conversation_id=self.conversation.id,
            lens_id=step.lens_id,
            question_id=step.question_id,
            wording=step.title,
        )
        return self.desk.keep(replace(fresh, wording=step.title, text=text))

    def make(self, step: Step, becomes: Becomes, words: str) -> Record | None:
        """Make words of an answer something, in one act; None if it could not be saved.

        The same words become the same thing but once, however often the button is pressed.
        """
        answer = self.answer(step)
        ground = Ground(
            conversation=self.conversation,
            counterpart_id=self.person_id,
            openings=self.brief.openings,
        )
        before, now = made(becomes, words, ground)
        there = self._made_before(answer, becomes, words, now) if answer else None
        if there is not None:
            return there
        label = f"Make {a(becomes)}"
        with self.desk.act(label):
            saved = self.desk.edit(label, before, now) if before else self.desk.add(label, now)
            if answer is not None and saved:
                excerpt = Excerpt(answer_id=answer.id, words=words, became=becomes, item_id=now.id)
                self.desk.add(label, excerpt)
        return now if saved else None

    def _made_before(
        self, answer: Answer, becomes: Becomes, words: str, now: Record
    ) -> Record | None:
        """What these words of an answer became already, if it still stands and still says so."""
        if isinstance(now, Conversation):
            return None
        found = self.desk.notebook[Excerpt].find(answer_id=answer.id, became=becomes, words=words)
        records = (self.desk.notebook[type(now)].get(each.item_id) for each in found)
        return next((r for r in records if r is not None and _alike(r, now)), None)

    def put_away(self, noun: str, record: Record) -> bool:
        """Remove a record; the answer it was made of has its words back."""
        return self.desk.put_away(f"Remove the {noun}", self.fresh(record))

    def edit(self, label: str, before: Record, **fields: object) -> bool:
        """Change fields of a record as it is now; what is the same already is no act."""
        now = self.fresh(before)
        after = replace(now, **fields)  # type: ignore[arg-type]  # the names are the record's
        return after == now or self.desk.edit(label, now, after)

    def fresh(self, record: R) -> R:
        """A record as the notebook has it now, or as it was given if it was never saved."""
        return self.desk.notebook[type(record)].get(record.id) or record

    def choose_lenses(self, lens_ids: Iterable[Id], label: str) -> None:
        """Take another set of lenses."""
        self.edit(label, self.conversation, lens_ids=tuple(lens_ids))

    def need(self, need_id: Id) -> Need | None:
        """A need that was not put away."""
        need = self.desk.notebook[Need].get(need_id)
        return need if need and need.trashed_at is None else None

    # Keeping in step with the notebook

    def _gathered(self, conversation_id: Id) -> Brief:
        return gather(self.desk.notebook, conversation_id, self.desk.library.lenses)

    def _read(self) -> None:
        found = self.desk.notebook[Answer].find(conversation_id=self.conversation.id)
        self.answers = {answer_step(answer): answer for answer in found}
        self.chapters = chapters(self.brief, self.lenses, found)
        self.filled = filled_steps(self.brief, found)

    def _stand_somewhere(self) -> None:
        """Keep the counterpart in front, or take the first one."""
        people = [person.counterpart.id for person in self.brief.people]
        if self.person_id not in people:
            self.person_id = people[0] if people else None

    def _note(self, change: Change) -> None:
        if not self.in_front:
            return
        if change.kind == Answer.kind:
            self._note_answer(change.id)
        elif not self._is_only_the_place(change):
            self._soon.start()

    def _is_only_the_place(self, change: Change) -> bool:
        """Whether nothing but `left_at` changed: then there is nothing to read again."""
        if change.id != self.conversation.id:
            return False
        before, now = self.conversation, self.fresh(self.conversation)
        same = replace(before, left_at=now.left_at, updated_at=now.updated_at) == now
        self.brief = replace(self.brief, conversation=now)
        return same

    def _note_read(self) -> None:
        """Who went on from last time has read it."""
        there = any(step.id == LAST_TIME for chapter in self.chapters for step in chapter.steps)
        if there and LAST_TIME not in self.filled:
            self.filled |= {LAST_TIME}
            self.filled_changed.emit()

    def _note_answer(self, answer_id: Id) -> None:
        """Words as they are typed: nothing is read again but the answer itself."""
        answer = self.desk.notebook[Answer].get(answer_id)
        if answer is None or answer.conversation_id != self.conversation.id:
            return
        if answer.trashed_at is None:
            self.answers[answer_step(answer)] = answer
        filled = filled_steps(self.brief, self.answers.values())
        if filled != self.filled:
            self.filled = filled
            self.filled_changed.emit()


def a(noun: str) -> str:
    """A noun with its article; what there is only one of has "the", what is mine has none."""
    if noun.startswith("my "):
        return noun
    if noun == Becomes.SHARED_GOAL:
        return f"the {noun}"
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


_SAYS = ("counterpart_id", "text", "avoid", "if_they", "then_i")


def _alike(one: Record, other: Record) -> bool:
    """Whether a record still stands, and says whatever the other says."""
    said = ((name, getattr(other, name, "")) for name in _SAYS)
    return one.trashed_at is None and all(getattr(one, n) == words for n, words in said if words)
