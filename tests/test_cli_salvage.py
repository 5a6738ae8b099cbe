"""The terminal saves what can be read of a damaged notebook, and says what is missing."""

from datetime import timedelta
from pathlib import Path

import pytest

import make
from beforehand.domain.conversations import Answer
from beforehand.store import backups, btree, copying, keyfile, locking, pages
from beforehand.store.keys import Key
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from closed import everything
from telling import Told, teller

WORDS = "quiet at the canal"
PAGE = 4096


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    notebook.close()
    return folder


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch)


def back_up(folder: Path, key: Key) -> None:
    part = backups.begun(backups.folder_of(folder))
    copying.copied(folder, part)
    backups.finished(part, make.NOW, "day", copying.checked(part, [key]))


def harm_answers(folder: Path, key: Key) -> None:
    """Damage the page on which the answers stand."""
    path = folder / "notebook.db"
    content = bytearray(path.read_bytes())
    read = pages.image(bytes(content), b"", [key])
    assert read
    for number in read.pages:
        if btree.form(read.pages, number) == btree.TABLE:
            rows = [each[1] for each in btree.rows(read.pages, number) if each]
            if any(row[0] == make.ANSWER for row in rows):
                content[number * PAGE - 100] ^= 1
    path.write_bytes(content)


def only_key(folder: Path) -> Key:
    return keyfile.read(folder).keys[0]


def test_it_says_what_was_saved_what_is_missing_and_which_backup_there_is(
    told: Told, book: Path
) -> None:
    back_up(book, only_key(book))
    harm_answers(book, only_key(book))
    before, new = everything(book), book.with_name("new one")
    code, out, err = told("salvage", book, "--to", new)
    assert (code, err) == (0, "")
    assert everything(book) == before
    assert f"entries into {new}." in out
    assert "cannot be read: 1 of " in out
    assert "The file was left as it is." in out
    assert "  Łucja Nowak, 19 November 2026: 1 answer" in out
    assert "has 1 answer from 19 November 2026 that the damaged notebook lacks" in out
    assert "stands “could not be read” where something is lost" in out
    (backup,) = backups.found(backups.folder_of(book))
    assert f"beforehand merge '{backup.path}' --notebook '{new}'" in out
    assert told("check", "--notebook", new)[0] == 0


def test_merging_the_offered_backup_brings_the_answer_back(told: Told, book: Path) -> None:
    back_up(book, only_key(book))
    harm_answers(book, only_key(book))
    new = book.with_name("new")
    assert told("salvage", book, "--to", new)[0] == 0
    (backup,) = backups.found(backups.folder_of(book))
    code, _out, err = told("merge", backup.path, "--notebook", new)
    assert (code, err) == (0, "")
    notebook = Notebook.open(new, make.NOW + timedelta(days=1))
    answer = notebook[Answer].get(make.ANSWER)
    notebook.close()
    assert answer
    assert answer.text == make.VALID[Answer]["text"]


def test_the_passphrase_is_the_line_of_standard_input(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()
    new = book.with_name("new")
    code, _out, err = told("salvage", book, "--to", new)
    assert (code, "--passphrase-stdin" in err) == (4, True)
    code, _out, err = told("salvage", book, "--to", new, "--passphrase-stdin", lines=("wrong",))
    assert (code, "not the passphrase" in err) == (4, True)
    assert not new.exists()
    code, out, _err = told("salvage", book, "--to", new, "--passphrase-stdin", lines=(WORDS,))
    assert (code, "entries into" in out) == (0, True)
    Notebook.open(new, make.NOW, keys=unlock(new, WORDS)).close()


def test_a_key_file_out_of_a_backup_is_told(told: Told, book: Path) -> None:
    back_up(book, only_key(book))
    (book / "notebook.key").write_bytes(b"?")
    code, out, _err = told("salvage", book, "--to", book.with_name("new"))
    assert code == 0
    assert "The key file is missing or damaged; the one of the backup of" in out
    assert "Nothing that is known of is missing." in out


def test_each_bad_input_is_a_sentence_and_leaves_nothing(told: Told, book: Path) -> None:
    new = book.with_name("new")
    photos = book.with_name("photos")
    photos.mkdir()
    (photos / "cat.jpg").write_bytes(b"cat")
    before = everything(book)
    for words, sentence in (
        ((book.with_name("nowhere"), "--to", new), "is no folder of a notebook"),
        ((photos, "--to", new), "is not a notebook of Beforehand"),
        ((book, "--to", photos), "something in"),
        ((book, "--to", book / "new"), "lies within the damaged notebook"),
    ):
        code, out, err = told("salvage", *words)
        assert (code, out) == (1, "")
        assert sentence in err
        assert err.count("\n") == 1
    open_here = Notebook.open(book, make.NOW)
    code, _out, err = told("salvage", book, "--to", new)
    open_here.close()
    assert (code, "open in Beforehand" in err) == (3, True)
    assert not new.exists()
    assert {name: each[0] for name, each in everything(book).items()} == {
        name: each[0] for name, each in before.items()
    }
