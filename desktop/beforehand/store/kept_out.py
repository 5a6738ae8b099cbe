"""Erased people stay away: from a notebook out of a backup, an import, or of before a merge."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.value import value
from beforehand.store import gone, index, names_away
from beforehand.store.keys import Key
from beforehand.store.mentions import fields_of, mentions
from beforehand.store.notebook import Notebook
from beforehand.store.trash import Going, deleting, what_goes
from beforehand.store.vault import Vault

_Place = tuple[str, Id, str]
"""A kind of record, the record, and a field of it."""

Marks = Sequence[tuple[object, ...]]
"""Rows of keyed hashes: whom they are of nobody can read from them."""

NOT_LOOKED = (
    "Whoever was erased since that backup was made may be in it again: erase them there, too."
)
_LEFT = (
    "In {places} of it the name of somebody you erased may stand: search for the name there, and "
    "change it."
)


@value
class TakenOut:
    """What a copy still had of erased people: entries that went, and their name elsewhere.

    `changed` are places that became initials again, as at the erasing; in `left` the name stands.
    """

    entries: int = 0
    changed: int = 0
    left: int = 0


def told(taken: TakenOut | None, *, all_known: bool = True) -> list[str]:
    """What came of it, in words; nothing where nobody was erased."""
    lines = [] if all_known else [NOT_LOOKED]
    if taken and taken.entries:
        one = "1 entry of people you erased was"
        many = f"{taken.entries:,} entries of people you erased were"
        lines.append(f"{one if taken.entries == 1 else many} taken out again.")
    if taken and taken.changed:
        lines.append(f"Their name became initials again in {_places(taken.changed)}.")
    if taken and taken.left:
        lines.append(_LEFT.format(places=_places(taken.left)))
    return lines


def _places(number: int) -> str:
    return "1 place" if number == 1 else f"{number:,} places"


def is_erased(notebook: Notebook, ids: Iterable[Id]) -> frozenset[Id]:
    """Those of these ids that were erased, and must not come back from anywhere."""
    graves = gone.Graves(notebook.vault)
    return frozenset(id_ for id_ in ids if graves.refuses(id_))


def marks_of(vault: Vault) -> Marks:
    """What is known of whom was erased, to be handed on to another notebook."""
    return gone.marks_of(vault)


def keep_out(folder: Path, marks: Marks, keys: Sequence[Key], now: datetime) -> TakenOut | None:
    """Let a closed notebook know of the erased, and take out what it has of them.

    None if none of the keys opens it, and it is as it was.
    """
    if not marks:
        return TakenOut()
    try:
        notebook = Notebook.open(folder, now, keys=keys)
    except BeforehandError:
        return None
    try:
        return learn(notebook, marks, now)
    finally:
        notebook.close()


def learn(notebook: Notebook, marks: Marks, now: datetime) -> TakenOut:
    """The same of an open notebook."""
    if not marks:
        return TakenOut()
    before = gone.Graves(notebook.vault)
    with notebook.transaction():
        gone.bury(notebook.vault, marks)
    return take_out_erased(notebook, now, before)


def take_out_erased(
    notebook: Notebook, now: datetime, before: gone.Graves | None = None
) -> TakenOut:
    """Take out what the notebook itself knows to be erased, and the name where it was changed.

    `before` is what it knew by itself, if it learned of erasings just now.
    """
    graves = gone.Graves(notebook.vault)
    found = list(_found(notebook, graves)) if graves else []
    going = what_goes(notebook, *found)
    if not going.count and not graves.has_words:
        return TakenOut()
    with notebook.transaction():
        # While the entries stand that tell the names.
        changed, left = _unnamed(notebook, graves, found, going, now)
        for _ in deleting(notebook, going, now, erased=True):
            pass
        if before is not None and graves.has_words:
            left |= _older_words(notebook, graves, before) - changed
        notebook.vault.write("UPDATE search_state SET purge = 1")
    for _ in index.purging(notebook):
        pass
    return TakenOut(entries=going.count, changed=len(changed), left=len(left))


def _found(notebook: Notebook, graves: gone.Graves) -> Iterable[Record]:
    for kind in KINDS:
        rows = notebook.vault.read(f"SELECT id FROM {kind.kind}")
        refused = {Id(id_) for (id_,) in rows if graves.refuses(Id(id_))}
        if refused:
            yield from notebook[kind].find(trashed=None, id=refused)


def _unnamed(
    notebook: Notebook, graves: gone.Graves, found: Iterable[Record], going: Going, now: datetime
) -> tuple[set[_Place], set[_Place]]:
    """Change again what was changed at an erasing; which places, and where else the name stands."""
    changed, left = set[_Place](), set[_Place]()
    for person in (each for each in found if isinstance(each, Counterpart)):
        for mention in mentions(notebook, person, going.goes):
            place = (mention.record.kind, mention.record.id, mention.field)
            words = names_away.changed_again(mention, graves)
            if words is None:
                left.add(place)
                continue
            # As it is by now: another field of it may have been changed just before.
            there = notebook[type(mention.record)].get(mention.record.id) or mention.record
            fields: dict[str, Any] = {mention.field: words}
            notebook.save(replace(there, **fields), now=now, keep_times=True)
            changed.add(place)
    return changed, left


def _older_words(notebook: Notebook, graves: gone.Graves, before: gone.Graves) -> set[_Place]:
    """The fields with older words than an erasing left: of whom, no entry tells any more."""
    return {
        (kind.kind, each.id, field)
        for kind in KINDS
        for each in notebook[kind].find(trashed=None)
        for field in fields_of(kind)
        if getattr(each, field)
        and graves.changed(each, field) is not None
        and before.changed(each, field) is None
    }
