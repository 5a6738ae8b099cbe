"""Everything kept on one conversation or one counterpart, as a value: what a record prints."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from beforehand.domain.brief import LastTime
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id, Record
from beforehand.domain.value import value

R = TypeVar("R", bound=Record)


@value
class TalkFile:
    """Everything kept on a conversation.

    `records` hold all that belongs to it, what was put away as well; `lenses` are those whose
    questions were answered, as far as they are still there. `lasts` are the conversations before
    it, each once.
    """

    conversation: Conversation
    people: tuple[Counterpart, ...] = ()
    records: tuple[Record, ...] = ()
    lenses: tuple[Lens, ...] = ()
    lasts: tuple[LastTime, ...] = ()


PERHAPS = (
    "These words begin with a capital and are nobody's entry, so they may be somebody's name. "
    "A name that is written small is not among them: read the rest as well."
)
"""How words are found that may be somebody's name, and how not."""


@value
class Named:
    """A place where somebody is named: the name as it stands there, and the words around it.

    `where` is the conversation or the counterpart that it stands with, `more` in how many other
    places the same words stand, if they are told once.
    """

    words: str
    around: str
    kind: Id
    field: Id
    where: str
    written: datetime
    more: int = 0


@value
class PersonFile:
    """Everything kept on a counterpart, and the conversations they took part in.

    What is kept on others who sat in the same conversations is not in it, but for their names.
    `merged` are other entries of the same person, which were merged into this one. `elsewhere` are
    places outside of it where the person is named, `others` those inside of it where somebody else
    is, `perhaps` words that may be the name of somebody without an entry, `to_read` how many texts
    are in a script in which that cannot be seen. They are there if everything about one person was
    asked for.
    """

    counterpart: Counterpart
    merged: tuple[Counterpart, ...] = ()
    records: tuple[Record, ...] = ()
    lenses: tuple[Lens, ...] = ()
    elsewhere: tuple[Named, ...] = ()
    others: tuple[Named, ...] = ()
    perhaps: tuple[Named, ...] = ()
    to_read: int = 0


class Kept:
    """Records by their kind and by the fields that name others: looked up, never searched."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._kinds: dict[type[Record], list[Any]] = {}
        self._by: dict[tuple[type[Record], str], dict[object, list[Any]]] = {}
        for record in records:
            self._kinds.setdefault(type(record), []).append(record)

    def of(self, kind: type[R], **equals: object) -> list[R]:
        """The records of a kind whose fields equal the values given, in their order."""
        found: list[R] = self._kinds.get(kind, [])
        for place, (name, wanted) in enumerate(equals.items()):
            if place == 0:
                found = self._index(kind, name).get(wanted, [])
            else:
                found = [each for each in found if getattr(each, name) == wanted]
        return found

    def get(self, kind: type[R], wanted: Id | None) -> R | None:
        """The record of a kind with that id, or None."""
        found = self.of(kind, id=wanted)
        return found[0] if found else None

    def but(self, kinds: Iterable[type[Record]]) -> list[Record]:
        """The records of all other kinds."""
        return [each for kind in self._kinds.keys() - set(kinds) for each in self._kinds[kind]]

    def _index(self, kind: type[Record], name: str) -> dict[object, list[Any]]:
        index = self._by.get((kind, name))
        if index is None:
            index = self._by[kind, name] = {}
            for record in self._kinds.get(kind, ()):
                index.setdefault(getattr(record, name), []).append(record)
        return index
