"""The index is in step with what was written, whatever happens in between."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

import make
from beforehand.domain.counterparts import Counterpart, Pressure
from beforehand.domain.needs import Evidence
from beforehand.domain.record import Id
from beforehand.store.check import findings
from beforehand.store.faults import NotSaved
from beforehand.store.index import (
    check_index,
    forget,
    is_current,
    merge_when_idle,
    purging,
    rebuilding,
)
from beforehand.store.migrations import STEPS
from beforehand.store.notebook import Notebook
from beforehand.store.opening import open_vault
from beforehand.store.search import find
from beforehand.store.words import rules
from scan import scan

WRITE = """
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook
now = datetime(2026, 11, 19, tzinfo=UTC)
notebook = Notebook.open(Path(sys.argv[1]), now, create=True)
person = Counterpart(name="first")
for number in range(100_000):
    now += timedelta(seconds=1)
    person = replace(person, notes=f"word{number} " * 30)
    notebook.save(person, Counterpart(name=f"yak {number}"), now=now)
    print(number, flush=True)
"""


def note(text, **changes):
    return make.record(Evidence, need_id=make.HIDDEN, text=text, **changes)


def ids(notebook, typed):
    return [hit.id for hit in find(notebook, typed)]


@pytest.fixture
def world(notebook, now):
    notebook.save(*make.world(), now=now)
    return notebook


@pytest.mark.parametrize("kill_after", [2, 9, 70])
def test_a_kill_while_writing_leaves_index_and_text_in_step(folder, now, kill_after):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder)], stdout=subprocess.PIPE, text=True
    )
    for _ in range(kill_after):
        writer.stdout.readline()
    writer.kill()
    writer.communicate()
    opened = Notebook.open(folder, now)
    assert check_index(opened) == []
    assert len(ids(opened, "yak")) == opened[Counterpart].count() - 1
    opened.close()


def test_a_transaction_that_fails_leaves_no_word_in_the_index(world, now):
    kept = note("a yak")
    world.save(kept, now=now)
    with pytest.raises(NotSaved), world.transaction():  # noqa: PT012
        world.save(replace(kept, text="a zebra"), now=now)
        world.save(make.record(Pressure, counterpart_id=Id("nobody"), text="zebra"), now=now)
    assert ids(world, "zebra") == []
    assert ids(world, "yak") == [kept.id]
    assert check_index(world) == []


def test_an_inner_part_that_is_undone_leaves_the_outer_words_found(world, now):
    outer, inner = note("a yak"), note("a zebra")
    with world.transaction():
        world.save(outer, now=now)
        with pytest.raises(KeyError), world.transaction():  # noqa: PT012
            world.save(inner, replace(outer, text="a horse"), now=now)
            raise KeyError
    assert (ids(world, "yak"), ids(world, "zebra"), ids(world, "horse")) == ([outer.id], [], [])
    assert check_index(world) == []


def test_a_full_disk_leaves_index_and_text_in_step(world, now):
    ((pages,),) = world.vault.read("PRAGMA page_count")
    world.vault.read(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(NotSaved):
        world.save(*(note(f"yak {n}") for n in range(2000)), now=now)
    world.vault.read("PRAGMA max_page_count = 100000")
    assert check_index(world) == []
    world.save(later := note("yak"), now=now)
    assert ids(world, "yak") == [later.id]


def test_a_notebook_of_the_first_version_is_searched_after_its_upgrade(folder, now):
    vault = open_vault(folder, now, create=True, steps=STEPS[:1])
    columns = "id, created_at, updated_at, name, role, team, relationship, notes"
    vault.write("BEGIN")
    for number in range(1500):
        when = (now + timedelta(minutes=number)).isoformat(timespec="microseconds")
        values = (f"p{number}", when, when, "Łucja Nowak", "", "", "peer", f"yak {number}")
        vault.write(f"INSERT INTO counterparts ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    vault.write("COMMIT")
    vault.close()
    opened = Notebook.open(folder, now)
    assert ids(opened, "lu") == [f"p{number}" for number in reversed(range(1500))]
    assert check_index(opened) == []
    opened.close()


@pytest.mark.parametrize(("count", "made_at_once"), [(600, True), (2100, False)])
def test_an_index_that_was_left_half_made_is_made_when_a_small_notebook_opens_else_by_a_search(
    folder, now, count, made_at_once
):
    opened = Notebook.open(folder, now, create=True)
    opened.save(*(make.record(Counterpart, name=f"yak {n}") for n in range(count)), now=now)
    shares = rebuilding(opened.vault)
    assert 0 <= next(shares) < 1
    opened.close()
    opened = Notebook.open(folder, now)
    assert is_current(opened.vault) == made_at_once
    assert findings(opened) == []
    opened.save(make.record(Counterpart, name="late yak"), now=now)
    assert len(ids(opened, "yak")) == count + 1
    assert check_index(opened) == []
    opened.close()


def test_making_the_index_leaves_no_great_merge_to_a_save(world, now):
    world.save(*(make.record(Counterpart, name=f"yak {n}") for n in range(200)), now=now)
    parts = set[int]()
    for _ in rebuilding(world.vault, at_once=1):
        parts.add(len(world.vault.read("SELECT DISTINCT segid FROM search_idx")))
    # At 64 parts FTS5 merges them all in whatever write comes next.
    assert 40 < max(parts) < 60
    assert check_index(world) == []


def test_what_is_saved_while_the_index_is_made_is_in_it_once(world, now):
    shares = rebuilding(world.vault)
    told = [next(shares)]
    world.save(made := note("yak"), now=now)
    told += shares
    assert ids(world, "yak") == [made.id]
    assert told[-1] == 1
    assert all(one <= other for one, other in pairwise(told))
    assert check_index(world) == []


def test_an_index_made_by_other_rules_is_made_anew_at_the_first_search(world):
    with world.vault.transaction():
        world.vault.write("UPDATE search_state SET rules = 'of another Unicode'")
        world.vault.write("DELETE FROM search_entries")
        world.vault.write("INSERT INTO search (search) VALUES ('delete-all')")
    assert ids(world, "lucja") == [make.PERSON]
    assert world.vault.read("SELECT rules FROM search_state") == [(rules(),)]


def test_merging_keeps_every_hit(world, now):
    records = [note(f"yak {n}") for n in range(140)]
    for second, record in enumerate(records):
        world.save(record, now=now + timedelta(seconds=second))
        world.save(replace(record, text=f"zebra {second}"), now=now + timedelta(seconds=second))
    turns = 0
    while merge_when_idle(world):
        turns += 1
        assert turns < 1000
    assert turns
    assert len(ids(world, "zebra")) == 140
    assert ids(world, "yak") == []
    assert {(Evidence.kind, id_) for id_ in ids(world, "zebra")} == scan(world, "zebra")
    assert check_index(world) == []


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("DELETE FROM search_entries WHERE body LIKE '%yak%'", "missing from the search index: 1"),
        ("UPDATE search_entries SET body = 'x' WHERE body LIKE '%yak%'", "out of date"),
        ("DELETE FROM evidence WHERE text LIKE '%yak%'", "left over in the search index: 1"),
        ("INSERT INTO search (rowid, body) VALUES (5, 'stray')", "does not fit"),
        ("UPDATE evidence SET text = 'horse' WHERE text LIKE '%yak%'", "out of date"),
    ],
)
def test_an_index_out_of_step_is_noticed(world, now, fault, told):
    world.save(note("a yak"), now=now)
    assert check_index(world) == []
    with world.vault.transaction():
        world.vault.write(fault)
    assert told in " ".join(check_index(world))


def traces(notebook, *parts):
    """Which parts of words stand in the pages of the index, as they are when decrypted."""
    tables = (("search_data", "block"), ("search_idx", "term"), ("search_entries", "body"))
    held = b"".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table, column in tables
        for (value,) in notebook.vault.read(f"SELECT {column} FROM {table}")
    )
    return [part for part in parts if part.encode() in held]


def test_what_is_deleted_for_good_leaves_no_trace_in_the_index(world, now):
    gone, kept = note("zqxvanished words"), note("yak")
    world.save(gone, now=now)
    for second in range(80):
        changed = replace(gone, text=f"zqxvanished words wqyearlier{second}")
        world.save(changed, kept, now=now + timedelta(seconds=second))
    assert traces(world, "xvanished", "qyearlier") == ["xvanished", "qyearlier"]
    with world.transaction():
        world.vault.write("DELETE FROM evidence WHERE id = ?", (gone.id,))
        forget(world, Evidence, [gone.id])
    assert ids(world, "zqx") == []
    for _ in purging(world):
        pass
    assert traces(world, "xvanished", "qyearlier", "wqy", "zqx") == []
    assert ids(world, "yak") == [kept.id]
    assert check_index(world) == []


def test_a_purge_that_was_left_is_ended_when_nobody_types(world, now):
    gone = note("zqxvanished")
    world.save(gone, now=now)
    for second in range(30):
        world.save(note(f"yak {second}"), now=now + timedelta(seconds=second))
    with world.transaction():
        world.vault.write("DELETE FROM evidence WHERE id = ?", (gone.id,))
        forget(world, Evidence, [gone.id])
    assert traces(world, "xvanished")
    while merge_when_idle(world):
        pass
    assert traces(world, "xvanished") == []
    assert list(purging(world)) == []


def test_opening_and_reading_do_not_import_the_search(folder, now):
    Notebook.open(folder, now, create=True).close()
    asked = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime;"
        "from beforehand.store.notebook import Notebook;"
        f"Notebook.open(Path({str(folder)!r}), datetime(2026, 11, 19, tzinfo=UTC));"
        "print([m for m in sys.modules if m.split('.')[-1] in"
        " {'index', 'search', 'words', 'asked', 'found', 'excerpts', 'sqlite_utils'}])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
