"""Runs all proofs: `python tests/faults/run.py [--long] [--seed S] [NAME …]`.

Two at a time. Then each broken variant of the program is held against the proof that has to notice
it, and that proof has to fail.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
AT_ONCE = 2
MOST_SECONDS = 1800
"""A proof that takes longer hangs."""
FAILED = 3
"""What a proof ends with that found something."""


class Job(NamedTuple):
    """A proof with its turns, or a broken variant of the program with the proof that notices it."""

    proof: str
    count: int
    long: int
    broken: str = ""

    @property
    def name(self) -> str:
        return f"{self.proof} with {self.broken}" if self.broken else self.proof

    def command(self, *, long: bool, seed: int | None) -> list[str]:
        """How it is started."""
        script = str(HERE / f"{self.proof}.py")
        count = ["--count", str(self.long if long else self.count)]
        chance = [] if seed is None else ["--seed", str(seed)]
        variant = ["--broken", self.broken] if self.broken else []
        return [sys.executable, script, *count, *chance, *variant]


# The longest first, so that both lanes end together.
JOBS = (
    Job("planted_words", 200, 200),
    Job("no_sockets", 3, 3),
    Job("passphrase_killed", 20, 200),
    Job("migration_killed", 2000, 2000),
    Job("kill_while_typing", 5, 50),
    Job("backups_during_writes", 20, 200),
    Job("kill_while_writing", 50, 500),
    Job("words_stay_plain", 1, 1),
    Job("full_disk", 10, 200),
    Job("power_cut", 50, 2000),
    Job("file_changed_outside", 17, 170),
    Job("flipped_bytes", 50, 5000),
    Job("wrong_passphrase", 20, 100),
    Job("every_bad_page", 40, 234),
    Job("disk_trouble", 4, 40),
    Job("words_stay_plain", 1, 1, broken="rich_label"),
    Job("words_stay_plain", 1, 1, broken="unescaped_sheet"),
    Job("backups_during_writes", 5, 5, broken="copied_in_process"),
    Job("power_cut", 20, 20, broken="fsync_off"),
    Job("file_changed_outside", 17, 17, broken="wal"),
    Job("disk_trouble", 1, 1, broken="saved_all_the_same"),
    Job("kill_while_typing", 1, 1, broken="said_before_saved"),
    Job("kill_while_writing", 6, 6, broken="said_before_saved"),
    Job("full_disk", 1, 1, broken="said_before_saved"),
    Job("wrong_passphrase", 2, 2, broken="counts_tries"),
    Job("flipped_bytes", 12, 12, broken="believes_descriptions"),
)


def do(job: Job, *, long: bool, seed: int | None) -> bool:
    """Run one to its end and tell what it said; whether it ended as it has to."""
    begun = time.monotonic()
    try:
        done = subprocess.run(
            job.command(long=long, seed=seed),
            capture_output=True,
            text=True,
            check=False,
            timeout=MOST_SECONDS,
            stdin=subprocess.DEVNULL,
        )
        code, said = done.returncode, f"{done.stdout}{done.stderr}".rstrip()
    except subprocess.TimeoutExpired:
        code, said = None, f"no end after {MOST_SECONDS} s"
    good = code == (FAILED if job.broken else 0)
    took = f"{time.monotonic() - begun:5.1f} s"
    if job.broken:
        first = said.splitlines()[1] if said.count("\n") else said
        print(f"{took}  {job.name}: {'noticed' if good else 'NOT NOTICED'}: {first.strip()}")
    else:
        print(f"{took}  {'ok    ' if good else 'FAILED'}  {said}")
    if not good and job.broken:
        print(said)
    sys.stdout.flush()
    return good


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them; the exit code."""
    parser = argparse.ArgumentParser(description="Runs all proofs and all broken variants.")
    parser.add_argument("--long", action="store_true", help="many more turns of each")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("names", nargs="*", help="only these proofs")
    options = parser.parse_args(arguments)
    jobs = [job for job in JOBS if not options.names or job.proof in options.names]
    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        good = list(pool.map(lambda job: do(job, long=options.long, seed=options.seed), jobs))
    print(f"{sum(good)} of {len(jobs)} proofs as they have to be, {time.monotonic() - begun:.0f} s")
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
