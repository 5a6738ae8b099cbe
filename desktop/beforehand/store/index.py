"""The search index: what the person wrote, folded, kept in step within each transaction.

`search_entries` holds the folded words of each record; `search` is the FTS5 index over it. An
entry's number, its place, is the time of the record's last change, so that walking the numbers
backwards gives the newest first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.store.faults import NotSaved
from beforehand.store.shelf import in_list
from beforehand.store.vault import Vault
from beforehand.store.words import rules, words_of

if TYPE_CHECKING:
    from beforehand.store.notebook import Notebook

QUESTIONS = frozenset({"wording"})
"""Fields that hold a lens's question and not what the person wrote."""

BETWEEN = "\ufdd0"
"""Stands between two fields, so that no run of words goes on from one into the other."""

PREFIXES = 3
"""Letters of a beginning up to which the index has its places ready."""

TIES = 1024
"""Places for records of one microsecond; those of a larger import take the following ones too."""

_FIRST_PLACE, _LAST_PLACE = -(2**62), 2**62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SLICE, _PAGES = 500, 200
_FEW = 2_000
"""Records that are indexed in a tenth of a second."""
_PARTS = 48
"""Parts of the index after which they are merged: at 64 FTS5 would, all at once."""

Touched = tuple[type[Record], Id]


class Entry(NamedTuple):
    """The folded words of a record, and the first of the places that its time gives."""

    base: int
    kind: str
    id: Id
    body: str


