"""Another copy of the notebook comes in: every record, its words, its references, or nothing."""

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from beforehand import paths
from beforehand.domain.conversations import Answer, Conversation, EarlierWording
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.record import Id
from beforehand.domain.superseded import Superseded
from beforehand.store import (
    check,
    erasing,
    gone,
    locking,
    merging,
    opening,
    other,
    taking_back,
    trash,
)
from beforehand.store import search as searching
from beforehand.store.backing_up import make as make_backup
from beforehand.store.merging import Merge
from beforehand.store.notebook import Notebook
from beforehand.store.other import NotMerged
from closed import everything

PROGRAM = paths.program(paths.COPYING)
DAY = timedelta(days=1)
PAGE = 4096


@pytest.fixture
def two(tmp_path, now):
    """A notebook with one record of each kind, and the copy on a stick; both closed."""
    here, there = tmp_path / "here", tmp_path / "there"
    opened = Notebook.open(here, now, create=True)
    opened.save(*make.world(), now=now)
    opened.close()
    shutil.copytree(here, there)
    return here, there


def opened(folder, now, keys=()):
    return Notebook.open(folder, now, keys=keys)


def saved(folder, now, *records):
    book = opened(folder, now)
    book.save(*records, now=now)
    book.close()


def deleted(folder, now, *records):
    book = opened(folder, now)
    trash.delete_for_good(book, records, now)
    book.close()


def merged(here, there, now, words=None):
    """Merge the one into the other; hands back what was told."""
    book = opened(here, now)
    try:
        with other.borrowed(there, here, now, (book.vault.key,), words) as found:
            told = merging.merge(book, found)
        assert check.findings(book) == []
    finally:
        book.close()
    return told


def content(folder, now):
    book = opened(folder, now)
    found = {kind.kind: sorted(map(repr, book[kind].find(trashed=None))) for kind in KINDS}
    marks = sorted(book.vault.read("SELECT mark, until, erased FROM gone"))
    same = sorted(book.vault.read("SELECT id, kept FROM same_things"))
    book.close()
    return found, marks, same


def get(folder, now, kind, id_):
    book = opened(folder, now)
    found = book[kind].get(id_)
    book.close()
    return found


ANSWER = make.record(Answer, id=make.ANSWER)
NEED = make.record(Need, id=make.HIDDEN)
TALK = make.record(Conversation, id=make.TALK)
PERSON = make.record(Counterpart, id=make.PERSON)


def test_what_was_written_there_comes_and_is_told(two, now):
    saved(two[1], now + DAY, make.record(Evidence, text="left early"))
    told = merged(*two, now)
    assert told.came == (("evidence", 1),)
    assert "1 sign came from the other notebook." in told.lines
    assert [(each.title, each.came) for each in told.parts] == [("the date of the new billing", 1)]


def test_the_newer_record_stays_whole_and_the_other_is_kept_and_found(two, now):
    saved(two[0], now + DAY, replace(NEED, text="a quiet week", question="Which week?"))
    saved(two[1], now + 2 * DAY, replace(NEED, text="a month of rest"))
    told = merged(*two, now)
    book = opened(two[0], now)
    assert book[Need].get(NEED.id).text == "a month of rest"
    assert book[Need].get(NEED.id).question == NEED.question
    (kept,) = book[Superseded].find(record_id=NEED.id, trashed=None, order="-written_at", limit=1)
    assert "a quiet week" in kept.words
    assert "Which week?" in kept.words
    hits = list(searching.find(book, "quiet week"))
    assert [(hit.kind, hit.earlier, hit.counterpart_id) for hit in hits] == [
        (Superseded.kind, True, make.PERSON)
    ]
    book.close()
    assert any("1 need was newer there" in line for line in told.lines)


def test_an_answer_that_lost_is_an_earlier_wording(two, now):
    saved(two[0], now + 2 * DAY, replace(ANSWER, text="A quiet launch."))
    saved(two[1], now + DAY, replace(ANSWER, text="Nobody on call at night."))
    told = merged(*two, now)
    book = opened(two[0], now)
    assert book[Answer].get(ANSWER.id).text == "A quiet launch."
    assert "Nobody on call at night." in {e.text for e in book[EarlierWording].find()}
    book.close()
    assert told.newer_here == (("answers", 1),)


