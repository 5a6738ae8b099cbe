"""Making a backup of the open notebook, with the child process that copies it.

The window and the terminal drive it by lines: `Copy` says what goes to the child and hears what it
answers, whoever reads the pipe. Nothing waits for a copy: words that are saved meanwhile only make
it be taken again.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from errno import (
    EACCES,
    EBUSY,
    EDQUOT,
    EEXIST,
    EIO,
    ENAMETOOLONG,
    ENODEV,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    ENXIO,
    EPERM,
    EROFS,
)
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, child_lines, copying
from beforehand.store.backups import Backup
from beforehand.store.child_lines import FAULT
from beforehand.store.copies import NOBODY, Owner
from beforehand.store.moment import Moment
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick

MOST_TRIES = 20
"""Copies that a commit may spoil, one after the other."""

_SAFE = "The notebook itself is untouched, and so are the backups made before."
_ELSEWHERE = "Choose another place."
_FAULTS = {
    ENOSPC: ("The disk is full, so no backup was made.", "Make room on the disk."),
    EDQUOT: ("Your share of the disk is used up, so no backup was made.", "Make room."),
    **dict.fromkeys(
        (EACCES, EPERM),
        ("No backup was made: its folder may not be written to.", "Allow writing there."),
    ),
    EBUSY: ("Words were saved without a pause, so no backup was made yet.", "It is tried again."),
    EROFS: ("No backup was made: its disk can only be read.", _ELSEWHERE),
    ENOENT: ("No backup was made: no folder can be made there.", _ELSEWHERE),
    **dict.fromkeys(
        (ENOTDIR, EEXIST),
        ("No backup was made: what stands there is no folder.", _ELSEWHERE),
    ),
    ENAMETOOLONG: ("No backup was made: the name of its folder is too long.", _ELSEWHERE),
    **dict.fromkeys(
        (EIO, ENODEV, ENXIO),
        ("No backup was made: the disk answered with an error.", "See that it is connected."),
    ),
}


class NoBackup(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """A backup that did not come about; `unlike` if the copy could not be read again."""

    def __init__(self, fault: int) -> None:
        self.unlike = fault == copying.UNLIKE
        sentence, remedy = _FAULTS.get(fault, ("No backup could be made.", "Try again later."))
        if self.unlike:
            sentence = "A backup was made and could not be read again, so it was taken away."
            remedy = "Let Beforehand check the notebook."
        super().__init__(f"{sentence} {_SAFE}", remedy)


class Copy:
    """One backup under way."""

    def __init__(
        self, notebook: Notebook, place: Path, now: datetime, why: str, copy: str = ""
    ) -> None:
        self._vault = notebook.vault
        self._now, self._why, self._copy = now, why, copy
        self._tries = 0
        try:
            self._part = backups.begun(place)
        except OSError as fault:
            raise NoBackup(fault.errno or EACCES) from fault
        self._moment = self._vault.moment
        key = self._vault.key
        self.order = json.dumps(
            {
                "source": str(notebook.folder.resolve()),
                "target": str(self._part.resolve()),
                **child_lines.with_keys([key]),
            }
        )
        """The first line for the child; it holds the key, and goes nowhere but into its pipe."""

    @property
    def moment(self) -> Moment | None:
        """The state of the notebook that was copied."""
        return self._moment

    def hear(self, line: str) -> str | Backup:
        """What to say next, or the finished backup; raises NoBackup."""
        if line.strip() == copying.COPIED:
            return self._after_a_copy()
        # Nothing is heard of a child that is gone: killed, or the machine has no memory left.
        result = child_lines.heard(line) or {FAULT: copying.UNLIKE}
        if FAULT in result:
            self.give_up()
            raise NoBackup(result[FAULT])
        return self._finish(result)

    def give_up(self) -> None:
        """Leave nothing half-made."""
        shutil.rmtree(self._part, ignore_errors=True)

    def _after_a_copy(self) -> str:
        now, before = self._vault.moment, self._moment
        if now is not None and now == before:
            return f"{copying.GOOD} {now.mark}"
        self._moment = now
        self._tries += 1
        if self._tries < MOST_TRIES:
            return copying.AGAIN
        self.give_up()
        raise NoBackup(EBUSY)

    def _finish(self, counts: dict[str, int]) -> Backup:
        try:
            return backups.finished(self._part, self._now, self._why, counts, self._copy)
        except OSError as fault:
            self.give_up()
            raise NoBackup(fault.errno or EACCES) from fault


def make(
    notebook: Notebook,
    program: Sequence[str],
    now: datetime,
    why: str,
    place: Path | Stick | None = None,
) -> Backup:
    """Make a backup and wait for it; `program` starts the child. Raises NoBackup."""
    folder, owner = _where(notebook, place)
    copy = Copy(notebook, folder, now, why, owner.copy)
    with subprocess.Popen(  # noqa: S603 - our own program
        [*program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin
        assert child.stdout
        line: str | Backup = copy.order
        while isinstance(line, str):
            # A child that is gone is heard of by its next line, which is empty. Nothing may wait
            # in a buffer for it, or closing that would fail in the place of what is told.
            with suppress(BrokenPipeError):
                os.write(child.stdin.fileno(), f"{line}\n".encode())
            line = copy.hear(child.stdout.readline())
    return line


def _where(notebook: Notebook, place: Path | Stick | None) -> tuple[Path, Owner]:
    if not isinstance(place, Stick):
        return place or backups.folder_of(notebook.folder), NOBODY
    try:
        return place.begun(), place.owner
    except OSError as fault:
        raise NoBackup(fault.errno or EACCES) from fault
