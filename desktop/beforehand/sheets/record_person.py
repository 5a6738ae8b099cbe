"""The sections of a counterpart's record."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beforehand import wording
from beforehand.domain.conversations import AlignmentRating, Conversation, Moment
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.filed import PERHAPS, Named
from beforehand.domain.needs import Knowing, Need, Ruling, Verdict
from beforehand.sheets.apart import apart, joined
from beforehand.sheets.column import Cell, Column
from beforehand.sheets.known import quoted
from beforehand.sheets.look import Span
from beforehand.sheets.options import IN_FULL
from beforehand.sheets.record_filing import Filing
from beforehand.sheets.record_needs import needs as needs_of
from beforehand.sheets.record_rest import others, put_away
from beforehand.sheets.record_scale import scale_rows
from beforehand.sheets.record_sections import PRINTED, TALK_SECTIONS, Entry
from beforehand.sheets.record_talk import Talk

_CAME_OF_IT = ("positions", "fixed", "debrief", "verdicts", "commitments", "addenda")
_ONCE = ("last-time", "needs", "other", "put-away", "about")
"""What a counterpart's record tells elsewhere, or of all conversations together."""


@dataclass(frozen=True, slots=True)
class Person:
    """One counterpart of a record, with all that is kept on them."""

    filing: Filing
    counterpart: Counterpart
    in_full: bool
    merged: Sequence[Counterpart] = ()
    elsewhere: Sequence[Named] = ()
    others: Sequence[Named] = ()
    perhaps: Sequence[Named] = ()
    to_read: int = 0

    @property
    def talks(self) -> list[Talk]:
        """The conversations with them, the first one first."""
        found = self.filing.kept.of(Conversation)
        found = sorted(found, key=lambda talk: talk.starts_at or talk.created_at)
        return [Talk(self.filing, each) for each in found]


def about(column: Column, person: Person) -> None:
    """Who they are."""
    _who(column, person.filing, person.counterpart)
    for each in person.merged:
        column.gap(person.filing.look.body.leading)
        column.eyebrow("Entered a second time, and merged into this one")
        _who(column, person.filing, each)


def _who(column: Column, filing: Filing, them: Counterpart) -> None:
    rows = (
        ("Name", them.name),
        ("Role", them.role),
        ("Team", them.team),
        ("Relationship", them.relationship.value),
        ("Notes", them.notes),
        ("First written", filing.day(them.created_at)),
        ("Put away", f"{filing.day(them.trashed_at)}, not deleted yet" if them.trashed_at else ""),
    )
    for label, text in rows:
        filing.said(column, label, text)


def bears(column: Column, person: Person) -> None:
    """What they are measured on, and what bears on them from elsewhere."""
    filing = person.filing
    for measure in filing.kept.of(SuccessMeasure):
        filing.said(column, "Measured on", measure.text, filing.day(measure.created_at))
    for each in filing.kept.of(Pressure):
        source = f"from {apart(each.source)}" if each.source.strip() else ""
        due = f"by\u00a0{filing.day(each.due)}" if each.due else ""
        aside = ", ".join(
            filter(None, (source, due, f"written\u00a0{filing.day(each.created_at)}"))
        )
        filing.said(column, "Under pressure", each.text, aside)
        if not each.text.strip():
            filing.said(column, "Under pressure", aside)


def needs(column: Column, person: Person) -> None:
    """What they need: said, known, suspected, refuted, each with its history."""
    filing = person.filing
    found = filing.kept.of(Need, counterpart_id=person.counterpart.id)
    needs_of(column, filing, found, verdicts=True)


def reading(column: Column, person: Person) -> None:
    """How often a suspicion was confirmed: counts, and no more."""
    filing = person.filing
    found = filing.kept.of(Verdict)
    for ruling in Ruling:
        these = [each for each in found if each.ruling is ruling]
        known = Counter(each.knowing for each in these)
        aside = ", ".join(f"{known[each]} × {each.value}" for each in Knowing if known[each])
        if these:
            many = f"{len(these)} of {wording.count(len(found), 'verdict')}"
            filing.said(column, ruling.value.capitalize(), many, aside)


def alignment(column: Column, person: Person) -> None:
    """How aligned both were before and after each conversation, as numbers and on a scale."""
    rated = [(talk, *_scores(talk)) for talk in person.talks]
    rated = [row for row in rated if row[1] is not None or row[2] is not None]
    scale_rows(
        column,
        person.filing,
        [(talk.day, before, after, talk.conversation.issue) for talk, before, after in rated],
    )


