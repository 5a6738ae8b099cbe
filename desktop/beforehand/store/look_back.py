"""All that a debrief opens with, gathered into one value."""

from collections.abc import Iterable

from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Conversation,
    Debrief,
    Moment,
    Participant,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.held import is_closed
from beforehand.domain.needs import ConfidenceMark, Evidence, Need, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment
from beforehand.domain.value import value
from beforehand.domain.verdicts import Case, case_of, line_id
from beforehand.store.notebook import Notebook


@value
class LookBack:
    """A conversation looked back on: each hypothesis with its verdict, surest first.

    A closed one holds only the hypotheses it judged.
    """

    conversation: Conversation
    counterparts: tuple[Counterpart, ...]
    cases: tuple[Case, ...] = ()
    debrief: Debrief | None = None
    before: AlignmentRating | None = None
    after: AlignmentRating | None = None
    commitments: tuple[Commitment, ...] = ()
    addenda: tuple[Addendum, ...] = ()

    def case(self, need_id: Id) -> Case:
        """The case of one hypothesis."""
        return next(case for case in self.cases if case.need.id == need_id)


def look_back(notebook: Notebook, conversation_id: Id) -> LookBack:
    """Gather a conversation for its debrief; BeforehandError if there is none with that id."""
    talk = notebook[Conversation].get(conversation_id)
    if talk is None:
        raise BeforehandError(
            "This conversation is not in the notebook.", "Choose another one from the list."
        )
    met = _counterparts(notebook, talk)
    debriefs = notebook[Debrief].find(conversation_id=talk.id, order="-updated_at")
    return LookBack(
        conversation=talk,
        counterparts=met,
        cases=_cases(notebook, talk, {person.id for person in met}),
        debrief=debriefs[0] if debriefs else None,
        before=_alignment(notebook, talk, Moment.BEFORE),
        after=_alignment(notebook, talk, Moment.AFTER),
        commitments=tuple(notebook[Commitment].find(conversation_id=talk.id)),
        addenda=tuple(notebook[Addendum].find(conversation_id=talk.id)),
    )


def _counterparts(notebook: Notebook, talk: Conversation) -> tuple[Counterpart, ...]:
    places = notebook[Participant].find(conversation_id=talk.id, order="place")
    ids = dict.fromkeys(place.counterpart_id for place in places)
    there = {person.id: person for person in notebook[Counterpart].find(id=set(ids))}
    return tuple(there[each] for each in ids if each in there)


def _cases(notebook: Notebook, talk: Conversation, people: set[Id]) -> tuple[Case, ...]:
    judged = _judged(notebook, talk)
    needs = _needs(notebook, judged, set() if is_closed(talk) else people)
    marks = _marks(notebook, {need.id for need in needs})
    lines = {each.id: each for each in notebook[Evidence].find(id=_line_ids(judged))}
    cases = (
        case_of(
            need,
            marks.get(need.id, ()),
            talk,
            judged.get(need.id),
            lines.get(line_id(judged[need.id].id)) if need.id in judged else None,
        )
        for need in needs
    )
    # Sorted by what no verdict moves: a card stays in its place while it is judged.
    return tuple(sorted(cases, key=lambda case: (-case.believed, case.need.created_at)))


def _judged(notebook: Notebook, talk: Conversation) -> dict[Id, Verdict]:
    """The verdict on each hypothesis; if there are two from elsewhere, the later one."""
    found = notebook[Verdict].find(conversation_id=talk.id, order="updated_at")
    return {verdict.need_id: verdict for verdict in found}


def _line_ids(judged: dict[Id, Verdict]) -> set[Id]:
    return {line_id(verdict.id) for verdict in judged.values()}


def _needs(notebook: Notebook, judged: Iterable[Id], people: set[Id]) -> list[Need]:
    ids = set(judged)
    found = notebook[Need].find(id=ids) if ids else []
    suspected = notebook[Need].find(counterpart_id=people, standing=Standing.HIDDEN)
    return [*found, *(need for need in suspected if need.id not in ids)]


def _marks(notebook: Notebook, ids: set[Id]) -> dict[Id, list[ConfidenceMark]]:
    marks: dict[Id, list[ConfidenceMark]] = {}
    for mark in notebook[ConfidenceMark].find(need_id=ids):
        marks.setdefault(mark.need_id, []).append(mark)
    return marks


def _alignment(notebook: Notebook, talk: Conversation, moment: Moment) -> AlignmentRating | None:
    found = notebook[AlignmentRating].find(
        conversation_id=talk.id, moment=moment, order="-updated_at", limit=1
    )
    return found[0] if found else None
