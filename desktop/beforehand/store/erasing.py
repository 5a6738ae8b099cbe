"""Erasing a counterpart for good: everything kept on them, and their name wherever else it stands.

One transaction does all of it. What is left for afterwards are the pages of the search index, which
are written anew in slices; left at any point, that is taken up again when nobody types.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.mentions import changed
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Commitment
from beforehand.domain.superseded import former
from beforehand.domain.value import value
from beforehand.store import gone, index
from beforehand.store.mentions import Mention, mentions
from beforehand.store.merged_people import merged_away
from beforehand.store.notebook import Notebook
from beforehand.store.trash import Going, deleting, what_goes

_AT_ONCE = 50
_TICK = timedelta(microseconds=1)

_TOLD: tuple[tuple[type[Record], str, str], ...] = (
    (Conversation, "conversation held with nobody else", "conversations held with nobody else"),
    (Answer, "answer", "answers"),
    (Need, "need", "needs"),
    (Evidence, "sign", "signs"),
    (Commitment, "commitment", "commitments"),
)


class NotErased(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """Nothing was erased, and why."""


@value
class Plan:
    """What erasing somebody would do: nothing is changed by making it."""

    person: Counterpart
    going: Going
    merged: tuple[Counterpart, ...] = ()
    """Other entries of the same person, which go as well."""
    mentions: tuple[Mention, ...] = ()

    @property
    def counts(self) -> tuple[str, ...]:
        """What goes, in words: the kinds one knows by name, then all the rest."""
        told = [
            f"{number:,} {one if number == 1 else many}"
            for kind, one, many in _TOLD
            if (number := len(self.going.goes.get(kind, ())))
        ]
        named = {kind for kind, _, _ in _TOLD} | {Counterpart}
        rest = sum(len(ids) for kind, ids in self.going.goes.items() if kind not in named)
        return (*told, *([f"{rest:,} other entr{'y' if rest == 1 else 'ies'}"] if rest else []))


@value
class _Change:
    """A record before and after; the fields with other words, True where every place got them."""

    old: Record
    new: Record
    fields: Mapping[str, bool]


@value
class Instead:
    """What comes in the place of a name: initials if `words` is None."""

    words: str | None = None
    only_sure: bool = False


INITIALS = Instead()
SURE_INITIALS = Instead(only_sure=True)


def planned(notebook: Notebook, person: Counterpart, *, with_mentions: bool = True) -> Plan:
    """What would go; the mentions may be looked for later, in slices, by `mentions.looking`."""
    there = notebook[Counterpart].get(person.id)
    if there is None:
        raise NotErased("This counterpart is not in the notebook any more.", "Nothing was changed.")
    going = what_goes(notebook, there, wholly=True)
    found = mentions(notebook, there, going.goes) if with_mentions else ()
    merged = tuple(merged_away(notebook, [there.id]))
    return Plan(person=there, going=going, merged=merged, mentions=found)


def erase(
    notebook: Notebook,
    person: Counterpart,
    now: datetime,
    change: Iterable[tuple[Mention, Instead]] = (),
) -> Iterator[bool]:
    """Erase in slices of some 20 ms, all of it in one transaction, then purge: True from then on.

    Left before its end, or at a BeforehandError, nothing was changed; once the person is gone,
    `trash.purge` takes up what is left to do. What goes is looked up now, and not taken from a
    plan: what was written since goes, too. Nobody may type between two slices.
    """
    going = planned(notebook, person, with_mentions=False).going
    with notebook.transaction():
        yield False
        for part in _slices(_changed(notebook, change, going.goes)):
            notebook.save(*(each.new for each in part), now=now, keep_times=True)
            _remember(notebook, part, now)
            yield False
        for _ in deleting(notebook, going, now, erased=True):
            yield False
        # Changed entries leave their old words in the index as much as those that go.
        notebook.vault.write("UPDATE search_state SET purge = 1")
    yield True
    for _ in index.purging(notebook):
        yield True


def _remember(notebook: Notebook, changes: Sequence[_Change], now: datetime) -> None:
    """What another copy still says in their place must not come back, as no earlier wording."""
    words = [wording.id for each in changes if (wording := former(each.old, each.new))]
    gone.refuse(notebook.vault, words)
    # Up to now, whatever the clock says: what is written from here on is not older.
    gone.reworded(
        notebook.vault,
        [(each.old, each.fields, max(now, each.new.updated_at)) for each in changes],
    )


def _slices(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    ahead = iter(changes)
    while part := list(islice(ahead, _AT_ONCE)):
        yield part


def erase_at_once(
    notebook: Notebook,
    person: Counterpart,
    now: datetime,
    change: Iterable[tuple[Mention, Instead]] = (),
) -> None:
    """The same to its end, for whoever has no window to keep awake."""
    for done in erase(notebook, person, now, change):
        if done:
            break
    with notebook.transaction():
        notebook.vault.write("INSERT INTO search (search) VALUES ('optimize')")
        notebook.vault.write("UPDATE search_state SET purge = 0")


def _changed(
    notebook: Notebook,
    change: Iterable[tuple[Mention, Instead]],
    going: Mapping[type[Record], frozenset[Id]],
) -> Iterator[_Change]:
    """The records with other words in the place of the name, each beside what it was."""
    fields: dict[tuple[type[Record], Id], dict[str, Any]] = {}
    everywhere: dict[tuple[type[Record], Id], dict[str, bool]] = {}
    for mention, instead in change:
        kind, id_ = type(mention.record), mention.record.id
        if id_ in going.get(kind, ()):
            continue
        spots = [spot for spot in mention.spots if spot.sure or not instead.only_sure]
        words = changed(mention.text, spots, instead.words)
        fields.setdefault((kind, id_), {})[mention.field] = words
        everywhere.setdefault((kind, id_), {})[mention.field] = not instead.only_sure
        _see_it_stands(notebook, mention)
    for (kind, id_), texts in fields.items():
        old = notebook[kind].get(id_)
        if old is not None:
            # Newer than what other copies have, and still of its day.
            new = replace(old, **texts, updated_at=old.updated_at + _TICK)
            yield _Change(old=old, new=new, fields=everywhere[kind, id_])


def _see_it_stands(notebook: Notebook, mention: Mention) -> None:
    """Nobody's words of since then may be written over."""
    there = notebook[type(mention.record)].get(mention.record.id)
    if there and getattr(there, mention.field) != getattr(mention.record, mention.field):
        raise NotErased(
            "Something was written meanwhile where the name stands.",
            "Nothing was erased. Look at the mentions again.",
        )
