"""Everything kept on one conversation or one counterpart, read for the file."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from beforehand.domain.brief import Brief, LastTime
from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.filed import PersonFile, TalkFile
from beforehand.domain.kinds import KINDS
from beforehand.domain.lenses import Lens
from beforehand.domain.needs import Need, Verdict
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment, Option, Serving
from beforehand.store.gather import gather
from beforehand.store.merged_people import merged_away
from beforehand.store.notebook import Notebook

Kinds = Iterable[type[Record]]

_ABOVE: Mapping[str, type[Record]] = {
    "conversation_id": Conversation,
    "counterpart_id": Counterpart,
    "need_id": Need,
    "stated_id": Need,
    "hidden_id": Need,
    "answer_id": Answer,
    "option_id": Option,
}
"""The fields that say what a record belongs to."""

_CAME_OF_IT = (Participant, AlignmentRating, Debrief, Addendum, Verdict, Commitment)
"""What a counterpart's file tells of each conversation if it does not tell it in full."""

_TOLD_OF_OTHERS = (Participant, Commitment)
"""What is part of a conversation whoever of its people it names."""

_OF_NO_TALK = tuple(kind for kind in KINDS if "conversation_id" not in kind.__dataclass_fields__)


def file_of(
    notebook: Notebook, subject: Id, lenses: Mapping[Id, Lens], *, in_full: bool = True
) -> TalkFile | PersonFile:
    """The file of the conversation or the counterpart with that id, put away or not.

    BeforehandError if it is neither. `in_full` reads everything written for a counterpart's
    conversations, too, and not only what came of them.
    """
    talk = notebook[Conversation].get(subject)
    if talk:
        return _talk_file(notebook, talk, lenses)
    person = notebook[Counterpart].get(subject)
    if person:
        *_, file = reading_person(notebook, person, lenses, in_full=in_full)
        assert file is not None
        return file
    raise BeforehandError(
        "This is not in the notebook.", "Choose a conversation or a counterpart from a list."
    )


def _talk_file(notebook: Notebook, talk: Conversation, lenses: Mapping[Id, Lens]) -> TalkFile:
    reading = _Reading(notebook)
    reading.beneath(Conversation, {talk.id}, KINDS)
    people = _people(notebook, reading.of(Participant))
    for parent in (Answer, Option):
        reading.beneath(parent, reading.ids(parent), _OF_NO_TALK)
    named = (*reading.of(Verdict), *reading.of(Serving))
    reading.take(Need, id={each.need_id for each in named})
    needs = notebook[Need].find(trashed=None, counterpart_id={person.id for person in people})
    reading.keep(need for need in needs if _was_there(need, talk))
    reading.beneath(Need, reading.ids(Need), _OF_NO_TALK)
    return TalkFile(
        conversation=talk,
        people=people,
        records=reading.records(),
        lenses=reading.lenses(lenses, talk.lens_ids),
        lasts=_lasts(gather(notebook, talk.id, lenses)),
    )


def reading_person(
    notebook: Notebook, person: Counterpart, lenses: Mapping[Id, Lens], *, in_full: bool = True
) -> Iterator[PersonFile | None]:
    """The file of a counterpart, read in slices; the last one is it."""
    reading, of_talks = _Reading(notebook), _Reading(notebook)
    merged = tuple(merged_away(notebook, [person.id]))
    away = {each.id for each in merged}
    own = {person.id, *away}
    yield from reading.slices(Counterpart, own, KINDS)
    needs = reading.ids(Need)
    yield from reading.slices(Need, needs, KINDS)
    talks = reading.talks()
    reading.take(Conversation, id=talks)
    yield from of_talks.slices(Conversation, talks, KINDS if in_full else _CAME_OF_IT)
    reading.keep(each for each in of_talks.records() if _is_told(each, own, needs))
    for parent in (Answer, Option):
        yield from reading.slices(parent, reading.ids(parent), _OF_NO_TALK)
    reading.take(Counterpart, id={seat.counterpart_id for seat in reading.of(Participant)} - away)
    asked = [lens for talk in reading.of(Conversation) for lens in talk.lens_ids]
    yield PersonFile(
        counterpart=person,
        merged=merged,
        records=tuple(_theirs(each, away, person) for each in reading.records()),
        lenses=reading.lenses(lenses, asked),
    )


