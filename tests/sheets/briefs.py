"""Briefs to print, from nothing at all to far too much."""

from dataclasses import replace
from datetime import UTC, date, datetime

from beforehand.domain.brief import AnswerLine, Brief, Hypothesis, OptionLine, PersonBrief
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.lenses import Section
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief, RoomColumn
from beforehand.domain.stakes import Basis, NonNegotiable, Opening, Option

TODAY = date(2026, 11, 18)
TALK = Id("talk")
EMPTY = Brief(conversation=Conversation(issue=""))


def person(name: str = "Priya Nair") -> PersonBrief:
    who = Counterpart(name=name, role="Head of Product")
    theirs = {"counterpart_id": who.id}
    said = Need(standing=Standing.STATED, text="Two engineers until launch", **theirs)
    hidden = Need(standing=Standing.HIDDEN, text="Credit for the migration", **theirs)
    sure = replace(hidden, id=Id("sure"), question="How should it be told?", driver="recognition")
    sign = Evidence(need_id=sure.id, text="Lists what her team shipped")
    return PersonBrief(
        counterpart=who,
        said=(said,),
        hidden=(Hypothesis(need=sure, evidence=(sign,)), Hypothesis(need=hidden)),
        fixed=(
            NonNegotiable(conversation_id=TALK, text="no scope change", basis=Basis.SAID, **theirs),
        ),
    )


def brief(*people: PersonBrief, issue: str = "Two engineers for the launch") -> Brief:
    option = Option(conversation_id=TALK, text="One engineer full time")
    return Brief(
        conversation=Conversation(
            id=TALK,
            issue=issue,
            title="Launch",
            starts_at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
            shared_goal="A launch that holds",
        ),
        people=people or (person(),),
        options=(OptionLine(option=option, serves=()),),
        openings=(Opening(conversation_id=TALK, text="Your team carried it.", avoid="Never."),),
        alignment_before=4,
    )


def answered(section: Section, text: str) -> AnswerLine:
    answer = Answer(
        conversation_id=TALK,
        lens_id=Id("lens"),
        question_id=Id(section),
        wording=f"What of {section}?",
        text=text,
    )
    return AnswerLine(answer=answer, section=section, left=text)


def room(**changes: object) -> RoomBrief:
    plain = RoomBrief(
        title="Launch",
        starts_at=datetime(2026, 11, 19, 14, 0, tzinfo=UTC),
        minutes=45,
        names=("Priya Nair",),
        shared_goal="A launch that holds",
        columns=(RoomColumn(name="Priya Nair", needs=("Two engineers",)), RoomColumn(name="")),
        questions=("What have I not asked?",),
        options=("One engineer full time",),
    )
    return replace(plain, **changes)
