"""A notebook after many years: thousands of counterparts, notes in the proportions of real use."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart, Pressure, Relationship, SuccessMeasure
from beforehand.domain.needs import (
    ConfidenceMark,
    Evidence,
    Need,
    NeedLink,
    Ruling,
    Standing,
    Verdict,
)
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import (
    Commitment,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Owner,
    Position,
    Promise,
)
from beforehand.store.index import merge_when_idle
from beforehand.store.notebook import Notebook

COUNTERPARTS, NOTES = 5_000, 100_000
"""Of many years: what most is measured with."""

BATCH = 5_000
YEARS_BACK = 8
PLUMBING = (Counterpart, Participant, NeedLink, ConfidenceMark)
"""What is no note: a person, and records that only tie others together."""

_WORDS = """
the a team plan date budget quarter freeze migration review board we they need would ask
nobody noticed weekly slot engineer before after until risk customer release support trust
hours café decide decision late early both Łucja Müller’s scope quality speed handover
night shift training
""".split()  # noqa: SIM905  # a wall of quotes reads worse
_FIRST = """
Łucja Priya Tomás Ελένη Дмитро Şebnem Kwabena Inés Ana Björn Chloé Dan Ewa Femi
""".split()  # noqa: SIM905  # a wall of quotes reads worse
_LAST = """
Nowak Nair Aydın Osei Carrasco Vidal Ковальчук Μαρκάκη Weber Okafor Lindqvist
""".split()  # noqa: SIM905  # a wall of quotes reads worse
_DRIVERS = """
recognition standing clarity say belonging trust fairness load safety growth
""".split()  # noqa: SIM905  # a wall of quotes reads worse


class Years:
    """Makes the records of many years; the same seed makes the same words."""

    def __init__(self, counterparts: int, now: datetime, seed: int = 1) -> None:
        self._chance = Random(seed)
        self._now = now
        self._count = counterparts
        self.people = [Id(f"person-{place}") for place in range(counterparts)]
        self.hidden: dict[Id, list[Id]] = {}

    def records(self, notes: int) -> Iterator[Record]:
        """All counterparts, then what was noted on them until there are so many notes."""
        yield from (self._person(place) for place in range(self._count))
        left = notes
        for note in self._notes():
            yield note
            left -= not isinstance(note, PLUMBING)
            if left == 0:
                return

    def _notes(self) -> Iterator[Record]:
        for person in self.people:
            yield from self._around(person)
        while True:
            # A few people take part in most talks, as in real life.
            place = int(self._count * self._chance.random() ** 3)
            yield from self._talk(self.people[place])

    def _person(self, place: int) -> Counterpart:
        chance = self._chance
        return Counterpart(
            id=self.people[place],
            name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)} {place}",
            role=self._words(2),
            team=f"Team {place % 60}",
            relationship=chance.choice(list(Relationship)),
            notes=self._words(12),
            **self._times(),
        )

    def _around(self, person: Id) -> Iterator[Record]:
        theirs = {"counterpart_id": person}
        yield SuccessMeasure(**theirs, text=self._words(4), **self._times())
        if self._chance.random() < 0.5:
            due = self._now.date() + timedelta(days=self._chance.randrange(200))
            yield Pressure(**theirs, text=self._words(7), due=due, **self._times())
        yield from self._needs(person, None)

    def _needs(self, person: Id, talk: Id | None) -> Iterator[Record]:
        at = {"counterpart_id": person, "conversation_id": talk}
        stated = Need(**at, standing=Standing.STATED, text=self._words(5), **self._times())
        hidden = Need(
            **at,
            standing=Standing.HIDDEN,
            text=self._words(6),
            driver=self._chance.choice(_DRIVERS),
            confidence=5 * self._chance.randrange(1, 20),
            question=self._words(9) if self._chance.random() < 0.6 else "",
            **self._times(),
        )
        self.hidden.setdefault(person, []).append(hidden.id)
        yield from (stated, hidden)
        yield ConfidenceMark(need_id=hidden.id, confidence=hidden.confidence, **self._times())
        yield NeedLink(stated_id=stated.id, hidden_id=hidden.id, **self._times())
        for _ in range(self._chance.randrange(3)):
            yield Evidence(need_id=hidden.id, text=self._words(10), **self._times())

    def _talk(self, person: Id) -> Iterator[Record]:
        chance = self._chance
        ahead = chance.random() < 0.02
        days = chance.randrange(60) if ahead else -chance.randrange(1, 365 * YEARS_BACK)
        talk = Conversation(
            issue=self._words(8),
            title=self._words(2),
            starts_at=self._now + timedelta(days=days),
            stage=Stage.PREPARING if ahead else Stage.DEBRIEFED,
            shared_goal=self._words(10),
            **self._times(),
        )
        yield talk
        yield Participant(conversation_id=talk.id, counterpart_id=person, **self._times())
        yield from self._answers(talk.id)
        yield from self._stakes(talk.id, person)
        if chance.random() < 0.12:
            yield from self._needs(person, talk.id)
        if not ahead:
            yield from self._debrief(talk.id, person)

    def _answers(self, talk: Id) -> Iterator[Record]:
        for question in range(self._chance.randrange(4, 14)):
            yield Answer(
                conversation_id=talk,
                lens_id=Id("internal-alignment"),
                question_id=Id(f"question-{question}"),
                wording=self._words(9),
                text=self._words(self._chance.randrange(5, 60)),
                **self._times(),
            )

    def _stakes(self, talk: Id, person: Id) -> Iterator[Record]:
        at = {"conversation_id": talk}
        yield Position(**at, counterpart_id=person, text=self._words(8), **self._times())
        yield NonNegotiable(**at, counterpart_id=person, text=self._words(6), **self._times())
        for _ in range(2):
            yield Option(**at, text=self._words(9), **self._times())
        yield Opening(**at, text=self._words(12), avoid=self._words(6), **self._times())
        yield IfThen(**at, if_they=self._words(5), then_i=self._words(6), **self._times())
        yield AlignmentRating(
            **at, moment=Moment.BEFORE, score=self._chance.randrange(11), **self._times()
        )

    def _debrief(self, talk: Id, person: Id) -> Iterator[Record]:
        at = {"conversation_id": talk}
        yield Debrief(**at, happened=self._words(20), surprised=self._words(8), **self._times())
        yield AlignmentRating(
            **at, moment=Moment.AFTER, score=self._chance.randrange(11), **self._times()
        )
        yield Commitment(
            **at,
            owner=Owner.COUNTERPART,
            counterpart_id=person,
            text=self._words(7),
            promise=self._chance.choice(list(Promise)),
            **self._times(),
        )
        for need in self.hidden.get(person, [])[-1:]:
            ruling = self._chance.choice(list(Ruling))
            yield Verdict(**at, need_id=need, ruling=ruling, confidence_then=50, **self._times())

    def _words(self, count: int) -> str:
        return " ".join(self._chance.choices(_WORDS, k=count)).capitalize()

    def _times(self) -> dict[str, datetime]:
        made = self._now - timedelta(minutes=self._chance.randrange(1, 365 * 24 * 60 * YEARS_BACK))
        return {"created_at": made, "updated_at": made}


def fill(
    notebook: Notebook,
    counterparts: int,
    notes: int,
    now: datetime,
    *,
    progress: Callable[[int], object] = lambda _saved: None,
) -> None:
    """Fill a notebook with so many counterparts and so many notes on them."""
    saved = 0
    for batch in batches(Years(counterparts, now).records(notes)):
        notebook.save(*batch, now=now, keep_times=True)
        saved += len(batch)
        progress(saved)


def made(folder: Path, counterparts: int, notes: int, now: datetime) -> Notebook:
    """A new notebook filled so, after the window's housekeeping; it is open."""
    notebook = Notebook.open(folder, now, create=True)
    fill(notebook, counterparts, notes, now)
    tidied(notebook)
    return notebook


def tidied(notebook: Notebook) -> None:
    """Do the index's housekeeping, which the window does while nobody types."""
    while merge_when_idle(notebook):
        pass


def batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records as many at a time as are saved in one transaction."""
    ahead = iter(records)
    while batch := list(islice(ahead, BATCH)):
        yield batch
