"""Flips one bit of each page of a notebook in turn: the check ends with 5 and counts it every time.

The notebook is the sample with a backup; each turn also flips a bit of a backup's page, which must
not be called good, and must not be restored.
"""

import contextlib
import io
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand.__main__ import main as beforehand
from beforehand.store import backups
from faults.proof import Proof, Turn

PAGE = 4096


def run(*words: object) -> tuple[int, str]:
    """A command of the terminal: its exit code, and all that it said."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = beforehand([*map(str, words)])
    return code, said.getvalue()


def flip(path: Path, number: int, turn: Turn) -> None:
    """One bit of a page; the salt, which no checksum is about, is left out."""
    content = bytearray(path.read_bytes())
    first = 16 if number == 1 else 0
    place = (number - 1) * PAGE + turn.chance.randrange(first, PAGE)
    content[place] ^= 1 << turn.chance.randrange(8)
    path.write_bytes(content)


def flip_once(proof: Proof, turn: Turn, whole: Path) -> None:
    """The next page, in the notebook and then in its backup."""
    shutil.copytree(whole, turn.folder)
    file = turn.folder / "notebook.db"
    every = file.stat().st_size // PAGE
    number = turn.number % every + 1
    flip(file, number, turn)
    code, said = run("check", "--notebook", turn.folder)
    told = f"fail their checksum: 1 of {every}." in said and "newest good backup is 1" in said
    proof.expect(code == 5 and told, f"page {number}: {code}, {said}")
    (backup,) = backups.found(backups.folder_of(turn.folder))
    flip(backup.path / "notebook.db", number, turn)
    target = turn.place / "new"
    code, said = run("restore", "1", "--to", target, "--notebook", turn.folder, "--with-erased")
    proof.expect(code == 5 and not target.exists(), f"backup, page {number}: {code}, {said}")
    proof.saw("noticed" if code == 5 else "NOT NOTICED")


def main() -> int:
    """As many turns as the sample has pages, unless fewer are asked for."""
    proof = Proof(__doc__, count=40)
    with proof.turn(-1) as first:
        whole = first.place / "sample"
        run("sample", whole)
        run("backup", "--notebook", whole)
        for turn in proof.turns():
            flip_once(proof, turn, whole)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
