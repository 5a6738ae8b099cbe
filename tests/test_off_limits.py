"""Nothing that is written for a person lands in a notebook, whichever way it is named."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import make
from beforehand import off_limits, paths
from beforehand.__main__ import main
from beforehand.exchange.files import write_whole
from beforehand.off_limits import OffLimits
from beforehand.sheets import write_pdf
from beforehand.store import backing_up, backups, keyfile, restoring, stick, vault
from beforehand.store.notebook import Notebook
from beforehand.ui.keeping import second
from telling import Told, teller

PERSON = "Nowak"
STICKS = (f"stick/{stick.FOLDER}", f"old stick/{stick.FOLDER}")
PLACES = ("own", "own/backups", "other", *STICKS)


def a_notebook(folder: Path) -> Path:
    """A notebook with somebody and a promise in it, and a backup."""
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    backing_up.make(notebook, paths.program(paths.COPYING), make.NOW, "daily")
    notebook.close()
    return folder


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one's own notebook, another one, and a stick with backups of it."""
    home = tmp_path_factory.mktemp("home")
    own = a_notebook(home / "own")
    shutil.copytree(own, home / "other")
    shared = home / "stick" / stick.FOLDER
    # As it is now, and as it was when all notebooks' backups lay side by side.
    shutil.copytree(backups.folder_of(own), shared / "Notebook 0a1b, copy 2c3d")
    shutil.copytree(backups.folder_of(own), home / "old stick" / stick.FOLDER)
    return home


@pytest.fixture
def told(kept: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.chdir(kept / "own")
    return teller(capsys, monkeypatch, "--notebook", str(kept / "own"))


def all_bytes(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def ways_to(file: Path, links: Path, suffix: str) -> Iterator[Path]:
    """Itself, from where one is, through a folder and back, through a link and a linked folder."""
    links.mkdir(exist_ok=True)
    number = len(list(links.iterdir()))
    to_file, to_folder = links / f"{number}{suffix}", links / f"{number}folder"
    to_file.symlink_to(file)
    to_folder.symlink_to(file.parent)
    yield from (file, Path(os.path.relpath(file)), to_file)
    yield from (file.parent / ".." / file.parent.name / file.name, to_folder / file.name)


WRITERS = {
    "export": ("export",),
    "calendar": ("calendar",),
    "worksheet": ("sheet", "internal-alignment", "--kind", "worksheet"),
    "record": ("sheet", PERSON, "--kind", "record"),
    "report.pdf": ("report", PERSON),
    "report.json": ("report", PERSON),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_no_command_writes_over_a_file_of_any_notebook(
    writer: str, kept: Path, told: Told, tmp_path: Path
) -> None:
    before = all_bytes(kept)
    suffix = Path(writer).suffix or ".pdf"
    for file in before:
        for way in ways_to(file, tmp_path / "links", suffix):
            if writer.startswith("report") and way.suffix != suffix:
                continue
            code, out, err = told(*WRITERS[writer], "--out", way)
            assert (code, out) == (1, ""), (way, out, err)
            assert "would lie in the folder of a notebook" in err
    assert all_bytes(kept) == before


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("write", [write_pdf, write_whole])
def test_nothing_new_is_put_into_the_folder_of_a_notebook_or_of_backups(
    write: Callable[[Path, bytes], None], where: str, kept: Path, tmp_path: Path
) -> None:
    before = all_bytes(kept)
    # The link leads to what is not there yet.
    (tmp_path / "link.pdf").symlink_to(kept / where / "new.pdf")
    for way in (kept / where / "new.pdf", tmp_path / "link.pdf"):
        with pytest.raises(OffLimits):
            write(way, b"words")
    assert all_bytes(kept) == before


@pytest.mark.parametrize("name", ["notebook.db", "notebook.key", "NOTEBOOK.KEY"])
def test_a_lost_file_of_a_notebook_is_not_put_in_its_place(name: str, tmp_path: Path) -> None:
    with pytest.raises(OffLimits):
        write_whole(tmp_path / name, b"words")
    assert list(tmp_path.iterdir()) == []


def test_beside_a_notebook_and_beside_backups_is_anybodys_place(kept: Path) -> None:
    for place in (kept, kept / "stick"):
        write_whole(place / "sheet.pdf", b"words")
        assert (place / "sheet.pdf").read_bytes() == b"words"
        (place / "sheet.pdf").unlink()


def test_a_folder_that_is_only_called_backups_is_anybodys_place(tmp_path: Path) -> None:
    (tmp_path / "backups" / "photographs").mkdir(parents=True)
    write_whole(tmp_path / "backups" / "sheet.pdf", b"words")
    assert (tmp_path / "backups" / "sheet.pdf").read_bytes() == b"words"


@pytest.mark.parametrize("where", ["own/new", "other/backups/new", "own/backups/../new"])
@pytest.mark.parametrize("job", [("restore", "1", "--to"), ("backup", "--to")])
def test_no_notebook_and_no_backups_are_made_within_a_notebook(
    job: tuple[str, ...], where: str, kept: Path, told: Told
) -> None:
    before = all_bytes(kept)
    code, out, err = told(*job, kept / where)
    assert (code, out) == (1, "")
    assert "would lie in the folder of a notebook" in err
    assert all_bytes(kept) == before


def test_nothing_is_salvaged_brought_in_or_told_within_another_notebook(
    kept: Path, told: Told, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told("export", "--out", tmp_path / "all.json")[0] == 0
    before = all_bytes(kept)
    new = kept / "other" / "new"
    said = [told("salvage", kept / "own", "--to", new)]
    jobs = (["import", str(tmp_path / "all.json"), "--notebook"], ["sample"])
    said += [(main([*job, str(new)]), *capsys.readouterr()) for job in jobs]
    assert [code for code, _out, _err in said] == [1, 1, 1]
    assert all("would lie in the folder of a notebook" in err for _code, _out, err in said)
    assert all_bytes(kept) == before
    assert not new.exists()


def test_a_notebook_is_no_second_place(kept: Path) -> None:
    with pytest.raises(OffLimits):
        second.begin(kept / "other")
    assert not (kept / "other" / stick.FOLDER).exists()


def test_a_backup_may_be_asked_for_where_it_goes_anyhow(told: Told, kept: Path) -> None:
    own = backups.folder_of(kept / "own")
    assert told("backup", "--to", own)[0] == 0
    backups.remove(backups.found(own)[0])


@pytest.mark.parametrize("where", ["other", *STICKS])
def test_a_backup_is_not_restored_into_a_notebook_or_among_backups(where: str, kept: Path) -> None:
    (backup,) = backups.found(backups.folder_of(kept / "own"))
    with pytest.raises(OffLimits):
        restoring.restore(backup, kept / where / "again")
    assert not (kept / where / "again").exists()


def test_a_notebook_is_known_by_the_files_that_the_store_writes() -> None:
    assert off_limits.FILES == (vault.NAME, keyfile.NAME)
    assert {backups.BACKUPS, stick.FOLDER.casefold()} == {*off_limits.BACKUPS}