def written_fields(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that hold what the person wrote: those typed `str`."""
    return _written()[kind.kind]


@cache
def _written() -> dict[str, tuple[str, ...]]:
    return {kind.kind: tuple(_names(kind)) for kind in KINDS}


def _names(kind: type[Record]) -> Iterator[str]:
    hints = get_type_hints(kind)
    for name in kind.__dataclass_fields__:
        if hints[name] in {str, str | None} and name not in QUESTIONS:
            yield name


def renew(vault: Vault, touched: Iterable[Touched]) -> None:
    """Bring the entries of these records in step with their tables, inside a transaction.

    What a record is now is read from its table, so whatever was undone meanwhile cannot mislead.
    """
    gone, come = list[tuple[int, str]](), list[Entry]()
    for kind, id_ in touched:
        now, before = _as_written(vault, kind, id_), _entry(vault, kind, id_)
        if before and now and _in_step(before, now):
            continue
        if before:
            gone.append(before)
        if now:
            come.append(now)
    _replace(vault, gone, come)


def forget(notebook: "Notebook", kind: type[Record], ids: Iterable[Id]) -> None:
    """Take the words of deleted records out of the index, and have all traces of them purged.

    Call it in the transaction that has deleted the rows; run `purging` to its end afterwards.
    """
    some, values = in_list("record_id", list(ids))
    asked = f"SELECT place, body FROM search_entries WHERE kind = ? AND {some}"
    with notebook.transaction():
        _replace(notebook.vault, notebook.vault.read(asked, [kind.kind, *values]), [])
        notebook.vault.write("UPDATE search_state SET purge = 1")


def purging(notebook: "Notebook") -> Iterator[None]:
    """Write the index anew without what was deleted, in slices of some 20 ms.

    FTS5 leaves deleted words in its pages until they are merged. Left at any point, it is begun
    again, here or by `merge_when_idle`.
    """
    if notebook.vault.read("SELECT purge FROM search_state") != [(1,)]:
        return
    while _merge(notebook.vault, -_PAGES):
        yield
    with notebook.transaction():
        notebook.vault.write("UPDATE search_state SET purge = 0")


def is_current(vault: Vault) -> bool:
    """Whether the index is whole and made by the rules of this version."""
    ((made_by,),) = vault.read("SELECT rules FROM search_state")
    return bool(made_by == rules())


def is_soon_made(vault: Vault) -> bool:
    """Whether making the index anew takes no longer than a moment: there is little in it."""
    few = (f"(SELECT 1 FROM {kind.kind} LIMIT {_FEW + 1})" for kind in KINDS)
    return sum(int(vault.read(f"SELECT count(*) FROM {some}")[0][0]) for some in few) <= _FEW


def open_terms(vault: Vault) -> None:
    """Make the index's words readable as the table `temp.search_terms`, while the file is open."""
    vault.read(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms"
        " USING fts5vocab (main, search, instance)"
    )


def rebuilding(vault: Vault, at_once: int = _SLICE) -> Iterator[float]:
    """Make the index anew, in slices of some 30 ms; yields the share that is done.

    Left at any point, it is begun again when it is needed next.
    """
    with vault.transaction():
        vault.write("UPDATE search_state SET rules = ''")
        vault.write("DELETE FROM search_entries")
        vault.write("INSERT INTO search (search) VALUES ('delete-all')")
    slices = [
        part for kind in KINDS if written_fields(kind) for part in _slices(vault, kind, at_once)
    ]
    for number, (kind, ids) in enumerate(slices):
        with vault.transaction():
            _replace(vault, [], _missing(vault, kind, ids))
        yield number / len(slices)
        while number % _PARTS == _PARTS - 1 and _merge(vault, _PAGES):
            yield number / len(slices)
    with vault.transaction():
        vault.write("UPDATE search_state SET rules = ?", (rules(),))
    yield 1.0


def bring_up_to_date(vault: Vault) -> None:
    """Make the index anew if other rules made it, or if it was never finished."""
    if not is_current(vault):
        for _ in rebuilding(vault):
            pass


def check_index(notebook: "Notebook") -> list[str]:
    """Compare the index with everything that was written; a sentence for each thing amiss."""
    vault = notebook.vault
    kept = {
        (kind, id_): (place, body)
        for place, kind, id_, body in vault.read("SELECT * FROM search_entries")
    }
    counts = Counter[str]()
    for entry in _all_entries(vault):
        before = kept.pop((entry.kind, entry.id), None)
        if before is None:
            counts["missing from"] += 1
        elif before[1] != entry.body:
            counts["out of date in"] += 1
    counts["left over in"] = len(kept)
    told = [f"Entries {what} the search index: {count}." for what, count in counts.items() if count]
    return told + ([] if vault.only_read else _check_fts(vault))


def _all_entries(vault: Vault) -> Iterator[Entry]:
    for kind in KINDS:
        if names := written_fields(kind):
            for row in vault.read(f"SELECT id, updated_at, {', '.join(names)} FROM {kind.kind}"):
                if entry := entry_of(kind, row):
                    yield entry


def _check_fts(vault: Vault) -> list[str]:
    """Have FTS5 compare its pages with the words of the entries."""
    try:
        # A write by its form; nothing is written, and the file is not marked as changed.
        vault.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except NotSaved:
        return ["The search index does not fit its words."]
    return []


def merge_when_idle(notebook: "Notebook") -> bool:
    """Do a little of the index's housekeeping, some 20 ms; whether there is more to do.

    Each save adds a small part to the index. FTS5 would merge parts when it sees fit, while
    somebody types; here it is done when nobody does.
    """
    for _ in purging(notebook):
        return True
    return _merge(notebook.vault, _PAGES)


def _merge(vault: Vault, pages: int) -> bool:
    """Merge so many pages of the index, from a negative number on all of it; whether any were."""
    with vault.transaction():
        before = int(vault.connection.total_changes)
        vault.write("INSERT INTO search (search, rank) VALUES ('merge', ?)", (pages,))
        done = int(vault.connection.total_changes) - before
    return done > 1


def _replace(vault: Vault, gone: list[tuple[int, str]], come: list[Entry]) -> None:
    """Take entries out and put others in."""
    steps: list[tuple[int, int, str]] = [(place, 0, body) for place, body in gone]
    for place, _ in gone:
        vault.write("DELETE FROM search_entries WHERE place = ?", (place,))
    for entry in come:
        place = _free_place(vault, entry.base)
        vault.write("INSERT INTO search_entries VALUES (?, ?, ?, ?)", (place, *entry[1:]))
        steps.append((place, 1, entry.body))
    # In the order of places: at each step back FTS5 would write all it has gathered to the disk.
    for place, coming, body in sorted(steps):
        way = "(rowid, body)" if coming else "(search, rowid, body)"
        values = (place, body) if coming else ("delete", place, body)
        marks = ", ".join("?" * len(values))
        vault.write(f"INSERT INTO search {way} VALUES ({marks})", values)


def _free_place(vault: Vault, base: int) -> int:
    """The next place of a time, after those of the same time that are taken."""
    width = TIES
    while True:
        asked = "SELECT max(place) FROM search_entries WHERE place >= ? AND place < ?"
        ((last,),) = vault.read(asked, (base, base + width))
        if last is None:
            return base
        if last < base + width - 1:
            return int(last) + 1
        width *= 2


def _in_step(before: tuple[int, str], now: Entry) -> bool:
    return before[1] == now.body and 0 <= before[0] - now.base < TIES


def _entry(vault: Vault, kind: type[Record], id_: Id) -> tuple[int, str] | None:
    asked = "SELECT place, body FROM search_entries WHERE kind = ? AND record_id = ?"
    found = vault.read(asked, (kind.kind, id_))
    return (int(found[0][0]), str(found[0][1])) if found else None


def _as_written(vault: Vault, kind: type[Record], id_: Id) -> Entry | None:
    """The entry that a record should have; None without words or without the record."""
    names = written_fields(kind)
    if not names:
        return None
    asked = f"SELECT id, updated_at, {', '.join(names)} FROM {kind.kind} WHERE id = ?"
    found = vault.read(asked, (id_,))
    return entry_of(kind, found[0]) if found else None


def entry_of(kind: type[Record], row: tuple[Any, ...]) -> Entry | None:
    """The entry of a row: id, time, then the fields that were written in."""
    id_, updated_at, *texts = row
    bodies = [" ".join(words_of(text)) for text in texts if text]
    body = f" {BETWEEN} ".join(each for each in bodies if each)
    return Entry(_base(updated_at), kind.kind, id_, body) if body else None


def _base(updated_at: str) -> int:
    moment = (datetime.fromisoformat(updated_at) - _EPOCH) // timedelta(microseconds=1)
    return max(_FIRST_PLACE, min(_LAST_PLACE, moment * TIES))


def _slices(vault: Vault, kind: type[Record], size: int) -> Iterator[tuple[type[Record], list[Id]]]:
    # By time, which is the order of places: each slice then writes to one end of the index.
    ids = [id_ for (id_,) in vault.read(f"SELECT id FROM {kind.kind} ORDER BY updated_at")]
    for start in range(0, len(ids), size):
        yield kind, ids[start : start + size]


def _missing(vault: Vault, kind: type[Record], ids: list[Id]) -> list[Entry]:
    """The entries of these records, but for those that have one since a save."""
    some, values = in_list("id", ids)
    asked = f"SELECT id, updated_at, {', '.join(written_fields(kind))} FROM {kind.kind}"
    rows = vault.read(f"{asked} WHERE {some}", values)
    there = f"SELECT record_id FROM search_entries WHERE kind = ? AND record_{some}"
    known = {id_ for (id_,) in vault.read(there, [kind.kind, *values])}
    return [each for row in rows if row[0] not in known and (each := entry_of(kind, row))]