def test_two_answers_to_one_question_become_one_and_both_texts_stay(two, now):
    question = {"question_id": Id("role"), "wording": "Which part?"}
    saved(two[0], now + DAY, make.record(Answer, id=Id("b"), text="the plan", **question))
    saved(two[1], now + 2 * DAY, make.record(Answer, id=Id("a"), text="the money", **question))
    merged(*two, now)
    book = opened(two[0], now)
    (answer,) = book[Answer].find(question_id=Id("role"))
    assert (answer.id, answer.text) == ("a", "the money")
    assert {e.text for e in book[EarlierWording].find(answer_id=answer.id)} == {"the plan"}
    book.close()
    merged(two[1], two[0], now)
    assert content(two[0], now) == content(two[1], now)


def test_what_was_deleted_for_good_does_not_come_back_unchanged(two, now):
    deleted(two[0], now + DAY, NEED)
    merged(*two, now)
    assert get(two[0], now, Need, NEED.id) is None
    told = merged(two[1], two[0], now)
    assert get(two[1], now, Need, NEED.id) is None
    assert dict(told.went)["needs"] == 1
    assert content(two[0], now) == content(two[1], now)


def test_what_was_changed_after_it_was_copied_comes_back(two, now):
    deleted(two[0], now + DAY, NEED)
    saved(two[1], now + 2 * DAY, replace(NEED, text="still rest"))
    merged(*two, now)
    assert get(two[0], now, Need, NEED.id).text == "still rest"


def test_what_something_new_hangs_on_comes_back(two, now):
    deleted(two[0], now + DAY, NEED)
    saved(two[1], now + 2 * DAY, make.record(Evidence, id=Id("new"), text="left early"))
    told = merged(*two, now)
    assert get(two[0], now, Need, NEED.id).text == NEED.text
    assert get(two[0], now, Evidence, Id("new")).text == "left early"
    assert dict(told.back)["needs"] == 1
    merged(two[1], two[0], now)
    assert content(two[0], now) == content(two[1], now)


def test_who_was_erased_does_not_come_back_with_anything(two, now):
    book = opened(two[0], now)
    with book.transaction():
        gone.note(book.vault, Counterpart, [PERSON.id], erased=True)
    trash.delete_for_good(book, PERSON, now, wholly=True)
    assert gone.Graves(book.vault).refuses(PERSON.id)
    book.close()
    later = replace(PERSON, name="Quetzalcoatl")
    saved(two[1], now + 2 * DAY, later, make.record(Need, text="Quetzal sleeps"))
    merged(*two, now)
    book = opened(two[0], now)
    assert list(searching.find(book, "quetzal")) == []
    assert book[Counterpart].get(PERSON.id) is None
    book.close()
    merged(two[1], two[0], now)
    assert get(two[1], now, Counterpart, PERSON.id) is None


def test_of_what_was_deleted_no_id_can_be_read(two, now):
    deleted(two[0], now, NEED)
    book = opened(two[0], now)
    rows = book.vault.read("SELECT * FROM gone")
    book.close()
    assert rows
    assert make.HIDDEN not in str(rows)


def test_kept_words_go_with_their_record(two, now):
    saved(two[0], now + DAY, replace(NEED, text="a quiet week"))
    saved(two[1], now + 2 * DAY, replace(NEED, text="a month"))
    merged(*two, now)
    deleted(two[0], now, get(two[0], now, Need, NEED.id))
    book = opened(two[0], now)
    assert list(searching.find(book, "quiet week")) == []
    book.close()


