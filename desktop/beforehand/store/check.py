"""Whether a notebook is sound: every page, row, reference and entry, and the index of the search.

What can be mended without touching a word is mended when asked: the search index, which is made
anew of what was written.
"""

from collections.abc import Callable, Iterator

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Record
from beforehand.domain.value import value
from beforehand.store import backups, index, keyfile, pages, vault
from beforehand.store.notebook import Notebook

KEY_CHANGED = "The key file, notebook.key, was changed by something else."
_MANY = 500
"""Rows that are read at a time."""


@value
class Finding:
    """Something amiss, in a sentence without a word of a note; `safe` if it can be mended.

    With `damage` the file itself is no longer as it was written.
    """

    sentence: str
    safe: bool = False
    damage: bool = False


def findings(
    notebook: Notebook, told: Callable[[float], None] = lambda _share: None
) -> list[Finding]:
    """Everything that is amiss, nothing if the notebook is sound; `told` hears the share done."""
    found: list[Finding] = []
    unseen: list[str] = []
    for number, (what, look) in enumerate(_LOOKS.items(), 1):
        try:
            for each in look(notebook):
                found.append(each)  # noqa: PERF402 - what was told before a look fails is kept
        except (BeforehandError, dbapi2.Error):
            # What was found so far stands; what lies on a bad page is told of as that.
            unseen.append(what)
        told(number / len(_LOOKS))
    if unseen:
        found.append(Finding(sentence=f"Could not be looked through: {', '.join(unseen)}."))
    return found


def mend(notebook: Notebook) -> None:
    """Make the search index anew, and close backups that stand open; make a backup before."""
    # Imported here: whoever only looks does without.
    from beforehand.store import closing

    if keyfile.read(notebook.folder).locked:
        closing.close_backups(notebook)
    for _ in index.rebuilding(notebook.vault):
        pass


def _pages(notebook: Notebook) -> Iterator[Finding]:
    """Every page has a checksum of its own, which the key makes."""
    broken = len(_asked(notebook, "PRAGMA cipher_integrity_check"))
    if broken:
        size = (notebook.folder / vault.NAME).stat().st_size
        yield bad_pages(broken, size // pages.PAGE)


def bad_pages(broken: int, every: int) -> Finding:
    """That so many of the file's pages are not as they were written."""
    told = f"Pages of the file that fail their checksum: {broken:,} of {every:,}."
    return Finding(sentence=told, damage=True)


def _beginning(notebook: Notebook) -> Iterator[Finding]:
    """The first bytes are the key's salt, which has no checksum of its own; a save renews them."""
    file, key = notebook.folder / vault.NAME, notebook.vault.key
    if vault.file_salt(file) != key.salt:
        yield Finding(
            sentence="The first bytes of the file are not those it began with.", safe=True
        )


def _key_file(notebook: Notebook) -> Iterator[Finding]:
    if not keyfile.is_as_written(notebook.folder):
        yield Finding(sentence=KEY_CHANGED)


def _backups(notebook: Notebook) -> Iterator[Finding]:
    """A kill while a passphrase was set may have left some whose key stands open."""
    if not keyfile.read(notebook.folder).locked:
        return
    made = backups.of_notebook(notebook.folder)
    standing = sum(each.stands_open for each in made)
    if standing:
        told = f"Backups that open without the passphrase: {standing}."
        yield Finding(sentence=told, safe=True)


def _structure(notebook: Notebook) -> Iterator[Finding]:
    answer = _asked(notebook, "PRAGMA integrity_check(100)")
    if answer != [("ok",)]:
        yield Finding(sentence=f"Faults in the structure of the file: {len(answer)}.")


def _references(notebook: Notebook) -> Iterator[Finding]:
    broken = len(_asked(notebook, "PRAGMA foreign_key_check"))
    if broken:
        yield Finding(sentence=f"Entries that refer to something that is not there: {broken}.")


def _entries(notebook: Notebook) -> Iterator[Finding]:
    """Every row is an entry that the program understands."""
    broken, fault = 0, None
    for kind in KINDS:
        try:
            broken += _misread(notebook, kind)
        except dbapi2.Error as error:
            fault = error
    if broken:
        yield Finding(sentence=f"Entries that cannot be read: {broken}.")
    if fault:
        raise fault


def _misread(notebook: Notebook, kind: type[Record]) -> int:
    layout, broken = notebook[kind].layout, 0
    rows = notebook.vault.connection.execute(f"SELECT {layout.columns()} FROM {kind.kind}")
    while some := rows.fetchmany(_MANY):
        for row in some:
            try:
                layout.record(row)
            except (ValueError, TypeError, KeyError):
                broken += 1
    return broken


def _search(notebook: Notebook) -> Iterator[Finding]:
    if not index.is_current(notebook.vault):
        # After an upgrade: the next search makes it, and nothing is amiss.
        return
    try:
        told = index.check_index(notebook)
    except Exception:
        # Rows that cannot be read are told of by themselves.
        told = ["The search index could not be compared with the notebook."]
    yield from (Finding(sentence=each, safe=True) for each in told)


def _asked(notebook: Notebook, pragma: str) -> list[tuple[object, ...]]:
    return list(notebook.vault.connection.execute(pragma).fetchall())


_LOOKS: dict[str, Callable[[Notebook], Iterator[Finding]]] = {
    "the beginning of the file": _beginning,
    "the key file": _key_file,
    "the backups": _backups,
    "the pages": _pages,
    "the structure of the file": _structure,
    "what refers to what": _references,
    "the entries": _entries,
    "the search index": _search,
}
"""What is looked through, and by which look."""
