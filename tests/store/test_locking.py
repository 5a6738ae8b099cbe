"""The passphrase: set, changed, taken away, forgotten; and what a kill in the middle leaves."""

import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store import (
    backing_up,
    backups,
    closing,
    keyfile,
    keys,
    locking,
    opening,
    recovery,
    vault,
)
from beforehand.store.copies import Owner
from beforehand.store.faults import NotebookLocked, NotSaved, WrongPassphrase
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick
from closed import everything

WORDS = "ruhig überlegt am Kanal"
PROGRAM = paths.program(paths.COPYING)
CHEAP = Cost(n=2, r=1, p=1)


def opened(folder, now, words=None):
    found = opening.unlock(folder, words) if words is not None else ()
    return Notebook.open(folder, now, keys=found)


def lock(folder, now, words=WORDS):
    notebook = opened(folder, now)
    code = locking.set_passphrase(notebook, words, CHEAP)
    notebook.close()
    return code


def names(notebook):
    found = [each.name for each in notebook[Counterpart].find()]
    notebook.close()
    return found


def test_a_locked_notebook_opens_with_its_passphrase_and_not_without(filled, now):
    lock(filled, now)
    with pytest.raises(NotebookLocked):
        opened(filled, now)
    assert names(opened(filled, now, WORDS)) == ["Priya"]


def test_the_recovery_code_opens_it_however_it_is_typed(filled, now):
    code = lock(filled, now)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert names(opened(filled, now, typed)) == ["Priya"]


def test_a_keyboard_that_composes_letters_otherwise_opens_it_too(filled, now):
    lock(filled, now)
    apart = unicodedata.normalize("NFD", WORDS)
    assert apart != WORDS
    assert names(opened(filled, now, apart)) == ["Priya"]


def test_twenty_wrong_passphrases_change_no_byte(filled, now):
    code = lock(filled, now)
    before = everything(filled)
    wrong = [
        "",
        WORDS + " ",
        WORDS.upper(),
        code[:-1] + "x",
        recovery.made(),
        "\udcff",
        *map(str, range(14)),
    ]
    for words in wrong:
        with pytest.raises(WrongPassphrase):
            opened(filled, now, words)
    assert everything(filled) == before


def test_the_key_that_stood_open_opens_nothing_afterwards(filled, now):
    stolen = (filled / "notebook.key").read_bytes()
    lock(filled, now)
    assert keyfile.read(filled).locked
    (filled / "notebook.key").write_bytes(stolen)
    with pytest.raises(Exception, match="does not fit"):
        opened(filled, now)


def test_no_key_stands_in_the_file_in_clear(filled, now):
    lock(filled, now)
    key = opening.unlock(filled, WORDS)[0]
    content = (filled / "notebook.key").read_text()
    assert key.key not in content
    assert key.salt in content


def test_a_changed_passphrase_opens_and_the_old_one_does_not_and_the_code_stays(filled, now):
    code = lock(filled, now)
    notebook = opened(filled, now, WORDS)
    locking.change_passphrase(notebook, WORDS, "another one altogether", CHEAP)
    notebook.close()
    assert names(opened(filled, now, "another one altogether")) == ["Priya"]
    assert names(opened(filled, now, code)) == ["Priya"]
    with pytest.raises(WrongPassphrase):
        opened(filled, now, WORDS)


def test_changing_and_removing_ask_for_the_old_passphrase(filled, now):
    lock(filled, now)
    before = everything(filled)
    notebook = opened(filled, now, WORDS)
    for act in (
        lambda: locking.change_passphrase(notebook, "not the old one", "another one", CHEAP),
        lambda: locking.remove_passphrase(notebook, "not the old one"),
    ):
        with pytest.raises(WrongPassphrase):
            act()
    notebook.close()
    assert everything(filled) == before


def test_a_removed_passphrase_is_asked_for_no_longer(filled, now):
    lock(filled, now)
    notebook = opened(filled, now, WORDS)
    locking.remove_passphrase(notebook, WORDS)
    notebook.save(make.record(Counterpart, name="Tomás"), now=now)
    notebook.close()
    assert sorted(names(opened(filled, now))) == ["Priya", "Tomás"]


