"""Everything about one person: what is kept on them, and where else they are named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.filed import Named, PersonFile
from beforehand.domain.lenses import Lens
from beforehand.domain.mentions import Sought, as_read
from beforehand.domain.names import plain, words_of
from beforehand.domain.record import Id, Record
from beforehand.store.filed import file_of
from beforehand.store.mentions import fields_of, looking, mentions_in, placed
from beforehand.store.names import everyone
from beforehand.store.notebook import Notebook


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
    file = file_of(notebook, person, lenses, in_full=True)
    if not isinstance(file, PersonFile):
        raise BeforehandError("This is no counterpart.", "Choose one from the list.")
    elsewhere = list[Named]()
    for found in looking(notebook, file.counterpart, _kept(file)):
        elsewhere += (placed(notebook, each) for each in found)
        yield None
    others = tuple(sorted(_others(notebook, file), key=lambda each: each.words))
    yield replace(file, elsewhere=tuple(elsewhere), others=others)


def _kept(file: PersonFile) -> dict[type[Record], frozenset[Id]]:
    """What is told in the file; of other people only their names are."""
    people = {file.counterpart.id, *(each.id for each in file.merged)}
    kept: dict[type[Record], set[Id]] = {Counterpart: people}
    for each in file.records:
        if not isinstance(each, Counterpart):
            kept.setdefault(type(each), set()).add(each.id)
    return {kind: frozenset(ids) for kind, ids in kept.items()}


def _others(notebook: Notebook, file: PersonFile) -> Iterator[Named]:
    """Every place of the file where somebody else is named, to be looked at before it is shown."""
    own = [each for each in file.records if not isinstance(each, Counterpart)]
    own.append(file.counterpart)
    names = _occurring(notebook, file.counterpart, own)
    if not names:
        return
    sought = Sought(*names, others=[file.counterpart.name])
    for record in own:
        for found in mentions_in(record, sought.spots):
            for spot in found.spots:
                if spot.sure:
                    yield placed(notebook, replace(found, spots=(spot,)))


def _occurring(notebook: Notebook, person: Counterpart, own: list[Record]) -> list[str]:
    """Names of others of which a word stands in the file, or that are written without spaces."""
    said = {plain(word) for record in own for text in _texts(record) for word in words_of(text)}
    theirs = {plain(word) for word in words_of(person.name)}
    names = (name for name in everyone(notebook) if name != person.name)
    found = ((name, {plain(word) for word in words_of(name)} - theirs) for name in names)
    return [name for name, words in found if not words or not words.isdisjoint(said)]


def _texts(record: Record) -> Iterator[str]:
    return (as_read(getattr(record, name) or "") for name in fields_of(type(record)))
