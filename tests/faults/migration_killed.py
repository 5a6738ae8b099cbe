"""Kills the program before every statement of an upgrade: the notebook is the old or the new one.

A notebook of the first version is opened by this one: copied, brought up to date, its search index
filled. The child is killed before the first statement of that, then before the second, and so on.
"""

import os
import shutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.record import Record
from beforehand.store import backups, opening, vault
from beforehand.store.keyfile import read
from beforehand.store.migrations import SET, STEPS
from beforehand.store.notebook import Notebook
from beforehand.store.shelf import Shelf
from beforehand.store.vault import Vault
from faults.children import Child, Line
from faults.proof import NOW, Proof, Turn, examine, note

OLD = STEPS[:1]
NOTES = 3
MOST = 2000
"""Statements that an upgrade may have; it ends by itself long before."""


def old_notebook(folder: Path) -> None:
    """A notebook as the first version left it."""
    opened = opening.open_vault(folder, NOW, create=True, steps=OLD)
    records = [note(number) for number in range(1, NOTES + 1)]
    records += [make.record(Conversation, id=make.TALK), make.record(Answer, id=make.ANSWER)]
    with opened.transaction():
        for each in records:
            put(opened, replace(each, created_at=NOW, updated_at=NOW))
    opened.close()


def put(opened: Vault, record: Record) -> None:
    """A row with the columns that there were; those that came since are empty in these records."""
    layout = Shelf(opened, type(record)).layout
    there = {
        name for (name,) in opened.read("SELECT name FROM pragma_table_info(?)", [record.kind])
    }
    row = dict(zip(layout.codecs, layout.row(record), strict=True))
    names = [name for name in row if name in there]
    marks = ", ".join("?" * len(names))
    opened.write(
        f"INSERT INTO {record.kind} ({', '.join(names)}) VALUES ({marks})",
        [row[name] for name in names],
    )


def upgrade(folder: Path, last: int, line: Line) -> None:
    """Open it, and be killed before that statement."""
    seen = 0
    settle = vault.settle

    def count(_statement: str) -> None:
        nonlocal seen
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def settled(connection: object) -> None:
        connection.set_trace_callback(count)
        settle(connection)

    vault.settle = settled
    Notebook.open(folder, NOW).close()
    line.say("done")


def kill_once(proof: Proof, turn: Turn, old: Path, last: int) -> bool:
    """Kill before that statement; False if the upgrade came to its end."""
    shutil.copytree(old, turn.folder)
    with Child(lambda line: upgrade(turn.folder, last, line), proof.broken) as child:
        done = child.ended() == ["done"]
    applied = steps_in(turn.folder)
    proof.expect(
        applied in (names(OLD), names(STEPS)), f"killed at {last}: half upgraded: {applied}"
    )
    proof.saw("left old" if applied == names(OLD) else "left new", int(not done))
    for each in backups.found(backups.folder_of(turn.folder)):
        proof.expect(steps_in(each.path) == names(OLD), f"killed at {last}: a copy is not the old")
    examine(proof, NOTES, lambda: Notebook.open(turn.folder, NOW), more=0)
    proof.expect(steps_in(turn.folder) == names(STEPS), f"killed at {last}: not upgraded then")
    return not done


def names(steps: tuple[object, ...]) -> list[str]:
    return [step.__name__ for step in steps]


def steps_in(folder: Path) -> list[str]:
    """What was done to it, read as it is."""
    (key,) = read(folder).keys
    connection = vault.connect(folder / vault.NAME, key)
    found = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY name", (SET,)
    ).fetchall()
    connection.close()
    return [name for (name,) in found]


def main() -> int:
    """Each statement, one after the other."""
    proof = Proof(__doc__, count=MOST)
    with proof.turn(-1) as first:
        old = first.place / "old"
        old_notebook(old)
        for turn in proof.turns():
            if not kill_once(proof, turn, old, turn.number + 1):
                break
            proof.saw("statements")
    proof.expect(20 < proof.seen["statements"] < MOST, "the statements were not met")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
