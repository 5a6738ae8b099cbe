"""Where something cannot be written, it is said why."""

import errno
import os
from pathlib import Path

import pytest

import make
from beforehand.store import folders
from beforehand.store.backing_up import NoBackup
from beforehand.store.notebook import Notebook
from telling import Told, teller

EXPORT, WORKSHEET = ("export",), ("sheet", "internal-alignment", "--kind", "worksheet")


@pytest.fixture
def told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Told:
    Notebook.open(tmp_path / "own", make.NOW, create=True).close()
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    return teller(capsys, monkeypatch, "--notebook", "own")


@pytest.mark.parametrize("words", [EXPORT, WORKSHEET])
def test_a_file_without_a_name_is_a_mistake_of_the_command_line(words, told, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        told(*words, "--out", "")
    assert ended.value.code == 2
    assert "argument --out: its name is empty" in capsys.readouterr().err


@pytest.mark.parametrize("out", [".", "..", "own/.."])
@pytest.mark.parametrize(
    ("words", "match"), [(EXPORT, "(is a directory)"), (WORKSHEET, "A folder has this name.")]
)
def test_a_folder_is_not_taken_for_a_file_in_use(words, match, out, told, tmp_path) -> None:
    before = sorted(tmp_path.rglob("*"))
    code, _out, err = told(*words, "--out", out)
    assert (code, match in err) == (1, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("place", "match"),
    [
        ("file", "is a file, and backups lie in a folder"),
        ("file/sub", "what stands there is no folder"),
        ("leads nowhere", "what stands there is no folder"),
        pytest.param(
            "/proc/new", "no folder can be made there",
            marks=pytest.mark.skipif(not Path("/proc/self").exists(), reason="no such folder"),
        ),
    ],
)  # fmt: skip
def test_a_place_that_takes_no_backups_is_told_with_its_cause(place, match, told, tmp_path) -> None:
    (tmp_path / "leads nowhere").symlink_to(tmp_path / "away" / "far")
    code, _out, err = told("backup", "--to", place)
    assert (code, match in err, "Try again later" in err) == (1, True, False)
    assert (tmp_path / "file").read_text() == "mine"


def test_no_fault_of_a_disk_is_told_without_a_cause() -> None:
    known = ("ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "ENODEV", "ENAMETOOLONG")
    for name in known:
        said = NoBackup(getattr(errno, name))
        assert "could not be made" not in said.sentence


def test_of_a_refusal_the_file_is_named_that_was_refused(tmp_path: Path) -> None:
    for path, match in (
        (tmp_path / "notebook.key", "The file notebook.key in "),
        (tmp_path, f"The folder {tmp_path} may not be opened"),
    ):
        refusal = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        assert match in folders.not_opened(tmp_path, refusal).sentence