def talks(column: Column, person: Person) -> None:
    """All conversations in the order of time, and what came of each."""
    filing = person.filing
    for talk in person.talks:
        if column:
            column.gap(filing.look.body.leading)
        _talk_head(column, person, talk)
        for place, (heading, part) in enumerate(_parts(person, talk)):
            # What it was about is not parted from the first thing that is told of it.
            column.gap(filing.look.body.size * 0.7, keep=place == 0)
            column.eyebrow(heading)
            column.add(part)


def _parts(person: Person, talk: Talk) -> Iterator[tuple[str, Column]]:
    """What there is to tell of a conversation, each under its heading."""
    look = person.filing.look
    for entry in TALK_SECTIONS:
        wanted = entry.id in _CAME_OF_IT or (person.in_full and entry.id not in _ONCE)
        if entry.fill and wanted:
            part = Column(look, look.width)
            entry.fill(part, talk)
            if part:
                yield entry.heading, part


def _scores(talk: Talk) -> tuple[int | None, int | None]:
    rated = sorted(talk.of(AlignmentRating), key=lambda each: each.updated_at)
    scores = {each.moment: each.score for each in rated}
    return scores.get(Moment.BEFORE), scores.get(Moment.AFTER)


def _talk_head(column: Column, person: Person, talk: Talk) -> None:
    filing, held = person.filing, talk.conversation
    look = filing.look
    issue = held.issue if held.issue.strip() else "A conversation"
    column.row(
        Cell(0, filing.margin, (Span(talk.day, look.small),)),
        Cell(filing.margin, column.width - filing.margin, (Span(issue, look.heading),)),
    )
    column.tie()
    others_there = [each.name for each in talk.people if each.id != person.counterpart.id]
    parts = [held.stage.value, wording.length(held.minutes) if held.starts_at else "no date yet"]
    parts += [f"with {joined(', ', others_there)}"] if others_there else []
    parts += [f"in the room called {apart(quoted(held.title))}"] if held.title.strip() else []
    parts += [f"put away {filing.day(held.trashed_at)}, not deleted yet"] if held.trashed_at else []
    filing.row(column, "", Span(" · ".join(parts), look.small))


def elsewhere(column: Column, person: Person) -> None:
    """Where they are named in what is kept on others."""
    for each in person.elsewhere:
        person.filing.said(column, person.filing.day(each.written), each.around, _where(each))


def others_named(column: Column, person: Person) -> None:
    """Where somebody else is named in this file, to be blacked out before it is handed on."""
    for each in person.others:
        person.filing.said(column, each.words, each.around, _where(each))


def perhaps_named(column: Column, person: Person) -> None:
    """What may be the name of somebody who has no entry, and where names have to be read for."""
    filing, told = person.filing, list[str]()
    if person.perhaps:
        told.append(PERHAPS)
    if person.to_read:
        texts = wording.count(person.to_read, "text")
        told.append(
            f"{texts} in this file {'is' if person.to_read == 1 else 'are'} in a script without "
            "capitals, where a name cannot be told from other words: read them for names."
        )
    if told:
        filing.row(column, "", Span(" ".join(told), filing.look.small))
    for each in person.perhaps:
        more = f"and in {wording.count(each.more, 'more place')}" if each.more else ""
        filing.said(column, each.words, each.around, f"{_where(each)} {more}".strip())


def _where(named: Named) -> str:
    return f"· in {apart(quoted(named.where))}" if named.where.strip() else ""


PERSON_SECTIONS: tuple[Entry[Person], ...] = (
    Entry("about", "The person", about),
    Entry("bears", "Measured on, and under pressure", bears),
    Entry("needs", "What they need", needs),
    Entry("verdicts", "How often a suspicion was right", reading),
    Entry("alignment", "How aligned, 0 to 10", alignment),
    Entry("talks", "Conversations", talks),
    Entry(IN_FULL, "Conversations in full", None),
    Entry(
        "other",
        "Further notes",
        lambda column, person: others(column, person.filing, PRINTED),
        True,
    ),
    Entry(
        "put-away",
        "Put away, not deleted yet",
        lambda column, person: put_away(column, person.filing),
    ),
    Entry("elsewhere", "Named in what is kept on others", elsewhere, True),
    Entry(
        "others", "Others named here, to be looked at before this is handed on", others_named, True
    ),
    Entry("perhaps", "Perhaps others named here, without an entry", perhaps_named, True),
)
