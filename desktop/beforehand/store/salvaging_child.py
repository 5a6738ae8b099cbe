"""The child process that salvages a damaged notebook for the window, which nothing may hold up.

It is told in one line on its standard input what to do, the passphrase among it, and answers in
lines: shares that are done, then what came of it, or why not.
"""

import json
import shutil
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from beforehand.domain.errors import BeforehandError
from beforehand.domain.salvaged import Brings, Missing, Salvaged
from beforehand.store import backups, child_lines
from beforehand.store.backups import Backup
from beforehand.store.damaged import looked_at
from beforehand.store.faults import NotebookLocked, Refused, WrongPassphrase
from beforehand.store.salvage import Offer, Rescue, part_of, salvage

SALVAGE = "salvage"
_NOT_SAVED = "It could not be saved. The damaged notebook was left as it is."


def serve(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """Salvage as the order says; the answer is what came of it, or a refusal."""
    try:
        damaged, now = looked_at(Path(order[SALVAGE])), datetime.fromisoformat(order["now"])
        rescue = salvage(
            damaged,
            Path(order["target"]),
            now,
            order["words"],
            lambda share: child_lines.say_share(share, said),
        )
    except BeforehandError as fault:
        locked = isinstance(fault, NotebookLocked | WrongPassphrase)
        return child_lines.refusal(fault, locked=locked)
    except Exception:
        # A mistake of the program's own: all or nothing holds, and no word of a note is told.
        return child_lines.refusal(BeforehandError(_NOT_SAVED), locked=False)
    return _as_told(rescue)


class Saving:
    """One salvage under way, for whoever reads the child's lines."""

    def __init__(self, folder: Path, target: Path, now: datetime, words: str | None = None) -> None:
        self._folder, self._target = folder, target
        asked = {SALVAGE: str(folder.absolute()), "target": str(target.absolute())}
        self.order = json.dumps({**asked, "words": words, "now": now.isoformat()})
        """The first line for the child; words go nowhere but into its pipe."""

    def hear(self, line: str) -> object:
        """The share that is done, or the `Rescue`; raises Refused."""
        answer = child_lines.heard(line)
        if not answer:
            raise Refused("It was stopped before it was done.", "Try again.")
        child_lines.raise_refused(answer)
        if (share := child_lines.share_in(answer)) is not None:
            return share
        return _heard(answer, backups.found(backups.folder_of(self._folder)))

    def give_up(self) -> None:
        """Leave nothing half-made."""
        shutil.rmtree(part_of(self._target), ignore_errors=True)


def _as_told(rescue: Rescue) -> dict[str, Any]:
    told: dict[str, Any] = {"salvaged": asdict(rescue.salvaged), "offer": None, "key_from": None}
    if rescue.offer:
        told["offer"] = {"path": rescue.offer.backup.path, "brings": asdict(rescue.offer.brings)}
    if rescue.key_from:
        told["key_from"] = rescue.key_from.path
    # Through text once: days and paths become words on the way.
    plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return plain


def _heard(answer: dict[str, Any], found: list[Backup]) -> Rescue:
    by_path = {str(each.path.absolute()): each for each in found}
    salvaged = dict(answer["salvaged"])
    lines = tuple(
        Missing(who=each["who"], on=_day(each["on"]), counts=_counts(each))
        for each in salvaged.pop("missing")
    )
    offer = answer["offer"]
    backup = by_path.get(offer["path"]) if offer else None
    brings = offer["brings"] if offer else {}
    return Rescue(
        salvaged=Salvaged(missing=lines, **salvaged),
        offer=Offer(
            backup=backup,
            brings=Brings(
                counts=_counts(brings), first=_day(brings["first"]), last=_day(brings["last"])
            ),
        )
        if backup
        else None,
        key_from=by_path.get(answer["key_from"] or ""),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _counts(answer: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple((kind, number) for kind, number in answer["counts"])
