"""Everything known of one conversation, gathered into a `Brief`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from beforehand.domain.brief import (
    AnswerLine,
    Brief,
    Hypothesis,
    LastTime,
    OptionLine,
    PersonBrief,
    what_is_left,
)
from beforehand.domain.commitments import still_open
from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    Moment,
    Participant,
)
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import Lens, Section
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import (
    AskingPoint,
    Commitment,
    Excerpt,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Position,
    Promise,
    RoomChoice,
    Serving,
)
from beforehand.store.notebook import Notebook

R = TypeVar("R", bound=Record)

# What words of an answer may have become; a shared goal is a field of its conversation.
_MADE = (
    Need,
    NonNegotiable,
    Option,
    Opening,
    IfThen,
    AskingPoint,
    SuccessMeasure,
    Pressure,
    Conversation,
)


def gather(notebook: Notebook, conversation_id: Id, lenses: Mapping[Id, Lens]) -> Brief:
    """Gather what is known of a conversation; BeforehandError if there is none with that id."""
    talk = notebook[Conversation].get(conversation_id)
    if talk is None:
        raise BeforehandError(
            "This conversation is not in the notebook.", "Choose another one from the list."
        )
    return _Gathering(notebook, talk, lenses).brief()


@dataclass(frozen=True, slots=True)
class _Gathering:
    notebook: Notebook
    talk: Conversation
    lenses: Mapping[Id, Lens]

    def brief(self) -> Brief:
        fixed, positions = self.mine_of(NonNegotiable), self.mine_of(Position)
        return Brief(
            conversation=self.talk,
            people=tuple(self.person(each) for each in self.counterparts()),
            answers=self.answers(),
            my_needs=self.of_talk(Need, standing=Standing.MINE),
            my_fixed=fixed,
            my_positions=positions,
            options=self.options(),
            openings=self.of_talk(Opening),
            if_thens=self.of_talk(IfThen),
            asking=self.of_talk(AskingPoint),
            commitments=self.of_talk(Commitment),
            alignment_before=self.alignment_before(),
            choices=self.of_talk(RoomChoice, order="updated_at"),
        )

    def of_talk(self, kind: type[R], order: str = "created_at", **equals: Any) -> tuple[R, ...]:
        found = self.notebook[kind].find(order=order, conversation_id=self.talk.id, **equals)
        return tuple(found)

    def mine_of(self, kind: type[R]) -> tuple[R, ...]:
        return self.of_talk(kind, counterpart_id=None)

    def counterparts(self) -> Iterable[Counterpart]:
        """The counterparts in their places, each once."""
        places = self.of_talk(Participant, order="place")
        ids = dict.fromkeys(place.counterpart_id for place in places)
        there = _by_id(self.notebook[Counterpart].find(id=set(ids)))
        return (there[each] for each in ids if each in there)

    def person(self, counterpart: Counterpart) -> PersonBrief:
        theirs: dict[str, Any] = {"counterpart_id": counterpart.id}
        needs = self.notebook[Need].find(**theirs)
        said = tuple(n for n in needs if n.standing in {Standing.STATED, Standing.KNOWN})
        return PersonBrief(
            counterpart=counterpart,
            said=said,
            hidden=self.hypotheses(said, [n for n in needs if n.standing is Standing.HIDDEN]),
            fixed=self.of_talk(NonNegotiable, **theirs),
            positions=self.of_talk(Position, **theirs),
            measures=tuple(self.notebook[SuccessMeasure].find(**theirs)),
            pressures=tuple(self.notebook[Pressure].find(**theirs)),
            last=self.last_time(counterpart),
        )

    def hypotheses(self, said: Iterable[Need], hidden: list[Need]) -> tuple[Hypothesis, ...]:
        """The hidden needs, surest first."""
        ids = {need.id for need in hidden}
        signs = self.notebook[Evidence].find(need_id=ids)
        links = self.notebook[NeedLink].find(hidden_id=ids)
        above = {need.id: need for need in said}
        return tuple(
            Hypothesis(
                need=need,
                evidence=tuple(sign for sign in signs if sign.need_id == need.id),
                beneath=tuple(
                    above[link.stated_id]
                    for link in links
                    if link.hidden_id == need.id and link.stated_id in above
                ),
            )
            for need in sorted(hidden, key=lambda need: -need.confidence)
        )

    def last_time(self, counterpart: Counterpart) -> LastTime | None:
        """The latest conversation held with them before this one, and what is still open."""
        talk = self.previous(counterpart)
        if talk is None:
            return None
        debriefs = self.notebook[Debrief].find(conversation_id=talk.id, order="-updated_at")
        return LastTime(
            conversation=talk,
            debrief=debriefs[0] if debriefs else None,
            commitments=self.still_open(counterpart),
        )

    def still_open(self, counterpart: Counterpart) -> tuple[Commitment, ...]:
        """What they or I promised in any other conversation with them and is still open."""
        seats = self.notebook[Participant].find(counterpart_id=counterpart.id)
        ids = {seat.conversation_id for seat in seats} - {self.talk.id}
        promised = self.notebook[Commitment].find(conversation_id=ids, promise=Promise.OPEN)
        there = {talk.id for talk in self.notebook[Conversation].find(id=ids)} if promised else ()
        return still_open(
            each
            for each in promised
            if each.conversation_id in there and each.counterpart_id in {None, counterpart.id}
        )

    def previous(self, counterpart: Counterpart) -> Conversation | None:
        layout = self.notebook[Conversation].layout
        until = "SELECT coalesce(starts_at, '9999') FROM conversations WHERE id = ?"
        rows = self.notebook.vault.read(
            f"SELECT {layout.columns('c.')} FROM participants AS p"
            " JOIN conversations AS c ON c.id = p.conversation_id"
            " WHERE p.counterpart_id = ? AND p.trashed_at IS NULL AND c.trashed_at IS NULL"
            " AND c.id <> ? AND c.stage IN ('held', 'debriefed')"
            f" AND coalesce(c.starts_at, c.created_at) < ({until})"
            " ORDER BY coalesce(c.starts_at, c.created_at) DESC LIMIT 1",
            [counterpart.id, self.talk.id, self.talk.id],
        )
        return layout.record(rows[0]) if rows else None

    def answers(self) -> tuple[AnswerLine, ...]:
        """The answers that hold words, in the order of their lenses and questions."""
        written = [answer for answer in self.of_talk(Answer) if answer.text.strip()]
        places = self.places()
        last = (len(places), Section.HAPPENED)
        taken = self.taken({answer.id for answer in written})
        asked = {a.id: places.get((a.lens_id, a.question_id), last) for a in written}
        return tuple(
            AnswerLine(
                answer=answer,
                section=asked[answer.id][1],
                left=what_is_left(answer.text, taken.get(answer.id, ())),
            )
            for answer in sorted(written, key=lambda answer: asked[answer.id][0])
        )

    def places(self) -> dict[tuple[Id, Id], tuple[int, Section]]:
        """Where each question known stands in the order of asking, and where it prints."""
        chosen = dict.fromkeys((*self.talk.lens_ids, *self.lenses))
        asked = (
            (lens_id, question)
            for lens_id in chosen
            if lens_id in self.lenses
            for part in self.lenses[lens_id].parts
            for question in part.questions
        )
        return {
            (lens_id, question.id): (place, question.section)
            for place, (lens_id, question) in enumerate(asked)
        }

    def taken(self, answer_ids: set[Id]) -> dict[Id, list[str]]:
        """The words of each answer that live on as something that was not put away."""
        excerpts = self.notebook[Excerpt].find(answer_id=answer_ids)
        ids = {excerpt.item_id for excerpt in excerpts}
        alive = {item.id for kind in _MADE if ids for item in self.notebook[kind].find(id=ids)}
        taken: dict[Id, list[str]] = {}
        for excerpt in excerpts:
            if excerpt.item_id in alive:
                taken.setdefault(excerpt.answer_id, []).append(excerpt.words)
        return taken

    def options(self) -> tuple[OptionLine, ...]:
        options = self.of_talk(Option)
        servings = self.notebook[Serving].find(option_id={option.id for option in options})
        needs = _by_id(self.notebook[Need].find(id={each.need_id for each in servings}))
        return tuple(
            OptionLine(
                option=option,
                serves=tuple(
                    needs[each.need_id]
                    for each in servings
                    if each.option_id == option.id and each.need_id in needs
                ),
            )
            for option in options
        )

    def alignment_before(self) -> int | None:
        ratings = self.of_talk(AlignmentRating, order="-updated_at", moment=Moment.BEFORE)
        return ratings[0].score if ratings else None


def _by_id(records: Iterable[R]) -> dict[Id, R]:
    return {record.id: record for record in records}
