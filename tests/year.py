"""The year of the sample as acts in their order: what was written first, and what became of it.

The files of the sample tell how things stand in the end. Here each of them is taken back to how
it began, and each later change is an act of its own, done through the desk at its hour.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    EarlierWording,
    Moment,
    Stage,
)
from beforehand.domain.debriefing import finished
from beforehand.domain.held import took_place
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import ConfidenceMark, Need, Standing, Verdict
from beforehand.domain.order import called_off
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment, Promise
from beforehand.domain.verdicts import Finding, ruled
from beforehand.store.look_back import look_back
from beforehand.ui.desk import Desk

AFTER = (Verdict, Debrief, Commitment)
"""What a conversation is debriefed with."""


class Clock:
    """The time in the program, set by the test."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Deed(NamedTuple):
    """Something the manager did: when, in what turn among things of one minute, and what."""

    when: datetime
    turn: int
    do: Callable[[], object]


class Year:
    """Replays records through a desk; `ids` says under which id a record is there instead."""

    def __init__(self, records: Iterable[Record], desk: Desk, clock: Clock) -> None:
        self.records = list(records)
        self.desk, self.clock = desk, clock
        self.ids: dict[Id, Id] = {}
        self.pending: list[Deed] = []

    def of(self, kind: type, **equals: object) -> list[Any]:
        """The sample's records of a kind whose fields equal the values given."""
        return [
            each
            for each in self.records
            if isinstance(each, kind)
            and all(getattr(each, name) == wanted for name, wanted in equals.items())
        ]

    def begin(self, left_out: set[Id]) -> None:
        """Put all there was to do in order; what is left out is done by other hands."""
        found = [deed for each in self.records for deed in self._deeds_of(each, left_out)]
        self.pending = sorted(found, key=lambda deed: (deed.when, deed.turn))

    def run(self, until: datetime) -> None:
        """Do what there was to do before a moment, and let it come."""
        while self.pending and self.pending[0].when < until:
            deed = self.pending.pop(0)
            self.clock.now = deed.when
            deed.do()
        self.clock.now = until

    def looked_back_at(self, talk: Conversation) -> datetime | None:
        """When one began to look back on a conversation."""
        times = [each.created_at for k in AFTER for each in self.of(k, conversation_id=talk.id)]
        times = [when for when in times if talk.starts_at is None or when >= talk.starts_at]
        if not times and talk.stage is Stage.HELD:
            return talk.updated_at
        return min(times) if talk.stage in {Stage.HELD, Stage.DEBRIEFED} else None

    def here(self, record: Any) -> Any:
        """A record with the ids under which all that it names is in the notebook."""
        named = {
            each.name: self.ids[getattr(record, each.name)]
            for each in fields(record)
            if (each.name == "id" or each.name.endswith("_id"))
            and getattr(record, each.name) in self.ids
        }
        return replace(record, **named)

    def _deeds_of(self, record: Any, left_out: set[Id]) -> Iterator[Deed]:
        turn, by_other_hands = KINDS.index(type(record)), record.id in left_out
        told_later = isinstance(record, Verdict | ConfidenceMark | EarlierWording)
        if not by_other_hands and not told_later:
            yield Deed(record.created_at, turn, lambda: self._add(record))
        # A promise is kept long after the debrief in which it was given.
        if not by_other_hands or isinstance(record, Commitment):
            yield from (Deed(when, turn, do) for when, do in self._later(record))

    def _later(self, record: Any) -> Iterator[tuple[datetime, Callable[[], object]]]:
        if isinstance(record, Conversation):
            yield from self._stages(record)
        elif isinstance(record, Verdict):
            yield record.created_at, lambda: self._judge(record)
        elif isinstance(record, ConfidenceMark):
            if record.created_at not in self._judged_at(record.need_id):
                yield record.created_at, lambda: self._grow_surer(record)
        elif isinstance(record, EarlierWording):
            answer = self._answer(record.answer_id)
            yield answer.updated_at, lambda: self.desk.keep(self.here(answer))
        elif isinstance(record, Commitment) and record.promise is not Promise.OPEN:
            yield self._closed_at(record), lambda: self._turn(record)

    def _stages(self, talk: Conversation) -> Iterator[tuple[datetime, Callable[[], object]]]:
        if talk.sheet_made_at:
            yield (
                talk.sheet_made_at,
                lambda: self._change(talk, sheet_made_at=talk.sheet_made_at, stage=Stage.READY),
            )
        back = self.looked_back_at(talk)
        if back is not None:
            yield back - timedelta(seconds=1), lambda: self._took_place(talk)
        if talk.stage is Stage.DEBRIEFED:
            yield self._finished_at(talk), lambda: self._finish(talk)
        if talk.stage is Stage.CALLED_OFF:
            yield talk.updated_at, lambda: self._call_off(talk)

    def _add(self, record: Any) -> None:
        assert self.desk.add("Add", self.here(self._at_first(record)))

    def _at_first(self, record: Any) -> Any:
        """A record as it was when it was new."""
        if isinstance(record, Conversation):
            return replace(record, stage=Stage.PREPARING, sheet_made_at=None)
        if isinstance(record, Commitment):
            return replace(record, promise=Promise.OPEN, closed_on=None)
        if isinstance(record, Answer):
            before = self.of(EarlierWording, answer_id=record.id)
            return replace(record, text=before[0].text) if before else record
        if isinstance(record, Need):
            return self._guess(record)
        return record

    def _guess(self, need: Need) -> Need:
        marks = sorted(self.of(ConfidenceMark, need_id=need.id), key=lambda m: m.created_at)
        if not marks:
            return need
        judged = bool(self.of(Verdict, need_id=need.id))
        first = replace(need, confidence=marks[0].confidence)
        if not judged:
            return first
        risen = need.standing is Standing.KNOWN
        return replace(
            first,
            standing=Standing.HIDDEN,
            words="" if risen else need.words,
            said_on=None if risen else need.said_on,
        )

    def _judge(self, told: Verdict) -> None:
        told = self.here(told)
        back = look_back(self.desk.notebook, told.conversation_id)
        finding = Finding(
            ruling=told.ruling,
            knowing=told.knowing,
            confidence=told.confidence_after,
            text=told.text,
        )
        now, case = self.desk.now(), back.case(told.need_id)
        assert self.desk.do("Judge", ruled(case, finding, back.conversation, now))

    def _grow_surer(self, mark: ConfidenceMark) -> None:
        need = self.desk.notebook[Need].get(self.here(mark).need_id)
        assert need is not None
        if need.confidence != mark.confidence:
            assert self.desk.edit("Surer", need, replace(need, confidence=mark.confidence))

    def _change(self, record: Any, **fields: object) -> None:
        there = self.desk.notebook[type(record)].get(self.here(record).id)
        assert there is not None
        assert self.desk.edit("Change", there, replace(there, **fields))

    def _took_place(self, talk: Conversation) -> None:
        there = self._there(talk)
        assert self.desk.do("It took place", [took_place(there, self.desk.now())])

    def _call_off(self, talk: Conversation) -> None:
        assert self.desk.do("Call off", [called_off(self._there(talk))])

    def _finish(self, talk: Conversation) -> None:
        back = look_back(self.desk.notebook, self.here(talk).id)
        made = finished(back.conversation, back.cases, self.desk.now())
        assert self.desk.do("Finish", made)

    def _turn(self, promised: Commitment) -> None:
        self._change(promised, promise=promised.promise, closed_on=promised.closed_on)

    def _there(self, talk: Conversation) -> Conversation:
        there = self.desk.notebook[Conversation].get(self.here(talk).id)
        assert there is not None
        return there

    def _finished_at(self, talk: Conversation) -> datetime:
        written: list[Any] = [
            each for k in AFTER for each in self.of(k, conversation_id=talk.id)
        ] + self.of(AlignmentRating, conversation_id=talk.id, moment=Moment.AFTER)
        day = max(each.created_at for each in self.of(Debrief, conversation_id=talk.id))
        evening = day + timedelta(hours=6)
        last = max(each.created_at for each in written if each.created_at < evening)
        return last + timedelta(seconds=1)

    def _judged_at(self, need_id: Id) -> set[datetime]:
        return {each.created_at for each in self.of(Verdict, need_id=need_id)}

    def _answer(self, answer_id: Id) -> Answer:
        (found,) = self.of(Answer, id=answer_id)
        return found

    def _closed_at(self, promised: Commitment) -> datetime:
        if promised.closed_on is None:
            return promised.updated_at
        noon = datetime.combine(promised.closed_on, time(12)).astimezone()
        return max(noon, promised.created_at)
