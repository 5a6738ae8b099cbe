"""The check ends with 5 whatever page of the file is bad, counts them, and names the way on."""

from collections.abc import Callable
from pathlib import Path

import pytest

import make
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, keyfile, locking, proving
from beforehand.store.checking import looked_through
from beforehand.store.notebook import Notebook
from closed import everything
from harm import PAGE, backed_up
from telling import Told, teller

WORDS = "quiet at the canal"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    notebook.close()
    backed_up(folder, make.NOW)
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


@pytest.fixture
def flip(book: Path) -> Callable[..., int]:
    """Changes a byte of each of these pages of the file as it was; how many pages there are."""
    path = book / "notebook.db"
    whole = path.read_bytes()

    def run(*numbers: int) -> int:
        content = bytearray(whole)
        for number in numbers:
            content[number * PAGE - 1500] ^= 1
        path.write_bytes(content)
        return len(whole) // PAGE

    return run


def test_whatever_page_is_bad_it_is_counted_and_the_way_on_is_named(
    told: Told, book: Path, flip: Callable[..., int]
) -> None:
    every = flip()
    for number in (*range(1, 6), *range(6, every, 9), every):
        flip(number)
        before = everything(book)
        code, out, err = told("check")
        assert code == 5, (number, out, err)
        assert f"Pages of the file that fail their checksum: 1 of {every}." in out, number
        assert "can still be read, page by page" in out, number
        assert f"“beforehand salvage {book} --to NEW-FOLDER”" in err
        assert "The newest good backup is 1, of " in err
        assert everything(book) == before


def test_several_bad_pages_are_counted_the_first_among_them(
    told: Told, flip: Callable[..., int]
) -> None:
    every = flip(1, 3, 7)
    code, out, _ = told("check")
    assert (code, f"checksum: 3 of {every}." in out) == (5, True)


def test_what_was_found_stands_though_the_repair_cannot_be_made(
    told: Told, book: Path, flip: Callable[..., int]
) -> None:
    notebook = Notebook.open(book, make.NOW)
    with notebook.transaction():
        notebook.vault.write("DELETE FROM search_entries")
    ((root,),) = notebook.vault.read("SELECT rootpage FROM sqlite_master WHERE name = 'answers'")
    notebook.close()
    path = book / "notebook.db"
    content = bytearray(path.read_bytes())
    content[root * PAGE - 1500] ^= 1
    path.write_bytes(content)
    code, out, _ = told("check", "--repair")
    assert (code, "fail their checksum: 1 of" in out) == (5, True)


def test_a_backup_that_is_bad_itself_is_not_named(
    told: Told, book: Path, flip: Callable[..., int]
) -> None:
    backed_up(book, make.NOW)
    newest, _ = backups.found(backups.folder_of(book))
    content = bytearray((newest.path / "notebook.db").read_bytes())
    content[5000] ^= 1
    (newest.path / "notebook.db").write_bytes(content)
    flip(2)
    assert "The newest good backup is 1, of " in told("check")[2]


def test_a_damaged_notebook_that_is_locked_is_looked_through_with_its_passphrase(
    told: Told, book: Path
) -> None:
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()
    content = bytearray((book / "notebook.db").read_bytes())
    content[200] ^= 1
    (book / "notebook.db").write_bytes(content)
    assert told("check")[0] == 4
    assert told("check", "--passphrase-stdin", lines=("wrong wrong",))[0] == 4
    code, out, _ = told("check", "--passphrase-stdin", lines=(WORDS,))
    assert (code, "fail their checksum: 1 of" in out) == (5, True)


def test_an_emptied_file_is_a_finding_and_a_file_of_something_else_is_no_notebook(
    told: Told, book: Path
) -> None:
    (book / "notebook.db").write_bytes(b"")
    assert told("check")[0] == 5
    (book / "notebook.db").write_bytes(b"garbage\n")
    code, _, err = told("check")
    assert (code, "not a notebook of Beforehand" in err) == (1, True)


def test_what_is_in_the_way_is_told_as_that_and_not_as_damage(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    assert told("check")[0] == 3
    notebook.close()


def test_a_damaged_key_file_is_told_apart(told: Told, book: Path) -> None:
    (book / keyfile.NAME).write_bytes(b"x")
    code, out, _ = told("check")
    assert (code, "The key file, notebook.key, was changed" in out) == (5, True)
    assert "checksum" not in out


def test_a_folder_without_anything_raises_what_is_so(tmp_path: Path) -> None:
    with pytest.raises(BeforehandError, match="no folder"):
        looked_through(tmp_path / "nothing", make.NOW, ())


def test_a_backup_is_good_only_while_every_page_of_it_is(book: Path) -> None:
    (made,) = backups.found(backups.folder_of(book))
    assert proving.is_good(made)
    path = made.path / "notebook.db"
    whole = path.read_bytes()
    for number in range(1, len(whole) // PAGE + 1):
        content = bytearray(whole)
        content[number * PAGE - 700] ^= 1
        path.write_bytes(content)
        assert not proving.is_good(made), number
    path.write_bytes(whole[: -2 * PAGE])
    assert not proving.is_good(made)
