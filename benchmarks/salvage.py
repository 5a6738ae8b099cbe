"""What can be saved of a damaged notebook of 100,000 notes, and how long it takes.

The notebook is made by large_content.py and tidied as the window tidies it; a backup lies beside
it. In each round one bit of 0.5 % of its pages is flipped, other pages every time, and what
`beforehand salvage` does is done in a process of its own. The damaged pages are chosen by chance
among all there are, nodes of trees and the list of tables included.

Recovered is what stands in the new notebook exactly as it stood in the old one, of all records and
of the notes among them; the figure is the worst of the rounds, and has a least. Of times a figure
is the best of five, and all stand in `pairs` as CPU time and time by the clock; the limit is
"minutes". The folder should be on a disk (`--folder`). `--json FILE` writes the figures; the end is
1 if one is missed.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import figures
from figures import NOW, Figure, Told
from large_content import COUNTERPARTS, NOTES, PLUMBING, made

from beforehand.domain.kinds import KINDS
from beforehand.domain.record import UNSAVED, Record
from beforehand.store import backups, copying, keyfile
from beforehand.store.damaged import looked_at
from beforehand.store.notebook import Notebook
from beforehand.store.salvage import salvage

ROUNDS = 5
DAMAGED, PAGE = 0.005, 4096
RECOVERED_PERCENT, SALVAGE_S, SILENCE_S = 99.0, 300.0, 10.0

# What is told of each round: the words, its name, its limit, which of the rounds is the figure.
TOLD: tuple[tuple[str, str, float | None, Any], ...] = (
    ("records recovered at least, %", "records", RECOVERED_PERCENT, min),
    ("notes recovered at least, %", "notes", RECOVERED_PERCENT, min),
    ("words that are not those that were written", "wrong", 0.0, max),
    ("lost records that the list of what is missing does not have", "untold", 0.0, max),
    ("salvage, s", "cpu", SALVAGE_S, min),
    ("salvage by the clock, s", "wall", SALVAGE_S, min),
    ("the longest without a word of how far it is, s", "longest", SILENCE_S, min),
)


def main() -> int:
    """Measure, or do one measured round."""
    parser = figures.parser(__doc__)
    parser.add_argument("--folder", type=Path, help="a folder on a disk, for the notebooks")
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--round", type=Path, nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.round:
        return figures.tell(_round(*options.round))
    with tempfile.TemporaryDirectory(dir=options.folder) as there:
        measured = _figures(Path(there), options.notes, options.rounds)
        return figures.ended(measured, options.json)


def _figures(there: Path, notes: int, rounds: int) -> Iterator[Figure]:
    whole, told = there / "whole", list[Told]()
    _make(whole, notes)
    for number in range(rounds):
        damaged, new = there / "damaged", there / "new"
        for each in (damaged, new):
            shutil.rmtree(each, ignore_errors=True)
        shutil.copytree(whole, damaged)
        _damage(damaged, number)
        told.append(figures.told_by(__file__, "--round", whole, damaged, new))
    for name, key, limit, chosen in TOLD:
        yield figures.of_rounds(name, key, limit, told, chosen=chosen)


def _make(folder: Path, notes: int) -> None:
    made(folder, COUNTERPARTS * notes // NOTES, notes, NOW).close()
    part = backups.begun(backups.folder_of(folder))
    copying.copied(folder, part)
    counts = copying.checked(part, list(keyfile.read(folder).keys))
    backups.finished(part, NOW, "day", counts)


def _damage(folder: Path, seed: int) -> None:
    """Flip one bit of each of the pages that chance names."""
    chance, path = random.Random(seed), folder / "notebook.db"
    count = path.stat().st_size // PAGE
    with path.open("r+b") as file:
        for page in chance.sample(range(count), max(1, int(count * DAMAGED))):
            at = page * PAGE + chance.randrange(16, PAGE)
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def _round(whole: Path, damaged: Path, new: Path) -> Told:
    words = [time.perf_counter()]
    cpu, wall = time.process_time(), time.perf_counter()
    result = salvage(
        looked_at(damaged), new, NOW, told=lambda _share: words.append(time.perf_counter())
    )
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    longest = max(after - before for before, after in pairwise(words))
    before, after = _records(whole), _records(new)
    same = [each for id_, each in after.items() if before.get(id_) == each]
    lost = len(before) - len(same)
    return {
        **told,
        "longest": longest,
        "records": 100 * len(same) / len(before),
        "notes": 100 * _notes(same) / _notes(before.values()),
        "wrong": sum(each.updated_at != UNSAVED for each in after.values()) - len(same),
        "untold": abs(lost - result.salvaged.missing_records),
    }


def _records(folder: Path) -> dict[str, Record]:
    book = Notebook.open(folder, NOW)
    found = {each.id: each for kind in KINDS for each in book[kind].find(trashed=None)}
    book.close()
    return found


def _notes(records: Any) -> int:
    return sum(not isinstance(each, PLUMBING) for each in records)


if __name__ == "__main__":
    sys.exit(main())
