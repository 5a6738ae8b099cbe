"""What the panel at the right says of needs, limits, pressures, and the last time."""

from collections.abc import Mapping

from beforehand import wording
from beforehand.domain.brief import Gap, Hypothesis, LastTime, PersonBrief
from beforehand.domain.counterparts import Pressure
from beforehand.domain.lenses import Driver
from beforehand.domain.needs import Need, Standing
from beforehand.domain.preparing import LIMITS
from beforehand.domain.record import Id
from beforehand.domain.stakes import Basis, NonNegotiable, Promise
from beforehand.domain.value import value
from beforehand.ui.prepare.face import Look
from beforehand.ui.widgets.need_words import shown, since

ASKS: dict[Gap, str] = {
    Gap.EVIDENCE: "What did you see or hear?",
    Gap.DRIVER: "What might be the motive beneath?",
    Gap.QUESTION: "Which question would test it?",
}


@value
class Fact:
    """Something else the panel tells of a person, and the step where it is changed."""

    id: Id
    look: Look
    step: Id | None = None


def need_look(hypothesis: Hypothesis, drivers: Mapping[Id, Driver]) -> Look:
    """How a need of any standing is shown."""
    need = hypothesis.need
    told = shown(need, hypothesis.evidence, drivers)
    if need.standing is Standing.HIDDEN:
        return Look(words=need.text, below=told.below, sure=need.confidence, spoken=told.spoken)
    known = need.standing is Standing.KNOWN
    return Look(words=need.text, below=_below(need), spoken=told.spoken, known=known)


def said_facts(person: PersonBrief) -> list[Fact]:
    """The limits that were said."""
    return [_limit(each) for each in person.fixed if each.basis is Basis.SAID]


def bearing(person: PersonBrief) -> list[str]:
    """What a person is measured on, and what presses on them, a line each."""
    measured = [f"Measured on: {each.text}" for each in person.measures]
    return [*measured, *(_pressure(each) for each in person.pressures)]


def assumed_facts(person: PersonBrief) -> list[Fact]:
    """The limits that nobody said."""
    return [_limit(each) for each in person.fixed if each.basis is Basis.ASSUMED]


def last_time(last: LastTime) -> tuple[str, str]:
    """When one last talked, and what is left of it."""
    when = last.conversation.starts_at or last.conversation.updated_at
    head = f"Last time, {wording.day(when.astimezone().date())}"
    lines = [last.conversation.issue]
    if last.debrief is not None:
        lines += [last.debrief.happened, last.debrief.carry]
    still = [each.text for each in last.commitments if each.promise is Promise.OPEN]
    if still:
        lines.append("Open: " + "; ".join(still))
    return head, "\n".join(line.strip() for line in lines if line.strip())


def _below(need: Need) -> str:
    if need.standing is Standing.MINE:
        return ""
    # What was said matters more than when: the day is in the details.
    words = need.words.strip().strip('“”"')
    return f"“{words}”" if words and need.standing is not Standing.KNOWN else since(need)


def _limit(limit: NonNegotiable) -> Fact:
    look = Look(words=limit.text, below=f"not for trade, {limit.basis}")
    return Fact(id=limit.id, look=look, step=LIMITS)


def _pressure(pressure: Pressure) -> str:
    parts = [f"Presses: {pressure.text}"]
    parts += [f"from {pressure.source}"] if pressure.source.strip() else []
    parts += [f"by {wording.day(pressure.due, year=False)}"] if pressure.due else []
    return ", ".join(parts)
