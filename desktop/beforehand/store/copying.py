"""The child process that copies a notebook and checks the copy.

The open file is never opened in the program's own process: closing it would drop SQLite's lock, and
a second writer's words would vanish. So a child copies it between two commits. It is told what to
do in lines on its standard input, the keys among them, and answers in lines on its standard output:

    parent: {"source": …, "target": …, "keys": [[key, salt], …]}
    child:  copied
    parent: good, with the mark of the last commit; or again, because a commit came in between
    child:  {"notes": …, …}, or {"fault": the system's error, 0 for a copy unlike the file}

With "deep" in the order, the time of it, the copy is looked through instead, and the last answer is
what is amiss: see `checking`. With "look" another notebook is held against it. With an order of
another kind nothing is copied so: see `merging_child`, `salvaging_child`, `restoring_child`,
`lent`, `closing`.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlcipher3 import dbapi2

from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.store import keyfile, vault
from beforehand.store.child_lines import FAULT, keys_in, say
from beforehand.store.keys import Key

COPIED, GOOD, AGAIN = "copied", "good", "again"
_FILES = (vault.NAME, keyfile.NAME)
_JOURNAL = f"{vault.NAME}-journal"
_MARK = "SELECT coalesce(nullif(mark, ''), changes) FROM notebook WHERE id = 1"
UNLIKE = 0
"""In the place of a system's error: the copy was made, and is not what it should be."""


def main() -> int:
    """Serve the process that started us."""
    return serve(sys.stdin, sys.stdout)


def serve(heard: IO[str], said: IO[str]) -> int:
    """Copy as often as asked, check the last copy, and say what is in it."""
    order = json.loads(heard.readline())
    if other := _other_job(order):
        say(other(order, said), said)
        return 0
    target = Path(order["target"])
    try:
        answer = f"{AGAIN}\n"
        while answer.startswith(AGAIN):
            _taken(Path(order["source"]), target)
            print(COPIED, file=said, flush=True)
            answer = heard.readline()
        if not answer.startswith(GOOD):
            return 1
        result = _looked_at(order, target, answer.removeprefix(GOOD).strip(), said)
    except OSError as fault:
        result = {FAULT: fault.errno or UNLIKE}
    except Exception:
        # Whatever it is, it means that this copy cannot be relied upon; no word of it is told.
        result = {FAULT: UNLIKE}
    say(result, said)
    return int(FAULT in result)


def _other_job(order: dict[str, Any]) -> Callable[[dict[str, Any], IO[str]], dict[str, Any]] | None:
    """What answers an order that is not for a copy; imported here: a copy is made without it."""
    if "salvage" in order:
        from beforehand.store import salvaging_child

        return salvaging_child.serve
    if "restore" in order:
        from beforehand.store import restoring_child

        return restoring_child.serve
    if "lent" in order:
        from beforehand.store import lent

        return lent.serve
    if "close" in order:
        from beforehand.store import closing

        return closing.serve
    if "source" not in order:
        from beforehand.store import merging_child

        return merging_child.serve
    return None


def copied(source: Path, target: Path) -> None:
    """Copy the files of a notebook that nobody has open, safe on the disk when this returns."""
    _taken(source, target)
    journal = source / _JOURNAL
    if journal.exists() and journal.stat().st_size:
        # A kill left it, and without it the file is half of one thing and half of another.
        shutil.copyfile(journal, target / _JOURNAL)
    _made_lasting(target)


def _looked_at(order: dict[str, Any], target: Path, mark: str, said: IO[str]) -> dict[str, Any]:
    keys = keys_in(order)
    if "look" in order:
        # Imported here: a copy is made without what merges.
        from beforehand.store import merging_child

        return merging_child.look(target, order, said)
    if "deep" not in order:
        # Only now: while one waits for the disk, the next commit would spoil the copy.
        _made_lasting(target)
        return checked(target, keys, mark=mark)
    # Imported here: a copy is made without what looks through one.
    from beforehand.store import checking

    try:
        now, place = datetime.fromisoformat(order["deep"]), Path(order["backups"])
        return checking.in_depth(target, keys, now, said, place)
    finally:
        # Here and not in the window, which a large file would hold up.
        shutil.rmtree(target, ignore_errors=True)


def _taken(source: Path, target: Path) -> None:
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _FILES:
        with (source / name).open("rb") as old, open(target / name, "wb", opener=private) as new:
            shutil.copyfileobj(old, new, 1 << 20)


def _made_lasting(target: Path) -> None:
    for name in _FILES:
        with (target / name).open("rb+") as new:
            os.fsync(new.fileno())
    keyfile.sync_folder(target)


def checked(folder: Path, keys: list[Key], mark: str = "") -> dict[str, Any]:
    """What is in a copy, every page and row of which could be read; else its fault.

    `mark` is the last commit's, if the copy must be of that very moment.
    """
    connection = next((c for key in keys if (c := vault.connect(folder / vault.NAME, key))), None)
    if connection is None:
        return {FAULT: UNLIKE}
    try:
        return counted(connection) if _whole(connection, mark) else {FAULT: UNLIKE}
    except dbapi2.Error:
        return {FAULT: UNLIKE}
    finally:
        connection.close()


def _whole(connection: Any, mark: str) -> bool:
    """Whether it is of that commit, and every page and row of it can be read."""
    (found,) = connection.execute(_MARK).fetchone()
    if mark and str(found) != mark:
        return False
    broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return not broken and connection.execute("PRAGMA quick_check").fetchone() == ("ok",)


def counted(connection: Any) -> dict[str, int]:
    """How much is in a notebook: entries of every kind, conversations, people."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    counts = {
        kind.kind: int(connection.execute(f"SELECT count(*) FROM {kind.kind}").fetchone()[0])
        for kind in KINDS
        if kind.kind in tables
    }
    return {
        "notes": sum(counts.values()),
        "conversations": counts.get(Conversation.kind, 0),
        "counterparts": counts.get(Counterpart.kind, 0),
    }


def private(path: str, flags: int) -> int:
    """Opens a file that only its owner may read."""
    return os.open(path, flags, 0o600)
