"""The terminal erases a person for good, and writes down everything that is kept on one."""

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

import make
from beforehand.domain.conversations import Answer
from beforehand.domain.counterparts import Counterpart
from beforehand.store import backups, locking
from beforehand.store.notebook import Notebook
from pages import plain_pages
from telling import Told, teller

WORDS = "quiet at the canal"
NAME = "Zan Quuxfield"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two people with a conversation each; the other's names the first."""
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    make.talk_with(notebook, NAME, now=make.NOW, issue="rutabaga")
    talk = make.talk_with(notebook, "Priya Shah", now=make.NOW)
    notebook.save(
        make.record(Answer, conversation_id=talk.id, text="Quuxfield wants more"), now=make.NOW
    )
    notebook.close()
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


def names(book: Path) -> list[str]:
    with_keys = Notebook.open(book, make.NOW)
    found = [each.name for each in with_keys[Counterpart].find(trashed=None)]
    with_keys.close()
    return found


def test_erasing_says_what_goes_and_which_mentions_stay(told: Told, book: Path) -> None:
    code, out, err = told("erase", NAME, "--yes")
    assert (code, err) == (0, "")
    assert "Zan Quuxfield goes for good, with 1 conversation held with nobody else" in out
    line = f"  Quuxfield wants more (in “the date of the new billing”, {make.NOW.date()})"
    assert f"The name stands in 1 place elsewhere; it stays there:\n{line}\n" in out
    assert f"Erased Zan Quuxfield.\nThe name still stands in 1 place elsewhere:\n{line}\n" in out
    assert names(book) == ["Priya Shah"]


def test_with_initials_no_word_of_the_name_is_left(told: Told, book: Path) -> None:
    assert told("erase", NAME, "--yes", "--mentions", "initials")[0] == 0
    notebook = Notebook.open(book, make.NOW)
    pages = plain_pages(notebook)
    assert [each.text for each in notebook[Answer].find()] == ["Q. wants more"]
    notebook.close()
    for word in (b"Zan", b"Quuxfield", b"quuxfield", b"rutabaga"):
        assert word not in pages


def test_a_script_has_to_say_that_it_means_it(told: Told, book: Path) -> None:
    code, _, err = told("erase", NAME, lines=(NAME,))
    assert code == 1
    assert "A script says --yes" in err
    assert NAME in names(book)


def test_a_script_has_to_give_the_whole_name(told: Told, book: Path) -> None:
    code, _, err = told("erase", "zan", "--yes")
    assert code == 1
    assert "“zan” is not the whole name of Zan Quuxfield" in err
    assert NAME in names(book)


@pytest.mark.parametrize("wanted", ["Nobody", "a"])
def test_somebody_unknown_or_ambiguous_is_told_so(told: Told, book: Path, wanted: str) -> None:
    code, out, err = told("erase", wanted, "--yes")
    assert (code, out) == (1, "")
    assert err.startswith("beforehand: ")
    assert len(names(book)) == 2


def test_somebody_put_away_can_be_erased(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    (zan,) = notebook[Counterpart].find(name=NAME)
    notebook.save(replace(zan, trashed_at=make.NOW), now=make.NOW)
    notebook.close()
    assert told("erase", NAME, "--yes")[0] == 0
    assert NAME not in names(book)


def test_backups_are_cleaned_if_one_asks(told: Told, book: Path, tmp_path: Path) -> None:
    told("backup")
    told("backup", "--to", str(tmp_path / "stick"))
    code, out, _ = told(
        "erase", NAME, "--yes", "--clean-backups", "--also", str(tmp_path / "stick")
    )
    assert code == 0
    assert "Removed 2 backups from before." in out
    for place in (backups.folder_of(book), next((tmp_path / "stick").glob("*/Notebook *"))):
        (left,) = backups.found(place)
        assert left.why == "after erasing"


def test_a_restored_backup_is_without_whom_one_erased_since(told: Told, tmp_path: Path) -> None:
    told("backup")
    told("erase", NAME, "--yes")
    code, out, _ = told("restore", "1", "--to", str(tmp_path / "again"))
    assert code == 0
    assert "of people you erased were taken out again." in out
    assert names(tmp_path / "again") == ["Priya Shah"]


def test_with_a_locked_notebook_nothing_is_restored_unless_one_says_so(
    told: Told, book: Path, tmp_path: Path
) -> None:
    told("backup")
    told("erase", NAME, "--yes")
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()
    words = ("restore", "1", "--to", str(tmp_path / "again"))
    code, _, err = told(*words)
    assert (code, "--with-erased" in err) == (4, True)
    assert not (tmp_path / "again").exists()
    code, out, _ = told(*words, "--with-erased")
    assert (code, "erase them there, too" in out) == (0, True)


def test_older_backups_are_spoken_of(told: Told) -> None:
    told("backup")
    _, out, _ = told("erase", NAME, "--yes")
    assert "1 backup from before still holds what was kept" in out


def test_a_locked_notebook_is_erased_from_with_its_passphrase(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()
    assert told("erase", NAME, "--yes", "--passphrase-stdin", lines=(WORDS,))[0] == 0
    assert told("report", NAME, "--out", "x.json", "--passphrase-stdin", lines=(WORDS,))[0] == 1


def test_on_a_terminal_the_name_is_asked_for_again(book: Path) -> None:
    for typed, code in (("Zan", 1), ("zan  quuxfield", 0)):
        assert asked(book, typed) == code
        assert (NAME in names(book)) == (code == 1)


def asked(book: Path, typed: str) -> int:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "beforehand", "erase", NAME, "--notebook", str(book)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        os.write(ours, f"{typed}\n".encode())
        run.communicate(timeout=30)
    os.close(ours)
    os.close(theirs)
    return run.returncode


def test_a_report_is_a_pdf_or_json_with_everything(told: Told, tmp_path: Path) -> None:
    pdf, plain = tmp_path / "zan.pdf", tmp_path / "zan.json"
    assert told("report", "zan", "--out", str(pdf))[0] == 0
    assert told("report", "zan", "--out", str(plain))[0] == 0
    printed = " ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)
    for text in (" ".join(printed.split()), plain.read_text(encoding="utf-8")):
        assert NAME in text
        assert "rutabaga" in text
        assert "Quuxfield wants more" in text
    assert json.loads(plain.read_text(encoding="utf-8"))["person"]["name"] == NAME


def test_a_report_that_is_neither_is_refused(told: Told, tmp_path: Path) -> None:
    code, _, err = told("report", "zan", "--out", str(tmp_path / "zan.txt"))
    assert code == 1
    assert "neither a PDF nor JSON" in err
    assert list(tmp_path.glob("zan*")) == []


def test_a_report_of_nobody_writes_nothing(told: Told, tmp_path: Path) -> None:
    assert told("report", "nobody", "--out", str(tmp_path / "x.pdf"))[0] == 1
    assert not (tmp_path / "x.pdf").exists()
