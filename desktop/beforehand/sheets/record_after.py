"""What came of a conversation: the look back, the verdicts, who promised what."""

from beforehand.domain.commitments import kept_late, state_of
from beforehand.domain.conversations import Debrief
from beforehand.domain.debriefing import RATINGS
from beforehand.domain.needs import Need, Verdict
from beforehand.domain.stakes import Commitment, Owner
from beforehand.sheets.apart import joined
from beforehand.sheets.column import Column
from beforehand.sheets.look import Span
from beforehand.sheets.record_talk import Talk
from beforehand.sheets.text import one_line

_LOOKED_BACK = (
    ("happened", "What happened"),
    ("surprised", "What surprised me"),
    ("carry", "For next time"),
)


def debrief(column: Column, talk: Talk) -> None:
    """The look back and its ratings, which are the writer's own."""
    filing = talk.filing
    for each in talk.of(Debrief):
        for name, label in _LOOKED_BACK:
            filing.said(column, label, getattr(each, name))
        given = [
            f"{label} {getattr(each, name)} of 5"
            for name, label in RATINGS
            if getattr(each, name) is not None
        ]
        filing.said(column, "My own ratings", " · ".join(given), filing.day(each.updated_at))


def verdicts(column: Column, talk: Talk) -> None:
    """What was found of each suspicion, beside how sure one was when it began."""
    filing = talk.filing
    for each in talk.of(Verdict):
        need = filing.kept.get(Need, each.need_id)
        text = need.text if need else "A need that is not kept any more"
        whose = f" {talk.whose(need.counterpart_id)}" if need and len(talk.people) > 1 else ""
        spans = Span(text, filing.look.strong), Span(whose, filing.look.small)
        with filing.together(column):
            filing.row(column, each.ruling.value.capitalize(), *spans)
            column.tie()
            filing.row(column, "", Span(_how(each), filing.look.small))
            filing.said(column, "", each.text)


def commitments(column: Column, talk: Talk) -> None:
    """Who promised what by when, and what became of it."""
    for each in talk.of(Commitment):
        commitment(column, talk, each)


def commitment(column: Column, talk: Talk, promised: Commitment) -> None:
    """One promise, with how it stands in the margin."""
    look = talk.filing.look
    spans = (
        Span(_owner(talk, promised), look.strong),
        Span(f" {promised.text}", look.body),
        Span(f" {_days(talk, promised)}", look.small),
    )
    talk.filing.row(column, _state(talk, promised), *spans)


def _how(verdict: Verdict) -> str:
    known = [verdict.knowing.value] if verdict.knowing else []
    sure = [f"{verdict.confidence_then}\u00a0% sure when it began"]
    after = verdict.confidence_after
    return ", ".join([*known, *sure, *([f"{after}\u00a0% after"] if after is not None else [])])


def _owner(talk: Talk, promised: Commitment) -> str:
    if promised.owner is Owner.ME:
        return joined(" ", ("Me", one_line(promised.owner_name)))
    name = talk.whose(promised.counterpart_id, "") if promised.counterpart_id else ""
    return joined(" ", (name, one_line(promised.owner_name))) or "They"


def _state(talk: Talk, promised: Commitment) -> str:
    state = state_of(promised, talk.filing.printed_on)
    return "Kept late" if kept_late(promised) else state.value.capitalize()


def _days(talk: Talk, promised: Commitment) -> str:
    day = talk.filing.day
    due = [f"by\u00a0{day(promised.due)}"] if promised.due else []
    closed = state_of(promised, talk.filing.printed_on).value
    return ", ".join(
        [*due, *([f"{closed}\u00a0{day(promised.closed_on)}"] if promised.closed_on else [])]
    )
