"""Changes one byte anywhere in a notebook's files: it is always noticed, and no word is ever wrong.

In the file, the key file, or those of a backup, locked and unlocked: opening says so, reading says
so, or the check does. A backup is restored and then opened.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.store import backing_up, backups, check, keyfile, locking, opening, restoring
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from faults.proof import NOW, Proof, Turn, broken, made, note

WORDS = "ruhig am Kanal"
CHEAP = Cost(n=2, r=1, p=1)
PROGRAM = paths.program(paths.COPYING)
FILES = ("notebook.db", "notebook.db", "notebook.key", "notebook.db", "notebook.key", "about.json")
"""How often each is chosen."""


class Before(NamedTuple):
    """Two notebooks, one of them locked, and everything that is in both."""

    open: Path
    locked: Path
    content: list[str]


def content(notebook: Notebook) -> list[str]:
    """All records, as they are read."""
    return [repr(each) for kind in KINDS for each in notebook[kind].find(trashed=None)]


def prepare(place: Path) -> Before:
    """Make both, each with a backup."""
    plain, locked = place / "plain", place / "locked"
    made(plain)
    notebook = Notebook.open(plain, NOW)
    notebook.save(*map(note, range(1, 30)), now=NOW)
    was = content(notebook)
    notebook.close()
    shutil.copytree(plain, locked)
    for folder in (plain, locked):
        notebook = Notebook.open(folder, NOW)
        if folder == locked:
            locking.set_passphrase(notebook, WORDS, CHEAP)
        backing_up.make(notebook, PROGRAM, NOW, "to be harmed")
        notebook.close()
    return Before(plain, locked, was)


def opened(folder: Path) -> Notebook:
    """With its passphrase if it is locked."""
    locked = keyfile.read(folder).locked
    return Notebook.open(folder, NOW, keys=opening.unlock(folder, WORDS) if locked else ())


def flip(path: Path, turn: Turn) -> str:
    """Change one byte; says where."""
    data = bytearray(path.read_bytes())
    # The beginning of the file is unlike the rest: no page's checksum is about it.
    most = 16 if turn.chance.random() < 0.1 else len(data)
    place, change = turn.chance.randrange(most), turn.chance.randrange(1, 256)
    data[place] ^= change
    path.write_bytes(data)
    return f"byte {place} of {len(data)} of {path.parent.name}/{path.name}, changed by {change:#x}"


def noticed(folder: Path, was: list[str]) -> str:
    """When it was noticed that something is wrong: at opening, reading, by the check; or never."""
    try:
        notebook = opened(folder)
    except BeforehandError:
        return "noticed at opening"
    try:
        if content(notebook) != was:
            return "WRONG WORDS"
        return "noticed by the check" if check.findings(notebook) else "NEVER NOTICED"
    except BeforehandError:
        return "noticed when read"
    finally:
        notebook.close()


def noticed_in_backup(folder: Path, to: Path, was: list[str]) -> str:
    """The same of a backup, put to use."""
    (backup,) = backups.found(backups.folder_of(folder))
    if not backup.checked:
        return "noticed in the list"
    try:
        restoring.restore(backup, to)
    except BeforehandError:
        return "noticed when restored"
    return noticed(to, was)


def flip_once(proof: Proof, turn: Turn, before: Before) -> None:
    """Change a byte of one of the files, and see who says so."""
    locked, in_backup = turn.number % 2, turn.number // 2 % 3 == 2
    shutil.copytree(before.locked if locked else before.open, turn.folder)
    (backup,) = (turn.folder / "backups").iterdir()
    name = FILES[turn.number % len(FILES)]
    in_backup = in_backup or name == "about.json"
    where = flip((backup if in_backup else turn.folder) / name, turn)
    look: Callable[[], str] = lambda: noticed(turn.folder, before.content)  # noqa: E731
    if in_backup:
        look = lambda: noticed_in_backup(turn.folder, turn.place / "new", before.content)  # noqa: E731
    found = look()
    proof.saw(found)
    proof.expect(found.islower(), f"{found}: {where}, {'locked' if locked else 'open'}")


def main() -> int:
    """One byte each time."""
    proof = Proof(__doc__, count=50)
    with proof.turn(-1) as first:
        before = prepare(first.place)
        broken(proof.broken)
        for turn in proof.turns():
            flip_once(proof, turn, before)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
