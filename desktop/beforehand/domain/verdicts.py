"""What a verdict does to a hypothesis, and how sure one was when the conversation began."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256

from beforehand.domain.conversations import Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import day_of, see_that_it_is_open
from beforehand.domain.needs import (
    ConfidenceMark,
    Evidence,
    Knowing,
    Need,
    Ruling,
    Standing,
    Verdict,
    stepped,
)
from beforehand.domain.record import Id, Record
from beforehand.domain.value import value


@value
class Case:
    """A hypothesis to be judged by one conversation.

    `believed` is how sure one was when the conversation began, in per cent; `now` how sure one is
    without this conversation's verdict. `late` is a hypothesis first written after it had begun:
    it can be judged, but it foretold nothing. `line` is the evidence the verdict left.
    """

    need: Need
    believed: int
    now: int
    late: bool = False
    verdict: Verdict | None = None
    line: Evidence | None = None


@value
class Finding:
    """What the person found: a ruling, how they know, how sure they are now, and what they saw."""

    ruling: Ruling
    knowing: Knowing | None = None
    confidence: int | None = None
    text: str = ""


def confidence_at(marks: Iterable[ConfidenceMark], when: datetime) -> int | None:
    """How sure one was at a moment; None before the first mark. Of one moment, the last counts."""
    until = [mark for mark in marks if mark.created_at <= when]
    return sorted(until, key=lambda mark: mark.created_at)[-1].confidence if until else None


def case_of(
    need: Need,
    marks: Iterable[ConfidenceMark],
    talk: Conversation,
    verdict: Verdict | None = None,
    line: Evidence | None = None,
) -> Case:
    """The case of a hypothesis in a conversation, its beliefs read off the marks.

    A conversation without a date began when it is looked back on: what is believed now counts.
    """
    marks = sorted(marks, key=lambda mark: mark.created_at)
    first = marks[0].confidence if marks else need.confidence
    then = confidence_at(marks, talk.starts_at) if talk.starts_at else need.confidence
    before = [mark for mark in marks if verdict is None or mark.created_at < verdict.created_at]
    moved = verdict is not None and need.confidence == verdict.confidence_after
    return Case(
        need=need,
        believed=verdict.confidence_then if verdict else (first if then is None else then),
        now=(before[-1].confidence if before else first) if moved else need.confidence,
        late=bool(marks) and then is None,
        verdict=verdict,
        line=line,
    )


def ruled(case: Case, finding: Finding, talk: Conversation, now: datetime) -> tuple[Record, ...]:
    """What a verdict changes, to be saved in one act: the verdict, the need, the line of evidence.

    A second verdict takes the place of the first, and the need is derived anew. Raises
    BeforehandError if the conversation is closed or the need is no hypothesis any more.
    """
    see_that_it_is_open(talk)
    if case.verdict is None and case.need.standing is not Standing.HIDDEN:
        raise BeforehandError(
            f"“{case.need.text}” is not a guess any more, so there is nothing to judge.",
            "Its place on the map can be changed there.",
        )
    verdict = _verdict(case, finding, talk)
    need = _need(case, verdict, day_of(talk, now))
    return (verdict, need, *_line(case.line, verdict, day_of(talk, now), now))


def unruled(case: Case, talk: Conversation, now: datetime) -> tuple[Record, ...]:
    """Take a verdict back: it is put away with its evidence, and the need is as it was."""
    see_that_it_is_open(talk)
    if case.verdict is None:
        return ()
    away = replace(case.verdict, trashed_at=now)
    line = (replace(case.line, trashed_at=now),) if case.line else ()
    return (away, _as_it_was(case, day_of(talk, now)), *line)


def not_asked(case: Case, talk: Conversation) -> Verdict:
    """The verdict on what nobody judged."""
    return _verdict(case, Finding(ruling=Ruling.NOT_ASKED), talk)


def verdict_id(need_id: Id, conversation_id: Id) -> Id:
    """The id of the only verdict on a hypothesis in a conversation."""
    return _id("verdict", need_id, conversation_id)


def line_id(verdict: Id) -> Id:
    """The id of the evidence that a verdict leaves."""
    return _id("line of", verdict)


def rose(verdict: Verdict | None) -> bool:
    """Whether a verdict made a need known: confirmed, and not by a guess."""
    sure = {Knowing.SAID, Knowing.SAW}
    return verdict is not None and _outcome(verdict) is Standing.KNOWN and verdict.knowing in sure


def _verdict(case: Case, finding: Finding, talk: Conversation) -> Verdict:
    asked = finding.ruling is not Ruling.NOT_ASKED
    fresh = Verdict(
        id=verdict_id(case.need.id, talk.id),
        need_id=case.need.id,
        conversation_id=talk.id,
        ruling=finding.ruling,
        confidence_then=case.believed,
    )
    given = finding.confidence if asked else None
    return replace(
        case.verdict or fresh,
        ruling=finding.ruling,
        knowing=finding.knowing if asked else None,
        confidence_after=None if given is None else stepped(given),
        text=finding.text.strip(),
        trashed_at=None,
    )


def _need(case: Case, verdict: Verdict, day: date) -> Need:
    need = _as_it_was(case, day)
    if need.standing is not Standing.HIDDEN:
        return need
    sure = verdict.confidence_after
    need = replace(need, confidence=need.confidence if sure is None else sure)
    if rose(verdict):
        words = need.words or verdict.text
        return replace(need, standing=Standing.KNOWN, said_on=day, words=words)
    refuted = verdict.ruling is Ruling.REFUTED
    return replace(need, standing=Standing.REFUTED if refuted else Standing.HIDDEN)


def _as_it_was(case: Case, day: date) -> Need:
    """The need without what this conversation's verdict did to it; moved since, it stays."""
    need, verdict = case.need, case.verdict
    if verdict is None or need.standing is not _stands_by(verdict):
        return need
    taken = rose(verdict)
    return replace(
        need,
        standing=Standing.HIDDEN,
        confidence=case.now,
        words="" if taken and need.words == verdict.text else need.words,
        said_on=None if taken and need.said_on == day else need.said_on,
    )


def _stands_by(verdict: Verdict) -> Standing:
    outcome = _outcome(verdict)
    return Standing.HIDDEN if outcome is Standing.KNOWN and not rose(verdict) else outcome


def _outcome(verdict: Verdict) -> Standing:
    outcomes = {Ruling.CONFIRMED: Standing.KNOWN, Ruling.REFUTED: Standing.REFUTED}
    return outcomes.get(verdict.ruling, Standing.HIDDEN)


def _line(
    line: Evidence | None, verdict: Verdict, day: date, now: datetime
) -> tuple[Evidence, ...]:
    if not verdict.text or verdict.ruling is Ruling.NOT_ASKED:
        return (replace(line, trashed_at=now),) if line else ()
    fresh = Evidence(id=line_id(verdict.id), need_id=verdict.need_id, text=verdict.text)
    supports = verdict.ruling is not Ruling.REFUTED
    return (
        replace(line or fresh, text=verdict.text, seen_on=day, supports=supports, trashed_at=None),
    )


def _id(*parts: str) -> Id:
    # Reckoned, not drawn: a second verdict, or one from another copy, meets the first.
    return Id(sha256("/".join(parts).encode()).hexdigest()[:32])
