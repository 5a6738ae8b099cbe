"""Kills the program while it sets, changes or removes a passphrase, and while backups are closed.

The notebook has some megabytes, so that most kills fall into the moment in which its file is
encrypted anew. It opens with the old or with the new words, sound and whole; and when a passphrase
was set and the program is used again, no backup stands open in the end.
"""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand import paths
from beforehand.store import backing_up, backups, check, closing, keyfile, locking, opening
from beforehand.store.faults import BeforehandError
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.proof import NOW, Proof, Turn, examine, made, note

OLD, NEW = "ruhig am Kanal", "leiser am Fluss"
CHEAP = Cost(n=2, r=1, p=1)
NOTES, FILLING, BACKUPS = 5, 700, 3
PROGRAM = paths.program(paths.COPYING)


class Act(NamedTuple):
    """What is done; the words before; those that may open it afterwards, None for none."""

    do: Callable[[Notebook], object]
    before: str | None
    after: str | None


def close_all(notebook: Notebook) -> None:
    locking.set_passphrase(notebook, NEW, CHEAP)
    closing.close_all(notebook, program=PROGRAM, now=NOW)


ACTS = {
    "set": Act(lambda notebook: locking.set_passphrase(notebook, NEW, CHEAP), None, NEW),
    "change": Act(lambda notebook: locking.change_passphrase(notebook, OLD, NEW, CHEAP), OLD, NEW),
    "remove": Act(lambda notebook: locking.remove_passphrase(notebook, OLD), OLD, None),
    "set, with backups": Act(close_all, None, NEW),
}


class Before(NamedTuple):
    """The notebooks to begin with, and how long each act takes."""

    folders: dict[str | None, Path]
    seconds: dict[str, float]


def opened(folder: Path, words: str | None) -> Notebook:
    found = opening.unlock(folder, words) if words is not None else ()
    return Notebook.open(folder, NOW, keys=found)


def with_any(folder: Path) -> tuple[Notebook, str | None]:
    """Without words, with the old or with the new ones; and which it was."""
    faults = []
    for words in (None, OLD, NEW):
        try:
            return opened(folder, words), words
        except BeforehandError as fault:
            faults.append(str(fault))
    raise BeforehandError(" / ".join(faults))


def prepare(place: Path, proof: Proof) -> Before:
    """One notebook open and with backups, one locked; each act measured once."""
    plain, locked = place / "plain", place / "locked"
    made(plain, words=FILLING)
    notebook = opened(plain, None)
    for number in range(1, NOTES + 1):
        notebook.save(note(number), now=NOW)
    for _ in range(BACKUPS):
        backing_up.make(notebook, PROGRAM, NOW, "to be closed")
    notebook.close()
    shutil.copytree(plain, locked)
    notebook = opened(locked, None)
    locking.set_passphrase(notebook, OLD, CHEAP)
    notebook.close()
    folders = {None: plain, OLD: locked}
    seconds = {}
    for name, act in ACTS.items():
        tried = place / "tried"
        shutil.copytree(folders[act.before], tried)
        with Child(lambda line, act=act: work(tried, act, line), proof.broken) as child:  # noqa: B023
            child.hear()
            begun = time.monotonic()
            child.ended()
            seconds[name] = time.monotonic() - begun
        shutil.rmtree(tried)
    return Before(folders, seconds)


def work(folder: Path, act: Act, line: Line) -> None:
    notebook = opened(folder, act.before)
    line.say("begun")
    act.do(notebook)
    line.say("done")


def kill_once(proof: Proof, turn: Turn, name: str, before: Before) -> None:
    """Kill at some moment of it, and see what is there."""
    act, folder = ACTS[name], turn.folder
    shutil.copytree(before.folders[act.before], folder)
    with Child(lambda line: work(folder, act, line), proof.broken) as child:
        child.hear()
        time.sleep(turn.chance.uniform(0, before.seconds[name]))
        done = child.kill() == ["done"]
    journals = [*folder.rglob("*.db-journal")]
    proof.saw("in the middle of encrypting", int(any(each.stat().st_size for each in journals)))
    proof.saw("done before the kill", int(done))
    try:
        notebook, words = with_any(folder)
        notebook.close()
    except BeforehandError as fault:
        proof.fail(f"{name}: neither the old nor the new words open it: {fault}")
        return
    proof.saw("opened with the new" if words == act.after else "opened with the old")
    proof.expect(words in (act.before, act.after), f"{name}: it opens with {words}")
    proof.expect(words == act.after or not done, f"{name}: done, and it opens with the old")
    if words is not None:
        stays_closed(proof, folder, words)
    examine(proof, NOTES, lambda: opened(folder, words), more=0)
    for each in backups.found(backups.folder_of(folder)):
        proof.saw("backups")
        examine(proof, NOTES, lambda each=each: with_any(each.path)[0], more=0)


def stays_closed(proof: Proof, folder: Path, words: str) -> None:
    """It is locked: neither its own key stands open nor, once it was used again, a backup."""
    proof.expect(keyfile.read(folder).locked, "a key stands open beside the locked one")
    notebook = opened(folder, words)
    if check.findings(notebook):
        proof.saw("backups that the check found open")
        check.mend(notebook)
    amiss = [each.sentence for each in check.findings(notebook)]
    proof.expect(not amiss, f"after mending the check finds: {amiss}")
    notebook.close()
    found = backups.found(backups.folder_of(folder))
    standing = [each.path.name for each in found if each.stands_open]
    proof.expect(not standing, f"backups stand open: {standing}")
    proof.expect(len(found) >= BACKUPS, f"backups are gone: {len(found)} of {BACKUPS}")


def main() -> int:
    """Each act in turn."""
    proof = Proof(__doc__, count=20)
    with proof.turn(-1) as first:
        before = prepare(first.place, proof)
        names = list(ACTS)
        for turn in proof.turns():
            kill_once(proof, turn, names[turn.number % len(names)], before)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
