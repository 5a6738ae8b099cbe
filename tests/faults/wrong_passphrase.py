"""Tries a wrong passphrase again and again: refused each time, and no byte and no time changes.

Through the store, through each command of the terminal, and with codes that look like the recovery
code; then the right one still opens the notebook.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand import paths
from beforehand.store import keyfile, locking, opening, recovery
from beforehand.store.faults import WrongPassphrase
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from closed import everything
from faults.proof import NOW, Proof, Turn, broken, examine, made, note

WORDS = "ruhig überlegt am Kanal"
CHEAP = Cost(n=2, r=1, p=1)
LOCKED = 4
"""What a command ends with that was not let in."""
COMMANDS = (
    ("list",),
    ("search", "note"),
    ("check",),
    ("backup",),
    ("passphrase", "change"),
    ("passphrase", "remove"),
    ("export", "--out", "out.json"),
)


def wrong(turn: Turn) -> str:
    """Words that are nearly right, quite wrong, or a code of the right form."""
    ways = [
        WORDS.upper(),
        f"{WORDS} ",
        WORDS[:-1],
        WORDS.replace("ü", "u"),
        recovery.made(),
        "".join(turn.chance.choices("abc ü資", k=turn.chance.randrange(1, 40))),
    ]
    return ways[turn.number % len(ways)]


def try_once(proof: Proof, turn: Turn, folder: Path) -> None:
    """Once through the store or through a command."""
    words = wrong(turn)
    proof.saw("tries")
    if turn.number % 2:
        try:
            opening.unlock(folder, words)
            proof.fail(f"{words!r} opens it")
        except WrongPassphrase:
            proof.saw("refused")
        return
    asked = COMMANDS[turn.number // 2 % len(COMMANDS)]
    command = paths.program(*asked, "--notebook", str(folder), "--passphrase-stdin")
    done = subprocess.run(
        command, input=f"{words}\nanother one\n", capture_output=True, text=True, check=False,
        cwd=turn.place,
    )  # fmt: skip
    proof.expect(done.returncode == LOCKED, f"{asked} ended with {done.returncode}: {done.stderr}")
    proof.expect(not [*turn.place.iterdir()], f"{asked} left something behind")
    proof.saw("refused")


def main() -> int:
    """One locked notebook, so many wrong words."""
    proof = Proof(__doc__, count=20)
    with proof.turn(-1) as first:
        made(first.folder)
        notebook = Notebook.open(first.folder, NOW)
        notebook.save(note(1), now=NOW)
        locking.set_passphrase(notebook, WORDS, CHEAP)
        notebook.close()
        before = everything(first.folder)
        broken(proof.broken)
        for turn in proof.turns():
            try_once(proof, turn, first.folder)
            proof.expect(everything(first.folder) == before, "something in the folder has changed")
        keys = opening.unlock(first.folder, WORDS)
        examine(proof, 1, lambda: Notebook.open(first.folder, NOW, keys=keys))
        proof.expect(keyfile.read(first.folder).locked, "it is no longer locked")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
