"""Cuts the power at a random moment: what was acknowledged is there, and the notebook is sound.

A program that saves notes, sets, changes and removes the passphrase and makes a backup is recorded
with strace; a disk that keeps for sure only what was synced is filled up to a random step of the
record, and what it may then have is opened. Of those that left a journal every fifth loses its
power once more while it is opened.
"""

import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand.store import backups
from faults.disk import Disk
from faults.programs import opener, saver
from faults.programs.opener import opened
from faults.proof import Proof, Turn, examine, made
from faults.recorded import Step, Unknown, recorded

TWICE = 5
"""Of so many cuts that left a journal, one is followed by another in the middle of recovery."""
CUTS = 3
"""So often, at moments of its own."""


def cut_once(proof: Proof, turn: Turn, before: Path, steps: list[Step]) -> None:
    """Cut somewhere, open what is there, and the backups in it."""
    disk = Disk(before)
    until = turn.chance.randrange(len(steps))
    for step in steps[:until]:
        disk.do(step)
    disk.cut(turn.folder, turn.chance)
    acknowledged = [int(each) for each in disk.said if each.isdigit()]
    last = acknowledged[-1] if acknowledged else 0
    proof.saw("cuts")
    journal = turn.folder / "notebook.db-journal"
    proof.saw("with a journal", int(journal.exists() and journal.stat().st_size > 0))
    proof.saw("acknowledged notes", last)
    found = backups.found(backups.folder_of(turn.folder))
    if proof.seen["with a journal"] % TWICE == 1 and journal.exists() and journal.stat().st_size:
        cut_again(proof, turn, last)
    if not examine(proof, last, lambda: opened(turn.folder)):
        proof.fail(f"that was at step {until} of {len(steps)}, {steps[until][:3]}")
    if len([each for each in disk.said if each == "acted"]) > 3:
        proof.expect(found, "the backup that was made is not there")
    for each in found:
        proof.saw("backups")
        examine(proof, 17, lambda each=each: opened(each.path))


def cut_again(proof: Proof, turn: Turn, last: int) -> None:
    """Record the recovery of what a cut left, and cut that; as it was left it stays beside it."""
    left, tried = turn.place / "left" / "notebook", turn.place / "tried"
    shutil.copytree(turn.folder, left)
    shutil.copytree(turn.folder, tried)
    command = [sys.executable, opener.__file__, tried, proof.broken]
    try:
        steps = recorded(command, turn.place / "trace", stderr=subprocess.DEVNULL)
    except Unknown:
        proof.fail("what a cut left could not be opened to be recorded")
        return
    moved = [_moved(step, str(tried), str(left)) for step in steps]
    ours = [each for each in moved if str(left) in each.path]
    for number in range(CUTS):
        disk, after = Disk(left), turn.place / f"after {number}"
        for step in ours[: turn.chance.randrange(len(ours) + 1)]:
            disk.do(step)
        disk.cut(after, turn.chance)
        proof.saw("cuts in the middle of recovery")
        if not examine(proof, last, lambda after=after: opened(after)):
            proof.fail("that was the second cut")


def main() -> int:
    """Record once, cut so many times."""
    proof = Proof(__doc__, count=50)
    with proof.turn(-1) as turn:
        made(turn.folder)
        before = turn.place / "before" / "notebook"
        shutil.copytree(turn.folder, before)
        command = [sys.executable, saver.__file__, turn.folder, proof.broken]
        steps = recorded(command, turn.place / "trace")
        # The record names the folder of the program; the disk begins with what lay there.
        moved = [_moved(step, str(turn.folder), str(before)) for step in steps]
        ours = [each for each in moved if each.what == "say" or str(before) in each.path]
        proof.saw("steps", len(ours))
        for each in proof.turns():
            cut_once(proof, each, before, ours)
    proof.expect(proof.seen["steps"] > 300, "hardly anything was recorded")
    return proof.end()


def _moved(step: Step, old: str, new: str) -> Step:
    return step._replace(path=step.path.replace(old, new), other=step.other.replace(old, new))


if __name__ == "__main__":
    sys.exit(main())
