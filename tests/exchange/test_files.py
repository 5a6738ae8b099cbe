"""A file or a folder is there in full or not at all."""

from pathlib import Path

import pytest

from beforehand.exchange.files import taken_back, write_whole


def begin(folder: Path, fault: BaseException) -> None:
    """Make half a notebook, then fail."""
    with taken_back(folder):
        (folder / "backups").mkdir(parents=True)
        (folder / "notebook.db").write_text("half")
        raise fault


def test_a_new_folder_is_taken_back_with_the_folders_above_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="half"):
        begin(tmp_path / "deep" / "deeper", ValueError("half way"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_was_there_stays_with_what_was_in_it(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine")
    with pytest.raises(KeyboardInterrupt):
        begin(tmp_path, KeyboardInterrupt())
    assert [each.name for each in tmp_path.iterdir()] == [".hidden"]


def test_what_went_well_stays(tmp_path: Path) -> None:
    with taken_back(tmp_path / "new"):
        (tmp_path / "new").mkdir()
    assert (tmp_path / "new").is_dir()


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["all.json"]
