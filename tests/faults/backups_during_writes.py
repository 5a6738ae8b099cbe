"""Makes backups while notes are saved without a pause: each restores to what a commit had left.

The program saves between any two lines of the child that copies, as the window does. Of each commit
is kept what was in the notebook after it; a restored backup must be equal to one of them, the last
one that the program told. Meanwhile nobody else may open the notebook.
"""

import random
import select
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.store import backing_up, backups, check, copying, restoring
from beforehand.store.backing_up import Copy, NoBackup
from beforehand.store.backups import Backup
from beforehand.store.faults import NotebookHeld
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.proof import NOW, Proof, made, note

PROGRAM = paths.program(paths.COPYING)
MARK = "SELECT mark FROM notebook"
BUSY = 0.7
"""How often somebody saves without a pause until the child says its next line."""


class Writer:
    """Saves notes, changes and removes some, and keeps of each commit what there was after it."""

    def __init__(self, notebook: Notebook, chance: random.Random, line: Line) -> None:
        self._notebook, self._chance, self.line = notebook, chance, line
        self._last = 0

    def save(self) -> None:
        """One commit, and what is in the notebook after it."""
        self._last += 1
        with self._notebook.transaction():
            self._notebook.save(note(self._last), now=NOW)
            if self._last > 5 and self._chance.random() < 0.5:
                old = note(self._chance.randrange(1, self._last))
                self._notebook.delete(type(old), [old.id])
        self.line.say(f"commit {latest(self._notebook)} {content(self._notebook)}")


def content(notebook: Notebook) -> str:
    """A number for everything that is in it."""
    found = [sorted(map(repr, notebook[kind].find(trashed=None))) for kind in KINDS]
    return sha256(str(found).encode()).hexdigest()


def copied(notebook: Notebook, writer: Writer, chance: random.Random) -> tuple[Backup, str]:
    """One backup, and of which commit the child was told it is; notes are saved all the while."""
    copy = Copy(notebook, backups.folder_of(notebook.folder), NOW, "meanwhile")
    with subprocess.Popen(
        PROGRAM, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        said, mark = copy.order, ""
        while isinstance(said, str):
            print(said, file=child.stdin, flush=True)
            busy = chance.random() < BUSY
            while not select.select([child.stdout], [], [], 0 if busy else None)[0]:
                writer.save()
            said = copy.hear(child.stdout.readline())
            if isinstance(said, str) and said.startswith(copying.GOOD):
                mark = said.split()[1]
            elif said == copying.AGAIN:
                writer.line.say("again, a commit came in between")
    return said, mark


def latest(notebook: Notebook) -> str:
    """The mark of the last commit."""
    ((mark,),) = notebook.vault.read(MARK)
    return mark


def work(folder: Path, count: int, seed: str, line: Line) -> None:
    """Make so many backups; say each commit, and each backup when it is there."""
    chance = random.Random(seed)
    notebook = Notebook.open(folder, NOW)
    writer = Writer(notebook, chance, line)
    writer.save()
    first = count
    while count:
        try:
            if count == first or chance.random() < 0.2:
                made_one = backing_up.make(notebook, PROGRAM, NOW, "at once")
                mark = latest(notebook)
            else:
                made_one, mark = copied(notebook, writer, chance)
        except NoBackup as fault:
            line.say(f"busy {fault}")
            continue
        line.say(f"backup {mark} {made_one.path}")
        line.wait()
        count -= 1
        for _ in range(chance.randrange(5)):
            writer.save()


def nobody_else(proof: Proof, folder: Path) -> None:
    """A second program finds the notebook in use."""

    def knock(line: Line) -> None:
        try:
            Notebook.open(folder, NOW).close()
        except BeforehandError as fault:
            line.say(type(fault).__name__)

    with Child(knock) as child:
        said = child.ended()
    held = said == [NotebookHeld.__name__]
    proof.expect(held, "a second program could open the notebook while the first had it")


def restored(proof: Proof, path: Path, to: Path, commits: dict[str, str], mark: str) -> None:
    """A backup put to use: equal to what was there at a commit."""
    (backup,) = [each for each in backups.found(path.parent) if each.path == path]
    restoring.restore(backup, to)
    notebook = Notebook.open(to, NOW)
    found = latest(notebook)
    was = commits.get(found)
    proof.expect(was is not None, "a backup is of no commit")
    proof.expect(found == mark, "a backup is of another commit than was said")
    proof.expect(was == content(notebook), "a backup is unlike what was there at its commit")
    proof.expect(not check.findings(notebook), "a restored backup is not sound")
    notebook.close()
    shutil.rmtree(to)


def main() -> int:
    """One notebook, so many backups of it."""
    proof = Proof(__doc__, count=20)
    commits: dict[str, str] = {}
    with proof.turn(0) as turn:
        made(turn.folder)
        seed = str(proof.seed)
        with Child(lambda line: work(turn.folder, proof.count, seed, line), proof.broken) as child:
            while line := child.hear():
                what, rest = line.split(" ", 1)
                if what == "commit":
                    mark, number = rest.split()
                    commits[mark] = number
                    proof.saw("commits")
                elif what == "backup":
                    mark, path = rest.split(" ", 1)
                    proof.saw("backups")
                    nobody_else(proof, turn.folder)
                    restored(proof, Path(path), turn.place / "new", commits, mark)
                    child.tell()
                else:
                    proof.saw("copied again" if what == "again," else "too busy, tried later")
    proof.expect(proof.seen["backups"] == proof.count, "not every backup was made")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
