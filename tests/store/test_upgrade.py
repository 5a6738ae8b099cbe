"""A notebook of an earlier version: copied first, then brought up to date, or left as it was."""

import json

import pytest

import make
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.store.faults import DamagedNotebook, NewerNotebook
from beforehand.store.migrations import STEPS
from beforehand.store.notebook import Notebook
from beforehand.store.opening import open_vault


def m900_mood(db):
    db.table("counterparts").add_column("mood", str)
    db.execute("UPDATE counterparts SET mood = 'calm'")


def m901_breaks_half_way(db):
    db.execute("DELETE FROM answers")
    raise KeyError("a mistake in a step")


def m902_orphans(db):
    db.execute("DELETE FROM counterparts")


def m903_remakes_a_table(db):
    db.table("counterparts").transform(rename={"notes": "remarks"})


def m904_leans_on_caught_errors(db):
    # sqlite-utils tries without the column first, and adds it when that fails.
    db.table("notebook").update(1, {"note": "added"}, alter=True)


@pytest.fixture
def old(folder, now):
    opened = Notebook.open(folder, now, create=True)
    opened.save(*make.world(), now=now)
    opened.close()
    return folder


def upgraded(folder, now, *steps):
    return open_vault(folder, now, create=False, steps=(*STEPS, *steps))


def whole(folder, now):
    """Whether the notebook opens with this version and holds everything."""
    opened = Notebook.open(folder, now)
    counted = opened[Counterpart].count(), opened[Need].count()
    opened.close()
    return counted == (1, 2)


def test_an_old_notebook_is_copied_and_then_brought_up_to_date(old, now):
    opened = upgraded(old, now, m900_mood)
    assert opened.read("SELECT mood FROM counterparts") == [("calm",)]
    assert opened.read("PRAGMA foreign_keys") == [(1,)]
    opened.close()
    (copied,) = (old / "backups").iterdir()
    assert copied.name == "000001 2026-11-19 09.30 before upgrade"
    assert whole(copied, now)
    with pytest.raises(NewerNotebook):
        Notebook.open(old, now)


def test_the_copy_is_for_its_owner_alone_and_tells_nothing(old, now):
    upgraded(old, now, m900_mood).close()
    (copied,) = (old / "backups").iterdir()
    assert copied.stat().st_mode & 0o777 == 0o700
    for path in copied.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600
    assert b"SQLite" not in (copied / "notebook.db").read_bytes()


def test_the_copy_has_the_whole_key_file(old, now):
    path = old / "notebook.key"
    content = json.loads(path.read_text())
    content["keys"].append({"kind": "scrypt", "wrapped": "of a later version"})
    path.write_text(json.dumps(content))
    upgraded(old, now, m900_mood).close()
    (copied,) = (old / "backups").iterdir()
    assert (copied / "notebook.key").read_bytes() == path.read_bytes()


def test_an_up_to_date_notebook_is_not_copied(old, now):
    Notebook.open(old, now).close()
    assert list((old / "backups").iterdir()) == []


def test_a_step_that_fails_leaves_the_notebook_as_it_was(old, now):
    with pytest.raises(KeyError):
        upgraded(old, now, m900_mood, m901_breaks_half_way)
    assert whole(old, now)


def test_a_step_that_leaves_references_to_nothing_is_taken_back(old, now):
    with pytest.raises(DamagedNotebook, match="left as it was"):
        upgraded(old, now, m902_orphans)
    assert whole(old, now)


def test_a_second_try_after_a_kill_within_the_same_second_works(old, now):
    half = old / "backups" / "000001.part"
    half.mkdir()
    (half / "notebook.db").write_bytes(b"half")
    upgraded(old, now, m900_mood).close()
    assert len(list((old / "backups").iterdir())) == 1


def test_remaking_a_table_keeps_what_refers_to_it(old, now):
    opened = upgraded(old, now, m903_remakes_a_table)
    assert opened.read("SELECT count(*) FROM needs WHERE counterpart_id IS NOT NULL") == [(2,)]
    assert opened.read("SELECT count(*) FROM counterparts") == [(1,)]
    opened.close()


def test_sqlite_utils_knows_the_errors_of_the_encrypted_sqlite(old, now):
    opened = upgraded(old, now, m904_leans_on_caught_errors)
    assert opened.read("SELECT note FROM notebook") == [("added",)]
    opened.close()
