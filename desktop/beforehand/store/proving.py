"""Whether a backup is what it should be, found out from its bytes alone: nothing is opened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, vault
from beforehand.store.backups import Backup
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key
from beforehand.store.pages import PAGE, Reader

_AT_ONCE = 500
_COUNT_AT = slice(28, 32)
_SALT = 16
_TRIED = 20

Told = Callable[[float], None]

DAMAGED_FILE = "notebook.db of this backup is damaged, or something else lies in its place"
DAMAGED_KEY = "The key file of this backup, notebook.key, is damaged or missing"
NO_FIT = "The key file of this backup and its notebook.db do not belong together"


def newest_good(candidates: Iterable[Backup], keys: Sequence[Key] = ()) -> Backup | None:
    """The first of these of which every page can be read at this moment."""
    return next((each for each in candidates if is_good(each, keys)), None)


def older(backup: Backup) -> list[Backup]:
    """The backups beside this one, of the same notebook, that were made before it, newest first."""
    every, than = backups.found(backup.path.parent), (backup.number, backup.made_at)
    before = (each for each in every if (each.number, each.made_at) < than)
    return [each for each in before if each.whose == backup.whose]


def newer(backup: Backup) -> list[Backup]:
    """The backups beside this one, of the same notebook, that were made after it, oldest first."""
    every, than = backups.found(backup.path.parent), (backup.number, backup.made_at)
    after = (each for each in every if (each.number, each.made_at) > than)
    return [each for each in reversed([*after]) if each.whose == backup.whose]


def is_good(backup: Backup, keys: Sequence[Key] = ()) -> bool:
    """Whether every page can be read now; with no key that fits, whether its parts are whole."""
    try:
        file = keyfile.read(backup.path)
        path = backup.path / vault.NAME
        for key in (*file.keys, *keys):
            if fits(path, key):
                return not broken(path, key)
        return not file.keys and backup.checked and not trouble(backup)
    except (BeforehandError, OSError):
        return False


def trouble(backup: Backup) -> str:
    """What can be seen at a glance to be wrong; empty if nothing, which proves no page."""
    path = backup.path / vault.NAME
    try:
        file = keyfile.read(backup.path)
    except BeforehandError:
        return DAMAGED_KEY
    try:
        size = path.stat().st_size
        salt = _beginning(path)
    except OSError:
        return DAMAGED_FILE
    if not size or size % PAGE:
        return DAMAGED_FILE
    return "" if salt in file_salts(file) else NO_FIT


def file_salts(file: KeyFile) -> frozenset[str]:
    """With which of these a file begins that one of the keys opens."""
    open_ones = (each.salt for each in file.keys)
    return frozenset((*open_ones, *(each.salt for each in file.sealed)))


def fits(path: Path, key: Key) -> bool:
    """Whether a page near the beginning can be read with a key: of a whole file the first one."""
    reader, some = Reader(key), islice(_raw(path), _TRIED)
    return any(reader.page(number, raw) is not None for number, raw in some)


def broken(path: Path, key: Key, told: Told = lambda _share: None) -> int:
    """How many pages fail their checksum, or are not there at all."""
    reader, bad, said, there = Reader(key), 0, 0, path.stat().st_size // PAGE
    for number, raw in _raw(path):
        page = reader.page(number, raw)
        bad += page is None
        if number == 1 and page is not None:
            said = int.from_bytes(page[_COUNT_AT], "big")
        if number % _AT_ONCE == 0:
            told(number / there)
    return bad + max(0, said - there)


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_SALT).hex()


def _raw(path: Path) -> Iterator[tuple[int, bytes]]:
    with path.open("rb") as file:
        number = 1
        while len(raw := file.read(PAGE)) == PAGE:
            yield number, raw
            number += 1
