"""The desktop tells of sleep, a locked screen, another user; on a bus made for the test."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest

from beforehand.ui.lock.bus import session_path

HERE = Path(__file__).parent
LOGIN = "/org/freedesktop/login1"
LONG_S, QUIET_S = 20, 0.3
OURS = f"{LOGIN}/session/_33"
SIGNALS = {
    "the computer goes to sleep": f"{LOGIN} org.freedesktop.login1.Manager PrepareForSleep yes",
    "the session is locked": f"{OURS} org.freedesktop.login1.Session Lock",
    "another user has the screen": (
        f"{OURS} org.freedesktop.DBus.Properties PropertiesChanged changed"
    ),
    "the screen is locked": "/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged yes",
    "the screen saver is on": (
        "/org/freedesktop/ScreenSaver org.freedesktop.ScreenSaver ActiveChanged yes"
    ),
}
NOTHING = {
    "the computer wakes": f"{LOGIN} org.freedesktop.login1.Manager PrepareForSleep no",
    "somebody else's session is locked": (
        f"{LOGIN}/session/_34 org.freedesktop.login1.Session Lock"
    ),
    "the screen is unlocked": "/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged no",
}

pytestmark = pytest.mark.skipif(which("dbus-daemon") is None, reason="no bus can be started here")


class Bus:
    """A bus, somebody who says what the desktop says, and a program of ours that listens."""

    def __init__(self, address: str) -> None:
        around = {
            **os.environ,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_SESSION_ID": "3",
        }
        self.login = self._start("login_of_its_own.py", around)
        assert self.login.stdout is not None
        assert self.login.stdout.readline() == "there\n"
        self.ours = self._start("listening.py", around)
        assert self.ours.stdout is not None
        assert self.ours.stdout.readline() == "listening\n"

    def says(self, signal: str) -> None:
        """Send it."""
        assert self.login.stdin is not None
        self.login.stdin.write(f"{signal}\n")
        self.login.stdin.flush()

    def heard(self) -> list[str]:
        """The lines of ours until a while after the last one: two may come together."""
        assert self.ours.stdout is not None
        pipe, told, wait = self.ours.stdout.fileno(), b"", LONG_S
        while select.select([pipe], [], [], wait)[0] and (more := os.read(pipe, 65536)):
            told, wait = told + more, QUIET_S
        return told.decode().splitlines()

    def close(self) -> None:
        """End both."""
        for each in (self.login, self.ours):
            each.communicate("", timeout=10)

    @staticmethod
    def _start(name: str, around: dict[str, str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(HERE / name)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=around,
        )  # fmt: skip


@pytest.fixture(scope="module")
def bus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bus]:
    address = f"unix:path={tmp_path_factory.mktemp('bus') / 'socket'}"
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    made = Bus(daemon.stdout.readline().strip())
    yield made
    made.close()
    daemon.terminate()
    daemon.communicate()


@pytest.mark.parametrize("what", SIGNALS)
def test_it_is_heard_when(bus: Bus, what: str) -> None:
    bus.says(SIGNALS[what])
    assert bus.heard() == ["leaving"]


@pytest.mark.parametrize("what", NOTHING)
def test_nothing_is_done_when(bus: Bus, what: str) -> None:
    bus.says(NOTHING[what])
    bus.says(f"{OURS} org.freedesktop.login1.Session Lock")
    assert bus.heard() == ["leaving"]


def test_it_is_silent_where_there_is_no_bus() -> None:
    around = {**os.environ, "XDG_RUNTIME_DIR": "/nowhere"}
    for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        around[name] = "unix:path=/nowhere/at/all"
    done = subprocess.run(
        [sys.executable, "-W", "error", str(HERE / "listening.py")],
        check=False, input="", capture_output=True, text=True, timeout=20, env=around,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == ("listening\n", "", 0)


def test_a_bus_over_the_network_is_not_spoken_to() -> None:
    around = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "tcp:host=localhost,port=1"}
    around["DBUS_SYSTEM_BUS_ADDRESS"] = "tcp:host=localhost,port=1"
    trace = ["strace", "-f", "-e", "trace=socket", "-o", "/dev/stderr"]
    done = subprocess.run(
        [*(trace if which("strace") else []), sys.executable, str(HERE / "listening.py")],
        check=False, input="", capture_output=True, text=True, timeout=30, env=around,
    )  # fmt: skip
    assert "AF_INET" not in done.stderr
    assert done.stdout == "listening\n"


@pytest.mark.parametrize(
    ("name", "path"),
    [("3", f"{LOGIN}/session/_33"), ("c1", f"{LOGIN}/session/c1"), ("", ""),
     ("12", f"{LOGIN}/session/_312"), ("a-b", f"{LOGIN}/session/a_2db")],
)  # fmt: skip
def test_the_path_of_a_session_is_spelt_as_the_bus_spells_it(name: str, path: str) -> None:
    assert session_path(name) == path
