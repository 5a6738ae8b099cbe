"""Entries of one person that were merged into another one: put away, and known for what they are.

They go with the one they were merged into, whatever becomes of it.
"""

from collections.abc import Iterable
from dataclasses import replace

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id, Record
from beforehand.store.notebook import Notebook


def merged_away(notebook: Notebook, people: Iterable[Id]) -> list[Counterpart]:
    """The entries that were merged into these ones, and those that were merged into them."""
    seen, found = set(people), list[Counterpart]()
    waiting = set(seen)
    while waiting:
        into = notebook[Counterpart].find(trashed=True, merged_into=waiting)
        new = [each for each in into if each.id not in seen]
        waiting = {each.id for each in new}
        seen |= waiting
        found += new
    return found


def by_itself(record: Record) -> Record:
    """An entry that was merged away, and is brought back, is somebody again."""
    return replace(record, merged_into=None) if isinstance(record, Counterpart) else record
