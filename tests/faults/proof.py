"""What the proofs share: options, turns in folders of their own, what is told, how it ends.

Each proof is a script: `python tests/faults/NAME.py [--count N] [--seed S] [--broken VARIANT]`. It
ends with 3 if anything failed. With a broken variant of the program it has to fail.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.store import check
from beforehand.store.notebook import Notebook

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
FAILED = 3
"""What a proof ends with that found something; 1 would be a mistake in the proof itself."""
MOST_TOLD = 10
"""Failures that are told in full."""


class Turn(NamedTuple):
    """One try: its number, its own chance, a folder that is gone afterwards."""

    number: int
    chance: random.Random
    place: Path

    @property
    def folder(self) -> Path:
        """Where the notebook lies."""
        return self.place / "notebook"


class Proof:
    """Goes through the turns, counts what happened in them, and tells it in the end."""

    def __init__(self, about: str | None, count: int) -> None:
        parser = argparse.ArgumentParser(description=(about or "").splitlines()[0])
        parser.add_argument("--count", type=int, default=count)
        parser.add_argument("--seed", type=int, default=None, help="the turns of an earlier run")
        parser.add_argument("--broken", default="", help="a module of tests/faults/broken")
        options = parser.parse_args()
        self.count: int = options.count
        self.seed: int = time.time_ns() % 1_000_000 if options.seed is None else options.seed
        self.broken: str = options.broken
        self.seen = Counter[str]()
        self.failures: list[str] = []
        self._turn: Turn | None = None
        self._done = 0
        self._begun = time.monotonic()

    def turns(self, count: int | None = None) -> Iterator[Turn]:
        """So many turns, each with a folder and a chance of its own."""
        for number in range(self.count if count is None else count):
            self._done += 1
            with self.turn(number) as turn:
                yield turn

    @contextmanager
    def turn(self, number: int) -> Iterator[Turn]:
        """One turn; a fault that nobody expected is a failure."""
        place = Path(tempfile.mkdtemp(prefix="faults-"))
        self._turn = Turn(number, random.Random(f"{self.seed} {number}"), place)
        try:
            yield self._turn
        finally:
            self._turn = None
            shutil.rmtree(place, ignore_errors=True)

    def expect(self, so: object, otherwise: str) -> bool:
        """Note a failure if it is not so."""
        if not so:
            self.fail(otherwise)
        return bool(so)

    def fail(self, sentence: str) -> None:
        """Note a failure, with the turn that shows it again."""
        where = f"turn {self._turn.number}: " if self._turn else ""
        self.failures.append(f"{where}{sentence}")

    def saw(self, what: str, times: int = 1) -> None:
        """Count something that happened, so that the end tells whether the proof met it."""
        self.seen[what] += times

    def end(self) -> int:
        """Tell what was done and found; the exit code."""
        name = Path(sys.argv[0]).stem
        took = time.monotonic() - self._begun
        counted = ", ".join(f"{what} {times}" for what, times in sorted(self.seen.items()))
        turns = f"{self._done} turns, " if self._done else ""
        print(f"{name}: {turns}seed {self.seed}, {took:.1f} s; {counted or 'nothing'}")
        for each in self.failures[:MOST_TOLD]:
            print(f"  FAILED {each}")
        if len(self.failures) > MOST_TOLD:
            print(f"  and {len(self.failures) - MOST_TOLD} more")
        return FAILED if self.failures else 0


def broken(variant: str = "") -> None:
    """Make this process a broken variant of the program; call it in a child."""
    if variant:
        import_module(f"faults.broken.{variant}").apply()


def made(folder: Path, *, words: int = 0) -> None:
    """A closed notebook with one record of each kind; `words` more people fill it."""
    notebook = Notebook.open(folder, NOW, create=True)
    people = [make.record(Counterpart, name=f"filler {n}", notes="x " * 900) for n in range(words)]
    notebook.save(*make.world(), *people, now=NOW)
    notebook.close()


def note(number: int) -> Counterpart:
    """The note of that number: a name to find it by, and a text that tells whether it is whole."""
    return make.record(
        Counterpart, id=f"note{number}", name=f"note {number}", notes=text_of(number)
    )


def text_of(number: int) -> str:
    """From a line to more than a page of the file, in letters of two and three bytes too."""
    return f"{number} Łucja 資料 " * (1 + number * 37 % 400)


def notes_in(notebook: Notebook) -> dict[int, str]:
    """The notes by number."""
    found = notebook[Counterpart].find()
    return {int(each.name.split()[1]): each.notes for each in found if each.name[:5] == "note "}


def examine(
    proof: Proof,
    acknowledged: int,
    opened: Callable[[], Notebook],
    *,
    more: int = 1,
) -> bool:
    """That it opens, is sound, and holds notes 1 to `acknowledged`, and at most `more` beyond."""
    try:
        notebook = opened()
    except BeforehandError as fault:
        proof.fail(f"it does not open: {fault}")
        return False
    try:
        return _examined(proof, acknowledged, notebook, more)
    except BeforehandError as fault:
        proof.fail(f"it cannot be read: {fault}")
        return False
    finally:
        with suppress(Exception):
            notebook.close()


def _examined(proof: Proof, acknowledged: int, notebook: Notebook, more: int) -> bool:
    notes = notes_in(notebook)
    lost = [n for n in range(1, acknowledged + 1) if n not in notes]
    wrong = [n for n, text in notes.items() if text != text_of(n)]
    beyond = [n for n in notes if n > acknowledged + more]
    amiss = [each.sentence for each in check.findings(notebook)]
    good = [
        proof.expect(not lost, f"acknowledged notes are lost: {lost[:9]} of {acknowledged}"),
        proof.expect(not wrong, f"notes with other words than were written: {wrong[:9]}"),
        proof.expect(not beyond, f"notes that nobody wrote: {beyond[:9]}"),
        proof.expect(not amiss, f"the check finds: {amiss}"),
    ]
    return all(good)
