"""A disk that answers with errors, or can only be read, while the real window is open.

Its system calls on the notebook's files fail from one moment on (strace's fault injection), as on a
disk that was mounted anew for reading only or that lost its cable; later they work again. It is
told in a sentence, every word stays on the screen, the window does not close over them, and once
the disk is back they are saved by themselves. (A real `mount -o remount,ro` is refused by the
kernel while a file is open for writing: only the kernel itself does that to a disk in trouble.)
"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand.domain.conversations import Answer
from beforehand.store import check
from beforehand.store.notebook import Notebook
from faults.homes import Home
from faults.proof import NOW, Proof, Turn

PROGRAM = Path(__file__).parent / "programs" / "in_trouble.py"
FILES = ("notebook.db", "notebook.db-journal")
ATTACHED_S = 30
FIRST, THEN = "before the trouble ", "and in the middle of it"
SAFE = "Your words are still on the screen."


class Trouble(NamedTuple):
    """Which calls fail, and with what."""

    calls: str
    error: str


TROUBLES = {
    "it can only be read": Trouble("pwrite64,ftruncate,fallocate", "EROFS"),
    "errors when written": Trouble("pwrite64", "EIO"),
    "errors when it is made to last": Trouble("fdatasync,fsync", "EIO"),
    "errors when read and written": Trouble("pread64,pwrite64", "EIO"),
}


class Window:
    """The program, and the lines between us."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def tell(self, line: str) -> None:
        # One that is gone says nothing any more, and that is heard.
        with suppress(BrokenPipeError):
            print(line, file=self._process.stdin, flush=True)

    def hear(self, *beginnings: str) -> str:
        """The next line that begins so; empty if the program ended before."""
        for line in self._process.stdout:
            if line.startswith(beginnings):
                return line.rstrip("\n")
        return ""


@contextmanager
def started(turn: Turn, talk: str, variant: str) -> Iterator[tuple[Window, int]]:
    """The real window on the notebook of the turn."""
    home = Home(turn.place / "all")
    command = [sys.executable, PROGRAM, turn.folder, talk, *([variant] if variant else [])]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([*map(str, command)], text=True, env=home.env, **pipes) as process:
        try:
            yield Window(process), process.pid
        finally:
            process.kill()
            with suppress(BrokenPipeError):
                process.stdin.close()


@contextmanager
def in_trouble(pid: int, folder: Path, trouble: Trouble, trace: Path) -> Iterator[None]:
    """The program's disk is in trouble."""
    paths = [word for name in FILES for word in ("-P", str(folder / name))]
    inject = ["-e", f"trace={trouble.calls}", "-e", f"inject={trouble.calls}:error={trouble.error}"]
    command = ["strace", "-f", "-qq", "-p", str(pid), *paths, *inject, "-o", str(trace)]
    with subprocess.Popen(command) as tracer:
        try:
            _wait_for_the_tracer(pid)
            yield
        finally:
            tracer.send_signal(signal.SIGTERM)


def _wait_for_the_tracer(pid: int) -> None:
    end = time.monotonic() + ATTACHED_S
    while time.monotonic() < end:
        every = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/status")]
        if every and not any("TracerPid:\t0\n" in each for each in every):
            return
        time.sleep(0.02)
    raise TimeoutError("strace could not attach")


def meet_once(proof: Proof, turn: Turn, name: str, trouble: Trouble) -> None:
    """Type, meet the trouble, type, have it end."""
    notebook = Notebook.open(turn.folder, NOW, create=True)
    talk = make.talk_with(notebook, "Priya")
    notebook.close()
    trace = turn.place / "trace"
    with started(turn, talk.id, proof.broken) as (window, pid):
        window.hear("ready")
        window.tell(f"type {FIRST}")
        proof.expect(window.hear("saved"), f"{name}: the program ended at once")
        with in_trouble(pid, turn.folder, trouble, trace):
            window.tell(f"type {THEN}")
            said = window.hear("told", "saved")
            proof.expect(SAFE in said, f"{name}: not told that the words are safe: {said!r}")
            window.tell("look")
            field = window.hear("field")
            proof.expect(field == f"field {FIRST}{THEN}", f"{name}: in the field stands {field!r}")
            window.tell("close")
            proof.expect(window.hear("visible") == "visible True", f"{name}: it closed over words")
        proof.expect(window.hear("calm", "saved"), f"{name}: it does not go on by itself")
        proof.saw("went on by itself")
        window.tell("close")
        window.hear("visible False")
    proof.expect("INJECTED" in trace.read_text(), f"{name}: the disk was never in trouble")
    proof.saw("troubles")
    _examine(proof, turn, name)


def _examine(proof: Proof, turn: Turn, name: str) -> None:
    notebook = Notebook.open(turn.folder, NOW)
    texts = [each.text for each in notebook[Answer].find()]
    amiss = [each.sentence for each in check.findings(notebook)]
    notebook.close()
    proof.expect(texts == [FIRST + THEN], f"{name}: what is in the notebook: {texts}")
    proof.expect(not amiss, f"{name}: the check finds: {amiss}")


def may_trace() -> bool:
    """Whether strace may attach to a program here, and make its calls fail."""
    with subprocess.Popen(["sleep", "60"]) as other:
        fails = ["-e", "inject=read:error=EIO", "-o", "/dev/null"]
        command = ["strace", "-qq", "-p", str(other.pid), *fails]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
            try:
                _wait_for_the_tracer(other.pid)
                return True
            except TimeoutError:
                return False
            finally:
                tracer.terminate()
                other.kill()


def main() -> int:
    """Each trouble in turn."""
    proof = Proof(__doc__, count=len(TROUBLES))
    if not may_trace():
        print("disk_trouble: not done: strace may not attach to a program here")
        return 0
    names = list(TROUBLES)
    for turn in proof.turns():
        name = names[turn.number % len(names)]
        meet_once(proof, turn, name, TROUBLES[name])
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