def test_merging_twice_changes_nothing(two, now):
    saved(two[0], now + DAY, replace(NEED, text="a quiet week"))
    saved(two[1], now + 2 * DAY, replace(NEED, text="a month"))
    merged(*two, now)
    before = content(two[0], now)
    told = merged(*two, now)
    assert told.nothing
    assert content(two[0], now) == before


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["need", "answer", "sign", "talk", "-need", "-sign"]), st.integers(1, 5)
    ),
    max_size=4,
)


def edited(folder, now, edits, mark):
    book = opened(folder, now)
    for what, minute in edits:
        at = now + timedelta(minutes=minute)
        if what == "-need":
            trash.delete_for_good(book, NEED, at)
        elif what == "-sign":
            trash.delete_for_good(book, book[Evidence].find(trashed=None)[:1], at)
        elif what == "answer":
            book.save(replace(ANSWER, text=f"{mark}{minute}"), now=at)
        elif what == "talk":
            book.save(replace(TALK, shared_goal=f"{mark}{minute}"), now=at)
        elif what == "need":
            book.save(replace(NEED, text=f"{mark}{minute}"), now=at)
        elif book[Need].get(NEED.id):
            book.save(make.record(Evidence, text=f"{mark}{minute}"), now=at)
    book.close()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(EDITS, EDITS)
def test_whichever_way_round_both_hold_the_same(tmp_path_factory, one, two):
    now = make.NOW
    here = tmp_path_factory.mktemp("copies") / "here"
    book = Notebook.open(here, now, create=True)
    book.save(*make.world(), now=now)
    book.close()
    there = here.with_name("there")
    shutil.copytree(here, there)
    edited(here, now, one, "h")
    edited(there, now, two, "t")
    again = here.with_name("again")
    shutil.copytree(here, again)
    merged(again, there, now)
    merged(there, here, now)
    assert content(again, now) == content(there, now)
    merged(here, there, now)
    assert content(here, now) == content(there, now)
    assert merged(here, there, now).nothing


def test_looking_changes_nothing_here_or_there(two, now):
    saved(two[1], now + DAY, replace(NEED, text="a month"))
    before = everything(two[0])[("notebook.db")][0], everything(two[1])
    book = opened(two[0], now)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        job = Merge(book, found)
        assert [*job.look()][-1] == 1.0
    assert job.merged.newer_there == (("needs", 1),)
    book.close()
    assert (everything(two[0])["notebook.db"][0], everything(two[1])) == before
    assert not (two[0] / other.PLACE).exists()


@pytest.mark.parametrize("after", [1, 5, 28, 29, 30])
def test_stopped_at_any_step_it_leaves_nothing(two, now, after):
    saved(two[1], now + DAY, *[make.record(Need, text=f"{n}") for n in range(1200)])
    before = content(two[0], now)
    book = opened(two[0], now)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        steps = Merge(book, found).steps()
        for _ in range(after):
            next(steps)
        steps.close()
    book.save(PERSON, now=now)
    book.save(replace(PERSON, created_at=book[Counterpart].get(PERSON.id).created_at), now=now)
    book.close()
    found, marks, same = content(two[0], now)
    assert {k: v for k, v in found.items() if k != "counterparts"} == {
        k: v for k, v in before[0].items() if k != "counterparts"
    }
    assert (marks, same) == before[1:]


def test_a_merge_is_taken_back_and_the_merged_one_is_a_backup(two, now):
    saved(two[1], now + DAY, replace(NEED, text="a month"))
    before = content(two[0], now)
    book = opened(two[0], now)
    backup = make_backup(book, PROGRAM, now, taking_back.BEFORE)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        merging.merge(book, found)
    assert taking_back.newest(two[0]) == backup
    kept = taking_back.take_back(book, backup, PROGRAM, now)
    assert content(two[0], now) == before
    assert get(kept.path, now, Need, NEED.id).text == "a month"


def test_who_was_erased_since_does_not_come_back_with_what_is_taken_back(two, now):
    saved(two[1], now + DAY, replace(NEED, text="a month"))
    book = opened(two[0], now)
    backup = make_backup(book, PROGRAM, now, taking_back.BEFORE)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        merging.merge(book, found)
    erasing.erase_at_once(book, PERSON, now)
    taking_back.take_back(book, backup, PROGRAM, now)
    assert get(two[0], now, Counterpart, PERSON.id) is None
    assert get(two[0], now, Conversation, TALK.id) is None


