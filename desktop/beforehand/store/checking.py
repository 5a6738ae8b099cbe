"""The deep check of a copy, in a child process: what is amiss, said to the process that asked."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import backups, check, child_lines, keyfile, pages, proving, readable
from beforehand.store.backing_up import Copy
from beforehand.store.backups import Backup
from beforehand.store.blueprint import tables
from beforehand.store.check import Finding
from beforehand.store.damaged import looked_at
from beforehand.store.faults import (
    DamagedNotebook,
    NewerNotebook,
    NoAccess,
    NotebookHeld,
    NotebookLocked,
    WrongPassphrase,
)
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.pages import Image

PLACE = ".checking"
"""The folder in a notebook's own where the copy to be checked lies, while it is."""

_LOOKED = 0.95
"""The share of the time after which only the backups are looked at, if the file is damaged."""

_IN_THE_WAY = (NotebookHeld, NotebookLocked, WrongPassphrase, NoAccess, NewerNotebook)

Told = Callable[[float], None]


@value
class Checked:
    """What a check found; nothing if the notebook is sound."""

    findings: tuple[Finding, ...] = ()
    good: Backup | None = None
    """If the file is damaged, the newest backup of which every page could be read just now."""

    @property
    def mendable(self) -> bool:
        """Whether all that is amiss can be mended without touching a word."""
        return bool(self.findings) and all(each.safe for each in self.findings)


def in_depth(
    target: Path, keys: list[Key], now: datetime, said: IO[str], place: Path
) -> dict[str, Any]:
    """Check a copy, telling on the way the share that is done; `place` has the backups."""
    try:
        found = looked_through(
            target, now, keys, lambda share: child_lines.say_share(share * _LOOKED, said)
        )
    except BeforehandError as fault:
        found = [Finding(sentence=fault.sentence)]
    damaged = any(each.damage for each in found)
    good = proving.newest_good(backups.found(place), keys) if damaged else None
    return {
        "findings": [[each.sentence, each.safe, each.damage] for each in found],
        "good": good and str(good.path),
    }


def looked_through(
    folder: Path, now: datetime, keys: Sequence[Key], told: Told = lambda _share: None
) -> list[Finding]:
    """Everything that is amiss with a notebook that nobody has open, whatever page of it is bad.

    Raises what is in the way where there is nothing to look through: see `opening`.
    """
    try:
        notebook = Notebook.open_to_read(folder, now, keys=keys)
    except _IN_THE_WAY:
        raise
    except BeforehandError as fault:
        return _unopened(folder, keys, fault)
    try:
        found = check.findings(notebook, told)
    finally:
        notebook.close()
    if any(each.damage for each in found):
        # Only now: read while it is open, the file would lose its lock.
        found += _readable(_image(folder, keys))
    return found


def _unopened(folder: Path, keys: Sequence[Key], fault: BeforehandError) -> list[Finding]:
    """What is amiss with a file that does not open; the fault itself if it is no notebook's."""
    image = _image(folder, keys)
    if image is None:
        if isinstance(fault, DamagedNotebook):
            return [Finding(sentence=fault.sentence, damage=True)]
        raise fault
    found = [] if image.lost else [Finding(sentence=fault.sentence, damage=True)]
    if image.lost:
        found.append(check.bad_pages(image.lost, image.count))
    if not keyfile.is_as_written(folder):
        found.append(Finding(sentence=check.KEY_CHANGED))
    return [*found, *_readable(image)]


def _image(folder: Path, keys: Sequence[Key]) -> Image | None:
    """The pages that are whole; the backups' keys are tried where its own are of no use."""
    try:
        damaged = looked_at(folder)
        every = [key for file, _ in damaged.files for key in file.keys]
        return pages.image(damaged.content, damaged.journal, [*keys, *every])
    except BeforehandError:
        return None


def _readable(image: Image | None) -> list[Finding]:
    if image is None:
        return []
    try:
        entries = readable.read(image, tables()).count
    except Exception:
        # What stands on the pages is for the salvage to make out.
        return []
    told = f"Entries that can still be read, page by page: {entries:,}."
    return [Finding(sentence=told, damage=True)]


class DeepCheck:
    """One check under way: a copy between two commits, looked through and taken away again."""

    def __init__(self, notebook: Notebook, now: datetime) -> None:
        self._copy = Copy(notebook, notebook.folder / PLACE, now, "check")
        order = json.loads(self._copy.order)
        self._place = backups.folder_of(notebook.folder)
        place = str(self._place.absolute())
        self.order = json.dumps({**order, "deep": now.isoformat(), "backups": place})
        """The first line for the child, as a backup's is."""

    def hear(self, line: str) -> object:
        """What to say next, the share that is done, or what was `Checked`."""
        answer = child_lines.heard(line)
        if (share := child_lines.share_in(answer)) is not None:
            return share
        if "findings" in answer:
            self._copy.give_up()
            return Checked(
                findings=tuple(
                    Finding(sentence=text, safe=safe, damage=damage)
                    for text, safe, damage in answer["findings"]
                ),
                good=self._good(answer["good"]),
            )
        return self._copy.hear(line)

    def _good(self, path: str | None) -> Backup | None:
        every = backups.found(self._place) if path else []
        return next((each for each in every if str(each.path.absolute()) == path), None)

    def give_up(self) -> None:
        """Leave nothing half-made."""
        self._copy.give_up()
