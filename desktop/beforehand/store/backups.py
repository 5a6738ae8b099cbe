"""Backups: copies of the notebook that are numbered, checked and thinned by themselves.

A backup is a folder with the two files of the notebook and `about.json`, which says how much is in
it and not a word of what. Their order is that of their numbers, never of the clock, which may jump.
"""

import json
import shutil
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import copying, keyfile, moment, vault
from beforehand.store.folders import BACKUPS
from beforehand.store.keys import Key

ABOUT = "about.json"
_PART = ".part"
_GOING = ".going"


@value
class Backup:
    """A copy of a notebook; `made_at` is what the clock said, `notes` counts entries of all kinds.

    `checked` tells that every page was read again after the copy; `notebook` and `copy` whose it
    is, as random digits: see `stick`. They are empty in one from before there were any.
    """

    path: Path
    number: int
    made_at: datetime
    why: str = ""
    notes: int = 0
    conversations: int = 0
    counterparts: int = 0
    checked: bool = False
    notebook: str = ""
    copy: str = ""

    @property
    def whose(self) -> str:
        """The notebook it is of, by its description or its key file; empty if neither tells."""
        return self.notebook or keyfile.name_in(self.path)

    @property
    def stands_open(self) -> bool:
        """Whether somebody who has the folder opens it without a passphrase."""
        try:
            return not keyfile.read(self.path).locked
        except Exception:
            return False


def folder_of(notebook: Path) -> Path:
    """Where the backups of a notebook lie."""
    return notebook / BACKUPS


def found(place: Path) -> list[Backup]:
    """The backups in a folder, newest first; what is no backup is passed over."""
    try:
        entries = [entry for entry in place.iterdir() if _is_backup(entry)]
    except OSError:
        return []
    read = [each for each in map(_read, entries) if each is not None]
    return sorted(read, key=lambda each: (each.number, each.made_at), reverse=True)


def at(folder: Path) -> Backup | None:
    """What lies in a folder: a backup, or a copy of a notebook; None if neither."""
    return _read(folder) if _is_backup(folder) else None


def is_one(folder: Path) -> bool:
    """Whether it is a backup, and no notebook that somebody writes in."""
    return _is_backup(folder) and (folder / ABOUT).is_file()


def of_notebook(folder: Path) -> list[Backup]:
    """The backups in a notebook's own folder, newest first.

    What lies there is its own, unless it says that it is another notebook's.
    """
    whose = keyfile.name_in(folder)
    every = found(folder_of(folder))
    return [each for each in every if not (whose and each.notebook) or each.notebook == whose]


def newest_checked(place: Path) -> Backup | None:
    """The last backup that was read again after it was made."""
    return next((each for each in found(place) if each.checked), None)


def begun(place: Path) -> Path:
    """A new folder for a copy under way; what others left half-made goes first."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in [*place.glob(f"*{_PART}"), *place.glob(f"*{_GOING}")]:
        shutil.rmtree(left, ignore_errors=True)
    part = place / f"{_next_number(place):06d}{_PART}"
    part.mkdir(mode=0o700)
    return part


def finished(part: Path, now: datetime, why: str, counts: dict[str, int], copy: str = "") -> Backup:
    """Give a checked copy its name and its description; only now it is a backup.

    `copy` tells which copy of the notebook made it, in a place where several may.
    """
    number = int(part.name.removesuffix(_PART))
    target = part.with_name(f"{number:06d} {now:%Y-%m-%d %H.%M} {why}")
    backup = Backup(
        path=target,
        number=number,
        made_at=now,
        why=why,
        checked=True,
        notebook=keyfile.name_in(part),
        copy=copy,
        **counts,
    )
    keyfile.put(part, ABOUT, _content(backup))
    part.rename(target)
    keyfile.sync_folder(target.parent)
    return backup


def remove(backup: Backup) -> None:
    """Take a backup away: at once no longer a backup, then file by file."""
    going = _going(backup)
    with suppress(OSError):
        backup.path.rename(going)
        shutil.rmtree(going, ignore_errors=True)


def delete(backup: Backup) -> None:
    """Take a backup away because the person wants it gone. Raises BeforehandError if it is not."""
    remove(backup)
    if not is_gone(backup):
        raise BeforehandError(
            "This backup could not be deleted, or not all of it.",
            "See whether its folder can be written, then try again.",
        )


def is_gone(backup: Backup) -> bool:
    """Whether nothing is left of a backup that was taken away."""
    return not backup.path.exists() and not _going(backup).exists()


def carried(backup: Backup, place: Path, key: Key, copy: str = "") -> Backup:
    """A copy of a backup in a second place, such as a stick, read again there.

    Raises OSError; then nothing is left behind.
    """
    part = begun(place)
    try:
        copying.copied(backup.path, part)
        counts = copying.checked(part, [key])
        if "fault" in counts:
            raise OSError(counts["fault"], "the copy is unlike the backup")
        return finished(part, backup.made_at, backup.why, counts, copy)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _going(backup: Backup) -> Path:
    return backup.path.with_name(f"{backup.path.name}{_GOING}")


def _is_backup(entry: Path) -> bool:
    whole = not entry.name.endswith((_PART, _GOING))
    return whole and entry.is_dir() and (entry / vault.NAME).is_file()


def _read(entry: Path) -> Backup | None:
    """None if it was taken away a moment ago: they are thinned in a thread."""
    try:
        content = (entry / ABOUT).read_bytes()
        described = _described(entry, json.loads(content))
        if _content(described) == content:
            return described
    except (OSError, ValueError, TypeError, KeyError):
        # From before backups had descriptions, or its description is gone: the copy is still good.
        pass
    return _undescribed(entry)


def _undescribed(entry: Path) -> Backup | None:
    stamp = moment.stamp_of(entry / vault.NAME)
    if stamp is None:
        return None
    made_at = datetime.fromtimestamp(stamp[3] / 1e9, UTC)
    return Backup(path=entry, number=_number(entry), made_at=made_at)


def _described(entry: Path, about: dict[str, Any]) -> Backup:
    del about["check"]
    made_at = datetime.fromisoformat(about.pop("made_at"))
    return Backup(path=entry, made_at=made_at, **about)


def _content(backup: Backup) -> bytes:
    """A description with a checksum: of one that was changed nothing is believed."""
    about = {name: text for name, text in asdict(backup).items() if name not in _left_out(backup)}
    about["made_at"] = backup.made_at.isoformat()
    return json.dumps({**about, "check": crc32(repr(about).encode())}, indent=1).encode()


def _left_out(backup: Backup) -> set[str]:
    """Of an older one nothing is said that was not said then, or its checksum would not fit."""
    return {"path", *(name for name in ("notebook", "copy") if not getattr(backup, name))}


def _next_number(place: Path) -> int:
    return max((_number(entry) for entry in place.iterdir()), default=0) + 1


def _number(entry: Path) -> int:
    digits = entry.name[:6]
    return int(digits) if digits.isdecimal() else 0
