"""The terminal keeps the notebook: backups, the check, and a passphrase that is no argument."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store import locking
from beforehand.store.notebook import Notebook
from closed import everything
from telling import Told, teller

WORDS, OTHER = "quiet at the canal", "another sentence"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name="Priya"), now=make.NOW)
    notebook.close()
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


@pytest.fixture
def locked(book: Path) -> None:
    """The notebook has a passphrase that costs next to nothing to try."""
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, WORDS, make.CHEAP)
    notebook.close()


def test_a_sound_notebook_is_said_to_be_and_what_the_last_backup_holds(told: Told) -> None:
    assert told("check") == (0, "The notebook is sound. There is no backup yet.\n", "")
    told("backup")
    assert re.search(r"Last verified backup: today \d\d:\d\d \(1 note\)\.", told("check")[1])


def test_backups_are_listed_for_people_and_for_programs(told: Told, book: Path) -> None:
    assert told("backups") == (0, "", "There are no backups yet.\n")
    for _ in range(2):
        told("backup")
    lines = told("backups")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["2", "1"]
    assert all("1 note, read again" in line for line in lines)
    (newest, _) = json.loads(told("backups", "--json")[1])
    assert (newest["number"], newest["notes"], newest["checked"]) == (2, 1, True)
    assert Path(newest["folder"]).parent == book / "backups"


def test_backups_can_be_listed_while_the_window_has_the_notebook(told: Told, book: Path) -> None:
    told("backup")
    notebook = Notebook.open(book, make.NOW)
    assert told("backups")[0] == 0
    assert told("backup")[0] == 3
    notebook.close()


@pytest.mark.parametrize("named", ["1", "folder"])
def test_a_backup_is_restored_by_number_or_folder_into_a_new_place(
    told: Told, book: Path, tmp_path: Path, named: str
) -> None:
    told("backup")
    (made,) = (book / "backups").iterdir()
    which = str(made) if named == "folder" else named
    assert told("restore", which, "--to", str(tmp_path / "new"))[0] == 0
    again = Notebook.open(tmp_path / "new", datetime.now(UTC))
    assert [each.name for each in again[Counterpart].find()] == ["Priya"]
    again.close()
    code, _, err = told("restore", which, "--to", str(book))
    assert (code, "never overwrites" in err) == (1, True)


def test_an_unknown_backup_is_told_with_how_many_there_are(told: Told, tmp_path: Path) -> None:
    told("backup")
    code, _, err = told("restore", "7", "--to", str(tmp_path / "new"))
    assert (code, "there are 1 backup" in err) == (1, True)
    assert not (tmp_path / "new").exists()


def test_a_backup_can_go_to_a_stick(told: Told, tmp_path: Path) -> None:
    code, out, _ = told("backup", "--to", str(tmp_path / "stick"))
    assert (code, "without a passphrase" in out) == (0, True)
    assert "1 note" in told("backups", "--in", str(tmp_path / "stick"))[1]


def test_a_search_index_out_of_step_is_found_and_mended_after_a_backup(
    told: Told, book: Path
) -> None:
    notebook = Notebook.open(book, make.NOW)
    with notebook.transaction():
        notebook.vault.write("DELETE FROM search_entries")
    notebook.close()
    code, out, err = told("check")
    assert (code, "missing from the search index: 1" in out) == (5, True)
    assert "--repair" in err
    code, out, _ = told("check", "--repair")
    assert (code, "is sound" in out) == (0, True)
    assert "before repair" in told("backups")[1]


def test_an_entry_nobody_can_read_is_found_and_never_mended(told: Told, book: Path) -> None:
    notebook = Notebook.open(book, make.NOW)
    with notebook.transaction():
        notebook.vault.write("UPDATE counterparts SET relationship = 'enemy'")
    notebook.close()
    code, out, err = told("check", "--repair")
    assert (code, "Entries that cannot be read: 1." in out) == (5, True)
    assert "left as they are" in err
    assert "Priya" not in out + err


@pytest.mark.usefixtures("locked")
def test_a_locked_notebook_is_opened_by_the_first_line_and_by_nothing_else(told: Told) -> None:
    assert "Priya" not in told("list")[1]
    assert told("list")[0] == 4
    assert told("list", "--passphrase-stdin", lines=("wrong one",))[0] == 4
    assert told("list", "--passphrase-stdin", lines=(WORDS,))[0] == 0
    assert told("check", "--passphrase-stdin", lines=(WORDS,))[0] == 0


def test_the_recovery_code_is_printed_once_and_opens_the_notebook(told: Told) -> None:
    _, out, _ = told("passphrase", "set", "--passphrase-stdin", lines=(WORDS,))
    code = re.search(r"Recovery code: (\S+)", out).group(1)
    assert told("list", "--passphrase-stdin", lines=(code.lower(),))[0] == 0


@pytest.mark.usefixtures("locked")
def test_the_passphrase_is_changed_and_taken_away(told: Told) -> None:
    told("backup", "--passphrase-stdin", lines=(WORDS,))
    changed = told("passphrase", "change", "--passphrase-stdin", lines=(WORDS, OTHER))
    assert (changed[0], "still open with the old passphrase: 1" in changed[1]) == (0, True)
    assert told("list", "--passphrase-stdin", lines=(WORDS,))[0] == 4
    assert told("passphrase", "remove", "--passphrase-stdin", lines=(OTHER,))[0] == 0
    assert told("list")[0] == 0


def test_the_line_of_the_passphrase_is_taken_even_where_none_is_needed(
    told: Told, tmp_path: Path
) -> None:
    out = tmp_path / "x.pdf"
    words = ("sheet", "internal-alignment", "--kind", "worksheet", "--password", "--out", str(out))
    assert told(*words, "--passphrase-stdin", lines=(WORDS, "the PDF's own"))[0] == 0
    assert pypdf.PdfReader(out).decrypt("the PDF's own")
    assert told("backup", "--passphrase-stdin", lines=(WORDS,))[0] == 0


@pytest.mark.parametrize("lines", [(), ("",), ("short",)])
def test_a_passphrase_that_is_none_changes_no_byte(
    told: Told, book: Path, lines: tuple[str, ...]
) -> None:
    before = everything(book)
    assert told("passphrase", "set", "--passphrase-stdin", lines=lines)[0] == 1
    assert everything(book) == before


def test_changing_none_is_told(told: Told) -> None:
    assert "no passphrase" in told("passphrase", "remove", "--passphrase-stdin", lines=("x",))[2]


@pytest.mark.usefixtures("locked")
def test_setting_it_twice_is_told(told: Told) -> None:
    assert "has a passphrase" in told("passphrase", "set", "--passphrase-stdin", lines=(WORDS,))[2]
