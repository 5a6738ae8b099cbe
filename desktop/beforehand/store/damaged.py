"""A damaged notebook's bytes and the keys that may fit them, its own and its backups'."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import backups, folders, keyfile, opening, pages, vault
from beforehand.store.backups import Backup
from beforehand.store.faults import (
    KeyTrouble,
    NotANotebook,
    NotebookHeld,
    NotebookLocked,
    WrongPassphrase,
    primary_code,
)
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key
from beforehand.store.pages import Image

_JOURNAL = f"{vault.NAME}-journal"
_PLAIN = b"SQLite format 3\0"

Told = Callable[[float], None]


class NotSalvaged(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """Nothing was saved into a new notebook; the damaged one is as it was."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} The damaged notebook was left as it is.", remedy)


@value
class Opened:
    """The pages that can be read, and the entries of the key that reads them."""

    image: Image
    file: KeyFile
    key_from: Backup | None = None
    """The backup whose key file it was, if the notebook's own is of no use."""

    @property
    def new_key_file(self) -> KeyFile:
        """The key file for a new notebook that the same words open."""
        fitting = self.file.of(self.image.key)
        return replace(fitting, fresh=True, name=self.file.whose)


@value
class Damaged:
    """What lies in the folder, read once; `files` are all key files there are, its own first."""

    folder: Path
    content: bytes
    journal: bytes
    files: tuple[tuple[KeyFile, Backup | None], ...]

    def opened(self, words: str | None, told: Told = lambda _share: None) -> Opened:
        """Read every page with the first key that fits any.

        Raises NotebookLocked if words are needed, WrongPassphrase, or NotSalvaged.
        """
        unlocked = False
        for file, backup in self.files:
            keys = _keys(file, words)
            unlocked |= len(keys) > len(file.keys)
            image = pages.image(self.content, self.journal, keys, told) if keys else None
            if image:
                return Opened(image=image, file=file, key_from=backup)
        if not unlocked and any(file.sealed for file, _ in self.files):
            raise NotebookLocked if words is None else WrongPassphrase
        raise self._unreadable()

    def keys_of(self, backup: Backup, words: str | None, ours: Key) -> Sequence[Key]:
        """The keys that may open a backup: the notebook's, and those of its own key file."""
        file = keyfile.read(backup.path)
        of_ours = file.of(ours)
        return (ours,) if of_ours.keys or of_ours.sealed else _keys(file, words)

    def _unreadable(self) -> BeforehandError:
        if self.content.startswith(_PLAIN):
            return folders.not_ours(self.folder)
        return NotSalvaged(
            "Not one page of notebook.db can be read with the keys there are.",
            "Restore the newest backup: “beforehand backups” lists them.",
        )


def looked_at(folder: Path) -> Damaged:
    """Read a notebook's bytes; nothing in its folder is touched.

    Raises NotANotebook, NotebookHeld if it is open somewhere, KeyTrouble if there is no key at all.
    """
    path = folder / vault.NAME
    try:
        if not path.is_file():
            raise _missing(folder)
        _see_that_nobody_holds(path)
        content = path.read_bytes()
        beside = folder / _JOURNAL
        journal = beside.read_bytes() if beside.is_file() else b""
    except OSError as fault:
        raise folders.not_opened(folder, fault) from fault
    return Damaged(folder=folder, content=content, journal=journal, files=_key_files(folder))


def _missing(folder: Path) -> BeforehandError:
    if not folder.is_dir():
        return NotANotebook(
            f"{folder} is no folder of a notebook.", "Name the folder in which notebook.db lies."
        )
    if backups.found(backups.folder_of(folder)):
        return NotANotebook(
            f"The notebook's file, notebook.db, is missing from {folder}.",
            "Restore the newest backup: “beforehand backups” lists them.",
        )
    return folders.not_ours(folder, empty=not any(folder.iterdir()))


def _see_that_nobody_holds(path: Path) -> None:
    # SQLite would take away the journal of an empty file.
    if not path.stat().st_size:
        return
    try:
        connection = dbapi2.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0.2)
    except dbapi2.Error:
        # It may not be read: whoever reads it says so.
        return
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{'0' * 64}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error as error:
        # Whatever else is said here is what we are called for.
        if primary_code(error) == vault.BUSY:
            raise NotebookHeld from error
    finally:
        connection.close()


def _key_files(folder: Path) -> tuple[tuple[KeyFile, Backup | None], ...]:
    """The notebook's own, and each of the backups' that is another; KeyTrouble without any."""
    found: dict[KeyFile, Backup | None] = {}
    trouble: BeforehandError | None = None
    try:
        found[keyfile.read(folder)] = None
    except KeyTrouble as fault:
        trouble = fault
    for file, backup in _of_backups(folder):
        found.setdefault(file, backup)
    if not found and trouble:
        raise KeyTrouble(
            f"{trouble.sentence} No backup with a key file lies in its backups folder.",
            "Without its key nobody can read a notebook. Look for a backup in another place, "
            "such as a stick, and put back the notebook.key out of it.",
        )
    return tuple(found.items())


def _of_backups(folder: Path) -> Iterator[tuple[KeyFile, Backup]]:
    for backup in backups.found(backups.folder_of(folder)):
        with suppress(BeforehandError):
            yield keyfile.read(backup.path), backup


def _keys(file: KeyFile, words: str | None) -> tuple[Key, ...]:
    """The keys of a file, also the sealed ones if these are its words."""
    opened: tuple[Key, ...] = ()
    if words is not None and file.sealed:
        with suppress(WrongPassphrase):
            opened = opening.opened_by(file.sealed, words)
    return (*file.keys, *opened)
