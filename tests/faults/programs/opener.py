"""Opens a notebook that lost its power, which plays back its journal, and closes it again.

It is recorded by `power_cut.py`.
"""

import sys
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from beforehand.store import opening
from beforehand.store.faults import NotebookLocked, WrongPassphrase
from beforehand.store.notebook import Notebook
from faults.programs import saver
from faults.proof import NOW, broken


def opened(folder: Path) -> Notebook:
    """With no passphrase, the first or the second."""
    with suppress(NotebookLocked):
        return Notebook.open(folder, NOW)
    with suppress(WrongPassphrase):
        return Notebook.open(folder, NOW, keys=opening.unlock(folder, saver.WORDS))
    return Notebook.open(folder, NOW, keys=opening.unlock(folder, saver.NEW))


def main(folder: Path, variant: str) -> int:
    """Open and close."""
    broken(variant)
    opened(folder).close()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
