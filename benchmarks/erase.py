"""What erasing a counterpart costs in a notebook of 100,000 notes.

The notebook is made by large_content.py, tidied as the window tidies it; the person erased has a
name of their own, an ordinary number of notes, and is named in 100 answers kept on others, all of
which are changed. Each round works on a fresh copy of it in a process of its own; a figure is CPU
time, the best of five, because what others do on the machine only ever makes one longer. Erasing
is all of it: the one transaction, and the search index written anew so that no word is left.

Beside it, without a limit: looking for the name, the same in the slices in which the window does
it (of these the longest one has a limit), and the person on whom most is kept. `--json FILE` writes
the figures; the end is 1 if a limit is missed.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import figures
from figures import NOW, Figure, Told
from large_content import COUNTERPARTS, NOTES, made

from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.store.erasing import INITIALS, erase, erase_at_once, planned
from beforehand.store.mentions import Mention, looking
from beforehand.store.notebook import Notebook

ROUNDS, NAMED = 5, 100
ERASE_S, SLICE_MS = 1.0, 100
ORDINARY, MOST = Id("person-2500"), Id("person-0")
NAME = "Zanzibarina Quuxfield"


def main() -> int:
    """Measure, or do one measured job."""
    parser = figures.parser(__doc__)
    parser.add_argument("--folder", type=Path, help="a folder on a disk, for the notebook")
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        return figures.tell(JOBS[options.job](options.folder))
    with tempfile.TemporaryDirectory(dir=options.folder) as there:
        return figures.ended(_figures(Path(there), options.notes), options.json)


def at_once(folder: Path) -> Told:
    """As the terminal erases."""
    notebook, person, found, looked = _ready(folder, ORDINARY)
    began = time.process_time()
    erase_at_once(notebook, person, NOW, [(each, INITIALS) for each in found])
    return {"erase": time.process_time() - began, "look": looked}


def in_slices(folder: Path, who: Id = ORDINARY) -> Told:
    """As the window erases."""
    notebook, person, found, looked = _ready(folder, who)
    began, longest = time.process_time(), 0.0
    last = began
    for _ in erase(notebook, person, NOW, [(each, INITIALS) for each in found]):
        now = time.process_time()
        longest, last = max(longest, now - last), now
    return {"erase": time.process_time() - began, "longest": longest, "look": looked}


JOBS: dict[str, Callable[[Path], Told]] = {
    "at_once": at_once,
    "in_slices": in_slices,
    "most": lambda folder: in_slices(folder, MOST),
}

# What is told of each job: the words, its key, how many of its units in a second, its limit.
TOLD: dict[str, tuple[tuple[str, str, float, float | None], ...]] = {
    "at_once": (
        ("erase a counterpart, s", "erase", 1, ERASE_S),
        ("look for the name, s", "look", 1, None),
    ),
    "in_slices": (
        ("erase in slices, as the window does, s", "erase", 1, None),
        ("erase in slices, the longest, ms", "longest", 1000, SLICE_MS),
    ),
    "most": (
        ("erase whom most is kept on, in slices, s", "erase", 1, None),
        ("erase whom most is kept on, the longest slice, ms", "longest", 1000, SLICE_MS),
    ),
}


def _ready(folder: Path, who: Id) -> tuple[Notebook, Counterpart, list[Mention], float]:
    """The notebook, the person, where they are named, and what finding that out took."""
    notebook = Notebook.open(folder, NOW)
    person = replace(notebook[Counterpart].find(id=who)[0], name=NAME)
    answers = notebook[Answer].find(limit=NAMED)
    notebook.save(person, *(replace(a, text=f"{a.text} {NAME}") for a in answers), now=NOW)
    began = time.process_time()
    kept = planned(notebook, person, with_mentions=False).going.goes
    found = [each for part in looking(notebook, person, kept) for each in part]
    return notebook, person, found, time.process_time() - began


def _figures(there: Path, notes: int) -> Iterator[Figure]:
    whole = there / "whole"
    made(whole, COUNTERPARTS, notes, NOW).close()
    told: dict[str, list[Told]] = {job: [] for job in JOBS}
    for _ in range(ROUNDS):
        for job, found in told.items():
            found.append(_run(job, whole, there / "work"))
    for job, rows in TOLD.items():
        for name, key, times, limit in rows:
            yield figures.of_rounds(name, key, limit, told[job], times=times)


def _run(job: str, whole: Path, work: Path) -> Told:
    shutil.copytree(whole, work)
    try:
        return figures.told_by(__file__, "--job", job, "--folder", work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main())
