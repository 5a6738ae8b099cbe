"""What locking and keeping cost in a notebook of 100,000 notes.

The notebook is made by large_content.py, tidied as the window tidies it, and locked; its folder
should be on a disk (`--folder` if the temporary folder is not), for saves are real ones. Every
measurement is a process of its own on that notebook; jobs run in turn, five times, and a figure is
the best of the five, because what others do on the machine only ever makes one longer. All five
stand in `pairs`, as CPU time and time by the clock where both are known.

Limits of unlocking, saving and checking hold for CPU time; what the window feels is limited by the
clock: it is the longest time in which the real window's event loop did not come round, also while
somebody saves without a pause. A save's figure is the 95th percentile of 300. The cost of a guess
has a least instead of a most. `--json FILE` writes the figures; the end is 1 if one is missed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import figures
import keeping_jobs
import keeping_window
from figures import NOW, Figure, Told
from large_content import COUNTERPARTS, NOTES, made

from beforehand.store import locking

ROUNDS = 5
GUESS_S, UNLOCK_S, SAVE_MS, HELD_MS, CHECK_S = 0.3, 1.0, 50, 100, 10

JOBS: dict[str, keeping_jobs.Job] = {
    "guess": keeping_jobs.guess,
    "unlock": keeping_window.unlock,
    "save": keeping_jobs.save,
    "look": keeping_jobs.look,
    "back_up": keeping_window.back_up,
    "back_up_typing": keeping_window.back_up_typing,
    "look_beside": keeping_window.look_beside,
    "encrypt": keeping_jobs.encrypt,
    "rebuild": keeping_jobs.rebuild,
}
ONCE = ("encrypt", "rebuild")
"""Told without a limit; they are long, and leave the notebook otherwise than they found it."""

# What is told of each job: the words, its clock, how many of its units in a second, its limit.
TOLD: dict[str, tuple[tuple[str, str, float, float | None], ...]] = {
    "guess": (("a guess at the passphrase at least, s", "cpu", 1, GUESS_S),),
    "unlock": (
        ("unlock, from the derived key to Today painted, s", "cpu", 1, UNLOCK_S),
        ("the same by the clock, s", "wall", 1, None),
    ),
    "save": (
        ("save, 95th percentile, ms", "cpu", 1000, SAVE_MS),
        ("save by the clock, 95th percentile, ms", "wall", 1000, SAVE_MS),
        ("save by the clock, the longest, ms", "longest wall", 1000, None),
    ),
    "back_up": (
        ("backup, the window held for, ms", "held", 1000, HELD_MS),
        ("backup, from asking until it was read again, s", "seconds", 1, None),
    ),
    "back_up_typing": (
        ("backup while somebody types, the window held for, ms", "held", 1000, HELD_MS),
        ("backup while somebody types, the longest save, ms", "longest save", 1000, None),
        ("backup while somebody types, s", "seconds", 1, None),
    ),
    "look": (
        ("check, s", "cpu", 1, CHECK_S),
        ("check by the clock, s", "wall", 1, CHECK_S),
    ),
    "look_beside": (
        ("check while somebody types, the window held for, ms", "held", 1000, HELD_MS),
        ("check while somebody types, copy and all, s", "seconds", 1, CHECK_S),
    ),
    "encrypt": (
        ("setting a passphrase, s", "set cpu", 1, None),
        ("setting a passphrase, by the clock, s", "set wall", 1, None),
    ),
    "rebuild": (
        ("making the search index anew, s", "cpu", 1, None),
        ("making the search index anew, its longest step, ms", "longest", 1000, None),
    ),
}


def main() -> int:
    """Measure, or do one measured job."""
    parser = figures.parser(__doc__)
    parser.add_argument("--folder", type=Path, help="a folder on a disk, for the notebook")
    parser.add_argument("--notes", type=int, default=NOTES)
    parser.add_argument("--only", nargs="+", choices=JOBS, default=list(JOBS))
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        return figures.tell(JOBS[options.job](options.folder))
    with tempfile.TemporaryDirectory(dir=options.folder) as there:
        return figures.ended(_figures(Path(there), options.only, options.notes), options.json)


def _figures(there: Path, only: Sequence[str], notes: int) -> Iterator[Figure]:
    folder = there / "notebook"
    _make(folder, notes)
    yield figures.figure("size of the notebook, MB", _megabytes(folder), None)
    told = _all_told(there, folder, only)
    for job in only:
        for name, key, times, limit in TOLD[job]:
            yield figures.of_rounds(name, key, limit, told[job], times=times)


def _make(folder: Path, notes: int) -> None:
    """A locked notebook of so many notes, after the window's housekeeping."""
    notebook = made(folder, COUNTERPARTS * notes // NOTES, notes, NOW)
    locking.set_passphrase(notebook, keeping_jobs.WORDS)
    notebook.close()


def _all_told(there: Path, folder: Path, only: Sequence[str]) -> dict[str, list[Told]]:
    """What each job told, each time it ran; the jobs take turns, so that all meet quiet minutes."""
    environment = figures.as_installed(there)
    told: dict[str, list[Told]] = {job: [] for job in only}
    for number in range(ROUNDS + 1):
        for job in only:
            # The first round only fills caches, as any earlier start of the program has.
            if job not in ONCE or number == 1:
                ran = _run(job, folder, environment)
                told[job] += [ran] if number else []
    return told


def _run(job: str, folder: Path, environment: dict[str, str]) -> Told:
    return figures.told_by(__file__, "--job", job, "--folder", folder, environment=environment)


def _megabytes(folder: Path) -> float:
    return (folder / "notebook.db").stat().st_size / 1e6


if __name__ == "__main__":
    sys.exit(main())
