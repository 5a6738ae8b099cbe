"""Orders for every kind of sheet that the sample notebook gives something for."""

from collections.abc import Iterator
from datetime import datetime

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.orders import KINDS, MAP, RECORD, WORKSHEET, Order, Wish, read
from beforehand.sheets import Options
from beforehand.store.notebook import Notebook


def orders(notebook: Notebook, library: Library, now: datetime) -> dict[str, list[Order]]:
    """By the name of the kind; the private brief in large print as well."""
    found = {
        kind: [read(wish, notebook, library, now) for wish in _wishes(kind, notebook, library)]
        for kind in KINDS
    }
    large = Options(large=True)
    talks = _ids(notebook, Conversation)
    found["private, large print"] = [
        read(Wish(kind="private", subject=each, options=large), notebook, library, now)
        for each in talks
    ]
    return found


def _wishes(kind: str, notebook: Notebook, library: Library) -> Iterator[Wish]:
    subjects = {
        WORKSHEET: list(library.lenses),
        MAP: _ids(notebook, Counterpart),
        RECORD: [*_ids(notebook, Conversation), *_ids(notebook, Counterpart)],
    }
    for subject in subjects.get(kind) or _ids(notebook, Conversation):
        yield Wish(kind=kind, subject=subject)


def _ids(notebook: Notebook, kind: type[Conversation] | type[Counterpart]) -> list[Id]:
    return [each.id for each in notebook[kind].find()]
