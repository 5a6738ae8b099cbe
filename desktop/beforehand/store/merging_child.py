"""The child process that looks at another copy of the notebook, merges it, or takes that back.

The window cannot: it would stand still, and what it holds open nobody else may open. To look, the
child has a copy of the notebook made between two commits, as for a backup, and answers what would
come. To merge, and to take a merge back, the window lets go of the notebook, and the child opens
it. It is told in one line on its standard input what to do, the keys among it, and answers in
lines: shares that are done, then what happened, or why not.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from beforehand.domain.errors import BeforehandError
from beforehand.domain.merged import Merged, Part
from beforehand.domain.value import value
from beforehand.store import backing_up, child_lines, other, taking_back
from beforehand.store.backing_up import Copy
from beforehand.store.child_lines import keys_in
from beforehand.store.faults import Refused
from beforehand.store.keys import Key
from beforehand.store.merging import Merge
from beforehand.store.notebook import Notebook
from beforehand.store.other import OtherLocked

PLACE = ".looking"
"""The folder in a notebook's own where the copy lies that the other one is held against."""

LOOK, INTO, BACK = "look", "into", "take back"


@value
class TakenBack:
    """A merge was taken back; the notebook as it was merged is kept there."""

    kept: str


def serve(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """Merge or take back, as the order says; the answer is what happened, or a refusal."""
    now = datetime.fromisoformat(order["now"])
    try:
        notebook = Notebook.open(Path(order["folder"]), now, keys=keys_in(order))
        try:
            if BACK in order:
                return {"kept": _taken_back(notebook, order, now)}
            return _merged(notebook, order, now, said)
        finally:
            notebook.close()
    except BeforehandError as fault:
        return _refusal(fault)
    except Exception:
        # A mistake of the program's own: all or nothing holds, and no word of a note is told.
        return _refusal(BeforehandError("It could not be done. The notebook is as it was."))


def look(target: Path, order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """What would come to the notebook of which a copy lies there."""
    now = datetime.fromisoformat(order["now"])
    named, keys = Path(order[LOOK]), keys_in(order)
    try:
        other.see_that_it_is_another(other.file_of(named), Path(order["source"]))
        with other.borrowed(named, target, now, keys, order["words"]) as found:
            notebook = Notebook.open(target, now, keys=keys)
            try:
                job = Merge(notebook, found)
                _tell(job.look(), said)
            finally:
                notebook.close()
    except BeforehandError as fault:
        return _refusal(fault)
    return {"merged": asdict(job.merged)}


class Look:
    """One look under way, for whoever reads the child's lines."""

    def __init__(
        self, notebook: Notebook, named: Path, now: datetime, words: str | None = None
    ) -> None:
        self._copy = Copy(notebook, notebook.folder / PLACE, now, "look")
        order = json.loads(self._copy.order)
        asked = {LOOK: str(named.absolute()), "words": words, "now": now.isoformat()}
        self.order = json.dumps({**order, **asked})
        """The first line for the child; it holds keys, and goes nowhere but into its pipe."""

    def hear(self, line: str) -> object:
        """What to say next, the share that is done, or what would be `Merged`."""
        try:
            answer = _heard(line)
        except Refused:
            self.give_up()
            raise
        if answer is None:
            return self._copy.hear(line)
        if not isinstance(answer, float):
            self.give_up()
        return answer

    def give_up(self) -> None:
        """Leave nothing half-made."""
        self._copy.give_up()


class Work:
    """One merge, or one taking back, for whoever reads the child's lines."""

    def __init__(  # noqa: PLR0913 - all that has to be known of the world around
        self,
        folder: Path,
        keys: Sequence[Key],
        program: Sequence[str],
        now: datetime,
        *,
        named: Path | None = None,
        words: str | None = None,
    ) -> None:
        self._folder = folder
        what: dict[str, Any] = {INTO: str(named.absolute())} if named else {BACK: True}
        self.order = json.dumps(
            {
                **what,
                "folder": str(folder.absolute()),
                **child_lines.with_keys(keys),
                "program": [*program],
                "words": words,
                "now": now.isoformat(),
            }
        )
        """The only line for the child; it holds keys, and goes nowhere but into its pipe."""

    def hear(self, line: str) -> object:
        """The share that is done, what was `Merged`, or `TakenBack`; raises what went wrong."""
        answer = _heard(line)
        if answer is None:
            # The child is gone: what it had begun is undone when the notebook is opened.
            self.give_up()
            raise BeforehandError(
                "It was cut off. The notebook is as it was.", "See that there is room, try again."
            )
        return answer

    def give_up(self) -> None:
        """Leave nothing of the other notebook."""
        other.remove_left(self._folder)


def read(told: dict[str, Any]) -> Merged:
    """What happened, out of a line."""
    counts = {
        name: tuple((str(kind), int(number)) for kind, number in each)
        for name, each in told.items()
        if isinstance(each, list) and name != "parts"
    }
    rest = {name: each for name, each in told.items() if not isinstance(each, list)}
    parts = tuple(Part(**each) for each in told["parts"])
    return Merged(**{**rest, **counts, "parts": parts})


def _merged(
    notebook: Notebook, order: dict[str, Any], now: datetime, said: IO[str]
) -> dict[str, Any]:
    keys = (notebook.vault.key,)
    named = Path(order[INTO])
    with other.borrowed(named, notebook.folder, now, keys, order["words"]) as found:
        backup = backing_up.make(notebook, order["program"], now, taking_back.BEFORE)
        job = Merge(notebook, found)
        _tell(job.steps(), said)
    return {"merged": {**asdict(job.merged), "backup": str(backup.path)}}


def _taken_back(notebook: Notebook, order: dict[str, Any], now: datetime) -> str:
    backup = taking_back.newest(notebook.folder)
    return str(taking_back.take_back(notebook, backup, order["program"], now).path)


def _tell(steps: Iterator[float], said: IO[str]) -> None:
    for share in steps:
        child_lines.say_share(share, said)


def _refusal(fault: BeforehandError) -> dict[str, Any]:
    return child_lines.refusal(fault, locked=isinstance(fault, OtherLocked))


def _heard(line: str) -> object:
    """The answer in a line, None if it is another's; raises what is refused."""
    answer = child_lines.heard(line)
    child_lines.raise_refused(answer)
    if (share := child_lines.share_in(answer)) is not None:
        return share
    if "kept" in answer:
        return TakenBack(kept=answer["kept"])
    return read(answer["merged"]) if "merged" in answer else None
