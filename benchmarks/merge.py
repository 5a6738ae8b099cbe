"""What merging two copies of a notebook costs, each with 20,000 notes.

Two pairs are made with large_content.py. `apart`: the same people, and all notes of each written
on one machine only, so that 20,000 come in. `edited`: two copies of one notebook, a tenth of whose
records was changed on each, mostly not the same ones. Each measurement is a process of its own on
fresh copies of the two folders; a figure is the best of five, and all stand in `pairs` as CPU time
and time by the clock. The folder should be on a disk (`--folder`).

Limited is the whole of what `beforehand merge` does once both keys are known: the copy of the other
notebook, the backup, reading, deciding, writing. `--json FILE` writes the figures; the end is 1 if
one is missed.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import figures
from figures import NOW, Figure, Told
from large_content import Years, made, tidied

from beforehand import paths
from beforehand.domain.kinds import KINDS
from beforehand.store import backing_up, other, taking_back
from beforehand.store.merging import Merge
from beforehand.store.notebook import Notebook

COUNTERPARTS, NOTES, ROUNDS = 1_000, 20_000, 5
MERGE_S, STEP_S = 20.0, 2.0
PAIRS = ("apart", "edited")


def merge(here: Path, there: Path) -> Told:
    """Merge, a step at a time."""
    notebook, steps = Notebook.open(here, NOW), list[float]()
    cpu, wall = time.process_time(), time.perf_counter()
    with other.borrowed(there, here, NOW, (notebook.vault.key,)) as found:
        program = paths.program(paths.COPYING)
        backing_up.make(notebook, program, NOW, taking_back.BEFORE)
        before = time.perf_counter()
        for _ in Merge(notebook, found).steps():
            steps.append(time.perf_counter() - before)
            before = time.perf_counter()
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    notebook.close()
    return {**told, "longest": max(steps)}


def look(here: Path, there: Path) -> Told:
    """Only see what would come: the preview."""
    notebook = Notebook.open(here, NOW)
    cpu, wall = time.process_time(), time.perf_counter()
    with other.borrowed(there, here, NOW, (notebook.vault.key,)) as found:
        for _ in Merge(notebook, found).look():
            pass
    told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    notebook.close()
    return told


def stop(here: Path, there: Path) -> Told:
    """Stop in the middle: how long until the notebook is as it was."""
    notebook = Notebook.open(here, NOW)
    before = _count(notebook)
    with other.borrowed(there, here, NOW, (notebook.vault.key,)) as found:
        steps: Any = Merge(notebook, found).steps()
        while next(steps) < 0.7:
            pass
        cpu, wall = time.process_time(), time.perf_counter()
        steps.close()
        told = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    assert _count(notebook) == before
    notebook.close()
    return told


JOBS: dict[str, Callable[[Path, Path], Told]] = {"merge": merge, "look": look, "stop": stop}

# What is told of each job: the words, its clock, its limit.
TOLD: dict[str, tuple[tuple[str, str, float | None], ...]] = {
    "merge": (
        ("merge, s", "cpu", MERGE_S),
        ("merge by the clock, s", "wall", MERGE_S),
        ("the longest without a word of how far it is, s", "longest", STEP_S),
    ),
    "look": (("preview by the clock, s", "wall", MERGE_S),),
    "stop": (("stop by the clock, s", "wall", STEP_S),),
}


def main() -> int:
    """Measure, or do one measured job."""
    parser = figures.parser(__doc__)
    parser.add_argument("--folder", type=Path, help="a folder on a disk, for the notebooks")
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--both", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        return figures.tell(JOBS[options.job](*options.both))
    with tempfile.TemporaryDirectory(dir=options.folder) as there:
        measured = _figures(Path(there), options.notes, options.rounds)
        return figures.ended(measured, options.json)


def _figures(there: Path, notes: int, rounds: int) -> Iterator[Figure]:
    for pair in PAIRS:
        here, away = there / f"{pair} here", there / f"{pair} there"
        _made(pair, here, away, notes)
        ran: dict[str, list[Told]] = {job: [] for job in JOBS}
        for _ in range(rounds):
            for job in JOBS:
                ran[job].append(_run(job, there, here, away))
        for job, told in ran.items():
            for name, key, limit in TOLD[job]:
                yield figures.of_rounds(f"{pair}: {name}", key, limit, told)


def _made(pair: str, here: Path, there: Path, notes: int) -> None:
    people = COUNTERPARTS * notes // NOTES
    made(here, people, notes, NOW).close()
    if pair == "edited":
        shutil.copytree(here, there)
        _edit(here, 1)
        _edit(there, 2)
        return
    book = Notebook.open(there, NOW, create=True)
    book.save(*Years(people, NOW, seed=2).records(notes), now=NOW, keep_times=True)
    tidied(book)
    book.close()


def _edit(folder: Path, seed: int) -> None:
    """Change words in a tenth of all records, on another day."""
    book, chance = Notebook.open(folder, NOW), random.Random(seed)
    later = NOW + timedelta(days=seed)
    for kind in KINDS:
        if not any(each.name == "text" for each in fields(kind)):
            continue
        found: list[Any] = [r for r in book[kind].find() if chance.random() < 0.1]
        book.save(*(replace(each, text=f"{each.text} {seed}") for each in found), now=later)
    tidied(book)
    book.close()


def _run(job: str, there: Path, here: Path, away: Path) -> Told:
    """On fresh copies, in a process of its own."""
    both = [there / "this one", there / "that one"]
    for source, target in zip((here, away), both, strict=True):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
    return figures.told_by(__file__, "--job", job, "--both", *both)


def _count(book: Notebook) -> int:
    return sum(book[kind].count() for kind in KINDS)


if __name__ == "__main__":
    sys.exit(main())
