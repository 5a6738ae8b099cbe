"""The deep check of a copy, in a child process: what is amiss, said to the process that asked."""

import json
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlcipher3 import dbapi2

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import check, child_lines
from beforehand.store.backing_up import Copy
from beforehand.store.check import Finding
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook

PLACE = ".checking"
"""The folder in a notebook's own where the copy to be checked lies, while it is."""

_UNREAD = "A part of the notebook could not be read."


@value
class Checked:
    """What a check found; nothing if the notebook is sound."""

    findings: tuple[Finding, ...] = ()

    @property
    def mendable(self) -> bool:
        """Whether all that is amiss can be mended without touching a word."""
        return bool(self.findings) and all(each.safe for each in self.findings)


def in_depth(target: Path, keys: list[Key], now: datetime, said: IO[str]) -> dict[str, Any]:
    """Check a copy, telling on the way the share that is done."""
    try:
        notebook = Notebook.open(target, now, keys=keys)
    except BeforehandError as fault:
        return {"findings": [[fault.sentence, False]]}
    try:
        found = check.findings(notebook, lambda share: child_lines.say_share(share, said))
    except (BeforehandError, dbapi2.Error):
        found = [Finding(sentence=_UNREAD)]
    finally:
        notebook.close()
    return {"findings": [[each.sentence, each.safe] for each in found]}


class DeepCheck:
    """One check under way: a copy between two commits, looked through and taken away again."""

    def __init__(self, notebook: Notebook, now: datetime) -> None:
        self._copy = Copy(notebook, notebook.folder / PLACE, now, "check")
        order = json.loads(self._copy.order)
        self.order = json.dumps({**order, "deep": now.isoformat()})
        """The first line for the child, as a backup's is."""

    def hear(self, line: str) -> object:
        """What to say next, the share that is done, or what was `Checked`."""
        answer = child_lines.heard(line)
        if (share := child_lines.share_in(answer)) is not None:
            return share
        if "findings" in answer:
            self._copy.give_up()
            found = (Finding(sentence=text, safe=safe) for text, safe in answer["findings"])
            return Checked(findings=tuple(found))
        return self._copy.hear(line)

    def give_up(self) -> None:
        """Leave nothing half-made."""
        self._copy.give_up()
