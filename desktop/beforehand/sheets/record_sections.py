"""The sections of a conversation's record: a table, and the kinds of record that it prints."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from beforehand.domain import conversations, counterparts, needs, stakes
from beforehand.domain.record import Id
from beforehand.sheets import record_after as after
from beforehand.sheets import record_talk as talk_parts
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.look import Span
from beforehand.sheets.options import SectionName
from beforehand.sheets.record_answers import answers
from beforehand.sheets.record_needs import needs as needs_of
from beforehand.sheets.record_rest import others, put_away
from beforehand.sheets.record_talk import Talk

S = TypeVar("S")

PRINTED = (
    counterparts.Counterpart,
    counterparts.SuccessMeasure,
    counterparts.Pressure,
    conversations.Conversation,
    conversations.Participant,
    conversations.Answer,
    conversations.EarlierWording,
    conversations.AlignmentRating,
    conversations.Debrief,
    conversations.Addendum,
    needs.Need,
    needs.NeedLink,
    needs.Evidence,
    needs.ConfidenceMark,
    needs.Verdict,
    stakes.Position,
    stakes.NonNegotiable,
    stakes.Option,
    stakes.Serving,
    stakes.Opening,
    stakes.IfThen,
    stakes.AskingPoint,
    stakes.Commitment,
    stakes.Excerpt,
    stakes.RoomChoice,
)
"""The kinds that have a place in a section; all others print word for word at the end."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[S]):
    """A row of the table; without a `fill` it is a choice that another section heeds.

    A `quiet` one is not spoken of unless there is something in it.
    """

    id: str
    heading: str
    fill: Callable[[Column, S], None] | None
    quiet: bool = False

    @property
    def name(self) -> SectionName:
        """What it is called, by programs and by people."""
        return SectionName(self.id, self.heading)


def my_needs(column: Column, talk: Talk) -> None:
    """My own needs: those written for it, and those that its options serve."""
    kept = talk.filing.kept
    mine = {need.id: need for need in talk.of(needs.Need, counterpart_id=None)}
    for option in talk.of(stakes.Option):
        for serving in kept.of(stakes.Serving, option_id=option.id):
            need = kept.get(needs.Need, serving.need_id)
            if need and need.counterpart_id is None:
                mine[need.id] = need
    needs_of(column, talk.filing, mine.values(), verdicts=False)


def their_needs(column: Column, talk: Talk) -> None:
    """The needs of each counterpart, under their names if they are several."""
    filing = talk.filing
    by_person: dict[Id | None, list[needs.Need]] = {}
    for need in filing.kept.of(needs.Need):
        by_person.setdefault(need.counterpart_id, []).append(need)
    order = dict.fromkeys((*(person.id for person in talk.people), *by_person))
    for person_id in order:
        if person_id and person_id in by_person:
            person = filing.kept.get(counterparts.Counterpart, person_id)
            if len(order) > 1 and person:
                if column:
                    column.gap(filing.look.body.size)
                name = Span(person.name, filing.look.heading)
                column.row(Cell(0, column.width, (name,), beside=True))
                column.tie()
            needs_of(column, filing, by_person[person_id], verdicts=False)


def before(column: Column, talk: Talk) -> None:
    """The conversation before it with the same people, and what it left."""
    filing = talk.filing
    for last in talk.lasts:
        held = last.conversation
        day = filing.day(held.starts_at or held.created_at)
        filing.row(column, day, Span(held.issue, filing.look.strong))
        if last.debrief:
            filing.said(column, "For next time", last.debrief.carry)
        for each in last.commitments:
            after.commitment(column, talk, each)


TALK_SECTIONS: tuple[Entry[Talk], ...] = (
    Entry("about", "The conversation", talk_parts.about),
    Entry("last-time", "Last time", before),
    Entry("goal", "What it was to lead to", talk_parts.goal),
    Entry("answers", "Questions and answers", answers),
    Entry("mine", "What I need", my_needs),
    Entry("needs", "What they need", their_needs),
    Entry("positions", "Positions", talk_parts.positions),
    Entry("fixed", "Not for trade", talk_parts.fixed),
    Entry("options", "Options", talk_parts.options),
    Entry("opening", "Openings", talk_parts.openings),
    Entry("plans", "If it gets stuck", talk_parts.plans),
    Entry("ask", "Questions to ask", talk_parts.asking),
    Entry("room", "For the room sheet", talk_parts.room),
    Entry("alignment", "How aligned, 0 to 10", talk_parts.alignment),
    Entry("debrief", "Looking back", after.debrief),
    Entry("verdicts", "What was found", after.verdicts),
    Entry("commitments", "Who does what, by when", after.commitments),
    Entry("addenda", "Added later", talk_parts.addenda),
    Entry(
        "other", "Further notes", lambda column, talk: others(column, talk.filing, PRINTED), True
    ),
    Entry(
        "put-away", "Put away, not deleted yet", lambda column, talk: put_away(column, talk.filing)
    ),
)