@pytest.mark.parametrize("words", ["", "short", "       x       ", "\u3000" * 20])
def test_a_passphrase_that_protects_nothing_is_refused_and_changes_no_byte(filled, now, words):
    before = everything(filled)
    notebook = opened(filled, now)
    with pytest.raises(locking.BadPassphrase, match="at least 8"):
        locking.set_passphrase(notebook, words, CHEAP)
    notebook.close()
    assert everything(filled) == before


def test_writing_goes_on_after_the_passphrase_was_set(filled, now):
    notebook = opened(filled, now)
    locking.set_passphrase(notebook, WORDS, CHEAP)
    notebook.save(make.record(Counterpart, name="Tomás"), now=now)
    notebook.close()
    assert sorted(names(opened(filled, now, WORDS))) == ["Priya", "Tomás"]


@pytest.mark.parametrize("damage", ["box", "grain", "nonce", "salt", "check", "scrypt"])
def test_a_damaged_entry_is_told_from_a_wrong_passphrase(filled, now, damage):
    lock(filled, now)
    path = filled / "notebook.key"
    lines = path.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if f'"{damage}"' in line)
    at += damage == "scrypt"
    digit = next(i for i in range(len(lines[at]) - 1, 0, -1) if lines[at][i].isdigit())
    other = "1" if lines[at][digit] != "1" else "2"
    lines[at] = lines[at][:digit] + other + lines[at][digit + 1 :]
    path.write_text("\n".join(lines))
    with pytest.raises(Exception, match="is damaged"):
        opened(filled, now, WORDS)


def test_a_guess_takes_long_enough_on_this_machine():
    cost = keys.cost_here(keys.AIM_SECONDS)
    assert keys._timed(lambda: keys._stretched("guess", b"grain", cost)) > 0.3
    assert cost.n >= 1 << 17


def test_a_machine_that_is_busy_with_something_else_is_not_taken_for_a_slow_one():
    assert keys._timed(lambda: time.sleep(0.1)) < 0.05


def test_a_key_file_that_asks_for_the_impossible_is_damaged(filled, now):
    lock(filled, now)
    path = filled / "notebook.key"
    path.write_text(path.read_text().replace('"n": 2,', '"n": 1099511627776,'))
    with pytest.raises(Exception, match="is damaged"):
        opened(filled, now, WORDS)


def test_every_single_slip_in_a_recovery_code_is_noticed():
    code = recovery.made()
    letters = code.replace("-", "")
    for at, letter in enumerate(letters):
        for other in set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {letter}:
            assert recovery.read(letters[:at] + other + letters[at + 1 :]) is None


def test_setting_a_passphrase_ends_with_a_fresh_backup_and_closes_those_before(filled, now):
    book = opened(filled, now)
    old = [backing_up.make(book, PROGRAM, now, "daily") for _ in range(3)]
    before = [(each.path / "notebook.db").read_bytes() for each in old]
    code = locking.set_passphrase(book, WORDS, CHEAP)
    closed = closing.close_all(book, program=PROGRAM, now=now)
    book.close()
    every = backups.found(filled / "backups")
    assert (len(every), every[0], closed.still_open) == (4, closed.backup, ())
    assert not any(each.stands_open for each in every)
    for each, content in zip(reversed(every[1:]), before, strict=True):
        assert (each.path / "notebook.db").read_bytes() != content
        assert names(opened(each.path, now, WORDS)) == ["Priya"]
        assert names(opened(each.path, now, code)) == ["Priya"]


def test_backups_in_a_second_place_are_closed_too_and_unreadable_ones_go(filled, now, tmp_path):
    book = opened(filled, now)
    made = backing_up.make(book, PROGRAM, now, "daily")
    stick = Stick(chosen=tmp_path, owner=Owner(notebook=made.whose, copy="c0" * 16))
    carried = backups.carried(made, stick.begun(), book.vault.key, stick.owner.copy)
    content = bytearray((made.path / "notebook.db").read_bytes())
    content[5000] ^= 1
    (made.path / "notebook.db").write_bytes(content)
    locking.set_passphrase(book, WORDS, CHEAP)
    closed = closing.close_all(book, program=PROGRAM, now=now, sticks=[stick])
    book.close()
    assert closed.still_open == ()
    assert not made.path.exists()
    assert not carried.stands_open
    assert names(opened(carried.path, now, WORDS)) == ["Priya"]


