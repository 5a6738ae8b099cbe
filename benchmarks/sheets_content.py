"""A full preparation of nearly two pages, with other words each time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from sheets_words import Words

from beforehand.domain.brief import AnswerLine, Brief, Hypothesis, LastTime, OptionLine, PersonBrief
from beforehand.domain.conversations import Answer, Conversation, Debrief
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.lenses import Section
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import (
    AskingPoint,
    Basis,
    Commitment,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Owner,
    Position,
)

PRINTED_ON = date(2026, 11, 18)
TALK = Id("talk")
DRIVERS = {Id("recognition"): "being recognised"}


class Maker:
    """Makes preparations from text drawn by chance; `script` is that of every second field."""

    def __init__(self, seed: int, script: str = "latin") -> None:
        self.words = Words(seed, script).some

    def brief(self) -> Brief:
        """One preparation, every section filled."""
        person = self._person()
        mine = [Need(standing=Standing.MINE, text=self.words(5)) for _ in range(2)]
        served = (person.said[0], person.hidden[0].need, mine[0])
        return Brief(
            conversation=self._talk(),
            people=(person,),
            my_needs=tuple(mine),
            my_fixed=(self._limit(None),),
            my_positions=(self._position(None),),
            options=tuple(
                OptionLine(option=Option(conversation_id=TALK, text=self.words(9)), serves=served)
                for _ in range(4)
            ),
            openings=(Opening(conversation_id=TALK, text=self.words(22), avoid=self.words(7)),),
            if_thens=tuple(
                IfThen(conversation_id=TALK, if_they=self.words(6), then_i=self.words(9))
                for _ in range(2)
            ),
            asking=tuple(AskingPoint(conversation_id=TALK, text=self.words(9)) for _ in range(3)),
            answers=tuple(self._answers()),
            alignment_before=4,
        )

    def _talk(self) -> Conversation:
        return Conversation(
            id=TALK,
            issue=self.words(9),
            starts_at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
            shared_goal=self.words(12),
            if_no_agreement=self.words(10),
            if_no_agreement_theirs=self.words(10),
        )

    def _person(self) -> PersonBrief:
        who = Counterpart(name="Priya Nair", role="Head of Product", team="Billing")
        said = Need(standing=Standing.STATED, counterpart_id=who.id, text="", words="")
        return PersonBrief(
            counterpart=who,
            said=tuple(
                replace(said, id=Id(str(n)), text=self.words(5), words=self.words(8))
                for n in range(3)
            ),
            hidden=tuple(self._hypothesis(who.id) for _ in range(3)),
            fixed=(self._limit(who.id),),
            positions=(self._position(who.id),),
            measures=(SuccessMeasure(counterpart_id=who.id, text=self.words(6)),),
            pressures=(Pressure(counterpart_id=who.id, text=self.words(6), source="the board"),),
            last=self._last(who.id),
        )

    def _hypothesis(self, who: Id) -> Hypothesis:
        need = Need(
            standing=Standing.HIDDEN,
            counterpart_id=who,
            text=self.words(5),
            driver="recognition",
            question=self.words(11),
        )
        signs = (Evidence(need_id=need.id, text=self.words(9), supports=n == 0) for n in range(2))
        return Hypothesis(need=need, evidence=tuple(signs))

    def _last(self, who: Id) -> LastTime:
        talk = Conversation(issue=self.words(6), starts_at=datetime(2025, 11, 21, tzinfo=UTC))
        look = Debrief(conversation_id=talk.id, happened=self.words(18), surprised=self.words(8))
        still = Commitment(
            conversation_id=talk.id, owner=Owner.COUNTERPART, counterpart_id=who, text=self.words(8)
        )
        return LastTime(conversation=talk, debrief=look, commitments=(still,))

    def _answers(self) -> Iterator[AnswerLine]:
        for section in (Section.SHARED, Section.WEIGHS, Section.MINE, Section.STUCK):
            text = self.words(22)
            answer = Answer(
                conversation_id=TALK,
                lens_id=Id("lens"),
                question_id=Id(section),
                wording=self.words(9),
                text=text,
            )
            yield AnswerLine(answer=answer, section=section, left=text)

    def _limit(self, who: Id | None) -> NonNegotiable:
        return NonNegotiable(
            conversation_id=TALK, counterpart_id=who, text=self.words(7), basis=Basis.SAID
        )

    def _position(self, who: Id | None) -> Position:
        return Position(
            conversation_id=TALK, counterpart_id=who, text=self.words(7), interest=self.words(9)
        )


def with_note(note: str) -> Brief:
    """A preparation with a person of whom there is one note."""
    who = Counterpart(name="Priya Nair", notes=note)
    return Brief(
        conversation=Conversation(issue="A long story"), people=(PersonBrief(counterpart=who),)
    )
