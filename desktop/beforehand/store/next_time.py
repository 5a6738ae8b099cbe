"""What a new preparation with somebody opens with: last time, on one screen."""

from collections.abc import Iterable, Sequence
from datetime import date

from beforehand.domain.conversations import (
    AlignmentRating,
    Conversation,
    Debrief,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Ruling, Standing, Verdict
from beforehand.domain.next_time import Tried, asks_still_true, last_true, opening_that_worked
from beforehand.domain.record import Id
from beforehand.domain.stakes import Opening, Promise
from beforehand.domain.value import value
from beforehand.store.notebook import Notebook
from beforehand.store.promises import CommitmentLine, with_counterpart

RECENT = 5


@value
class Past:
    """A conversation that was held, its debrief, what it found and how it moved alignment."""

    conversation: Conversation
    debrief: Debrief | None = None
    before: int | None = None
    after: int | None = None
    verdicts: tuple[Verdict, ...] = ()


@value
class NextTime:
    """All that was learnt with one counterpart.

    `agreed` holds what was promised in the last conversation, kept or not, and all that is still
    open from earlier ones. `never_asked` are hypotheses whose question waits. `old` are needs to
    ask "still true?" of. `recent` begins with the last conversation.
    """

    counterpart: Counterpart
    agreed: tuple[CommitmentLine, ...] = ()
    known: tuple[Need, ...] = ()
    refuted: tuple[Need, ...] = ()
    never_asked: tuple[Need, ...] = ()
    old: tuple[Need, ...] = ()
    opening: Tried | None = None
    recent: tuple[Past, ...] = ()
    carry: tuple[str, ...] = ()


def next_time(
    notebook: Notebook, counterpart_id: Id, today: date, but: Id | None = None
) -> NextTime | None:
    """What was learnt with a counterpart; `but` is the conversation that is being prepared."""
    person = notebook[Counterpart].get(counterpart_id)
    if person is None:
        return None
    pasts = _pasts(notebook, person, but)
    needs = notebook[Need].find(counterpart_id=person.id)
    said = [need for need in needs if need.standing in {Standing.STATED, Standing.KNOWN}]
    return NextTime(
        counterpart=person,
        agreed=_agreed(notebook, person, today, pasts, but),
        known=_latest_first(need for need in said if need.standing is Standing.KNOWN),
        refuted=tuple(need for need in needs if need.standing is Standing.REFUTED),
        never_asked=_never_asked(notebook, needs),
        old=tuple(need for need in said if asks_still_true(need, today)),
        opening=opening_that_worked(_tried(notebook, pasts)),
        recent=tuple(pasts[:RECENT]),
        carry=tuple(p.debrief.carry for p in pasts[:1] if p.debrief and p.debrief.carry.strip()),
    )


def _pasts(notebook: Notebook, person: Counterpart, but: Id | None) -> list[Past]:
    """All conversations held with them, the last first."""
    places = notebook[Participant].find(counterpart_id=person.id)
    ids = {place.conversation_id for place in places} - {but}
    talks = notebook[Conversation].find(id=ids, stage={Stage.HELD, Stage.DEBRIEFED})
    talks.sort(key=lambda talk: talk.starts_at or talk.created_at, reverse=True)
    held = {talk.id for talk in talks}
    debriefs = {d.conversation_id: d for d in notebook[Debrief].find(conversation_id=held)}
    scores = {
        (rating.conversation_id, rating.moment): rating.score
        for rating in notebook[AlignmentRating].find(conversation_id=held, order="updated_at")
    }
    verdicts: dict[Id, list[Verdict]] = {}
    for verdict in notebook[Verdict].find(conversation_id=held):
        verdicts.setdefault(verdict.conversation_id, []).append(verdict)
    return [
        Past(
            conversation=talk,
            debrief=debriefs.get(talk.id),
            before=scores.get((talk.id, Moment.BEFORE)),
            after=scores.get((talk.id, Moment.AFTER)),
            verdicts=tuple(verdicts.get(talk.id, ())),
        )
        for talk in talks
    ]


def _agreed(
    notebook: Notebook, person: Counterpart, today: date, pasts: Sequence[Past], but: Id | None
) -> tuple[CommitmentLine, ...]:
    last = pasts[0].conversation.id if pasts else None
    return tuple(
        line
        for line in with_counterpart(notebook, person.id, today)
        if line.conversation.id != but
        and (line.commitment.promise is Promise.OPEN or line.conversation.id == last)
    )


def _never_asked(notebook: Notebook, needs: Sequence[Need]) -> tuple[Need, ...]:
    """Hypotheses with a question that no conversation has put yet, the surest first."""
    waiting = [n for n in needs if n.standing is Standing.HIDDEN and n.question.strip()]
    verdicts = notebook[Verdict].find(need_id={need.id for need in waiting})
    asked = {each.need_id for each in verdicts if each.ruling is not Ruling.NOT_ASKED}
    open_ = (need for need in waiting if need.id not in asked)
    return tuple(sorted(open_, key=lambda need: -need.confidence))


def _tried(notebook: Notebook, pasts: Sequence[Past]) -> list[Tried]:
    debriefed = {
        past.conversation.id: past for past in pasts if past.conversation.stage is Stage.DEBRIEFED
    }
    openings = notebook[Opening].find(conversation_id=set(debriefed))
    return [
        Tried(
            opening=opening,
            conversation=past.conversation,
            debrief=past.debrief,
            before=past.before,
            after=past.after,
        )
        for opening in openings
        for past in [debriefed[opening.conversation_id]]
        if opening.text.strip()
    ]


def _latest_first(needs: Iterable[Need]) -> tuple[Need, ...]:
    return tuple(sorted(needs, key=last_true, reverse=True))
