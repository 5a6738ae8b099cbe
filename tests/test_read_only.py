"""A notebook on a disk that can only be read is read all the same, and not a byte is written."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from beforehand import paths
from beforehand.__main__ import main
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backing_up, locking, migrations, opening
from beforehand.store.faults import NotebookHeld, NotSaved, ReadOnly
from beforehand.store.notebook import Notebook
from closed import everything
from mounted import small_disk
from telling import Told, teller

WORDS = "quiet at the canal"
HALF = """
import os, sys
from pathlib import Path
from beforehand.store import keyfile, vault

folder = Path(sys.argv[1])
connection = vault.connect(folder / vault.NAME, keyfile.read(folder).keys[0])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE counterparts SET notes = hex(randomblob(1500))")
os._exit(0)
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and mounts are Unix's")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook with a backup in it."""
    folder = tmp_path_factory.mktemp("begun") / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    backing_up.make(notebook, paths.program(paths.COPYING), make.NOW, "daily")
    notebook.close()
    return folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Where a notebook is put before it can only be read."""
    if os.geteuid():
        # Modes bind everybody but root.
        (tmp_path / "disk").mkdir()
        yield tmp_path / "disk"
        for each in (tmp_path / "disk").rglob("*"):
            each.chmod(0o700)
        return
    with small_disk(tmp_path / "disk", "20m") as mounted:
        yield mounted


def read(folder: Path) -> Notebook:
    """As where nothing can be written."""
    return Notebook(folder, opening.open_to_read(folder))


def shut(disk: Path) -> None:
    """From now on it can only be read."""
    if os.geteuid() == 0:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        return
    for each in disk.rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o444)


@pytest.fixture
def own(begun: Path, disk: Path) -> Path:
    return Path(shutil.copytree(begun, disk / "own"))


@pytest.fixture
def told(own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.chdir(own.parents[1])
    return teller(capsys, monkeypatch, "--notebook", str(own))


@pytest.mark.parametrize(
    "words",
    [
        "list", "search billing", "commitments --all", "export --out all.json",
        "calendar --out all.ics", "sheet talk --kind private --out a.pdf",
        "sheet talk --kind room --out a.pdf", "sheet nowak --kind record --out a.pdf",
        "sheet nowak --kind map --out a.pdf", "report nowak --out a.pdf",
        "report nowak --out a.json", "backups", "check", "restore 1 --to new",
    ],
)  # fmt: skip
def test_what_only_reads_goes(
    words: str, own: Path, disk: Path, told: Told, tmp_path: Path
) -> None:
    shut(disk)
    before = everything(own)
    code, out, err = told(*words.split())
    assert (code, err) == (0, "")
    assert out
    assert everything(own) == before
    named = words.split()[-1]
    assert not named.startswith(("all.", "a.", "new")) or (tmp_path / named).exists()


@pytest.mark.parametrize(
    "words", ["erase person --yes", "backup", "passphrase set", "merge beside"]
)
def test_what_writes_is_told_that_it_cannot_be(
    words: str, own: Path, disk: Path, told: Told, begun: Path
) -> None:
    shutil.copytree(begun, disk / "beside")
    shut(disk)
    before = everything(own)
    code, _out, err = told(
        *(str(disk / each) if each == "beside" else each for each in words.split())
    )
    assert (code, "is read-only, so nothing could be saved in it" in err) == (1, True)
    assert everything(own) == before


def test_it_is_merged_from(own: Path, disk: Path, begun: Path, tmp_path: Path) -> None:
    mine = Path(shutil.copytree(begun, tmp_path / "mine"))
    notebook = Notebook.open(own, make.NOW)
    notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    notebook.close()
    shut(disk)
    before = everything(own)
    assert main(["merge", str(own), "--notebook", str(mine)]) == 0
    assert everything(own) == before
    notebook = Notebook.open(mine, make.NOW)
    assert "Priya" in {each.name for each in notebook[Counterpart].find()}
    notebook.close()


def test_a_locked_one_asks_for_its_passphrase_once(own: Path, disk: Path, told: Told) -> None:
    notebook = Notebook.open(own, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()
    shut(disk)
    assert told("list")[0] == 4
    assert told("list", "--passphrase-stdin", lines=("wrong one",))[0] == 4
    code, out, err = told("list", "--passphrase-stdin", lines=(WORDS,))
    assert (code, err) == (0, "")
    assert "billing" in out


def test_what_has_to_be_written_first_is_told(own: Path, disk: Path) -> None:
    notebook = Notebook.open(own, make.NOW)
    big = [make.record(Counterpart, name=f"{n}", notes="x" * 3000) for n in range(400)]
    notebook.save(*big, now=make.NOW)
    notebook.close()
    subprocess.run([sys.executable, "-c", HALF, own], check=True)
    assert (own / "notebook.db-journal").stat().st_size
    shut(disk)
    before = everything(own)
    with pytest.raises(ReadOnly, match="what a crash left in it cannot be put right"):
        read(own)
    assert everything(own) == before


def test_an_older_one_is_not_read_as_if_it_were_of_today(own: Path, disk: Path) -> None:
    shut(disk)

    def m999_later(_database: object) -> None:
        """A step that is still to come."""

    more = (*migrations.STEPS, m999_later)
    with pytest.raises(ReadOnly, match="cannot be brought up to date"):
        opening.open_to_read(own, steps=more)


def test_nothing_is_written_through_it_even_where_one_could(own: Path) -> None:
    notebook = read(own)
    with pytest.raises(NotSaved):
        notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    # Two may read, and nobody writes meanwhile.
    again = read(own)
    assert again[Counterpart].count() == notebook[Counterpart].count() == 1
    with pytest.raises(NotebookHeld):
        Notebook.open(own, make.NOW)
    for each in (again, notebook):
        each.close()
    Notebook.open(own, make.NOW).close()


def test_what_somebody_has_open_is_not_read_beside_them(own: Path) -> None:
    notebook = Notebook.open(own, make.NOW)
    with pytest.raises(NotebookHeld):
        read(own)
    notebook.close()
