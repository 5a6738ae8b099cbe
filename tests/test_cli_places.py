"""Places of backups at the terminal: named right or wrong, shared with others, cleaned, thinned."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups
from beforehand.store.notebook import Notebook
from beforehand.store.stick import FOLDER
from telling import Told, teller

NAME, WORDS = "Zan Quuxfield", "quiet at the canal"


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Two notebooks and a copy of the first, with a backup of each on a stick."""
    for name in ("mine", "other"):
        with closing(Notebook.open(tmp_path / name, make.NOW, create=True)) as notebook:
            notebook.save(make.record(Counterpart, name=NAME), now=make.NOW)
    shutil.copytree(tmp_path / "mine", tmp_path / "again")
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, books: Path) -> Told:
    monkeypatch.chdir(books)
    return teller(capsys, monkeypatch)


@pytest.fixture
def shared(told: Told, books: Path) -> Path:
    for name in ("mine", "other", "again"):
        assert told("backup", "--notebook", name, "--to", "stick")[0] == 0
    return books / "stick"


def bytes_in(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    with closing(Notebook.open(folder, make.NOW)) as notebook:
        return [each.name for each in notebook[Counterpart].find(trashed=None)]


def listed(told: Told, *words: str) -> list[tuple[int, str]]:
    every = json.loads(told("backups", "--json", *words)[1])
    return [(each["number"], each["of"]) for each in every]


@pytest.mark.parametrize("place", ["stick", f"stick/{FOLDER}"])
def test_each_notebook_lists_its_own_and_says_whose_the_others_are(
    told: Told, shared: Path, place: str
) -> None:
    assert listed(told, "--notebook", "mine", "--in", place) == [
        (1, "this notebook"),
        (1, "this notebook, another copy of it"),
        (1, "another notebook"),
    ]
    code, out, _ = told("backups", "--notebook", "other", "--in", place)
    assert (code, out.count("Of another notebook:")) == (0, 2)
    assert out.index("     1") < out.index("Of another")


@pytest.mark.parametrize("place", ["stick", f"stick/{FOLDER}"])
def test_erasing_cleans_ones_own_backups_there_and_tells_of_the_others(
    told: Told, shared: Path, place: str
) -> None:
    own = {path for path in bytes_in(shared) if "about.json" in path.name}
    before = bytes_in(shared)
    words = ("erase", NAME, "--yes", "--clean-backups", "--also", place)
    code, out, err = told(*words, "--notebook", "mine")
    assert (code, "Removed 1 backup from before." in out) == (0, True)
    assert "1 backup of another notebook is left alone." in err
    assert "1 backup of this notebook that another copy of it made" in err
    gone = before.keys() - bytes_in(shared).keys()
    assert len({path.parent for path in gone}) == 1
    assert len(own & gone) == 1
    assert listed(told, "--notebook", "mine", "--in", place)[0] == (2, "this notebook")


def test_a_passphrase_locks_ones_own_backups_there_and_no_others(told: Told, shared: Path) -> None:
    set_it = ("passphrase", "set", "--passphrase-stdin", "--also", "stick")
    code, _, err = told(*set_it, "--notebook", "mine", lines=(WORDS,))
    assert (code, "1 backup of another notebook is left alone." in err) == (0, True)
    standing = [each.stands_open for folder in (shared / FOLDER).iterdir() if folder.is_dir()
                for each in backups.found(folder)]  # fmt: skip
    assert sorted(standing) == [False, True, True]


WRONG = (
    ("erase", NAME, "--yes", "--clean-backups", "--also"),
    ("passphrase", "set", "--passphrase-stdin", "--also"),
    ("backups", "--in"),
)


@pytest.mark.parametrize("words", WRONG, ids=lambda words: words[0])
@pytest.mark.parametrize(("place", "why"), [("nope", "no folder"), ("mine/notebook.db", "a file")])
def test_a_place_that_is_none_is_told_before_anything_is_done(
    told: Told, books: Path, words: tuple[str, ...], place: str, why: str
) -> None:
    before = bytes_in(books)
    code, out, err = told(*words, place, "--notebook", "mine", lines=(WORDS,))
    assert (code, out, why in err) == (1, "", True)
    assert bytes_in(books) == before


def test_a_place_without_a_backup_of_this_notebook_is_told(told: Told, books: Path) -> None:
    (books / "empty").mkdir()
    words = ("passphrase", "set", "--passphrase-stdin", "--also", "empty", "--notebook", "mine")
    code, _, err = told(*words, lines=(WORDS,))
    assert (code, "There is no backup of this notebook in empty." in err) == (0, True)
    code, _, err = told("backups", "--in", "empty", "--notebook", "mine")
    assert (code, err) == (0, "There are no backups of this notebook in empty.\n")


@pytest.mark.parametrize("wrong", ["nope", "mine/notebook.db", "bare"])
def test_what_is_no_notebook_has_no_backups_to_list_or_restore(
    told: Told, books: Path, wrong: str
) -> None:
    (books / "bare").mkdir()
    for words in (("backups",), ("restore", "1", "--to", "new")):
        code, out, err = told(*words, "--notebook", wrong)
        assert (code, out) == (1, "")
        assert err.startswith("beforehand: ")
        assert "no backups" not in err
    assert not (books / "new").exists()


def test_from_a_stick_ones_own_newest_is_restored_and_of_others_none_by_chance(
    told: Told, shared: Path, books: Path
) -> None:
    with closing(Notebook.open(books / "other", make.NOW)) as notebook:
        notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    told("backup", "--notebook", "other", "--to", "stick")
    told("backup", "--notebook", "mine", "--to", "stick")
    assert told("restore", "stick", "--to", "new", "--notebook", "other")[0] == 0
    assert sorted(names(books / "new")) == ["Priya", NAME]
    code, _, err = told("restore", "stick", "--to", "newer", "--notebook", "lost")
    assert (code, "backups of 3 notebooks, or of copies" in err) == (1, True)
    (folder,) = {each.path.parent for each in backups_of(books / "other", shared)}
    assert told("restore", folder, "--to", "newer", "--notebook", "lost")[0] == 0
    assert sorted(names(books / "newer")) == ["Priya", NAME]


def backups_of(book: Path, shared: Path) -> list[backups.Backup]:
    whose = backups.keyfile.name_in(book)
    every = [each for folder in (shared / FOLDER).glob("N*") for each in backups.found(folder)]
    return [each for each in every if each.whose == whose]


def test_nobody_is_erased_where_the_backups_could_not_be_cleaned(
    told: Told, shared: Path, books: Path
) -> None:
    shutil.rmtree(shared / FOLDER)
    (shared / FOLDER).write_bytes(b"")
    words = ("erase", NAME, "--yes", "--clean-backups", "--also", "stick", "--notebook", "mine")
    code, _, err = told(*words)
    assert (code, "Nothing was erased" in err) == (1, True)
    assert names(books / "mine") == [NAME]


def test_what_still_holds_somebody_is_named_if_cleaning_fails_afterwards(
    told: Told, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told("backup", "--notebook", "mine")
    (made,) = backups.found(books / "mine" / "backups")
    # The program that is started to copy is none, and says nothing.
    monkeypatch.setattr("sys.executable", shutil.which("true"))
    code, out, err = told("erase", NAME, "--yes", "--clean-backups", "--notebook", "mine")
    assert (code, f"Erased {NAME}." in out) == (1, True)
    assert f"This backup may still hold what was erased: {made.path.relative_to(books)}" in err
    assert made.path.is_dir()
    assert names(books / "mine") == []


@pytest.mark.parametrize("to", [(), ("--to", "stick")], ids=["here", "on a stick"])
def test_backups_made_at_the_terminal_are_thinned_as_those_of_the_window(
    told: Told, to: tuple[str, ...]
) -> None:
    for _ in range(7):
        assert told("backup", "--notebook", "mine", *to)[0] == 0
    place = ("--in", "stick") if to else ()
    left = [number for number, _ in listed(told, "--notebook", "mine", *place)]
    # A fourth is there if another hour began meanwhile.
    assert (left[:3], len(left) <= 4) == ([7, 6, 5], True)
