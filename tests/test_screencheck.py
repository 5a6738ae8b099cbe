"""Without a screen or Qt's libraries there is one clear line, never Qt's abort."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from beforehand import paths
from beforehand.screencheck import PACKAGES, WAYLAND, X11, missing, not_imported, obstacle

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asked on Linux only")

THERE = ("libc.so.6",)
NOT_THERE = ("libc.so.6", "libxcb-cursor.so.0.not-here")


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[str]:
    """An X server of its own."""
    if not shutil.which("Xvfb"):
        pytest.skip("needs Xvfb")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=640x480", "offscreen;xcb"])
def test_a_platform_without_a_screen_needs_none(platform: str) -> None:
    assert obstacle({"QT_QPA_PLATFORM": platform}, wanted=NOT_THERE) is None


@pytest.mark.parametrize("env", [{}, {"QT_QPA_PLATFORM": "xcb"}, {"DISPLAY": ""}])
def test_without_a_screen_it_says_so_and_names_the_terminal(env: dict[str, str]) -> None:
    told = obstacle(env, wanted=THERE)
    assert told is not None
    assert "DISPLAY" in told
    assert "beforehand --help" in told
    assert "\n" not in told


def test_a_screen_that_does_not_answer_is_none() -> None:
    told = obstacle({"DISPLAY": ":59713"}, wanted=THERE)
    assert told is not None
    assert "no screen" in told


def test_a_screen_that_answers_is_enough(screen: str) -> None:
    assert obstacle({"DISPLAY": screen}) is None


def test_a_library_of_unknown_origin_is_told_by_its_name() -> None:
    told = obstacle({"DISPLAY": ":0"}, wanted=NOT_THERE)
    assert told is not None
    assert "libxcb-cursor.so.0.not-here" in told


def test_wayland_is_a_screen_as_soon_as_its_door_is_there(tmp_path: Path) -> None:
    env = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert obstacle(env, wayland=THERE) is not None
    (tmp_path / "wayland-0").touch()
    assert obstacle(env, wayland=THERE) is None
    assert "not-here" in (obstacle(env, wayland=NOT_THERE) or "")


def test_an_import_that_failed_for_a_library_is_told_in_the_same_line() -> None:
    fault = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    told = not_imported(fault, wanted=THERE)
    assert told is not None
    assert "“apt install libegl1”" in told
    assert "“dnf install libglvnd-egl”" in told
    assert "\n" not in told
    assert not_imported(ImportError("cannot import name 'x'")) is None


def test_only_what_is_lacking_is_named() -> None:
    assert missing(NOT_THERE) == ["libxcb-cursor.so.0.not-here"]


def test_every_package_that_is_installed_for_the_tests_is_one_we_name() -> None:
    listed = (paths.resources() / "linux" / "packages.txt").read_text().split()
    ours = {debian for debian, _ in PACKAGES.values()}
    assert set(listed) - ours <= {"libxcb-xinerama0"}
    assert set(X11) | set(WAYLAND) == set(PACKAGES)


def test_asking_costs_next_to_nothing(screen: str) -> None:
    # Loaded once, the libraries stay: what counts is what the window would not have paid anyway.
    obstacle({"DISPLAY": screen})
    began = time.process_time()
    obstacle({"DISPLAY": screen})
    assert time.process_time() - began < 0.02