def test_a_backup_whose_closing_was_killed_is_closed_the_next_time(filled, now):
    book = opened(filled, now)
    made = backing_up.make(book, PROGRAM, now, "daily")
    locking.set_passphrase(book, WORDS, CHEAP)
    both = locking.both(keyfile.read(made.path), keyfile.read(filled))
    keyfile.write(made.path, both)
    assert made.stands_open
    for _ in range(2):
        assert closing.close_backups(book) == []
        closing._rekeyed(made.path / "notebook.db", both.keys, book.vault.key)
        keyfile.write(made.path, both)
    assert closing.close_backups(book) == []
    book.close()
    assert not made.stands_open
    assert names(opened(made.path, now, WORDS)) == ["Priya"]


def test_a_backup_that_is_thinned_while_it_is_closed_is_no_failure(filled, now):
    book = opened(filled, now)
    made = backing_up.make(book, PROGRAM, now, "daily")
    locking.set_passphrase(book, WORDS, CHEAP)
    backups.remove(made)
    assert closing._closed(made, book.vault.key, keyfile.read(filled))
    book.close()


CHANGES = {
    "set": "locking.set_passphrase(book, new, cheap)",
    "change": "locking.change_passphrase(book, old, new, cheap)",
    "remove": "locking.remove_passphrase(book, old)",
}
CHILD = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from beforehand.store import keyfile, locking, opening
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook
from beforehand.store.stick import Stick
place, change, at, old, new = sys.argv[1:]
folder, step = Path(place), int(at)
cheap = Cost(n=2, r=1, p=1)
keys = opening.unlock(folder, old) if keyfile.read(folder).locked else ()
book = Notebook.open(folder, datetime.now(UTC), keys=keys)
steps = 0
def count(event, arguments):
    global steps
    if event in ("open", "os.rename", "os.replace", "sqlite3.connect") or event.startswith("os."):
        steps += 1
        if steps == step:
            os.kill(os.getpid(), 9)
sys.addaudithook(count)
eval(change)
print("done", flush=True)
book.close()
"""


def killed_at(folder: Path, change: str, step: int) -> bool:
    """Do a change and be killed at its so manieth touch of the disk; False if it came through."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            CHILD,
            str(folder),
            CHANGES[change],
            str(step),
            WORDS,
            "the new one",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode != 0


@pytest.mark.parametrize("change", CHANGES)
def test_a_kill_at_any_step_leaves_a_notebook_that_opens_with_the_old_or_the_new(
    tmp_path, now, change
):
    for step in range(1, 60):
        folder = tmp_path / f"{step}"
        book = Notebook.open(folder, now, create=True)
        book.save(make.record(Counterpart, name="Priya"), now=now)
        if change != "set":
            locking.set_passphrase(book, WORDS, CHEAP)
        book.close()
        killed = killed_at(folder, change, step)
        assert names(with_any(folder, now)) == ["Priya"]
        if not killed:
            break
    assert 3 < step < 59


def with_any(folder, now):
    for words in (None, WORDS, "the new one"):
        try:
            return opened(folder, now, words)
        except (NotebookLocked, WrongPassphrase):
            continue
    raise AssertionError("neither the old nor the new opens it")


def test_a_damaged_notebook_is_not_encrypted_anew_and_says_so(folder, now):
    book = Notebook.open(folder, now, create=True)
    book.save(make.record(Counterpart, name="Priya", notes="ü" * 50_000), now=now)
    book.close()
    path = folder / "notebook.db"
    content = bytearray(path.read_bytes())
    content[-4000] ^= 1
    path.write_bytes(content)
    book = opened(folder, now)
    with pytest.raises(NotSaved, match="could not be read"):
        locking.set_passphrase(book, WORDS, CHEAP)
    assert path.read_bytes() == content
    assert names(opened(folder, now)) == ["Priya"]


def test_what_an_undone_change_of_keys_leaves_at_the_beginning_is_renewed(filled, now):
    (key,) = keyfile.read(filled).keys
    other = keys.Key.made()
    keyfile.write(filled, keyfile.KeyFile(keys=(other, key)))
    with (filled / "notebook.db").open("r+b") as file:
        file.write(bytes.fromhex(other.salt))
    assert names(opened(filled, now)) == ["Priya"]
    assert keyfile.read(filled).keys == (key,)
    assert vault.file_salt(filled / "notebook.db") == key.salt
