"""Everything about one person: what is kept on them, and where else they are named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.filed import Named, PersonFile
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id, Record
from beforehand.store.filed import reading_person
from beforehand.store.mentions import looking, placed
from beforehand.store.notebook import Notebook
from beforehand.store.others_named import OthersNamed


def about_person(notebook: Notebook, person: Id, lenses: Mapping[Id, Lens]) -> PersonFile:
    """Their file in full, with every mention outside of it, and whom else it names.

    BeforehandError if there is nobody of that id.
    """
    *_, whole = reading(notebook, person, lenses)
    assert whole is not None
    return whole


def reading(
    notebook: Notebook, person: Id, lenses: Mapping[Id, Lens]
) -> Iterator[PersonFile | None]:
    """The same in slices; the last one is it."""
    there = notebook[Counterpart].get(person)
    if there is None:
        raise BeforehandError("This is no counterpart.", "Choose one from the list.")
    file = PersonFile(counterpart=there)
    for read in reading_person(notebook, there, lenses):
        file = read or file
        yield None
    elsewhere = list[Named]()
    for found in looking(notebook, file.counterpart, _kept(file)):
        elsewhere += (placed(notebook, each) for each in found)
        yield None
    file = replace(file, elsewhere=tuple(elsewhere))
    others = OthersNamed(notebook, file)
    for _ in others.looking():
        yield None
    yield replace(file, others=others.named, perhaps=others.perhaps, to_read=others.to_read)


def _kept(file: PersonFile) -> dict[type[Record], frozenset[Id]]:
    """What is told in the file; of other people only their names are."""
    people = {file.counterpart.id, *(each.id for each in file.merged)}
    kept: dict[type[Record], set[Id]] = {Counterpart: people}
    for each in file.records:
        if not isinstance(each, Counterpart):
            kept.setdefault(type(each), set()).add(each.id)
    return {kind: frozenset(ids) for kind, ids in kept.items()}
