"""The child that copies and looks through: what it does before each line it says."""

import shutil
import subprocess
import sys

import pytest

from beforehand import paths
from beforehand.store import backups, copying
from beforehand.store.backing_up import Copy
from beforehand.store.backups import Backup
from beforehand.store.checking import Checked, DeepCheck

PROGRAM = paths.program(paths.COPYING)


def child(*before):
    return subprocess.Popen(
        [*before, *PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def say(process, line):
    print(line, file=process.stdin, flush=True)


def heard(job, process):
    """Drive a job to its end, as the window does."""
    line = job.order
    while not isinstance(line, Backup | Checked):
        if isinstance(line, str):
            say(process, line)
        line = job.hear(process.stdout.readline())
    return line


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_a_copy_waits_for_the_disk_only_once_no_commit_can_spoil_it(notebook, now, tmp_path):
    told = tmp_path / "calls"
    calls = ("strace", "-e", "trace=fsync,write", "-o", told)
    copy = Copy(notebook, backups.folder_of(notebook.folder), now, "tried")
    with child(*calls) as process:
        say(process, copy.order)
        for _ in range(2):
            assert process.stdout.readline().strip() == copying.COPIED
            say(process, copying.AGAIN)
        assert process.stdout.readline().strip() == copying.COPIED
        say(process, copy.hear(copying.COPIED))
        copy.hear(process.stdout.readline())
    lines = told.read_text(encoding="utf-8").splitlines()
    last = max(number for number, line in enumerate(lines) if '"copied' in line)
    synced = [number for number, line in enumerate(lines) if line.startswith("fsync(")]
    (end,) = (number for number, line in enumerate(lines) if line.startswith('write(1, "{'))
    # The two files and their folder.
    assert len(synced) == 3
    assert all(last < number < end for number in synced)


def test_the_copy_that_was_looked_through_is_gone_before_the_window_hears_of_it(notebook, now):
    check = DeepCheck(notebook, now)
    with child() as process:
        say(process, check.order)
        say(process, check.hear(process.stdout.readline()))
        while "share" in (line := process.stdout.readline()):
            assert list(notebook.folder.glob(".checking/*/*")) or line.startswith('{"share": 1')
        assert not list(notebook.folder.glob(".checking/*"))
        assert check.hear(line) == Checked()


def test_a_check_beside_a_backup_leaves_nothing_else(notebook, now):
    with child() as process:
        assert heard(DeepCheck(notebook, now), process) == Checked()
    with child() as process:
        made = heard(Copy(notebook, backups.folder_of(notebook.folder), now, "tried"), process)
    assert backups.found(backups.folder_of(notebook.folder)) == [made]
    assert sys.platform == "win32" or made.path.stat().st_mode & 0o077 == 0
