"""What a sheet can be about, and which sheets can be had of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id
from beforehand.library import DEFAULT_LENS
from beforehand.orders import KINDS, MAP, PRIVATE, RECORD, ROOM, WORKSHEET
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place


class About(NamedTuple):
    """One thing that a kind of sheet can be about, and how the person calls it."""

    id: Id
    name: str


Choices = tuple[About, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Where the sheet was asked for: a conversation, a counterpart or a lens."""

    id: Id
    title: str
    above: str
    above_place: Place
    offers: Mapping[str, Choices]
    """By kind, what it can be about, the likeliest first; a kind that is not there has no sheet."""
    talk: Conversation | None = None

    def kind_or_first(self, wanted: str) -> str:
        """The kind that is wanted, or the first there is."""
        return wanted if wanted in self.offers else next(iter(self.offers))


def subject_of(desk: Desk, id_: Id) -> Subject:
    """What the id stands for; raises `BeforehandError` if it is no longer there."""
    talk = desk.notebook[Conversation].get(id_)
    if talk is not None:
        return _talk(desk, talk)
    person = desk.notebook[Counterpart].get(id_)
    if person is not None:
        return _person(person)
    lens = desk.library.lenses.get(id_)
    if lens is None:
        raise BeforehandError(
            "What this sheet is about is no longer in the notebook.", "Choose something else."
        )
    return _lens(desk, lens)


def _talk(desk: Desk, talk: Conversation) -> Subject:
    people = _people(desk, talk)
    alone = (About(talk.id, "This conversation"),)
    offers = {
        PRIVATE: alone,
        ROOM: alone,
        WORKSHEET: _lenses(desk, talk.lens_ids),
        MAP: people,
        RECORD: (*alone, *(About(each.id, f"All on {each.name}") for each in people)),
    }
    above = Place("prepare", talk.id)
    title = talk.issue or talk.title or "Conversation"
    return Subject(talk.id, title, "Preparation", above, _there(offers), talk)


def _person(person: Counterpart) -> Subject:
    alone = (About(person.id, person.name),)
    above = Place("counterpart", person.id)
    return Subject(
        person.id, person.name, "Counterpart", above, _there({MAP: alone, RECORD: alone})
    )


def _lens(desk: Desk, lens: Lens) -> Subject:
    offers = {WORKSHEET: _lenses(desk, (lens.id,))}
    return Subject(
        lens.id, "Blank worksheet", "Preparations", Place("preparations"), _there(offers)
    )


def _there(offers: Mapping[str, Choices]) -> Mapping[str, Choices]:
    return {kind: about for kind, about in offers.items() if kind in KINDS and about}


def _lenses(desk: Desk, first: tuple[Id, ...]) -> Choices:
    """Every lens, those of the conversation first."""
    lenses = desk.library.lenses
    order = dict.fromkeys([*first, DEFAULT_LENS, *lenses])
    return tuple(About(id_, lenses[id_].title) for id_ in order if id_ in lenses)


def _people(desk: Desk, talk: Conversation) -> Choices:
    shelf = desk.notebook[Participant]
    places = shelf.find(conversation_id=talk.id, order="place")
    found = (desk.notebook[Counterpart].get(each.counterpart_id) for each in places)
    return tuple(About(each.id, each.name or "Without a name") for each in found if each)
