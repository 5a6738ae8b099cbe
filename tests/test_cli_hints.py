"""What a command tells to type next can be pasted into a shell, whatever the folder is called."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from beforehand.__main__ import main
from beforehand.cli.quoted import quoted
from beforehand.store.notebook import Notebook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another shell, and names of other kinds")

Run = Callable[..., str]
BEGINS = "Look at it with: "
BASH = shutil.which("bash") or "bash"
NAMES = [
    b"plain",
    b"two  words",
    b'it\'s "so" $HOME `id` \\',
    b"-n",
    b"two\nlines",
    b"\xff\x80t",
    b"\x1b[2J",
]
NAMES += ["übung 東京".encode(), "t\u202ex".encode()]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own, and tells what it said."""
    monkeypatch.chdir(tmp_path)

    def told(*words: str) -> str:
        code, said = main(words), capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return told


@given(
    st.one_of(st.text(), st.binary().map(os.fsdecode)).filter(
        lambda name: (
            name and "\0" not in name and not re.search("[\ud800-\udb7f]|[\udc00-\udc7f]", name)
        )
    )
)
def test_a_shell_reads_back_any_path(name: str) -> None:
    path = Path(name)
    ran = subprocess.run(
        [BASH, "-c", f"printf %s {quoted(path)}"], capture_output=True, check=True,
    )  # fmt: skip
    assert Path(os.fsdecode(ran.stdout)) == path
    assert quoted(path).isprintable()


@pytest.mark.parametrize("name", NAMES)
def test_the_hints_of_commands_name_the_folder_when_pasted(name: bytes, run: Run) -> None:
    folder = Path(os.fsdecode(name))
    assert pasted(run("sample", f"./{folder}")) == folder.absolute()
    folder.rename("own")
    run("backup", "--notebook", "own")
    assert (
        pasted(run("restore", "1", "--notebook", "own", "--to", f"./{folder}")) == folder.absolute()
    )
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", [b"two  words", b"t\xff"])
def test_the_hint_of_a_salvage_works_as_it_stands(name: bytes, run: Run) -> None:
    folder = Path(os.fsdecode(name))
    notebook = Notebook.open(Path("own"), make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    notebook.close()
    line = hint(run("salvage", "own", "--to", f"./{folder}"))
    command = line.replace("beforehand ", f"'{sys.executable}' -m beforehand list ", 1)
    ran = subprocess.run([BASH, "-c", command], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"billing" in ran.stdout


def test_the_hint_of_a_check_keeps_every_blank_of_a_path(tmp_path: Path) -> None:
    folder = tmp_path / "two  words"
    Notebook.open(folder, make.NOW, create=True).close()
    content = bytearray((folder / "notebook.db").read_bytes())
    content[20_000] ^= 1
    (folder / "notebook.db").write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-m", "beforehand", "check", "--notebook", folder],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"beforehand salvage '{folder}' --to NEW-FOLDER" in ran.stderr


def hint(shown: str) -> str:
    return shown[shown.rindex(BEGINS) + len(BEGINS) :].strip()


def pasted(shown: str) -> Path:
    """The folder that a shell hands on."""
    told = f'beforehand() {{ printf %s "$2"; }}; {hint(shown)}'
    ran = subprocess.run([BASH, "-c", told], capture_output=True, check=True)
    return Path(os.fsdecode(ran.stdout)).absolute()
