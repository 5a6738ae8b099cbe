"""Reads the memory of the window's process: a note's words are there before the lock, gone after.

Words are planted in every kind of entry and shown on many screens; then Ctrl+L. The process lives
on under its number, and what it maps is read through /proc, in each way Python and Qt keep text.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand import paths
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.store import locking
from beforehand.store.notebook import Notebook
from faults.proof import NOW, Proof, Turn

PROGRAM = Path(__file__).parent / "programs" / "locking_window.py"
MOST_SECONDS = 300
PIECE = 1 << 24


def plant(turn: Turn) -> list[str]:
    """A locked notebook with words that nothing else says; the last of them is its passphrase."""
    letters = "bcdfghjklmnprstvz"
    words = ["".join(turn.chance.choices(letters, k=14)) for _ in range(8)]
    notebook = Notebook.open(turn.folder, NOW, create=True)
    notebook.save(
        make.record(Counterpart, id=make.PERSON, name=f"Dana {words[0]}", notes=words[1]),
        make.record(Conversation, id=make.TALK, issue=f"about {words[2]}", shared_goal=words[3]),
        make.record(Participant),
        make.record(Answer, id=make.ANSWER, text=f"She said {words[4]} and then {words[5]}."),
        make.record(Need, id=make.HIDDEN, text=f"fears {words[6]}"),
        now=NOW,
    )
    locking.set_passphrase(notebook, words[7], make.CHEAP)
    notebook.close()
    return words


def found(pid: int, words: list[str]) -> int:
    """How often any of the words stands in the memory of a process, in either coding."""
    sought = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return sum(part.count(form) for part in _memory(pid) for form in sought)


def _memory(pid: int) -> list[bytes]:
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights, *_ = line.split()
            first, last = (int(end, 16) for end in span.split("-"))
            if rights.startswith("r") and "[v" not in line:
                parts.append(_read(memory.fileno(), first, last))
    return parts


def _read(memory: int, first: int, last: int) -> bytes:
    read = []
    while first < last:
        try:
            piece = os.pread(memory, min(PIECE, last - first), first)
        except OSError:
            break
        if not piece:
            break
        read.append(piece)
        first += len(piece)
    return b"".join(read)


def try_once(proof: Proof, turn: Turn) -> None:
    """Open, show, lock, look."""
    words = plant(turn)
    home = {
        name: str(turn.place / "home")
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    around = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    complaints = turn.place / "complaints"
    with complaints.open("w") as out, subprocess.Popen(
        [sys.executable, str(PROGRAM), str(turn.folder), proof.broken],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=out, text=True, env=around,
    ) as window:  # fmt: skip
        try:
            _look(proof, window, words)
        except (ProcessLookupError, FileNotFoundError, BrokenPipeError):
            # What a program leaves of itself that has ended under our hands.
            ended = window.wait()
            proof.fail(f"the window's process ended with {ended}: {complaints.read_text()[-2000:]}")
        finally:
            window.kill()


def _look(proof: Proof, window: "subprocess.Popen[str]", words: list[str]) -> None:
    assert window.stdin is not None
    assert window.stdout is not None
    window.stdin.write(f"{words[-1]}\n")
    window.stdin.flush()
    if not proof.expect(window.stdout.readline() == "shown\n", "it was never shown"):
        return
    before = found(window.pid, words)
    proof.saw("found before the lock", before)
    proof.expect(before > 0, "nothing was found before: the search finds nothing")
    window.stdin.write("\n")
    window.stdin.flush()
    begun = time.monotonic()
    _wait_for_lock(proof, window)
    proof.saw("milliseconds until it was gone", round((time.monotonic() - begun) * 1000))
    if not proof.broken:
        _wait_for_window(proof, window)
    after = found(window.pid, words)
    proof.saw("found after it", after)
    proof.expect(after == 0, f"{after} copies of planted words are left in the process")
    if window.poll() is not None:
        raise ProcessLookupError


def _wait_for_lock(proof: Proof, window: "subprocess.Popen[str]") -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < MOST_SECONDS:
        if window.poll() is not None:
            raise ProcessLookupError
        command = Path(f"/proc/{window.pid}/cmdline").read_bytes()
        if paths.LOCKED.encode() in command:
            return
        if proof.broken and time.monotonic() - begun > 3:
            return
        time.sleep(0.005)
    proof.fail("it was not locked")


def _wait_for_window(proof: Proof, window: "subprocess.Popen[str]") -> None:
    """Until the program that was started anew has got as far as its window's parts."""
    begun = time.monotonic()
    while "Qt6Widgets" not in Path(f"/proc/{window.pid}/maps").read_text():
        if time.monotonic() - begun > MOST_SECONDS or window.poll() is not None:
            proof.fail("it was not started anew")
            return
        time.sleep(0.05)


def main() -> int:
    """A few turns are enough: each looks at all there is."""
    proof = Proof(__doc__, 2)
    for turn in proof.turns():
        try_once(proof, turn)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
