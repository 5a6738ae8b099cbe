"""Saves notes, changes the passphrase, makes a backup; says each thing when it is done.

It is recorded by `power_cut.py`. One number a line is a note that is saved; other lines are names
of what was done besides.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from beforehand import paths
from beforehand.store import backing_up, locking
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from faults.proof import NOW, broken, note

CHEAP = Cost(n=2, r=1, p=1)
WORDS, NEW = "ruhig am Kanal", "leiser am Fluss"
NOTES = 24


def main(folder: Path, variant: str) -> int:
    """Do it all, one after the other."""
    broken(variant)
    notebook = Notebook.open(folder, NOW)
    acts = {
        6: lambda: locking.set_passphrase(notebook, WORDS, CHEAP),
        10: lambda: locking.change_passphrase(notebook, WORDS, NEW, CHEAP),
        14: lambda: locking.remove_passphrase(notebook, NEW),
        18: lambda: backing_up.make(notebook, paths.program(paths.COPYING), NOW, "in between"),
    }
    for number in range(1, NOTES + 1):
        if number in acts:
            acts[number]()
            print("acted", flush=True)
        notebook.save(note(number), now=NOW)
        print(number, flush=True)
    notebook.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
