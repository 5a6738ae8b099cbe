"""What is measured of keeping and locking, each in a process of its own; see keeping.py.

Every job is given the folder of a locked notebook of 100,000 notes, and tells numbers by name.
Times come twice: `cpu`, which other programs cannot lengthen much, and `wall`, with all waiting.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import quantiles

from figures import NOW, Told
from large_content import tidied

from beforehand.domain.conversations import Answer
from beforehand.domain.needs import Need
from beforehand.store import check, index, keyfile, keys, locking, opening
from beforehand.store.notebook import Notebook

Job = Callable[[Path], Told]

WORDS = "four plain words together"
_SAVES = 300


@contextmanager
def timed(told: Told, name: str = "") -> Iterator[None]:
    """Note how long a block took."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    told[f"{name} cpu".strip()] = time.process_time() - cpu
    told[f"{name} wall".strip()] = time.perf_counter() - wall


def guess(folder: Path) -> Told:
    """One guess at the passphrase, at the cost that was measured out when it was set."""
    told: Told = {}
    (entry,) = (e for e in keyfile.read(folder).sealed if e.kind == keys.PASSPHRASE)
    with timed(told):
        assert keys.unseal(entry, "not these words") is None
    return told


def save(folder: Path) -> Told:
    """Saves of edited answers and needs, each on the disk when it returns."""
    notebook = opened(folder)
    each: dict[str, list[float]] = {"cpu": [], "wall": []}
    for record in edited(notebook, _SAVES):
        one: Told = {}
        with timed(one):
            notebook.save(record, now=NOW)
        for clock, seconds in one.items():
            each[clock].append(seconds)
    notebook.close()
    told = {clock: quantiles(times, n=20)[-1] for clock, times in each.items()}
    return {**told, "longest wall": max(each["wall"])}


def look(folder: Path) -> Told:
    """The whole check, as the child in the background makes it."""
    told: Told = {}
    notebook = opened(folder)
    with timed(told):
        assert check.findings(notebook) == []
    notebook.close()
    return told


def encrypt(folder: Path) -> Told:
    """Take the passphrase away and set it again: each encrypts the whole file anew."""
    told: Told = {}
    notebook = opened(folder)
    with timed(told, "remove"):
        locking.remove_passphrase(notebook, WORDS)
    with timed(told, "set"):
        locking.set_passphrase(notebook, WORDS)
    notebook.close()
    return told


def rebuild(folder: Path) -> Told:
    """Make the search index anew, as after an upgrade that folds words by other rules."""
    told: Told = {}
    notebook, steps = opened(folder), list[float]()
    with timed(told):
        before = time.perf_counter()
        for _ in index.rebuilding(notebook.vault):
            steps.append(time.perf_counter() - before)
            before = time.perf_counter()
    told["longest"] = max(steps)
    tidied(notebook)
    notebook.close()
    return told


def opened(folder: Path) -> Notebook:
    """The locked notebook."""
    return Notebook.open(folder, NOW, keys=opening.unlock(folder, WORDS))


def edited(notebook: Notebook, count: int) -> list[Answer | Need]:
    """Answers and needs from anywhere in the notebook, each with words added, in turn."""
    chance = random.Random(1)
    half = count // 2
    answers = chance.sample(notebook[Answer].find(), half)
    needs = chance.sample(notebook[Need].find(), half)
    both = [each for pair in zip(answers, needs, strict=True) for each in pair]
    return [replace(each, text=f"{each.text} And this, {n}.") for n, each in enumerate(both)]
