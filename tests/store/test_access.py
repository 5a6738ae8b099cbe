"""Held by another program, or another account's: told, and not touched."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store.faults import (
    NotebookHeld,
)
from beforehand.store.notebook import Notebook
from closed import everything, refused

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.store.notebook import Notebook
held = Notebook.open(Path(sys.argv[1]), datetime(2026, 11, 19, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""

# Modes do not bind root, so the program drops its rights, once everything it needs is imported.
TRY = """
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from beforehand.domain.errors import BeforehandError
from beforehand.store.notebook import Notebook
if sys.argv[2:] and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Notebook.open(Path(sys.argv[1]), datetime(2026, 11, 19, tzinfo=UTC), create=True).close()
    print("opened")
except BeforehandError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def elsewhere():
    """A folder that an account without rights can reach, as one below tmp_path cannot."""
    if os.name == "nt":
        pytest.skip("accounts and modes are Unix's")
    place = Path(tempfile.mkdtemp(prefix="beforehand-"))
    place.chmod(0o755)
    yield place / "notebook"
    for path in [place, *place.rglob("*")]:
        path.chmod(0o700)
    shutil.rmtree(place)


def as_anybody(folder):
    """What opening says to an account that owns nothing."""
    ran = subprocess.run(
        [sys.executable, "-c", TRY, str(folder), "as anybody"],
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def closed_notebook(folder, now, *, folder_mode, file_mode):
    Notebook.open(folder, now, create=True).close()
    for path in folder.iterdir():
        path.chmod(0o755 if path.is_dir() else file_mode)
    folder.chmod(folder_mode)
    return everything(folder)


def test_someone_else_s_notebook_is_told_in_a_sentence(elsewhere, now):
    closed_notebook(elsewhere, now, folder_mode=0o000, file_mode=0o000)
    assert "may not be opened by this account. Nothing was changed." in as_anybody(elsewhere)
    elsewhere.chmod(0o755)
    assert "may not be opened by this account. Nothing was changed." in as_anybody(elsewhere)


def test_a_read_only_notebook_is_told_in_a_sentence(elsewhere, now):
    before = closed_notebook(elsewhere, now, folder_mode=0o555, file_mode=0o444)
    assert "is read-only, so nothing could be saved" in as_anybody(elsewhere)
    assert everything(elsewhere) == before


def test_a_folder_that_cannot_be_written_gets_no_new_notebook(elsewhere):
    elsewhere.parent.chmod(0o555)
    assert "this account may not write there" in as_anybody(elsewhere)


def test_while_another_program_holds_it_nothing_is_touched(filled, now):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(filled)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        error = refused(filled, now, NotebookHeld, "open in Beforehand; close it or name another")
        assert error.exit_code == 3
    finally:
        holder.communicate("")
    Notebook.open(filled, now).close()


def test_it_cannot_be_opened_twice_in_one_program(filled, now):
    first = Notebook.open(filled, now)
    with pytest.raises(NotebookHeld):
        Notebook.open(filled, now)
    first.save(make.record(Counterpart, name="Tomás"), now=now)
    first.close()


def test_programs_that_start_at_once_end_with_a_notebook_that_opens(folder, now):
    command = [sys.executable, "-c", TRY, str(folder)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = [program.communicate()[0] for program in started]
    assert any(line.startswith("opened") for line in said)
    assert all(line.startswith(("opened", "NotebookHeld")) for line in said)
    Notebook.open(folder, now).close()