def test_a_merge_of_before_another_key_is_not_taken_back_in_place(two, now):
    book = opened(two[0], now)
    backup = make_backup(book, PROGRAM, now, taking_back.BEFORE)
    locking.set_passphrase(book, "quiet at the canal", make.CHEAP)
    with pytest.raises(taking_back.NotTakenBack, match="passphrase was set"):
        taking_back.take_back(book, backup, PROGRAM, now)
    assert book[Need].get(NEED.id)
    book.close()


def refused(here, named, now, match, words=None):
    before, theirs = everything(here), everything(named.parent if named.is_file() else named)
    book = opened(here, now)
    keys = (book.vault.key,)
    book.close()
    with (
        pytest.raises(NotMerged, match=match) as told,
        other.borrowed(named, here, now, keys, words),
    ):
        pass
    after = everything(here)
    for each in before:
        assert after[each][0] == before[each][0]
    assert everything(named.parent if named.is_file() else named) == theirs
    assert "Nothing was changed." in str(told.value)


def test_itself_is_refused_by_whichever_path(two, now, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(two[0])
    for path in (two[0], two[0] / "notebook.db", link, two[1] / ".." / "here"):
        with (
            pytest.raises(NotMerged, match="the notebook itself"),
            other.borrowed(path, two[0], now),
        ):
            pass


def test_what_is_no_notebook_is_refused(two, now, tmp_path):
    place = tmp_path / "other"
    place.mkdir()
    refused(two[0], place, now, "not a notebook")
    (place / "letter.txt").write_text("Dear")
    refused(two[0], place / "letter.txt", now, "not a notebook")
    connection = sqlite3.connect(place / "plain.db")
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    refused(two[0], place / "plain.db", now, "not a notebook")
    with pytest.raises(NotMerged, match="nothing at"):
        other.file_of(place / "absent")


def test_a_damaged_one_is_refused(two, now):
    file = two[1] / "notebook.db"
    whole = file.read_bytes()
    for at in range(PAGE + 20, len(whole), 9 * PAGE):
        content = bytearray(whole)
        content[at] ^= 1
        file.write_bytes(content)
        refused(two[0], two[1], now, "damaged or was not copied to its end")
    file.write_bytes(whole[:-5000])
    refused(two[0], two[1], now, "damaged or was not copied to its end")


def test_one_of_a_newer_version_is_refused(two, now):
    book = opened(two[1], now)
    book.vault.connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('beforehand', 'm999_later', '2030-01-01')"
    )
    book.close()
    refused(two[0], two[1], now, "newer version")


def test_an_older_one_is_brought_up_to_date_in_a_copy(two, now):
    book = opened(two[1], now)
    book.save(make.record(Evidence, text="left early"), now=now)
    for statement in (
        "DROP TABLE earlier_versions", "DROP TABLE gone", "DROP TABLE same_things",
        "DELETE FROM search_entries WHERE kind = 'earlier_versions'",
        "UPDATE search_state SET rules = ''",
        "DELETE FROM _sqlite_migrations WHERE name = 'm004_two_machines'",
    ):  # fmt: skip
        book.vault.connection.execute(statement)
    book.close()
    before = everything(two[1])
    assert dict(merged(*two, now).came) == {"evidence": 1}
    assert everything(two[1]) == before


def test_another_passphrase_is_asked_for_and_a_wrong_one_told(two, now):
    book = opened(two[1], now)
    locking.set_passphrase(book, "quiet at the canal", make.CHEAP)
    book.save(make.record(Evidence, text="left early"), now=now)
    book.close()
    own = opened(two[0], now)
    key = own.vault.key
    own.close()
    assert other.needs_words(two[1], (key,))
    refused(two[0], two[1], now, "locked with a passphrase of its own")
    refused(two[0], two[1], now, "not the passphrase", "something else")
    assert dict(merged(*two, now, "quiet at the canal").came) == {"evidence": 1}


