"""The child process that restores a backup for the window, which nothing may hold up.

It is told in one line on its standard input what to do, keys or a passphrase among it, and answers
in lines: shares that are done, then what came of it, or why not.
"""

import json
import shutil
from dataclasses import astuple, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, child_lines, erased_here
from beforehand.store.backups import Backup
from beforehand.store.erased_here import Erased
from beforehand.store.faults import NotebookLocked, Refused, WrongPassphrase
from beforehand.store.kept_out import TakenOut
from beforehand.store.restoring import Means, Restored, part_of, restore

RESTORE = "restore"
_GONE = "The backup is not there any more."
_NOT_RESTORED = "It could not be restored. The backup was left as it is."


def serve(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """Restore as the order says; the answer is what came of it, or a refusal."""
    try:
        return _restored(order, said)
    except BeforehandError as fault:
        locked = isinstance(fault, NotebookLocked | WrongPassphrase)
        return child_lines.refusal(fault, locked=locked)
    except Exception:
        # A mistake of the program's own: all or nothing holds, and no word of a note is told.
        return child_lines.refusal(BeforehandError(_NOT_RESTORED), locked=False)


class Restoring:
    """One restore under way, for whoever reads the child's lines.

    `present` is a notebook that is open nowhere and is asked whom it erased.
    """

    def __init__(
        self, backup: Backup, target: Path, now: datetime, means: Means, present: Path | None = None
    ) -> None:
        self._target = target
        asked = {RESTORE: str(backup.path.absolute()), "target": str(target.absolute())}
        self.order = json.dumps(
            {
                **asked,
                "now": now.isoformat(),
                "present": present and str(present.absolute()),
                "words": means.words,
                "marks": means.marks,
                "unproven": means.unproven,
                **child_lines.with_keys(means.keys),
            }
        )
        """The first line for the child; words and keys go nowhere but into its pipe."""

    def hear(self, line: str) -> object:
        """The share that is done, or what was `Restored`; raises Refused."""
        answer = child_lines.heard(line)
        if not answer:
            raise Refused("It was stopped before it was done.", "Try again.")
        child_lines.raise_refused(answer)
        if (share := child_lines.share_in(answer)) is not None:
            return share
        taken = answer["taken"]
        return Restored(
            folder=self._target,
            key=next(iter(child_lines.keys_in(answer)), None),
            taken=taken and TakenOut(entries=taken[0], changed=taken[1], left=taken[2]),
            all_known=answer["all_known"],
        )

    def give_up(self) -> None:
        """Leave nothing half-made."""
        shutil.rmtree(part_of(self._target), ignore_errors=True)


def _restored(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    backup, now = backups.at(Path(order[RESTORE])), datetime.fromisoformat(order["now"])
    if backup is None:
        raise BeforehandError(_GONE)
    means = Means(
        keys=tuple(child_lines.keys_in(order)),
        words=order["words"],
        marks=[tuple(each) for each in order["marks"]],
        unproven=order["unproven"],
    )
    erased = _erased(order, backup, now, means)
    if erased.marks:
        means = replace(means, keys=(*means.keys, *erased.keys), marks=erased.marks)
    done = restore(
        backup, Path(order["target"]), now, means, lambda share: child_lines.say_share(share, said)
    )
    return {
        **child_lines.with_keys([done.key] if done.key else []),
        "taken": done.taken and astuple(done.taken),
        "all_known": erased.all_read,
    }


def _erased(order: dict[str, Any], backup: Backup, now: datetime, means: Means) -> Erased:
    folder = Path(order["present"]) if order["present"] else None
    if folder is None or not erased_here.concerns(folder, backup):
        return Erased()
    return erased_here.known(folder, now, means.words)
