"""Kills the program while it writes: what was acknowledged is there, and the notebook is sound.

The notebook goes on from kill to kill, so what one left is what the next begins with. Every third
kill comes while many notes are written as one.
"""

import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.proof import NOW, Proof, Turn, examine, made, note

AFRESH = 50
"""Kills after which a new notebook is begun: checking a large one takes its time."""
MANY = 40
"""Notes that are saved as one."""


def write(folder: Path, begin: int, line: Line, *, at_once: int) -> None:
    """Save notes without an end; say the number of each that is saved."""
    notebook = Notebook.open(folder, NOW)
    line.say("ready")
    while True:
        notes = [note(number) for number in range(begin, begin + at_once)]
        notebook.save(*notes, now=NOW)
        begin += at_once
        line.say(begin - 1)


def kill_once(proof: Proof, turn: Turn, folder: Path, last: int) -> int:
    """Let it write, kill it at some moment; the last note that it acknowledged."""
    at_once = MANY if turn.number % 3 == 2 else 1
    with Child(lambda line: write(folder, last + 1, line, at_once=at_once), proof.broken) as child:
        said = [child.hear()]
        said += [child.hear() for _ in range(turn.chance.randrange(1 if at_once > 1 else 6))]
        time.sleep(turn.chance.uniform(0, 0.06 if at_once > 1 else 0.015))
        said += child.kill()
    numbers = [int(each) for each in said if each.isdigit()]
    journal = folder / "notebook.db-journal"
    proof.saw("kills")
    proof.saw("in the middle of a write", int(journal.exists() and journal.stat().st_size > 0))
    proof.saw("acknowledged notes", len(numbers) * at_once)
    acknowledged = numbers[-1] if numbers else last
    examine(proof, acknowledged, lambda: Notebook.open(folder, NOW), more=at_once)
    return acknowledged


def main() -> int:
    """Kill it so many times."""
    proof = Proof(__doc__, count=50)
    with proof.turn(0) as first:
        for turn in proof.turns():
            if turn.number % AFRESH == 0:
                shutil.rmtree(first.folder, ignore_errors=True)
                made(first.folder)
                last = 0
            last = kill_once(proof, turn, first.folder, last)
            with_more = Notebook.open(first.folder, NOW)
            # What was saved and not yet acknowledged stays: the next notes follow it.
            last = with_more[type(note(1))].count() - 1 if not proof.failures else last
            with_more.close()
    proof.expect(proof.seen["kills"] == proof.count, "not every kill happened")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
