"""The sections of a conversation's record: a table, and the kinds of record that it prints."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from beforehand.domain import conversations, counterparts, needs, stakes
from beforehand.sheets import record_after as after
from beforehand.sheets import record_talk as talk_parts
from beforehand.sheets.column import Column
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
    """A row of the table; without a `fill` it is a choice that another section heeds."""

    id: str
    heading: str
    fill: Callable[[Column, S], None] | None

    @property
    def name(self) -> SectionName:
        """What it is called, by programs and by people."""
        return SectionName(self.id, self.heading)


def needs_of_both(column: Column, talk: Talk) -> None:
    """My needs, and those of each counterpart under their name."""
    filing = talk.filing
    mine = filing.kept.of(needs.Need, counterpart_id=None)
    for person_id, name in ((None, "Mine"), *((p.id, p.name) for p in talk.people)):
        found = mine if person_id is None else filing.kept.of(needs.Need, counterpart_id=person_id)
        if found:
            filing.space(column)
            filing.row(column, "", Span(name, filing.look.heading))
            column.tie()
            needs_of(column, filing, found, verdicts=False)


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
    Entry("needs", "Needs of both sides", needs_of_both),
    Entry("positions", "Positions", talk_parts.positions),
    Entry("fixed", "Not for trade", talk_parts.fixed),
    Entry("options", "Options", talk_parts.options),
    Entry("opening", "Openings", talk_parts.openings),
    Entry("plans", "If it gets stuck", talk_parts.plans),
    Entry("ask", "Questions to ask", talk_parts.asking),
    Entry("room", "For the room sheet", talk_parts.room),
    Entry("alignment", "Aligned, 0 to 10", talk_parts.alignment),
    Entry("debrief", "Looking back", after.debrief),
    Entry("verdicts", "What was found", after.verdicts),
    Entry("commitments", "Who does what, by when", after.commitments),
    Entry("addenda", "Added later", talk_parts.addenda),
    Entry("other", "Further notes", lambda column, talk: others(column, talk.filing, PRINTED)),
    Entry(
        "put-away", "Put away, not deleted yet", lambda column, talk: put_away(column, talk.filing)
    ),
)
