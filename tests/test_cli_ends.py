"""A command that is not answered, not allowed or not heard ends with a sentence or quietly."""

import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import keyfile, locking
from beforehand.store.notebook import Notebook

WORDS = "quiet at the canal"
CTRL_D = "\x04"
BEFOREHAND = [sys.executable, "-m", "beforehand"]

# Modes do not bind root, so the program drops its rights, once everything it needs is imported.
AS_ANYBODY = """
import os, sys
import beforehand.cli.notebook, beforehand.cli.salvage, beforehand.exchange.listing
from beforehand import cli
options = cli.parse(sys.argv[1:])
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
sys.exit(cli.run(options))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals and modes are Unix's")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return begun(tmp_path / "own")


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that an account without rights can reach, as one below tmp_path cannot."""
    place = Path(tempfile.mkdtemp(prefix="beforehand-"))
    place.chmod(0o755)
    yield begun(place / "notebook")
    shutil.rmtree(place)


def begun(folder: Path) -> Path:
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    notebook.close()
    return folder


def lock(folder: Path) -> None:
    notebook = Notebook.open(folder, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()


def on_a_terminal(words: tuple[object, ...], *answers: tuple[str, str]) -> tuple[int, str]:
    """Run a command on a terminal, answer each question, and hear it to its end."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(BEFOREHAND[0], [*BEFOREHAND, *map(str, words)])
    heard = ""
    for question, answer in answers:
        while question not in heard:
            heard += os.read(terminal, 1000).decode()
        heard = ""
        os.write(terminal, answer.encode())
    try:
        while part := os.read(terminal, 1000):
            heard += part.decode()
    except OSError:
        pass  # how Linux tells that the program has ended
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), heard


def test_ctrl_d_at_the_passphrase_is_told_as_one_that_is_missing(book: Path) -> None:
    lock(book)
    asked = ("list", "--notebook", book)
    code, heard = on_a_terminal(asked, ("Passphrase: ", CTRL_D))
    assert (code, heard.strip()) == (4, "beforehand: No passphrase was typed. Nothing was done.")
    piped = subprocess.run(
        [*BEFOREHAND, *map(str, asked), "--passphrase-stdin"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (piped.returncode, piped.stderr.count("\n")) == (4, 1)
    assert "No passphrase came on standard input" in piped.stderr


@pytest.mark.parametrize("answers", [(CTRL_D,), (f"{WORDS}\n", CTRL_D)])
def test_ctrl_d_at_a_new_passphrase_sets_none(book: Path, answers: tuple[str, ...]) -> None:
    questions = zip(("New passphrase: ", "The same again: "), answers, strict=False)
    code, heard = on_a_terminal(("passphrase", "set", "--notebook", book), *questions)
    assert (code, "No new passphrase was typed. Nothing was done." in heard) == (1, True)
    assert not keyfile.read(book).locked


@pytest.mark.parametrize("when", [0, 1])
def test_ctrl_d_at_the_recovery_code_says_that_the_passphrase_is_set(book: Path, when: int) -> None:
    asked = ("passphrase", "set", "--notebook", book)
    new = (("New passphrase: ", f"{WORDS}\n"), ("The same again: ", f"{WORDS}\n"))
    paper = ("leaves the screen. ", "\n")
    ends = ((paper, ("kept it: ", "not this\n"), ("kept it: ", CTRL_D)), ((paper[0], CTRL_D),))
    code, heard = on_a_terminal(asked, *new, *ends[when])
    assert code == 0
    assert "The passphrase is set, and the code that was shown holds." in heard
    assert "New code…" in heard
    assert keyfile.read(book).locked


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize("words", ["list", "export --out out.json", "backup"])
def test_without_a_standard_output_it_ends_quietly(
    book: Path, tmp_path: Path, words: str, closed: str
) -> None:
    command = f'"$0" -m beforehand {words} --notebook "$1" {closed}'
    ran = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, str(book)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out.json").exists() is words.startswith("export")
    Notebook.open(book, make.NOW).close()


@pytest.mark.parametrize("words", [("list", "--notebook"), ("salvage",)])
@pytest.mark.parametrize("file", ["notebook.db", "notebook.key"])
def test_a_file_that_may_not_be_read_is_named(
    elsewhere: Path, words: tuple[str, ...], file: str
) -> None:
    for path in (elsewhere, *elsewhere.iterdir()):
        path.chmod(0o777)
    (elsewhere / file).chmod(0o000)
    if words[0] == "salvage":
        words = ("salvage", "--to", str(elsewhere.with_name("new")))
    ran = subprocess.run(
        [sys.executable, "-c", AS_ANYBODY, *words, str(elsewhere)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)
    assert {"notebook.db": file, "notebook.key": "key"}[file] in ran.stderr
    assert "may not be" in ran.stderr
