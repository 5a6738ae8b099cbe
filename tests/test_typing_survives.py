"""Typing for ten seconds without a pause, then a kill: at most the last second is gone."""

import subprocess
import sys
import time
from pathlib import Path

import make
from beforehand.domain.conversations import Answer
from beforehand.store.notebook import Notebook

TYPIST = Path(__file__).parent / "programs" / "typist.py"
SECONDS = 10
AT_MOST_LOST = 1.0
NOISE = 0.25
"""Seconds that a busy machine may add between a key and a safely written file."""


def type_and_kill(folder: Path, conversation_id: str) -> tuple[list[tuple[int, float]], float]:
    """What was on the screen when, as (letters, seconds), and the second of the kill."""
    command = [sys.executable, TYPIST, folder, conversation_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        seen = [typist.stdout.readline()]
        time.sleep(SECONDS)
        typist.kill()
        killed_at = time.monotonic()
        seen += typist.stdout.readlines()
    told = [line.split() for line in seen if line.endswith("\n")]
    return [(int(size), float(when)) for what, size, when in told if what == "typed"], killed_at


def test_a_kill_while_typing_takes_at_most_the_last_second(tmp_path: Path) -> None:
    folder = tmp_path / "notebook"
    notebook = Notebook.open(folder, make.NOW, create=True)
    talk = make.talk_with(notebook, "Łucja Wrona")
    notebook.close()

    typed, killed_at = type_and_kill(folder, talk.id)

    assert len(typed) > 50
    safe = max(size for size, when in typed if when <= killed_at - AT_MOST_LOST - NOISE)
    notebook = Notebook.open(folder, make.NOW)
    (answer,) = notebook[Answer].find(conversation_id=talk.id)
    notebook.close()
    letters = "".join(f"{number} " for number in range(len(answer.text)))
    assert answer.text == letters[: len(answer.text)]
    assert len(answer.text) >= safe
