"""Changes the open notebook's file from outside: the next write is refused, and nothing is lost.

Replaced, moved, deleted, overwritten, cut off, exchanged in the middle of a write, its folder
moved: each is done while the program has the file open. What the program wrote and acknowledged is
where the file went to; whatever lies there instead is not touched, not even when it closes.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand.domain.errors import BeforehandError
from beforehand.store.faults import NotebookChanged
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.proof import NOW, Proof, Turn, examine, made, note

NAME = "notebook.db"
REFUSED = "refused"


class Place(NamedTuple):
    """Where things lie: the notebook, an older copy of it, another notebook, one for the rest."""

    folder: Path
    older: Path
    other: Path
    aside: Path

    @property
    def file(self) -> Path:
        return self.folder / NAME


class Change(NamedTuple):
    """What somebody does; where what was acknowledged is afterwards; whether writing goes on."""

    do: Callable[[Place], object]
    kept: Callable[[Place], Path | None]
    allowed: bool = False
    in_a_write: bool = False


def set_aside(place: Place) -> Path:
    """Where the file itself went, with its key, so that it can be opened there."""
    place.aside.mkdir(exist_ok=True)
    shutil.copy(place.older / "notebook.key", place.aside)
    return place.aside


def put_there(new: Callable[[Place], Path]) -> Callable[[Place], None]:
    """Another file in the place of ours, as a sync program does it."""

    def do(place: Place) -> None:
        place.file.rename(set_aside(place) / NAME)
        ready = place.folder / ".new"
        shutil.copy(new(place) / NAME, ready)
        ready.replace(place.file)

    return do


def write_over(content: Callable[[Place], bytes]) -> Callable[[Place], None]:
    """Other bytes into our file, as `cp` does it; ours are set aside before."""

    def do(place: Place) -> None:
        shutil.copy(place.file, set_aside(place) / NAME)
        with place.file.open("r+b") as file:
            file.write(content(place))
            file.truncate()

    return do


def move(place: Place) -> None:
    place.file.rename(set_aside(place) / NAME)


def move_folder(place: Place) -> None:
    place.folder.rename(place.aside)


def remove_folder(place: Place) -> None:
    shutil.copy(place.file, set_aside(place) / NAME)
    shutil.rmtree(place.folder)


def delete(place: Place) -> None:
    shutil.copy(place.file, set_aside(place) / NAME)
    place.file.unlink()


def touch(place: Place) -> None:
    os.utime(place.file)


def aside(place: Place) -> Path:
    return place.aside


def at_home(place: Place) -> Path:
    return place.folder


def of(where: Callable[[Place], Path]) -> Callable[[Place], bytes]:
    return lambda place: (where(place) / NAME).read_bytes()


def older(place: Place) -> Path:
    return place.older


def other(place: Place) -> Path:
    return place.other


CHANGES = {
    "replaced by an older copy": Change(put_there(older), aside),
    "replaced by another notebook": Change(put_there(other), aside),
    "replaced in the middle of a write": Change(put_there(older), aside, in_a_write=True),
    "moved": Change(move, aside),
    "moved in the middle of a write": Change(move, aside, in_a_write=True),
    "deleted": Change(delete, aside),
    "deleted in the middle of a write": Change(delete, aside, in_a_write=True),
    "its folder moved": Change(move_folder, aside),
    "its folder removed": Change(remove_folder, aside),
    "overwritten by an older copy": Change(write_over(of(older)), aside),
    "overwritten by another notebook": Change(write_over(of(other)), aside),
    "overwritten in the middle of a write": Change(write_over(of(older)), aside, in_a_write=True),
    "overwritten by something else": Change(write_over(lambda _: b"shopping list\n" * 999), aside),
    "cut off at nothing": Change(write_over(lambda _: b""), aside),
    "cut off in the middle": Change(write_over(lambda at: of(at_home)(at)[: 4096 * 9 + 77]), aside),
    "copied over itself": Change(write_over(of(at_home)), at_home, allowed=True),
    "touched": Change(touch, at_home, allowed=True),
}


def work(place: Place, change: Change, line: Line) -> None:
    """Write some notes; once something was done to the file, try to write more."""
    notebook = Notebook.open(place.folder, NOW)
    for number in range(1, 6):
        notebook.save(note(number), now=NOW)
        line.say(number)
    for number in range(6, 9):
        try:
            _save(notebook, number, line, paused=change.in_a_write and number == 6)
            line.say(number)
        except NotebookChanged as fault:
            line.say(f"{REFUSED} {fault}")
        except BeforehandError as fault:
            line.say(f"in other words {type(fault).__name__} {fault}")
    notebook.close()
    line.say("closed")


def _save(notebook: Notebook, number: int, line: Line, *, paused: bool) -> None:
    if number == 6 and not paused:
        line.say("now")
        line.wait()
    with notebook.transaction():
        notebook.save(note(number), now=NOW)
        if paused:
            line.say("now")
            line.wait()


def do_once(proof: Proof, turn: Turn, name: str, change: Change) -> None:
    """Do one of them, and see what became of everything."""
    place = Place(turn.folder, *(turn.place / each for each in ("older", "other", "aside")))
    made(place.folder)
    made(place.other, words=turn.chance.randrange(30))
    shutil.copytree(place.folder, place.older)
    with Child(lambda line: work(place, change, line), proof.broken) as child:
        while child.hear() not in {"now", ""}:
            proof.saw("acknowledged notes")
        change.do(place)
        before = seen(place.file)
        child.tell()
        answers = child.ended()
    proof.saw("changes")
    refused = [each for each in answers if each.startswith(REFUSED)]
    saved = [int(each) for each in answers if each.isdigit()]
    if change.allowed:
        proof.expect(saved == [6, 7, 8], f"{name}: saving did not go on: {answers}")
    else:
        proof.expect(len(refused) == 3, f"{name}: not refused: {answers}")
        proof.expect(seen(place.file) == before, f"{name}: what lies there was touched")
    proof.expect("closed" in answers, f"{name}: the program ended before it closed")
    last = max([5, *saved])
    kept = change.kept(place)
    # In the middle of a write the note may be there or not: nobody was told that it is.
    ok = examine(proof, last, lambda: opened(kept, place), more=int(change.in_a_write))
    proof.expect(ok, f"{name}: see above")


def opened(kept: Path, place: Place) -> Notebook:
    """What was set aside, with the journal that the program may have left."""
    journal = place.folder / f"{NAME}-journal"
    if kept == place.aside and journal.exists() and not (kept / journal.name).exists():
        shutil.copy(journal, kept)
    return Notebook.open(kept, NOW)


def seen(file: Path) -> object:
    """Its bytes and times; None if nothing lies there."""
    if not file.exists():
        return None
    return file.read_bytes(), file.stat().st_mtime_ns, file.stat().st_ino


def main() -> int:
    """Each of them, as often as asked."""
    proof = Proof(__doc__, count=len(CHANGES))
    names = list(CHANGES)
    for turn in proof.turns():
        name = names[turn.number % len(names)]
        do_once(proof, turn, name, CHANGES[name])
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
