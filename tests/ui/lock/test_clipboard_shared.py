"""The clipboard of a real screen, which other programs read and take: two programs on one Xvfb."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest

PROGRAM = Path(__file__).parent / "copying.py"
OURS, THEIRS = "fears", "theirs"

pytestmark = pytest.mark.skipif(
    which("Xvfb") is None or not sys.platform.startswith("linux"), reason="needs Xvfb"
)

Tell = Callable[[str], str]


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-nolisten", "tcp"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    screen.terminate()
    screen.wait()


@pytest.fixture
def start(display: str) -> Iterator[Callable[..., Tell]]:
    """Starts a program; what comes back gives it an order and reads its answer."""
    around = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    running: list[subprocess.Popen[str]] = []

    def begin(*words: str) -> Tell:
        made = subprocess.Popen(
            [sys.executable, str(PROGRAM), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=around,
        )  # fmt: skip
        running.append(made)
        pipe, answers = made.stdin, made.stdout
        assert pipe is not None
        assert answers is not None
        assert answers.readline() == "there\n"

        def tell(order: str) -> str:
            pipe.write(f"{order}\n")
            pipe.flush()
            return answers.readline().strip()

        return tell

    yield begin
    for each in running:
        each.communicate("", timeout=30)


def test_others_see_the_mark_and_nothing_after_it_was_cleared(start: Callable[..., Tell]) -> None:
    ours, theirs = start(OURS, "guarded"), start(THEIRS)
    ours("copy")
    assert theirs("read") == f"{OURS}/secret {OURS}/secret"
    ours("clear")
    assert theirs("read") == "-/ -/"


def test_nothing_stays_for_a_clipboard_manager_when_the_program_ends(
    start: Callable[..., Tell],
) -> None:
    for words, left in ((("fears", "guarded"), "-/ -/"), (("theirs",), "theirs/ theirs/")):
        program = start(*words)
        program("copy")
        assert program("quit") == left


def test_what_others_copied_since_is_left_alone(start: Callable[..., Tell]) -> None:
    ours, theirs = start(OURS, "guarded"), start(THEIRS)
    ours("copy")
    theirs("copy")
    assert ours("read") == f"{THEIRS}/ {THEIRS}/"
    ours("clear")
    assert theirs("read") == f"{THEIRS}/ {THEIRS}/"
    assert ours("read") == f"{THEIRS}/ {THEIRS}/"
