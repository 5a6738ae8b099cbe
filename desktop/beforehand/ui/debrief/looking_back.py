"""One conversation while it is looked back on: its records, and what can be done to them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand import wording
from beforehand.domain import debriefing, verdicts
from beforehand.domain.conversations import Addendum, Conversation, Debrief, Stage
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import day_of, is_closed
from beforehand.domain.needs import Ruling, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.verdicts import Case, Finding
from beforehand.store.look_back import LookBack, look_back
from beforehand.ui.desk import Change, Desk

R = TypeVar("R", bound=Record)

LONGEST_NAME = 20
"""Characters of a name that a button has room for."""
_NEAR = timedelta(days=6)
_OF_OTHERS = {"answers", "journal"}
"""Kinds that a debrief shows nothing of."""


class LookingBack(QObject):
    """What the parts of the debrief share; `reloaded` tells that records changed."""

    reloaded = Signal()
    gone = Signal()
    """The conversation was put away while it was looked back on."""

    back: LookBack

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.in_front = False
        self._blank: Debrief | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.reload)
        desk.changed.connect(self._note)

    @property
    def talk(self) -> Conversation:
        """The conversation as it is now."""
        return self.back.conversation

    @property
    def closed(self) -> bool:
        """Whether the debrief is finished, so that it can only be read and added to."""
        return is_closed(self.talk)

    @property
    def debrief(self) -> Debrief:
        """What was written so far, as the notebook has it this moment."""
        shelf = self.desk.notebook[Debrief]
        found = shelf.find(conversation_id=self.talk.id, order="-updated_at", limit=1)
        if found:
            return found[0]
        # One draft for all fields: two that are saved at once must not make two debriefs.
        if self._blank is None or self._blank.conversation_id != self.talk.id:
            self._blank = Debrief(conversation_id=self.talk.id)
        return self._blank

    @property
    def judged(self) -> int:
        """How many hypotheses have a verdict."""
        return sum(case.verdict is not None for case in self.back.cases)

    def name_of(self, counterpart_id: Id | None) -> str:
        """The first name of a counterpart, cut if it is very long; empty for nobody."""
        people = self.back.counterparts
        name = next((each.first_name for each in people if each.id == counterpart_id), "")
        return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"

    def held(self) -> str:
        """When it took place, in words: `held yesterday 10:30`."""
        verb = "held" if self.talk.stage in {Stage.HELD, Stage.DEBRIEFED} else "planned for"
        if self.talk.starts_at is None:
            return "without a date"
        now = self.desk.now()
        if abs(self.talk.starts_at - now) < _NEAR:
            return f"{verb} {wording.soon(self.talk.starts_at, now)}"
        return f"{verb} {wording.day(day_of(self.talk, now))}"

    # Opening and following

    def open(self, conversation_id: Id) -> None:
        """Read a conversation."""
        self.back = look_back(self.desk.notebook, conversation_id)

    def reload(self) -> None:
        """Read everything again and tell who shows it."""
        self._soon.stop()
        before = self.talk
        self.back = look_back(self.desk.notebook, before.id)
        self.reloaded.emit()
        if self.talk.trashed_at is not None and before.trashed_at is None:
            self.gone.emit()

    # Acts

    def judge(self, case: Case, finding: Finding) -> bool:
        """Give a hypothesis its verdict, in the place of the one before."""
        label = f"{_VERBS[finding.ruling]} “{_short(case.need.text)}”"
        return self._do(label, lambda: self._ruled(case, finding))

    def take_back(self, case: Case) -> bool:
        """Leave a hypothesis without a verdict again."""
        label = f"Take back the verdict on “{_short(case.need.text)}”"
        now = self.desk.now()
        return self._do(
            label, lambda: verdicts.unruled(self.fresh_case(case), self._fresh_talk(), now)
        )

    def tell_how(self, case: Case, text: str) -> bool:
        """Keep the line of evidence as it is typed; its first words are an act."""
        there = next((each for each in self._cases() if each.need.id == case.need.id), None)
        if there is None or there.verdict is None:
            return True
        finding = replace(finding_of(there.verdict), text=text)
        label = f"Note how you know “{_short(case.need.text)}”"
        begun = bool(there.line and text.strip())
        return self._do(label, lambda: self._ruled(there, finding), typed=begun)

    def write(self, name: str, text: str) -> bool:
        """Keep what is typed into one of the three fields."""
        return self.desk.keep(replace(self.debrief, **{name: text}))  # type: ignore[arg-type]

    def rate(self, name: str, score: int | None) -> bool:
        """Give one of the four ratings, or take it back."""
        before = self.debrief
        label = f"Rate {dict(debriefing.RATINGS)[name].lower()}"
        # An edit even where it is new: undone, it leaves the words typed since.
        return self.desk.edit(label, before, debriefing.rated(before, name, score))

    def align(self, score: int | None) -> bool:
        """Say how aligned the parties are now, or take it back."""
        there = self.back.after
        if score is None:
            return there is None or self.desk.put_away("Take back the alignment", there)
        return self.desk.do(
            f"Rate the alignment now {score}", [debriefing.aligned(self.talk, score, there)]
        )

    def finish(self) -> bool:
        """Close the debrief."""
        now = self.desk.now()
        return self._do(
            "Finish the debrief",
            lambda: debriefing.finished(self._fresh_talk(), self._cases(), now),
        )

    def fresh(self, record: R) -> R | None:
        """A record as the notebook has it, if it is there and not put away."""
        found = self.desk.notebook[type(record)].get(record.id)
        return found if found is not None and found.trashed_at is None else None

    def note(self, draft: Addendum | None, text: str) -> Addendum | None:
        """Keep an addendum as it is typed; None while there is nothing of it in the notebook."""
        there = self.fresh(draft) if draft else None
        if there is not None:
            return there if self.desk.keep(replace(there, text=text)) else None
        made = debriefing.addendum(self.talk, text)
        return made if self.desk.add("Add a note", made) else None

    def fresh_case(self, case: Case) -> Case:
        """A case as the notebook has it this moment."""
        there = next((each for each in self._cases() if each.need.id == case.need.id), None)
        if there is None:
            raise BeforehandError(
                "This guess is not in the notebook any more.", "Everything else is as it was."
            )
        return there

    def _cases(self) -> tuple[Case, ...]:
        return look_back(self.desk.notebook, self.talk.id).cases

    def _ruled(self, case: Case, finding: Finding) -> tuple[Record, ...]:
        there = self.fresh_case(case)
        return verdicts.ruled(there, finding, self._fresh_talk(), self.desk.now())

    def _do(self, label: str, make: Callable[[], Iterable[Record]], *, typed: bool = False) -> bool:
        """Save what the domain makes of it, or tell why it makes nothing; `typed` is no act."""
        with self.desk.act("" if typed else label) as act:
            save = self.desk.keep if typed else partial(self._save, label)
            for record in make():
                save(record)
        return act.done

    def _save(self, label: str, record: Record) -> bool:
        return self.desk.do(label, [record])

    def _fresh_talk(self) -> Conversation:
        return self.desk.notebook[Conversation].get(self.talk.id) or self.talk

    def _note(self, change: Change) -> None:
        if self.in_front and change.kind not in _OF_OTHERS:
            self._soon.start()


def finding_of(verdict: Verdict) -> Finding:
    """What a verdict says, to be changed in one point."""
    return Finding(
        ruling=verdict.ruling,
        knowing=verdict.knowing,
        confidence=verdict.confidence_after,
        text=verdict.text,
    )


def people_of(back: LookBack) -> list[tuple[Id | None, list[Case]]]:
    """The cases by counterpart, in the order of the conversation; of others at the end."""
    ids: Sequence[Id | None] = [each.id for each in back.counterparts]
    groups: dict[Id | None, list[Case]] = {each: [] for each in ids}
    for case in back.cases:
        groups.setdefault(case.need.counterpart_id, []).append(case)
    return list(groups.items())


_VERBS = {
    Ruling.CONFIRMED: "Confirm",
    Ruling.PARTLY: "Partly confirm",
    Ruling.REFUTED: "Refute",
    Ruling.NOT_ASKED: "Not asked:",
}
_LONGEST = 40


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
