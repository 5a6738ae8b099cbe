"""Fills the disk while something is written: it is told, what was there stays, it goes on.

A small disk in memory is filled up to some bytes, then notes are saved, a backup, an export or a
sheet is made, an old notebook is brought up to date, a passphrase is set, a backup restored. Once
there is room again the same program does the same thing. This takes root; without, it says so.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.exchange.archive import write_archive
from beforehand.store import backing_up, backups, keyfile, locking, opening, restoring
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.migration_killed import NOTES as OLD_NOTES
from faults.migration_killed import OLD, old_notebook
from faults.proof import NOW, Proof, Turn, examine, made, note, notes_in

SIZE = 12 << 20
MOST_ROOM = 150_000
"""Bytes that are left at most when it begins."""
WORDS = "ruhig am Kanal"
CHEAP = Cost(n=2, r=1, p=1)
PROGRAM = paths.program(paths.COPYING)
BEFORE, MANY = 5, 60
FULL = ("full", "room", "no space left")

Act = Callable[[Notebook, Line], object]


def save_many(notebook: Notebook, line: Line) -> None:
    """Notes, one after the other; they go on where they were refused."""
    begin = len(notes_in(notebook))
    for number in range(begin + 1, begin + MANY):
        notebook.save(note(number), now=NOW)
        line.say(number)


def back_up(notebook: Notebook, _line: Line) -> None:
    backing_up.make(notebook, PROGRAM, NOW, "full")


def export(notebook: Notebook, _line: Line) -> None:
    write_archive(notebook, notebook.folder.parent / "out.json")


def set_passphrase(notebook: Notebook, _line: Line) -> None:
    locking.set_passphrase(notebook, WORDS, CHEAP)


def restore(notebook: Notebook, _line: Line) -> None:
    (backup,) = backups.found(backups.folder_of(notebook.folder))
    restoring.restore(backup, notebook.folder.with_name("restored"))


ACTS: dict[str, Act | None] = {
    "save": save_many,
    "backup": back_up,
    "export": export,
    "migration": None,
    "passphrase": set_passphrase,
    "restore": restore,
}
TURNS = ("save", "backup", "migration", "export", "passphrase", "save", "migration", "restore")


def work(folder: Path, act: Act | None, line: Line) -> None:
    """Do it, say what became of it, wait for room, do it again."""
    notebook = Notebook.open(folder, NOW) if act else None
    line.say("ready")
    line.wait()
    for _ in range(2):
        try:
            if act and notebook:
                act(notebook, line)
            else:
                Notebook.open(folder, NOW).close()
            line.say("done")
            return
        except BeforehandError as fault:
            line.say(f"refused {fault}")
            line.wait()
        if act is set_passphrase:
            # A notebook that could not be encrypted anew is closed: it is opened again.
            notebook = Notebook.open(folder, NOW)


def fill_once(proof: Proof, turn: Turn, disk: Path) -> None:
    """One act on a disk that is nearly full."""
    name = TURNS[turn.number % len(TURNS)]
    act, folder = ACTS[name], disk / "notebook"
    old_notebook(folder) if act is None else prepare(folder, backup=act is restore)
    with Child(lambda line: work(folder, act, line), proof.broken) as child:
        child.hear()
        filler, room = disk / "filler", turn.chance.randrange(MOST_ROOM)
        fill(filler, free(disk) - room)
        child.tell()
        said, numbers = heard(child)
        proof.saw(f"{name}: done all the same" if said == "done" else f"{name}: refused")
        last = max([OLD_NOTES if act is None else BEFORE, *numbers])
        if said != "done":
            told = any(each in said for each in FULL)
            proof.expect(told, f"{name}, {room} bytes of room: not a clear sentence: {said!r}")
            filler.unlink()
            intact_copy(proof, disk, last, name, room)
            child.tell()
            said, numbers = heard(child)
            proof.expect(said == "done", f"{name}: it does not go on with room: {said!r}")
            last = max([last, *numbers])
        child.ended()
    filler.unlink(missing_ok=True)
    good = examine(proof, last, lambda: opened(folder))
    proof.expect(good, f"{name}, {room} bytes of room: see above")


def intact_copy(proof: Proof, disk: Path, last: int, name: str, room: int) -> None:
    """What lies on the disk now, as after a crash at this moment, opened elsewhere."""
    copy = disk.parent / "copy"
    subprocess.run(["cp", "-r", str(disk / "notebook"), str(copy)], check=True)
    proof.expect(not [*disk.rglob("*.part")], f"{name}: something half-made is left")
    try:
        if name == "migration":
            opening.open_vault(copy, NOW, create=False, steps=OLD).close()
        good = examine(proof, last, lambda: opened(copy))
    except BeforehandError as fault:
        good = proof.expect(None, str(fault))
    proof.expect(good, f"{name}, {room} bytes of room: what was there is not intact, see above")
    subprocess.run(["rm", "-r", str(copy)], check=True)


def heard(child: Child) -> tuple[str, list[int]]:
    """What it came to, and the notes that were acknowledged until then."""
    numbers = []
    while (line := child.hear()).isdigit():
        numbers.append(int(line))
    return line, numbers


def prepare(folder: Path, *, backup: bool) -> None:
    made(folder, words=120)
    notebook = Notebook.open(folder, NOW)
    notebook.save(*map(note, range(1, BEFORE + 1)), now=NOW)
    if backup:
        backing_up.make(notebook, PROGRAM, NOW, "before")
    notebook.close()


def opened(folder: Path) -> Notebook:
    locked = keyfile.read(folder).locked
    return Notebook.open(folder, NOW, keys=opening.unlock(folder, WORDS) if locked else ())


def free(disk: Path) -> int:
    state = os.statvfs(disk)
    return state.f_bavail * state.f_frsize


def fill(path: Path, size: int) -> None:
    with path.open("wb") as file, suppress(OSError):
        os.posix_fallocate(file.fileno(), 0, max(1, size))


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A disk in memory; it is gone with this process, whatever becomes of it."""
    disk = place / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def alone() -> bool:
    """Start again where mounts are nobody else's; False if that is not possible here."""
    if os.environ.get("FAULTS_ALONE"):
        return True
    apart = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() or subprocess.run([*apart, "true"], check=False).returncode:
        return False
    os.environ["FAULTS_ALONE"] = "1"
    return os.execvp(apart[0], [*apart, sys.executable, *sys.argv])


def main() -> int:
    """Each act in turn."""
    if not alone():
        print("full_disk: not done: it takes root and a namespace for mounts")
        return 0
    proof = Proof(__doc__, count=10)
    for turn in proof.turns():
        with small_disk(turn.place) as disk:
            fill_once(proof, turn, disk)
    refused = sum(times for what, times in proof.seen.items() if what.endswith("refused"))
    proof.expect(refused > proof.count // 2, "the disk was hardly ever full")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