class _Reading:
    """What was found so far, each record once."""

    def __init__(self, notebook: Notebook) -> None:
        self._notebook = notebook
        self._found: dict[tuple[str, Id], Any] = {}

    def take(self, kind: type[Record], **equals: Any) -> None:
        """Read records of a kind, what was put away as well."""
        self.keep(self._notebook[kind].find(trashed=None, **equals))

    def keep(self, records: Iterable[Record]) -> None:
        """Add records that are not there yet."""
        for record in records:
            self._found.setdefault((record.kind, record.id), record)

    def beneath(self, parent: type[Record], ids: set[Id], kinds: Kinds) -> None:
        """Read what belongs to these records of one kind."""
        for kind in kinds if ids else ():
            for name in kind.__dataclass_fields__.keys() & _ABOVE.keys():
                if _ABOVE[name] is parent:
                    self.take(kind, **{name: ids})

    def slices(self, parent: type[Record], ids: set[Id], kinds: Kinds) -> Iterator[None]:
        """The same, a kind after the other."""
        for kind in kinds:
            self.beneath(parent, ids, [kind])
            yield

    def of(self, kind: type[Record]) -> list[Any]:
        return [each for each in self._found.values() if type(each) is kind]

    def ids(self, kind: type[Record]) -> set[Id]:
        return {each.id for each in self.of(kind)}

    def talks(self) -> set[Id]:
        """The conversations that what was found belongs to; a place taken away is none."""
        found = (
            getattr(each, "conversation_id", None)
            for each in self._found.values()
            if not (isinstance(each, Participant) and each.trashed_at)
        )
        return {id_ for id_ in found if id_}

    def records(self) -> tuple[Record, ...]:
        return tuple(self._found.values())

    def lenses(self, lenses: Mapping[Id, Lens], chosen: Collection[Id]) -> tuple[Lens, ...]:
        """The lenses that were chosen or answered, as far as they are there."""
        answered = (answer.lens_id for answer in self.of(Answer))
        asked = dict.fromkeys((*chosen, *answered))
        return tuple(lenses[each] for each in asked if each in lenses)


def _people(notebook: Notebook, seats: Iterable[Participant]) -> tuple[Counterpart, ...]:
    """Who took part, in their places; somebody put away since took part, too."""
    placed = sorted((seat for seat in seats if not seat.trashed_at), key=lambda seat: seat.place)
    ids = dict.fromkeys(seat.counterpart_id for seat in placed)
    there = {each.id: each for each in notebook[Counterpart].find(trashed=None, id=set(ids))}
    return tuple(there[each] for each in ids if each in there)


def _was_there(need: Need, talk: Conversation) -> bool:
    """Whether a need was on the map for the conversation: what came later is not of its file."""
    if talk.stage not in {Stage.HELD, Stage.DEBRIEFED} or talk.starts_at is None:
        return True
    return need.created_at <= talk.starts_at + timedelta(minutes=talk.minutes)


def _theirs(record: Record, away: set[Id], person: Counterpart) -> Record:
    """What another machine still noted on an entry that was merged into this one is of this one."""
    if getattr(record, "counterpart_id", None) in away:
        to_person: dict[str, Any] = {"counterpart_id": person.id}
        return replace(record, **to_person)
    return record


def _is_told(record: Any, own: set[Id], needs: set[Id]) -> bool:
    """Whether a record of a conversation belongs to this person's file, or to somebody else's."""
    if isinstance(record, Verdict):
        return record.need_id in needs
    whose = getattr(record, "counterpart_id", None)
    return whose is None or whose in own or isinstance(record, _TOLD_OF_OTHERS)


def _lasts(brief: Brief) -> tuple[LastTime, ...]:
    return tuple(dict.fromkeys(person.last for person in brief.people if person.last))
