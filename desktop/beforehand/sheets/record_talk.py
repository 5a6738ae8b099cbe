"""What a record prints of one conversation: a table of sections, each filling a column."""

from dataclasses import dataclass
from typing import TypeVar

from beforehand import wording
from beforehand.domain.brief import LastTime
from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Conversation,
    Moment,
    Participant,
    Speed,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import (
    AskingPoint,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Position,
    RoomChoice,
    Serving,
)
from beforehand.sheets.apart import joined
from beforehand.sheets.column import Column
from beforehand.sheets.known import quoted
from beforehand.sheets.look import Span
from beforehand.sheets.record_filing import Filing
from beforehand.sheets.text import one_line

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation of a record, with all that is kept on it."""

    filing: Filing
    conversation: Conversation
    lasts: tuple[LastTime, ...] = ()

    def of(self, kind: type[R], **equals: object) -> list[R]:
        """What of a kind belongs to it."""
        return self.filing.kept.of(kind, conversation_id=self.conversation.id, **equals)

    @property
    def day(self) -> str:
        """When it took place, or without a date when it was begun."""
        return self.filing.day(self.conversation.starts_at or self.conversation.created_at)

    @property
    def people(self) -> list[Counterpart]:
        """Who took part, in their places."""
        seats = sorted(self.of(Participant), key=lambda seat: seat.place)
        ids = dict.fromkeys(seat.counterpart_id for seat in seats)
        found = (self.filing.kept.get(Counterpart, each) for each in ids)
        return [person for person in found if person]

    @property
    def names(self) -> list[str]:
        """The first names of who took part."""
        return [person.first_name for person in self.people]

    def whose(self, counterpart_id: Id | None, mine: str = "Me") -> str:
        """Whose something is, by first name; what is nobody's is mine."""
        person = self.filing.kept.get(Counterpart, counterpart_id) if counterpart_id else None
        return (one_line(person.first_name) if person else "") or (
            "They" if counterpart_id else mine
        )


_SPEEDS = {Speed.FULL: "all its questions", Speed.TEN_MINUTES: "the questions of ten minutes"}


def about(column: Column, talk: Talk) -> None:
    """Who, when, how far it came, and what it was called in the room."""
    filing, held = talk.filing, talk.conversation
    for place, person in enumerate(talk.people):
        filing.said(column, "" if place else "With", described(person))
    filing.said(
        column, "When", f"{wording.moment(held.starts_at)} · {wording.length(held.minutes)}"
    )
    filing.said(column, "Stage", held.stage.value.capitalize())
    if held.trashed_at:
        filing.said(column, "Put away", f"{filing.day(held.trashed_at)}, not deleted yet")
    filing.said(column, "In the room called", held.title)
    titles = [filing.lenses[each].title for each in held.lens_ids if each in filing.lenses]
    filing.said(column, "Prepared with", joined(" · ", titles), _SPEEDS[held.speed])
    filing.said(column, "Begun", filing.day(held.created_at))
    if held.sheet_made_at:
        filing.said(column, "Sheet made", filing.day(held.sheet_made_at))


def goal(column: Column, talk: Talk) -> None:
    """What both want, and what each does without an agreement."""
    held = talk.conversation
    rows = (
        ("What we both want", held.shared_goal),
        ("If no agreement, I", held.if_no_agreement),
        ("If no agreement, they", held.if_no_agreement_theirs),
    )
    for label, text in rows:
        talk.filing.said(column, label, text)


def positions(column: Column, talk: Talk) -> None:
    """What each side said it wanted, and why."""
    for each in talk.of(Position):
        who = talk.whose(each.counterpart_id)
        with talk.filing.together(column):
            talk.filing.said(column, who, each.text)
            talk.filing.said(column, "Because" if each.text.strip() else who, each.interest)


def fixed(column: Column, talk: Talk) -> None:
    """What neither side would trade, said or assumed."""
    with talk.filing.together(column):
        for each in talk.of(NonNegotiable):
            talk.filing.said(column, talk.whose(each.counterpart_id), each.text, each.basis.value)


def options(column: Column, talk: Talk) -> None:
    """Options, and whose needs each of them serves."""
    filing = talk.filing
    for each in talk.of(Option):
        served = filing.kept.of(Serving, option_id=each.id)
        needs = [filing.kept.get(Need, serving.need_id) for serving in served]
        texts = [
            joined(": ", (talk.whose(each.counterpart_id), one_line(each.text)))
            for each in needs
            if each
        ]
        serves = joined(" · ", texts) or "no need that was written down"
        with filing.together(column):
            filing.said(column, "Option", each.text)
            filing.row(column, "Serves", Span(serves, filing.look.small))


def openings(column: Column, talk: Talk) -> None:
    """The first sentence, and the line to avoid."""
    filing = talk.filing
    for each in talk.of(Opening):
        with filing.together(column):
            for label, text in (("To say first", each.text), ("Rather not", each.avoid)):
                if text.strip():
                    filing.row(column, label, Span(quoted(text), filing.look.words))


def plans(column: Column, talk: Talk) -> None:
    """Plans for a hard moment."""
    for each in talk.of(IfThen):
        with talk.filing.together(column):
            talk.filing.said(column, "If they", each.if_they)
            talk.filing.said(column, "Then I", each.then_i)


def asking(column: Column, talk: Talk) -> None:
    """Questions to ask, beside those that test a need."""
    filing = talk.filing
    for each in talk.of(AskingPoint):
        filing.row(column, "", Span(each.text, filing.look.words))


def room(column: Column, talk: Talk) -> None:
    """What was ticked for the room sheet, or taken off it."""
    filing = talk.filing
    latest = {
        choice.item_id: choice for choice in sorted(talk.of(RoomChoice), key=lambda c: c.updated_at)
    }
    for item_id, choice in latest.items():
        label = "Shown" if choice.shown else "Taken off"
        filing.said(column, label, _item(talk, item_id), filing.day(choice.updated_at))


def alignment(column: Column, talk: Talk) -> None:
    """How far the parties pulled in one direction, before and after."""
    filing = talk.filing
    for moment in Moment:
        for each in talk.of(AlignmentRating, moment=moment):
            rated = f"{each.score} of 10"
            filing.said(
                column, moment.value.capitalize(), rated, f"rated {filing.day(each.updated_at)}"
            )


def addenda(column: Column, talk: Talk) -> None:
    """What was added later, each with its day."""
    filing = talk.filing
    for each in talk.of(Addendum):
        with filing.together(column):
            filing.said(column, filing.day(each.created_at), each.text)


def described(person: Counterpart) -> str:
    """A person with role, team and relationship, in one line."""
    name, role, team = map(one_line, (person.name, person.role, person.team))
    whole = joined(", ", (name, role, "" if team in role else team))
    return f"{whole} · {person.relationship.value}"


def _item(talk: Talk, item_id: Id) -> str:
    kept = talk.filing.kept
    need = kept.get(Need, item_id)
    if need:
        return need.question if need.counterpart_id and need.question.strip() else need.text
    found = (
        kept.get(NonNegotiable, item_id),
        kept.get(Option, item_id),
        kept.get(AskingPoint, item_id),
    )
    return next((each.text for each in found if each), "")
