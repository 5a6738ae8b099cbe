"""Whom else a file about one person names: those who have an entry, and perhaps some who have none.

Both are to be looked at before the file is handed on; nobody decides it but the person who does.
"""

from collections.abc import Iterator
from dataclasses import replace

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.filed import Named, PersonFile
from beforehand.domain.mentions import Sought, Spot, as_read
from beforehand.domain.mentions_perhaps import Perhaps, must_be_read, perhaps_names
from beforehand.domain.names import plain, words_of
from beforehand.domain.record import Id, Record
from beforehand.store.mentions import Mention, around, fields_of, placed
from beforehand.store.names import names_of, others_than
from beforehand.store.notebook import Notebook

_AT_ONCE = 40
"""Records that are looked through in one slice."""


class OthersNamed:
    """Looks through a file in slices; afterwards `named`, `perhaps` and `to_read` are whole."""

    def __init__(self, notebook: Notebook, file: PersonFile) -> None:
        self._notebook, self._file = notebook, file
        self._own = {file.counterpart.id, *(each.id for each in file.merged)}
        self._named, self.to_read = list[Named](), 0
        self._groups: dict[str, list[Named]] = {}
        self._firsts: dict[str, list[Named]] = {}

    def looking(self) -> Iterator[None]:
        """Look through all of it."""
        records = [each for each in self._file.records if not isinstance(each, Counterpart)]
        records += [self._file.counterpart, *self._file.merged]
        names = names_of(self._notebook, self._file.counterpart)
        others = list[str]()
        said = [each.around for each in self._file.elsewhere]
        for found in _occurring(others_than(self._notebook, names), names, records, said):
            others += found
            yield
        self._theirs = Sought(*names, others=others)
        self._others = Sought(*others, others=names) if others else None
        for start in range(0, len(records), _AT_ONCE):
            for record in records[start : start + _AT_ONCE]:
                self._look_at(record)
            yield
        for start in range(0, len(self._file.elsewhere), _AT_ONCE):
            for told in self._file.elsewhere[start : start + _AT_ONCE]:
                self._look_through(told.around, told)
            yield

    @property
    def named(self) -> tuple[Named, ...]:
        """Where somebody else who has an entry is named, by the name."""
        return tuple(sorted(self._named, key=lambda each: each.words))

    @property
    def perhaps(self) -> tuple[Named, ...]:
        """What may be somebody's name, each once.

        A word that only ever begins sentences has its capital from there.
        """
        found = {
            words: [*each, *self._firsts.get(words, ())] for words, each in self._groups.items()
        }
        groups = sorted(found.items(), key=lambda each: plain(each[0]))
        return tuple(replace(each[0], more=len(each) - 1) for _, each in groups)

    def _look_at(self, record: Record) -> None:
        whose = getattr(record, "counterpart_id", None)
        if whose is not None and whose not in self._own:
            self._note_whose(record, whose)
        for field in fields_of(type(record)):
            text = as_read(getattr(record, field) or "")
            if text:
                self._look_through(text, record, field)

    def _note_whose(self, record: Record, whose: Id) -> None:
        """A place at a table or a promise is told with a name that stands in no text."""
        person = self._notebook[Counterpart].get(whose)
        if person is not None and person.name.strip():
            spot = Spot(start=0, end=len(person.name), initials="")
            mention = Mention(
                record=record, field="counterpart_id", text=person.name, spots=(spot,)
            )
            self._named.append(placed(self._notebook, mention))

    def _look_through(self, text: str, stands: Record | Named, field: str = "") -> None:
        self.to_read += must_be_read(text)
        known = self._others.spots(text) if self._others else ()
        for spot in known:
            if spot.sure:
                self._named.append(self._told(text, spot.start, spot.end, stands, field))
        sure = [spot for spot in known if spot.sure]
        taken = [(spot.start, spot.end) for spot in (*sure, *self._theirs.spots(text))]
        for found in perhaps_names(text, taken):
            self._note_perhaps(text, found, stands, field)

    def _note_perhaps(self, text: str, found: Perhaps, stands: Record | Named, field: str) -> None:
        words = " ".join(text[found.start : found.end].split())
        into = self._firsts if found.first else self._groups
        known = into.setdefault(words, [])
        # Of the first place all is told, of the others only how many there are.
        known.append(known[0] if known else self._told(text, found.start, found.end, stands, field))

    def _told(self, text: str, start: int, end: int, stands: Record | Named, field: str) -> Named:
        if isinstance(stands, Named):
            return replace(stands, words=text[start:end], around=around(text, start, end))
        spot = Spot(start=start, end=end, initials="")
        mention = Mention(record=stands, field=field, text=text, spots=(spot,))
        return placed(self._notebook, mention)


def _occurring(
    others: tuple[str, ...], names: tuple[str, ...], records: list[Record], told: list[str]
) -> Iterator[list[str]]:
    """Names of others of which a word stands in the file, or that are written without spaces."""
    said = {plain(word) for text in told for word in words_of(text)}
    for start in range(0, len(records), _AT_ONCE):
        for record in records[start : start + _AT_ONCE]:
            said |= {plain(word) for text in _texts(record) for word in words_of(text)}
        yield []
    theirs = {plain(word) for name in names for word in words_of(name)}
    for start in range(0, len(others), _AT_ONCE * 10):
        part = others[start : start + _AT_ONCE * 10]
        found = ((name, {plain(word) for word in words_of(name)} - theirs) for name in part)
        yield [name for name, words in found if not words or not words.isdisjoint(said)]


def _texts(record: Record) -> Iterator[str]:
    return (as_read(getattr(record, name) or "") for name in fields_of(type(record)))