def test_a_copy_of_a_locked_notebook_opens_with_our_own_key(two, now):
    book = opened(two[0], now)
    locking.set_passphrase(book, "quiet at the canal", make.CHEAP)
    book.close()
    shutil.rmtree(two[1])
    shutil.copytree(two[0], two[1])
    keys = opening.unlock(two[0], "quiet at the canal")
    assert not other.needs_words(two[1], keys)
    book = opened(two[0], now, keys)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        assert merging.merge(book, found).nothing
    book.close()


def test_the_conflict_file_of_a_sync_program_is_merged_beside_its_key(two, now):
    saved(two[1], now + DAY, make.record(Evidence, text="left early"))
    conflict = two[0] / "notebook (conflicted copy 2026-11-20).db"
    shutil.copy(two[1] / "notebook.db", conflict)
    assert dict(merged(two[0], conflict, now).came) == {"evidence": 1}
    (two[0] / "notebook.key").rename(two[0] / "notebook.key.away")
    assert conflict.exists()


def test_a_copy_that_was_being_written_when_its_machine_died_is_read_from_a_copy(two, now):
    saved(two[1], now + DAY, make.record(Evidence, text="left early"))
    book = opened(two[1], now)
    book.vault.connection.execute("PRAGMA cache_spill = 1")
    book.vault.connection.execute("PRAGMA cache_size = 2")
    stick = two[1].with_name("stick")
    with book.transaction():
        book.save(*[make.record(Need, text=f"half {n} " * 50) for n in range(300)], now=now)
        shutil.copytree(two[1], stick)
    book.close()
    assert (stick / "notebook.db-journal").stat().st_size > 512
    before = everything(stick)
    told = merged(two[0], stick, now)
    assert dict(told.came) == {"evidence": 1}
    assert everything(stick) == before


def test_one_with_nothing_in_common_is_told(two, now, tmp_path):
    strange = tmp_path / "strange"
    book = Notebook.open(strange, now, create=True)
    book.save(make.record(Counterpart, name="Quetzal"), now=now)
    book.close()
    assert merged(two[0], strange, now).strangers


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to this account"
)
def test_one_that_may_not_be_read_is_told(two, now):
    (two[1] / "notebook.db").chmod(0)
    with pytest.raises(NotMerged, match="may not be read"), other.borrowed(two[1], two[0], now):
        pass


def test_only_the_time_of_a_tie_is_left_to_content(two, now):
    """Both machines wrote in the same microsecond: whoever merges, the same words stay."""
    saved(two[0], now + DAY, replace(NEED, text="aaa"))
    saved(two[1], now + DAY, replace(NEED, text="bbb"))
    merged(*two, now)
    merged(two[1], two[0], now)
    assert content(two[0], now) == content(two[1], now)


def test_the_private_place_is_nobody_else_s(two, now):
    book = opened(two[0], now)
    with other.borrowed(two[1], two[0], now, (book.vault.key,)) as found:
        place = Path(found.path).parent
        assert all(each.stat().st_mode & 0o077 == 0 for each in [place, *place.iterdir()])
    book.close()


def test_who_only_looked_at_a_conversation_does_not_win_over_who_wrote(two, now):
    saved(two[0], now + DAY, replace(TALK, shared_goal="one date for all"))
    for looked in ({"left_at": Id("needs")}, {"sheet_made_at": now}):
        saved(two[1], now + 2 * DAY, replace(get(two[1], now, Conversation, TALK.id), **looked))
    merged(*two, now)
    assert get(two[0], now, Conversation, TALK.id).shared_goal == "one date for all"


def test_an_answer_put_away_there_is_put_away_here(two, now):
    saved(two[1], now + DAY, replace(get(two[1], now, Answer, ANSWER.id), trashed_at=now + DAY))
    told = merged(*two, now)
    assert get(two[0], now, Answer, ANSWER.id).trashed_at == now + DAY
    assert told.newer_there == (("answers", 1),)
