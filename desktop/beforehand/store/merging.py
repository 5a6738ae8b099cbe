"""Merging another copy of the notebook into the open one: all in one transaction, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from beforehand.domain.kinds import KINDS
from beforehand.domain.merged import Merged, told
from beforehand.domain.merging import Records, Union, flat, key_of, united
from beforehand.domain.record import Id, Record
from beforehand.store import gone, index
from beforehand.store.gone import OTHER, Graves
from beforehand.store.names_away import without_names
from beforehand.store.notebook import Notebook
from beforehand.store.other import Other

_SLICE = 500
_DECIDED = 0.35
"""The share of the time after which all is decided."""


class Merge:
    """One merge: looked at first, then done, in steps that tell the share that is done.

    Left at any point, the notebook is as it was. `merged` is what happened, or would happen.
    """

    def __init__(self, notebook: Notebook, other: Other) -> None:
        self._notebook, self._other = notebook, other
        self.merged = Merged()
        self._learned = False

    def look(self) -> Iterator[float]:
        """Find out what would happen; nothing is written."""
        with self._attached():
            yield from self._decided()

    def steps(self) -> Iterator[float]:
        """Do it."""
        with self._attached(), self._notebook.transaction():
            for share in self._decided():
                yield share * _DECIDED
            for share in self._written():
                yield _DECIDED + share * (1 - _DECIDED)

    @contextmanager
    def _attached(self) -> Iterator[None]:
        connection, key = self._notebook.vault.connection, self._other.key
        place = str(self._other.path)
        connection.execute(f"ATTACH ? AS {OTHER} KEY \"x'{key.key}{key.salt}'\"", (place,))
        try:
            yield
        finally:
            connection.execute(f"DETACH {OTHER}")

    def _decided(self) -> Iterator[float]:
        self._ours, self._theirs = list[Record](), list[Record]()
        for number, kind in enumerate(KINDS, 1):
            for schema, records in (("main", self._ours), (OTHER, self._theirs)):
                records.extend(self._read(schema, kind))
            yield number / len(KINDS) * 0.6
        self._same = {**self._names(OTHER), **self._names("main")}
        graves = Graves(self._notebook.vault, "main", OTHER)
        ours, theirs = self._without_names()
        self._union = united(ours, theirs, same=self._same, buried=graves if graves else None)
        yield 0.9
        self.merged = told(ours, theirs, self._union)
        self._learned = self._news()
        yield 1.0

    def _without_names(self) -> tuple[list[Record], list[Record]]:
        """Both sides, changed where the other one has put initials for somebody it erased."""
        vault = self._notebook.vault
        return (
            without_names(self._ours, self._theirs, Graves(vault, OTHER)),
            without_names(self._theirs, self._ours, Graves(vault, "main")),
        )

    def _read(self, schema: str, kind: type[Record]) -> Iterator[Record]:
        layout = self._notebook[kind].layout
        asked = f"SELECT {layout.columns()} FROM {schema}.{kind.kind}"
        return (layout.record(row) for row in self._notebook.vault.read(asked))

    def _names(self, schema: str) -> dict[Id, Id]:
        rows = self._notebook.vault.read(f"SELECT id, kept FROM {schema}.same_things")
        return {Id(id_): Id(kept) for id_, kept in rows}

    def _written(self) -> Iterator[float]:
        before: Records = {key_of(each): each for each in self._ours}
        after = self._union.records
        come = [each for key, each in after.items() if before.get(key) != each]
        goes = [each for key, each in before.items() if key not in after]
        # By time, which is the order of the index: each slice then writes to one end of it.
        come.sort(key=lambda each: each.updated_at)
        every = len(come) + len(goes) or 1
        for start in range(0, len(goes), _SLICE):
            self._delete(goes[start : start + _SLICE])
            yield min(start + _SLICE, len(goes)) / every
        for start in range(0, len(come), _SLICE):
            self._put(come[start : start + _SLICE])
            yield (len(goes) + min(start + _SLICE, len(come))) / every
        self._remember(self._union)

    def _put(self, records: list[Record]) -> None:
        for each in records:
            self._notebook[type(each)].put(each)
        index.renew(self._notebook.vault, [(type(each), each.id) for each in records])

    def _delete(self, records: list[Record]) -> None:
        # Not through the notebook: what one id stood for under another one is no deletion.
        vault = self._notebook.vault
        for each in records:
            vault.write(f"DELETE FROM {each.kind} WHERE id = ?", (each.id,))
        index.renew(vault, [(type(each), each.id) for each in records])
        vault.write("UPDATE search_state SET purge = 1")

    def _remember(self, union: Union) -> None:
        vault = self._notebook.vault
        gone.take_over(vault)
        for id_, kept in flat(union.same).items():
            vault.write("INSERT OR REPLACE INTO main.same_things VALUES (?, ?)", (id_, kept))

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing at all would be written, what is only remembered neither."""
        return self.merged.nothing and not self._learned

    def _news(self) -> bool:
        read = self._notebook.vault.read
        known = f"SELECT mark, until, erased FROM {OTHER}.gone EXCEPT SELECT mark, until, erased"
        return bool(read(f"{known} FROM main.gone LIMIT 1")) or self._union.same != self._names(
            "main"
        )


def merge(notebook: Notebook, other: Other) -> Merged:
    """Merge at one go; for what needs no progress."""
    job = Merge(notebook, other)
    for _ in job.steps():
        pass
    return job.merged
