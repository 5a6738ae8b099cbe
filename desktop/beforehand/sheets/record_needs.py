"""A need in a record: how it stands, what speaks for it, and how sure one was on which day."""

from collections.abc import Iterable, Iterator

from beforehand.domain.conversations import Conversation
from beforehand.domain.needs import ConfidenceMark, Evidence, Need, NeedLink, Standing, Verdict
from beforehand.sheets.apart import joined
from beforehand.sheets.column import Column
from beforehand.sheets.known import quoted
from beforehand.sheets.look import Span
from beforehand.sheets.record_filing import Filing
from beforehand.sheets.text import one_line

STANDINGS = {
    Standing.MINE: "Mine",
    Standing.STATED: "Said",
    Standing.KNOWN: "Known",
    Standing.HIDDEN: "Suspected",
    Standing.REFUTED: "Refuted",
}
"""How a need stands, said before suspected."""

_CHECKED = {Standing.REFUTED: "Found not to hold on", Standing.HIDDEN: "Looked at again on"}


def needs(column: Column, filing: Filing, found: Iterable[Need], *, verdicts: bool) -> None:
    """Needs in the order in which they stand, the surest first."""
    order = list(STANDINGS)
    for need in sorted(found, key=lambda each: (order.index(each.standing), -each.confidence)):
        with filing.together(column):
            _need(column, filing, need, verdicts=verdicts)


def _need(column: Column, filing: Filing, need: Need, *, verdicts: bool) -> None:
    look, sure = (
        filing.look,
        f", {need.confidence}\u00a0%" if need.standing is Standing.HIDDEN else "",
    )
    label = f"{STANDINGS[need.standing]}{sure}"
    written = f" written\u00a0{filing.day(need.created_at)}"
    filing.row(column, label, Span(need.text, look.strong), Span(written, look.small))
    column.tie()
    for name, spans in _rows(filing, need):
        filing.row(column, name, *spans)
    for sign in filing.kept.of(Evidence, need_id=need.id):
        seen = (
            f"seen\u00a0{filing.day(sign.seen_on)}"
            if sign.seen_on
            else f"written\u00a0{filing.day(sign.created_at)}"
        )
        filing.said(column, "Speaks for it" if sign.supports else "Speaks against", sign.text, seen)
    for verdict in filing.kept.of(Verdict, need_id=need.id) if verdicts else ():
        _verdict(column, filing, verdict)


def _rows(filing: Filing, need: Need) -> Iterator[tuple[str, tuple[Span, ...]]]:
    look = filing.look
    day = filing.day(need.said_on) if need.said_on else ""
    words = quoted(need.words) if need.words.strip() else ""
    yield (
        "In these words" if words else "On",
        (Span(words, look.words), Span(f" {day}", look.small)),
    )
    yield "Motive beneath", (Span(filing.driver(need.driver), look.body),)
    yield "To ask", (Span(quoted(need.question) if need.question.strip() else "", look.words),)
    for label, texts in _links(filing, need):
        yield label, (Span(joined(" · ", texts), look.body),)
    yield "How sure", (Span(_moved(filing, need), look.body),)
    if need.checked_on:
        checked = _CHECKED.get(need.standing, "Found still true on")
        yield "", (Span(f"{checked} {filing.day(need.checked_on)}", look.small),)


def _moved(filing: Filing, need: Need) -> str:
    marks = sorted(filing.kept.of(ConfidenceMark, need_id=need.id), key=lambda m: m.created_at)
    return ", ".join(
        f"{m.confidence}\u00a0%\u00a0on\u00a0{filing.day(m.created_at)}" for m in marks
    )


def _links(filing: Filing, need: Need) -> Iterator[tuple[str, list[str]]]:
    kept = filing.kept
    above = [kept.get(Need, link.stated_id) for link in kept.of(NeedLink, hidden_id=need.id)]
    below = [kept.get(Need, link.hidden_id) for link in kept.of(NeedLink, stated_id=need.id)]
    yield "Lies beneath", [one_line(each.text) for each in above if each]
    yield "Beneath it may lie", [one_line(each.text) for each in below if each]


def _verdict(column: Column, filing: Filing, verdict: Verdict) -> None:
    talk = filing.kept.get(Conversation, verdict.conversation_id)
    when = filing.day(talk.starts_at or talk.created_at) if talk else ""
    known = f", {verdict.knowing.value}" if verdict.knowing else ""
    filing.said(column, "Verdict", f"{verdict.ruling.value}{known}", when)
