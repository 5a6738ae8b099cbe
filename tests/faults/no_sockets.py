"""Watches the program with strace: it never opens a socket to a network, AF_INET or AF_INET6.

The window is gone through, drawn to nowhere and on a real X server; in the terminal every command
is run, a sheet and a backup among them.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand import paths
from faults.homes import Home
from faults.proof import Proof, Turn, made

SOCKET = re.compile(r"socket(?:pair)?\((AF_\w+|\w+)")
NETWORK = {"AF_INET", "AF_INET6", "AF_PACKET", "AF_BLUETOOTH", "AF_VSOCK"}
PASSPHRASE = "ruhig am Kanal"
TERMINAL = (
    ("sheet", make.TALK, "--kind", "private", "--out", "brief.pdf"),
    ("sheet", make.TALK, "--kind", "room", "--out", "room.pdf"),
    ("backup",), ("backups",), ("check",), ("list",), ("commitments",), ("search", "billing"),
    ("export", "--out", "out.json"), ("calendar", "--out", "out.ics"),
    ("restore", "1", "--to", "restored"), ("passphrase", "set"), ("passphrase", "remove"),
)  # fmt: skip


def strace(trace: Path) -> list[str]:
    """How every socket is written down, of the program and of all it starts."""
    watched = ["-e", "trace=socket,socketpair", "-e", "signal=none"]
    return ["strace", "-f", "-qq", "--seccomp-bpf", *watched, "-o", str(trace)]


def examine_sockets(proof: Proof, trace: Path, what: str) -> None:
    """None to a network."""
    kinds = SOCKET.findall(trace.read_text(errors="replace"))
    proof.saw("local sockets", len([kind for kind in kinds if kind not in NETWORK]))
    network = [kind for kind in kinds if kind in NETWORK]
    proof.expect(not network, f"{what} opened sockets: {network}")


def in_the_window(proof: Proof, turn: Turn, display: str) -> None:
    """Start it and go everywhere."""
    home, trace = Home(turn.place / "all", display=display), turn.place / "trace"
    folder = home.place / "notebook"
    made(folder)
    what = f"the window {'on ' + display if display else 'drawn to nowhere'}"
    done = home.tour(folder, make.TALK, make.PERSON, "billing", "close", traced=strace(trace))
    ended = done.returncode == 0 and "toured" in done.stdout
    proof.expect(ended, f"{what}: {done.stdout}{done.stderr[-2000:]}")
    proof.saw("tours of the window")
    examine_sockets(proof, trace, what)
    said = SOCKET.findall(trace.read_text(errors="replace"))
    # A second start is heard through a local socket: had strace not seen that, it saw nothing.
    proof.expect("AF_UNIX" in said, f"{what}: not even its local socket was seen")


def in_the_terminal(proof: Proof, turn: Turn) -> None:
    """Each command."""
    home, trace = Home(turn.place / "all"), turn.place / "trace"
    made(home.place / "notebook")
    for asked in TERMINAL:
        option = ["--passphrase-stdin"] if asked[0] == "passphrase" else []
        command = paths.program(*asked, "--notebook", "notebook", *option)
        done = home.run(command, f"{PASSPHRASE}\n", traced=strace(trace))
        proof.expect(done.returncode == 0, f"{asked}: {done.stderr[-300:]}")
        proof.saw("commands")
        examine_sockets(proof, trace, " ".join(asked))


@contextmanager
def screen() -> Iterator[str]:
    """An X server of our own, which chooses a free number; empty where there is none."""
    if shutil.which("Xvfb") is None:
        yield ""
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def main() -> int:
    """The window twice, the terminal."""
    proof = Proof(__doc__, count=3)
    with proof.turn(0) as turn:
        in_the_window(proof, turn, "")
    with screen() as display:
        if display:
            with proof.turn(1) as turn:
                in_the_window(proof, turn, display)
        else:
            print("no_sockets: without Xvfb the window was only drawn to nowhere")
    with proof.turn(2) as turn:
        in_the_terminal(proof, turn)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
