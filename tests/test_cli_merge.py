"""The terminal merges two copies of a notebook, says what came, and takes it back."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import make
from beforehand.__main__ import main
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence, Need
from beforehand.store import backups, locking, other
from beforehand.store.notebook import Notebook
from beforehand.store.opening import unlock
from closed import everything
from telling import Told, teller

OURS, THEIRS = "quiet at the canal", "another sentence"
Harm = Callable[[Path], None]
LATER = make.NOW + timedelta(days=1)
NEED = make.record(Need, id=make.HIDDEN)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(*make.world(), now=make.NOW)
    notebook.close()
    return folder


@pytest.fixture
def stick(book: Path) -> Path:
    folder = book.with_name("stick")
    shutil.copytree(book, folder)
    notebook = Notebook.open(folder, LATER)
    notebook.save(replace(NEED, text="a month"), make.record(Evidence, text="left"), now=LATER)
    notebook.close()
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


def need(folder: Path) -> str:
    notebook = Notebook.open(folder, make.NOW)
    found = notebook[Need].get(NEED.id)
    notebook.close()
    assert found
    return found.text


def test_what_came_is_told_in_words_and_where_the_backup_is(
    told: Told, book: Path, stick: Path
) -> None:
    before = everything(stick)
    code, out, err = told("merge", str(stick))
    assert (code, err) == (0, "")
    assert "1 sign came from the other notebook." in out
    assert "1 need was newer there: what stood here is kept as an earlier wording." in out
    assert "  the date of the new billing: 1 new, 1 newer there" in out
    (backup,) = backups.found(backups.folder_of(book))
    assert str(backup.path) in out
    assert need(book) == "a month"
    assert everything(stick) == before


def test_a_second_time_nothing_comes_and_no_backup_is_made(
    told: Told, book: Path, stick: Path
) -> None:
    told("merge", str(stick))
    code, out, _ = told("merge", str(stick))
    assert (code, out.splitlines()[0]) == (
        0,
        "Nothing came: this notebook has all that the other one has.",
    )
    assert len(backups.found(backups.folder_of(book))) == 1


def test_a_dry_run_tells_and_changes_nothing(told: Told, book: Path, stick: Path) -> None:
    code, out, _ = told("merge", str(stick), "--dry-run")
    assert code == 0
    assert "This is what merging would do; nothing was changed." in out
    assert "1 sign would come" in out
    assert need(book) == NEED.text
    assert backups.found(backups.folder_of(book)) == []


def test_it_is_taken_back_with_one_command(told: Told, book: Path, stick: Path) -> None:
    told("merge", str(stick))
    code, out, _ = told("merge", "--take-back")
    assert code == 0
    assert need(book) == NEED.text
    merged = backups.found(backups.folder_of(book))[0]
    assert str(merged.path) in out
    assert need(merged.path) == "a month"


def test_without_a_merge_there_is_nothing_to_take_back(told: Told) -> None:
    code, _, err = told("merge", "--take-back")
    assert code == 1
    assert "no backup of before a merge" in err


def test_our_passphrase_comes_first_and_the_other_s_second(
    told: Told, book: Path, stick: Path
) -> None:
    lock(book, OURS)
    lock(stick, THEIRS)
    assert told("merge", str(stick))[0] == 4
    code, _, err = told("merge", str(stick), "--passphrase-stdin", lines=(OURS, "wrong"))
    assert code == 4
    assert "not the passphrase of the other notebook" in err
    code, out, _ = told("merge", str(stick), "--passphrase-stdin", lines=(OURS, THEIRS))
    assert code == 0
    assert "1 sign came" in out
    notebook = Notebook.open(book, make.NOW, keys=unlock(book, OURS))
    assert notebook[Evidence].count() == 2
    notebook.close()


def lock(folder: Path, words: str) -> None:
    notebook = Notebook.open(folder, make.NOW)
    locking.set_passphrase(notebook, words, make.CHEAP)
    notebook.close()


def test_the_first_line_is_the_other_s_where_ours_is_not_locked(told: Told, stick: Path) -> None:
    lock(stick, THEIRS)
    code, _, err = told("merge", str(stick), "--passphrase-stdin")
    assert (code, "No passphrase of the other notebook came" in err) == (4, True)
    assert told("merge", str(stick), "--passphrase-stdin", lines=("wrong",))[0] == 4
    code, out, _ = told("merge", str(stick), "--passphrase-stdin", lines=(THEIRS,))
    assert (code, "1 sign came" in out) == (0, True)


def test_the_help_says_the_order_of_passphrases(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["merge", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "first line is the passphrase of your own notebook, if it has one, and the next" in said


def garbage(folder: Path) -> None:
    (folder / "notebook.db").write_bytes(b"garbage" * 99)


def no_key(folder: Path) -> None:
    (folder / "notebook.key").unlink()


def random_bytes(folder: Path) -> None:
    (folder / "notebook.db").write_bytes(random.Random(3).randbytes(8 * 4096))


def half_a_key(folder: Path) -> None:
    (folder / "notebook.key").write_text("{ not")


def shut_key(folder: Path) -> None:
    (folder / "notebook.key").unlink()
    # What nobody may read, whoever runs the tests: a folder in the place of the file.
    (folder / "notebook.key").mkdir()


def another_s_key(folder: Path) -> None:
    strange = folder.with_name("strange")
    Notebook.open(strange, make.NOW, create=True).close()
    (strange / "notebook.key").replace(folder / "notebook.key")


def no_beginning(folder: Path) -> None:
    with (folder / "notebook.db").open("r+b") as file:
        file.write(b"\0" * 4096)


@pytest.fixture(params=[False, True], ids=["open", "locked"])
def apart(stick: Path, request: pytest.FixtureRequest) -> Path:
    """A copy with a key of its own: ours would open it otherwise, whatever lies beside it."""
    lock(stick, THEIRS)
    if not request.param:
        notebook = Notebook.open(stick, make.NOW, keys=unlock(stick, THEIRS))
        locking.remove_passphrase(notebook, THEIRS)
        notebook.close()
    return stick


@pytest.mark.parametrize(
    ("harms", "match"),
    [
        ((garbage, no_key), "is not a notebook of Beforehand"),
        ((garbage,), "is not a notebook of Beforehand"),
        ((no_key,), "notebook.key is missing"),
        ((random_bytes,), "does not fit it"),
        ((no_beginning,), "does not fit it"),
        ((another_s_key,), "does not fit it"),
        ((half_a_key,), "notebook.key, is damaged"),
        ((shut_key,), "may not be read by this account"),
    ],
)
def test_what_no_passphrase_would_help_is_told_without_asking_for_one(
    told: Told, book: Path, apart: Path, harms: tuple[Harm, ...], match: str
) -> None:
    for harm in harms:
        harm(apart)
    before = everything(book), everything(apart)
    code, out, err = told("merge", str(apart))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert match in err
    assert (everything(book), everything(apart)) == before


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("own", "This is the notebook itself"),
        ("own/notebook.db", "This is the notebook itself"),
        ("absent", "There is nothing at"),
        (".", "is not a notebook of Beforehand"),
    ],
)
def test_what_cannot_be_merged_is_a_sentence(told: Told, book: Path, name: str, match: str) -> None:
    before = everything(book)
    code, out, err = told("merge", str(book.parent / name))
    assert (code, out) == (1, "")
    assert match in err
    assert "Nothing was changed." in err
    assert everything(book) == before


def test_without_a_name_it_says_what_is_missing(told: Told) -> None:
    assert "Name the other notebook" in told("merge")[2]


def test_a_stranger_s_notebook_is_asked_about_first(told: Told, book: Path) -> None:
    strange = book.with_name("strange")
    notebook = Notebook.open(strange, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name="Quetzal"), now=make.NOW)
    notebook.close()
    code, _, err = told("merge", str(strange))
    assert code == 1
    assert "nothing in common" in err
    assert backups.found(backups.folder_of(book)) == []
    code, out, _ = told("merge", str(strange), "--yes")
    assert code == 0
    assert "1 counterpart came" in out


@pytest.fixture
def heavy(stick: Path) -> Path:
    """So much is new there that merging it takes a while, and room."""
    notebook = Notebook.open(stick, LATER)
    notebook.save(*[make.record(Need, text=f"need {n} " * 20) for n in range(6000)], now=LATER)
    notebook.close()
    return stick


def words(book: Path) -> list[str]:
    notebook = Notebook.open(book, make.NOW)
    found = sorted(each.text for each in notebook[Need].find())
    notebook.close()
    return found


@pytest.mark.skipif(os.name == "nt", reason="a limit of the system that is not there")
def test_a_full_disk_in_the_middle_leaves_the_notebook_as_it_was(book: Path, heavy: Path) -> None:
    import resource

    own = Notebook.open(book, make.NOW)
    own.save(*[make.record(Need, text=f"own {n} " * 20) for n in range(6000)], now=LATER)
    own.close()
    before = words(book)
    room = max((each / "notebook.db").stat().st_size for each in (book, heavy)) + 200_000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    # All but the notebook itself finds room: it grows by what comes, index and all.
    ended = subprocess.run(
        [sys.executable, "-m", "beforehand", "merge", str(heavy), "--notebook", str(book)],
        preexec_fn=little_room, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "Nothing was saved just now" in ended.stderr
    assert words(book) == before
    assert not (book / other.PLACE).exists()


@pytest.mark.skipif(os.name == "nt", reason="there Ctrl+C goes to all programs of the terminal")
def test_ctrl_c_in_the_middle_leaves_the_notebook_as_it_was(book: Path, heavy: Path) -> None:
    before = words(book)
    command = [sys.executable, "-m", "beforehand", "merge", str(heavy), "--notebook", str(book)]
    # Started in a shell's background, children would be deaf to it.
    heard = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, **heard) as running:
        journal = book / "notebook.db-journal"
        while running.poll() is None and not (journal.exists() and journal.stat().st_size > 600):
            time.sleep(0.005)
        running.send_signal(signal.SIGINT)
        assert running.wait(20) == 130
    assert words(book) == before
    assert not (book / other.PLACE).exists()
