"""Restored is only what was proved, and nobody who was erased comes back by it."""

import json
import os
import pty
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import make
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.store import backups, keyfile, locking, opening
from beforehand.store.backups import Backup
from beforehand.store.notebook import Notebook
from closed import everything
from harm import PAGE, backed_up
from pages import plain_pages
from telling import Told, teller

WORDS, OTHER = "quiet at the canal", "a later sentence"
NAME = "Zanzibarina Quuxfield"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Somebody named in another's talk, and a backup of that."""
    folder = tmp_path / "own"
    notebook = Notebook.open(folder, make.NOW, create=True)
    notebook.save(make.record(Counterpart, name=NAME), now=make.NOW)
    talk = make.talk_with(notebook, "Priya Shah", now=make.NOW, issue=f"what {NAME} wants")
    for number in range(3):
        text = f"I asked {NAME}, and Quuxfield knows {number}."
        answer = make.record(Answer, id=f"a{number}", question_id=f"q{number}", text=text)
        answer = make.replace(answer, conversation_id=talk.id)
        notebook.save(answer, now=make.NOW)
    notebook.close()
    return folder


@pytest.fixture
def told(book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    return teller(capsys, monkeypatch, "--notebook", str(book))


@pytest.fixture
def plainly(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """With another notebook than the usual one of this test."""
    return teller(capsys, monkeypatch)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new"


def lock(book: Path, words: str = WORDS) -> None:
    notebook = Notebook.open(book, make.NOW)
    locking.set_passphrase(notebook, words, make.CHEAP)
    notebook.close()


def newest(book: Path) -> Backup:
    return backups.found(backups.folder_of(book))[0]


def nothing_new(new: Path) -> bool:
    return not new.exists() and not [*new.parent.glob(".*.part")]


def words_in(folder: Path, words: str = "", *, pages: bool = True) -> str:
    """All that stands in the pages of the file; of a locked one, or if one says so, its entries."""
    keys = opening.unlock(folder, words) if words else ()
    notebook = Notebook.open(folder, make.NOW, keys=keys)
    if words or not pages:
        content = " ".join(
            repr(each) for kind in KINDS for each in notebook[kind].find(trashed=None)
        )
    else:
        content = plain_pages(notebook).decode(errors="replace")
    notebook.close()
    return content.lower()


def test_of_every_page_one_bit_is_noticed_and_nothing_is_left(
    told: Told, book: Path, new: Path
) -> None:
    backed_up(book, make.NOW)
    path = newest(book).path / "notebook.db"
    whole = path.read_bytes()
    every = len(whole) // PAGE
    for number in (1, 2, 3, *range(4, every, 11), every):
        content = bytearray(whole)
        content[number * PAGE - 900] ^= 4
        path.write_bytes(content)
        code, out, err = told("restore", 1, "--to", new)
        assert (code, out) == (5, ""), number
        assert f"1 of {every} pages cannot be read" in err
        assert "no other one beside it that is good" in err
        assert nothing_new(new)


@pytest.mark.parametrize(
    "content", [b"", b"garbage\n", b'{"format": "beforehand notebook"}\n', b"x" * PAGE]
)
def test_something_else_in_the_place_of_the_file_is_no_backup(
    told: Told, book: Path, new: Path, content: bytes
) -> None:
    backed_up(book, make.NOW)
    (newest(book).path / "notebook.db").write_bytes(content)
    code, out, err = told("restore", 1, "--to", new)
    assert (code, out) == (5, "")
    assert "notebook.db" in err
    assert nothing_new(new)


def test_a_damaged_key_file_is_told_apart(told: Told, book: Path, new: Path) -> None:
    backed_up(book, make.NOW)
    (newest(book).path / keyfile.NAME).write_bytes(b"x")
    code, _, err = told("restore", 1, "--to", new)
    assert (code, "The key file of this backup, notebook.key, is damaged" in err) == (5, True)
    assert nothing_new(new)


def test_the_key_file_of_another_notebook_is_told_apart(
    told: Told, book: Path, new: Path, tmp_path: Path
) -> None:
    backed_up(book, make.NOW)
    Notebook.open(tmp_path / "another", make.NOW, create=True).close()
    shutil.copy(tmp_path / "another" / keyfile.NAME, newest(book).path)
    code, _, err = told("restore", newest(book).path, "--to", new)
    assert (code, "do not belong together" in err) == (5, True)
    assert nothing_new(new)


def test_the_next_older_good_one_is_named(told: Told, book: Path, new: Path) -> None:
    for _ in range(4):
        backed_up(book, make.NOW)
    for each in backups.found(backups.folder_of(book))[:2]:
        content = bytearray((each.path / "notebook.db").read_bytes())
        content[5000] ^= 1
        (each.path / "notebook.db").write_bytes(content)
    code, _, err = told("restore", 4, "--to", new)
    assert (code, "The next older one that is good is number 2" in err) == (5, True)
    assert told("restore", 2, "--to", new)[0] == 0


def test_the_list_says_which_was_changed_since(told: Told, book: Path) -> None:
    for _ in range(3):
        backed_up(book, make.NOW)
    first, second, _ = backups.found(backups.folder_of(book))
    (first.path / "notebook.db").write_bytes(b"")
    (second.path / keyfile.NAME).write_bytes(b"x")
    lines = told("backups")[1].splitlines()
    assert "changed since: notebook.db of this backup" in lines[0]
    assert "changed since: the key file of this backup" in lines[1]
    assert lines[2].endswith("read again")
    listed = json.loads(told("backups", "--json")[1])
    assert [each["changed_since"] for each in listed] == [True, True, False]


def test_a_tables_file_that_is_not_ours_is_no_backup(told: Told, book: Path, new: Path) -> None:
    backed_up(book, make.NOW)
    notebook = Notebook.open(newest(book).path, make.NOW)
    with notebook.transaction():
        notebook.vault.write("DELETE FROM _sqlite_migrations")
    notebook.close()
    code, _, err = told("restore", newest(book).path, "--to", new)
    assert (code, "does not open as a notebook" in err) == (5, True)
    assert nothing_new(new)


def test_flipped_first_bytes_are_made_good_again(
    told: Told, plainly: Told, book: Path, new: Path
) -> None:
    backed_up(book, make.NOW)
    path = newest(book).path / "notebook.db"
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(content)
    assert told("restore", 1, "--to", new)[0] == 0
    assert plainly("check", "--notebook", new)[0] == 0


def test_of_a_lost_laptop_the_stick_is_enough(told: Told, book: Path, new: Path) -> None:
    stick = book.with_name("stick")
    lock(book)
    backed_up_with(book, WORDS)
    shutil.copytree(newest(book).path, stick / newest(book).path.name)
    shutil.rmtree(book)
    folder = next(stick.iterdir())
    code, out, err = told("restore", folder, "--to", new)
    assert (code, "Restored into" in out) == (0, True)
    assert "not proved" in err
    shutil.rmtree(new)
    code, _, err = told("restore", folder, "--to", new, "--passphrase-stdin", lines=("wrong one",))
    assert (code, nothing_new(new)) == (4, True)
    code, out, err = told("restore", folder, "--to", new, "--passphrase-stdin", lines=(WORDS,))
    assert (code, err) == (0, "")
    assert NAME.lower() in words_in(new, WORDS)


def backed_up_with(book: Path, words: str) -> None:
    from beforehand import paths
    from beforehand.store import backing_up

    notebook = Notebook.open(book, make.NOW, keys=opening.unlock(book, words) if words else ())
    backing_up.make(notebook, paths.program(paths.COPYING), make.NOW, "day")
    notebook.close()


def erase(told: Told, *more: str, lines: tuple[str, ...] = ()) -> None:
    words = ("erase", NAME, "--yes", "--mentions", "initials", *more)
    assert told(*words, lines=lines)[0] == 0


def test_who_was_erased_stays_away_and_so_does_the_name_elsewhere(
    told: Told, plainly: Told, book: Path, new: Path
) -> None:
    backed_up(book, make.NOW)
    erase(told)
    code, out, err = told("restore", 1, "--to", new)
    assert (code, err) == (0, "")
    assert "1 entry of people you erased was taken out again." in out
    assert "Their name became initials again in 4 places." in out
    content = words_in(new)
    assert "zanzibarina" not in content
    assert "quuxfield" not in content
    assert "i asked z. q., and q. knows 0." in content
    assert plainly("check", "--notebook", new)[0] == 0


def test_the_notebook_beside_which_a_backup_lies_is_asked_though_nobody_named_it(
    told: Told, plainly: Told, book: Path, new: Path
) -> None:
    backed_up(book, make.NOW)
    folder = newest(book).path
    erase(told)
    code, out, _ = plainly("restore", folder, "--to", new)
    assert (code, "1 entry of people you erased was taken out again." in out) == (0, True)
    assert "zanzibarina" not in words_in(new)


def test_where_nobody_could_be_asked_it_is_said_that_the_erased_may_be_back(
    told: Told, plainly: Told, book: Path, new: Path, tmp_path: Path
) -> None:
    backed_up(book, make.NOW)
    away = shutil.copytree(newest(book).path, tmp_path / "away")
    erase(told)
    code, out, _ = plainly("restore", away, "--to", new)
    assert (code, "Whoever was erased since that backup" in out) == (0, True)


def test_what_was_restored_knows_itself_and_says_nothing_of_places_a_second_time(
    told: Told, book: Path, new: Path
) -> None:
    erase(told)
    backed_up(book, make.NOW)
    code, out, _ = told("restore", 1, "--to", new)
    assert (code, "place" in out, "entr" in out) == (0, False, False)


def test_where_the_name_was_kept_the_places_are_told(told: Told, book: Path, new: Path) -> None:
    backed_up(book, make.NOW)
    assert told("erase", NAME, "--yes")[0] == 0
    _, out, _ = told("restore", 1, "--to", new)
    assert "In 4 places of it the name of somebody you erased may stand" in out


def test_from_before_the_entry_was_made_the_places_are_told(
    told: Told, book: Path, new: Path
) -> None:
    notebook = Notebook.open(book, make.NOW)
    (person,) = notebook[Counterpart].find(name=NAME)
    notebook.delete(Counterpart, [person.id])
    notebook.close()
    backed_up(book, make.NOW)
    notebook = Notebook.open(book, make.NOW)
    notebook.save(make.replace(person, id="again"), now=make.NOW)
    notebook.close()
    erase(told)
    _, out, _ = told("restore", 1, "--to", new)
    assert "In 4 places of it the name of somebody you erased may stand" in out


def test_a_wrong_passphrase_restores_nothing(told: Told, book: Path, new: Path) -> None:
    lock(book)
    backed_up_with(book, WORDS)
    erase(told, "--passphrase-stdin", lines=(WORDS,))
    wrong = told("restore", 1, "--to", new, "--passphrase-stdin", lines=("wrong wrong",))
    assert (wrong[0], nothing_new(new)) == (4, True)
    none = told("restore", 1, "--to", new)
    assert (none[0], nothing_new(new), "--with-erased" in none[2]) == (4, True, True)
    assert told("restore", 1, "--to", new, "--passphrase-stdin", lines=(WORDS,))[0] == 0
    assert "zanzibarina" not in words_in(new, WORDS)


def test_while_the_window_has_the_notebook_nothing_is_restored_in_silence(
    told: Told, book: Path, new: Path
) -> None:
    backed_up(book, make.NOW)
    notebook = Notebook.open(book, make.NOW)
    code, _, err = told("restore", 1, "--to", new)
    assert (code, nothing_new(new), "--with-erased" in err) == (3, True, True)
    code, out, _ = told("restore", 1, "--to", new, "--with-erased")
    assert (code, "may be in it again" in out) == (0, True)
    notebook.close()


def test_an_older_backup_has_a_passphrase_of_its_own(told: Told, book: Path, new: Path) -> None:
    lock(book)
    backed_up_with(book, WORDS)
    notebook = Notebook.open(book, make.NOW, keys=opening.unlock(book, WORDS))
    locking.remove_passphrase(notebook, WORDS)
    locking.set_passphrase(notebook, OTHER, make.CHEAP)
    notebook.close()
    erase(told, "--passphrase-stdin", lines=(OTHER,))
    one = told("restore", 1, "--to", new, "--passphrase-stdin", lines=(OTHER,))
    assert (one[0], nothing_new(new)) == (4, True)
    both = told("restore", 1, "--to", new, "--passphrase-stdin", lines=(OTHER, WORDS))
    assert both[0] == 0
    assert "zanzibarina" not in words_in(new, WORDS)


def test_a_damaged_notebook_still_tells_whom_it_erased(told: Told, book: Path, new: Path) -> None:
    backed_up(book, make.NOW)
    erase(told)
    content = bytearray((book / "notebook.db").read_bytes())
    content[300] ^= 1
    (book / "notebook.db").write_bytes(content)
    assert told("list")[0] == 1
    before = everything(book)
    assert told("restore", 1, "--to", new)[0] == 0
    assert everything(book) == before
    assert "zanzibarina" not in words_in(new)


def test_by_taking_a_merge_back_the_name_stays_away(told: Told, book: Path, tmp_path: Path) -> None:
    shutil.copytree(book, tmp_path / "stick")
    other = Notebook.open(tmp_path / "stick", make.NOW)
    other.save(make.record(Counterpart, id="new", name="Tomás"), now=make.NOW)
    other.close()
    assert told("merge", tmp_path / "stick")[0] == 0
    erase(told)
    assert told("merge", "--take-back")[0] == 0
    content = words_in(book)
    assert "zanzibarina" not in content
    assert "tomás" not in content


def test_it_does_not_matter_which_copy_is_merged_into_which(
    told: Told, plainly: Told, book: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(book, stick)
    erase(told)
    assert plainly("merge", book, "--notebook", stick)[0] == 0
    assert told("merge", stick)[0] == 0
    for each in (stick, book):
        assert "zanzibarina" not in words_in(each, pages=False)
    assert "nothing" in told("merge", stick)[1].lower()


def test_words_written_after_the_erasing_are_left_alone(
    told: Told, book: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(book, stick)
    erase(told)
    rewrite(stick, f"Written on purpose: {NAME}.", datetime.now(UTC) + timedelta(hours=1))
    assert told("merge", stick)[0] == 0
    assert "written on purpose: zanzibarina" in words_in(book)


def rewrite(folder: Path, text: str, now: datetime) -> None:
    notebook = Notebook.open(folder, make.NOW)
    answer = notebook[Answer].get("a0")
    assert answer
    notebook.save(make.replace(answer, text=text), now=now)
    notebook.close()


def test_history_of_a_copy_that_the_erasing_did_not_know_loses_the_name_too(
    told: Told, book: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(book, stick)
    notebook = Notebook.open(stick, make.NOW)
    (talk,) = notebook[Conversation].find()
    later = make.NOW + timedelta(minutes=5)
    notebook.save(make.replace(talk, sheet_made_at=later), now=later)
    notebook.close()
    rewrite(stick, "Something else.", later + timedelta(minutes=5))
    assert "zanzibarina" in words_in(stick)
    erase(told)
    assert told("merge", stick)[0] == 0
    content = words_in(book)
    assert "something else." in content
    assert "i asked z. q., and q. knows 0." in content
    assert "zanzibarina" not in content


def test_by_a_merge_of_a_copy_with_other_words_the_name_stays_away(
    told: Told, book: Path, tmp_path: Path
) -> None:
    shutil.copytree(book, tmp_path / "stick")
    rewrite(tmp_path / "stick", f"Again: {NAME}.", make.NOW + timedelta(minutes=5))
    erase(told)
    assert told("merge", tmp_path / "stick")[0] == 0
    content = words_in(book)
    assert "zanzibarina" not in content
    assert "again: z. q." in content


def test_on_a_terminal_the_passphrase_of_the_notebook_is_asked_for(book: Path, new: Path) -> None:
    lock(book)
    backed_up_with(book, WORDS)
    master, slave = pty.openpty()
    words = ("restore", "1", "--to", str(new), "--notebook", str(book))
    process = subprocess.Popen(
        [sys.executable, "-m", "beforehand", *words],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    heard = b""
    while b"Passphrase: " not in heard:
        heard += os.read(master, 1024)
    os.write(master, f"{WORDS}\n".encode())
    assert process.wait() == 0
    os.close(master)
    assert NAME.lower() in words_in(new, WORDS)
