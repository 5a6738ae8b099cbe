"""What one line of the results says: the words found, and where and when they were written."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from beforehand import wording
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.hits import Hit
from beforehand.domain.lenses import spoken
from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook

KINDS: dict[str, str] = {
    "counterparts": "Counterpart",
    "success_measures": "Measured on",
    "pressures": "Pressure",
    "conversations": "Conversation",
    "answers": "Answer",
    "earlier_wordings": "Answer",
    "debriefs": "Debrief",
    "addenda": "Added later",
    "needs": "Need",
    "evidence": "Sign",
    "verdicts": "Verdict",
    "positions": "Position",
    "non_negotiables": "Not for trade",
    "options": "Option",
    "openings": "Opening",
    "if_then_plans": "If-then plan",
    "asking_points": "Question to ask",
    "commitments": "Commitment",
    "excerpts": "Words of an answer",
    "earlier_versions": "Another copy’s wording",
}
"""What a place is called, by the kind of its record."""

FIELDS: dict[tuple[str, str], str] = {
    ("counterparts", "notes"): "Notes",
    ("conversations", "shared_goal"): "Shared goal",
    ("conversations", "if_no_agreement"): "If no agreement",
    ("conversations", "if_no_agreement_theirs"): "If no agreement",
    ("conversations", "title"): "Title for the room",
    ("debriefs", "surprised"): "Debrief, what surprised me",
    ("debriefs", "carry"): "Debrief, to carry along",
    ("needs", "words"): "Need, in their words",
    ("needs", "driver"): "Driver of a need",
    ("needs", "question"): "Question to test a need",
    ("positions", "interest"): "Interest",
    ("openings", "avoid"): "Line to avoid",
    ("pressures", "source"): "Source of a pressure",
    ("commitments", "owner_name"): "Owner of a commitment",
}
"""What a place is called where its field has a name of its own."""

EARLIER, PUT_AWAY = "earlier wording", "put away"


class Passage(NamedTuple):
    """Words on one line of a list and where they stand; the marks count in UTF-16, as Qt does."""

    text: str
    marks: tuple[tuple[int, int], ...]
    where: str
    chips: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join([self.text, self.where, *self.chips])


class Found(NamedTuple):
    """A hit and its line."""

    hit: Hit
    passage: Passage


def described(notebook: Notebook, hits: Sequence[Hit]) -> list[Found]:
    """The lines of these hits; the names are read once for all of them."""
    talks = {hit.conversation_id for hit in hits if hit.conversation_id}
    people = {hit.counterpart_id for hit in hits if hit.counterpart_id}
    names, about = Names(notebook, talks, people), _about(notebook, hits)
    return [Found(hit, _passage(hit, names, about.get(hit.id, ""))) for hit in hits]


def _passage(hit: Hit, names: "Names", about: str) -> Passage:
    """Kind of place, the day, and as far as there is room person, conversation, question."""
    kind = FIELDS.get((hit.kind, hit.field)) or KINDS.get(hit.kind, "Note")
    own = (hit.kind, hit.field)
    parts = (
        kind,
        wording.day(hit.when.astimezone().date()),
        "" if own == ("counterparts", "name") else names.people(hit),
        "" if own == ("conversations", "issue") else names.issue(hit.conversation_id),
        shortened(about),
    )
    where = " · ".join(part for part in parts if part)
    chips = ((EARLIER,) if hit.earlier else ()) + ((PUT_AWAY,) if hit.trashed else ())
    return Passage(hit.excerpt, in_utf16(hit.excerpt, hit.marks), where, chips)


def _about(notebook: Notebook, hits: Sequence[Hit]) -> dict[Id, str]:
    """The questions that were answered, and the needs under which a driver was named."""
    answers = {hit.id for hit in hits if hit.kind == Answer.kind}
    drivers = {hit.id for hit in hits if hit.field == "driver"}
    questions = {each.id: each.wording for each in notebook[Answer].find(id=answers, trashed=None)}
    return questions | {
        each.id: each.text for each in notebook[Need].find(id=drivers, trashed=None)
    }


def in_utf16(text: str, marks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in characters, in order, as marks in the units in which Qt counts a text."""
    if text.isascii():
        return tuple(marks)
    made, done, units = [], 0, 0
    for at, length in marks:
        # Each part is counted once, however many marks a long text has.
        start = units + _units(text[done:at])
        done, units = at + length, start + _units(text[at : at + length])
        made.append((start, units - start))
    return tuple(made)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class OfSomebody(Protocol):
    """What belongs to a conversation, a person, or both."""

    @property
    def conversation_id(self) -> Id | None:
        """Its conversation."""

    @property
    def counterpart_id(self) -> Id | None:
        """Its person."""


class Names:
    """The issues of some conversations, and the people in them."""

    def __init__(self, notebook: Notebook, talks: set[Id], people: set[Id]) -> None:
        places = notebook[Participant].find(conversation_id=talks, order="place")
        everyone = people | {each.counterpart_id for each in places}
        self._issues = {
            talk.id: talk.issue or talk.title
            for talk in notebook[Conversation].find(id=talks, trashed=None)
        }
        self._people = {
            each.id: each.name for each in notebook[Counterpart].find(id=everyone, trashed=None)
        }
        self._with: dict[Id, list[str]] = {}
        for each in places:
            if name := self._people.get(each.counterpart_id):
                self._with.setdefault(each.conversation_id, []).append(name)

    def people(self, what: OfSomebody) -> str:
        """The person something belongs to, or everyone in its conversation."""
        one = self._people.get(what.counterpart_id) if what.counterpart_id else None
        if one or not what.conversation_id:
            return one or ""
        several = self._with.get(what.conversation_id, [])
        return spoken(several) if several else ""

    def issue(self, conversation_id: Id | None) -> str:
        """What a conversation is about, shortened."""
        return shortened(self._issues.get(conversation_id, "") if conversation_id else "")


def shortened(text: str, most: int = 60) -> str:
    """A text on one line of so many characters."""
    line = " ".join(text[:200].split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
