"""The names of everybody in the notebook."""

from collections.abc import Iterable

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.order import also_called
from beforehand.store.merged_people import merged_away
from beforehand.store.notebook import Notebook


def everyone(notebook: Notebook) -> tuple[str, ...]:
    """Full names of all counterparts; of those put away too, who are still spoken of in notes."""
    rows = notebook.vault.read("SELECT DISTINCT name FROM counterparts ORDER BY rowid")
    return tuple(name for (name,) in rows)


def names_of(notebook: Notebook, person: Counterpart) -> tuple[str, ...]:
    """All that somebody is called: the name, and those of entries that were merged into theirs.

    Of an entry that was deleted since, its name is in the notes; it is somebody else's if anybody
    else is called so.
    """
    entries = (person, *merged_away(notebook, [person.id]))
    own = {entry.id for entry in entries}
    rows = notebook.vault.read("SELECT id, name FROM counterparts")
    others = {name for id_, name in rows if id_ not in own}
    noted = (name for entry in entries for name in also_called(entry) if name not in others)
    names = (name for name in (*(entry.name for entry in entries), *noted) if name.strip())
    return tuple(dict.fromkeys(names))


def others_than(notebook: Notebook, names: Iterable[str]) -> tuple[str, ...]:
    """The names of everybody who is not called so."""
    known = frozenset(names)
    return tuple(name for name in everyone(notebook) if name not in known)
