"""An erased person is gone from the file, and does not come back; what others keep stays."""

import shutil
import signal
import subprocess
import sys
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import get_type_hints

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import Answer, Conversation, EarlierWording, Participant
from beforehand.domain.counterparts import Counterpart, Pressure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Excerpt
from beforehand.store import backups, cleaning, gone, kept_out, keyfile, locking
from beforehand.store.copies import Owner
from beforehand.store.erasing import INITIALS, Instead, NotErased, erase, erase_at_once, planned
from beforehand.store.notebook import Notebook
from beforehand.store.search import find
from beforehand.store.stick import Stick
from beforehand.store.trash import purge
from pages import holding, plain_pages

FIRST, LAST = "Zanzibarina", "Quuxfield"
NAME = f"{FIRST} {LAST}"
SECRET = "rutabaga"


def secretly(record, **names):
    """The record with a secret in every text that a person writes, and an id of its own."""
    hints = get_type_hints(type(record))
    words = {each.name: SECRET for each in fields(record) if hints[each.name] is str}
    return replace(record, **{**words, **names})


@pytest.fixture
def world(notebook, now):
    """One of each kind about somebody, every text of it secret, and somebody else's talk."""
    first = {"id": make.PERSON, "name": NAME, "notes": f"{SECRET} notes"}
    made = [
        secretly(each, **(first if isinstance(each, Counterpart) else {})) for each in make.world()
    ]
    notebook.save(*made, now=now, keep_times=True)
    return made


@pytest.fixture
def other(notebook, now):
    """A conversation with somebody else, in which the person is named."""
    talk = make.talk_with(notebook, "Priya Shah", now=now, issue=f"what {FIRST} wants")
    answer = make.record(
        Answer,
        conversation_id=talk.id,
        wording=f"What would {NAME} say?",
        text=f"I asked {NAME}. {LAST}’s list is late, and zanzibarina knows.",
    )
    notebook.save(answer, now=now)
    return answer


def person(notebook):
    return notebook[Counterpart].get(make.PERSON)


def tables(notebook):
    """All words of the search tables."""
    rows = notebook.vault.read("SELECT body FROM search_entries")
    terms = notebook.vault.read(
        "SELECT term FROM temp.search_terms" if _opened_terms(notebook) else "SELECT 1"
    )
    return " ".join(str(each) for row in (*rows, *terms) for each in row)


def _opened_terms(notebook):
    from beforehand.store.index import open_terms

    open_terms(notebook.vault)
    return True


def test_of_an_erased_person_no_planted_word_is_left(notebook, world, other, now):
    later = now + timedelta(days=3)
    answer = notebook[Answer].get(make.ANSWER)
    notebook.save(replace(answer, text=f"{SECRET} again"), now=later)
    notebook.save(replace(notebook[Need].get(make.HIDDEN), confidence=80), now=later)
    notebook.save(replace(world[1], id=Id("away"), trashed_at=later), now=later)
    assert notebook[EarlierWording].count() == 2
    assert SECRET.encode() in plain_pages(notebook)
    change = [(each, INITIALS) for each in planned(notebook, person(notebook)).mentions]
    erase_at_once(notebook, person(notebook), later, change)
    pages = plain_pages(notebook).lower()
    for word in (SECRET, FIRST, LAST):
        assert word.lower().encode() not in pages
        assert word.lower() not in tables(notebook)
    assert b"priya shah" in pages
    assert notebook.vault.read("PRAGMA foreign_key_check") == []


def test_everything_kept_on_the_person_goes_and_nothing_of_others(notebook, world, other, now):
    before = holding(notebook)
    erase_at_once(notebook, person(notebook), now)
    after = holding(notebook)
    assert {kind: number for kind, number in after.items() if number} == {
        Counterpart: 1,
        Conversation: 1,
        Participant: 1,
        Answer: 1,
    }
    assert sum(before.values()) > sum(after.values())


def test_of_a_conversation_with_several_only_theirs_goes(notebook, now):
    talk = make.talk_with(notebook, NAME, "Priya Shah", now=now)
    zan, priya = notebook[Counterpart].find(order="-name")
    assert zan.name == NAME
    theirs = make.record(Need, counterpart_id=zan.id, conversation_id=talk.id, text=SECRET)
    hers = make.record(Need, counterpart_id=priya.id, conversation_id=talk.id, text="rest")
    seen = make.record(Evidence, need_id=theirs.id, text=SECRET)
    promised = make.record(Commitment, conversation_id=talk.id, counterpart_id=zan.id, text=SECRET)
    notebook.save(theirs, hers, seen, promised, now=now)
    erase_at_once(notebook, zan, now)
    assert notebook[Conversation].get(talk.id) is not None
    assert [need.text for need in notebook[Need].find(trashed=None)] == ["rest"]
    assert notebook[Commitment].find(trashed=None) == []
    assert [each.counterpart_id for each in notebook[Participant].find()] == [priya.id]
    assert SECRET.encode() not in plain_pages(notebook)


def test_a_plan_tells_and_changes_nothing(notebook, world, other, now):
    before = plain_pages(notebook)
    plan = planned(notebook, person(notebook))
    assert plain_pages(notebook) == before
    assert "1 conversation held with nobody else" in plan.counts
    assert {(type(each.record), each.field) for each in plan.mentions} == {
        (Conversation, "issue"),
        (Answer, "text"),
        (Answer, "wording"),
    }


def test_each_mention_is_kept_or_changed_as_one_chose(notebook, world, other, now):
    plan = planned(notebook, person(notebook))
    by_field = {each.field: each for each in plan.mentions}
    change = [(by_field["text"], INITIALS), (by_field["issue"], Instead(words="a colleague"))]
    erase_at_once(notebook, person(notebook), now, change)
    answer = notebook[Answer].get(other.id)
    assert answer.text == "I asked Z. Q. Q.’s list is late, and Z. knows."
    assert answer.wording == f"What would {NAME} say?"
    assert notebook[Conversation].find()[0].issue == "what a colleague wants"


def test_a_changed_mention_leaves_no_earlier_wording(notebook, world, other, now):
    later = now + timedelta(days=9)
    change = [(each, INITIALS) for each in planned(notebook, person(notebook)).mentions]
    erase_at_once(notebook, person(notebook), later, change)
    assert notebook[EarlierWording].find(trashed=None) == []
    assert list(find(notebook, FIRST)) == []


def test_words_written_since_the_plan_are_never_written_over(notebook, world, other, now):
    plan = planned(notebook, person(notebook))
    notebook.save(replace(other, text="quite another thing"), now=now)
    before = holding(notebook)
    with pytest.raises(NotErased):
        erase_at_once(notebook, person(notebook), now, [(m, INITIALS) for m in plan.mentions])
    assert holding(notebook) == before
    assert notebook[Answer].get(other.id).text == "quite another thing"


def test_what_was_written_on_the_person_since_the_plan_goes_too(notebook, world, now):
    plan = planned(notebook, person(notebook))
    notebook.save(make.record(Pressure, counterpart_id=make.PERSON, text=f"{SECRET} 2"), now=now)
    erase_at_once(notebook, plan.person, now)
    assert notebook[Pressure].find(trashed=None) == []


def test_nobody_is_erased_twice(notebook, world, now):
    gone_now = person(notebook)
    erase_at_once(notebook, gone_now, now)
    with pytest.raises(NotErased):
        erase_at_once(notebook, gone_now, now)


def test_ids_are_refused_for_ever_and_only_their_hashes_are_kept(notebook, world, other, now):
    ids = [each.id for each in world]
    erase_at_once(notebook, person(notebook), now)
    assert kept_out.is_erased(notebook, ids) == frozenset(ids)
    assert kept_out.is_erased(notebook, [other.id]) == frozenset()
    (rows,) = [notebook.vault.read("SELECT * FROM gone")]
    told = " ".join(str(each) for row in rows for each in row)
    assert rows
    assert not any(id_ in told for id_ in ids)


def restored(notebook, now, tmp_path):
    """A notebook made of a backup from before the erasing."""
    from beforehand.store import backing_up, restoring

    made = backing_up.make(notebook, paths.program(paths.COPYING), now, "of the day")
    erase_at_once(notebook, person(notebook), now)
    restoring.restore(made, tmp_path / "restored")
    return tmp_path / "restored"


def test_out_of_a_backup_nobody_erased_comes_back(notebook, world, other, now, tmp_path):
    folder = restored(notebook, now, tmp_path)
    marks, keys = kept_out.marks_of(notebook.vault), [notebook.vault.key]
    assert kept_out.keep_out(folder, marks, keys, now).entries == len(world)
    opened = Notebook.open(folder, now)
    assert SECRET.encode() not in plain_pages(opened)
    assert kept_out.is_erased(opened, [make.PERSON]) == {make.PERSON}
    assert opened[Answer].get(other.id) is not None
    opened.close()


def test_who_was_deleted_there_and_erased_here_stays_out_there_for_ever(notebook, now):
    met = make.record(Counterpart, name=NAME)
    notebook.save(met, now=now)
    with notebook.transaction():
        gone.note(notebook.vault, Counterpart, [met.id])
    deleted = notebook.vault.read("SELECT * FROM gone")
    assert not kept_out.is_erased(notebook, [met.id])
    with notebook.transaction():
        gone.note(notebook.vault, Counterpart, [met.id], erased=True)
        erased = kept_out.marks_of(notebook.vault)
        notebook.vault.write("DELETE FROM gone")
        gone.bury(notebook.vault, deleted)
        gone.bury(notebook.vault, erased)
    assert kept_out.is_erased(notebook, [met.id]) == {met.id}


def test_a_backup_that_does_not_open_is_told_and_left_as_it_is(notebook, world, now, tmp_path):
    locking.set_passphrase(notebook, "quiet at the canal")
    folder = restored(notebook, now, tmp_path)
    marks = kept_out.marks_of(notebook.vault)
    assert kept_out.keep_out(folder, marks, [], now) is None
    assert kept_out.keep_out(folder, marks, [notebook.vault.key], now).entries == len(world)


def test_into_an_emptied_notebook_nobody_erased_is_imported(notebook, world, now, tmp_path):
    from beforehand.exchange.archive import import_archive, write_archive

    write_archive(notebook, tmp_path / "all.json")
    erase_at_once(notebook, person(notebook), now)
    notebook.close()
    assert import_archive(tmp_path / "all.json", notebook.folder, now) == 0
    opened = Notebook.open(notebook.folder, now)
    assert not any(holding(opened).values())
    assert SECRET.encode() not in plain_pages(opened)
    opened.close()


def test_by_a_merge_nobody_erased_comes_back(notebook, world, other, now, tmp_path):
    from beforehand.__main__ import main

    folder = notebook.folder
    notebook.close()
    shutil.copytree(folder, tmp_path / "stick")
    opened = Notebook.open(folder, now)
    change = [(each, INITIALS) for each in planned(opened, person(opened)).mentions]
    erase_at_once(opened, person(opened), now, change)
    opened.close()
    assert main(["merge", str(tmp_path / "stick"), "--notebook", str(folder)]) == 0
    opened = Notebook.open(folder, now)
    pages = plain_pages(opened).lower()
    assert opened[Counterpart].get(make.PERSON) is None
    assert opened[Answer].get(other.id) is not None
    opened.close()
    for word in (SECRET, FIRST, LAST):
        assert word.lower().encode() not in pages


def test_taking_a_merge_back_brings_nobody_erased_back(notebook, world, other, now, folder):
    from beforehand.store import backing_up, taking_back

    program = paths.program(paths.COPYING)
    made = backing_up.make(notebook, program, now, taking_back.BEFORE)
    erase_at_once(notebook, person(notebook), now)
    taking_back.take_back(notebook, made, program, now)
    opened = Notebook.open(folder, now)
    assert opened[Counterpart].get(make.PERSON) is None
    opened.close()


def test_left_before_the_end_the_purge_is_taken_up_again(notebook, world, other, now):
    steps = erase(notebook, person(notebook), now)
    while not next(steps):
        pass
    steps.close()
    while purge(notebook, now):
        pass
    assert SECRET.encode() not in plain_pages(notebook)


def test_stopped_before_it_is_done_nothing_is_done(notebook, world, other, now):
    before = holding(notebook)
    change = [(each, INITIALS) for each in planned(notebook, person(notebook)).mentions]
    steps = erase(notebook, person(notebook), now, change)
    for _ in range(6):
        assert next(steps) is False
    steps.close()
    assert holding(notebook) == before
    assert notebook[Answer].get(other.id).text == other.text
    assert kept_out.is_erased(notebook, [make.PERSON]) == frozenset()
    notebook.save(other, now=now)


def test_on_a_full_disk_nothing_is_done_and_that_is_told(notebook, world, other, now):
    before = holding(notebook)
    ((pages,),) = notebook.vault.read("PRAGMA page_count")
    notebook.vault.read(f"PRAGMA max_page_count = {pages}")
    long = Instead(words="somebody " * 5_000)
    change = [(each, long) for each in planned(notebook, person(notebook)).mentions]
    with pytest.raises(BeforehandError, match="disk is full"):
        erase_at_once(notebook, person(notebook), now, change)
    assert holding(notebook) == before
    assert notebook[Answer].get(other.id).text == other.text


_KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import make
from beforehand.domain.counterparts import Counterpart
from beforehand.store.erasing import INITIALS, erase_at_once, planned
from beforehand.store.notebook import Notebook
notebook = Notebook.open(Path(sys.argv[1]), make.NOW)
left, run = int(sys.argv[2]), notebook.vault.write
def write(*asked):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    run(*asked)
notebook.vault.write = write
person = notebook[Counterpart].get(make.PERSON)
change = [(each, INITIALS) for each in planned(notebook, person).mentions]
erase_at_once(notebook, person, make.NOW, change)
print(left)
"""


def test_killed_at_any_point_it_is_all_done_or_nothing(notebook, world, other, now, folder):
    notebook.close()
    whole = folder.rename(folder.with_name("whole"))
    done = undone = 0
    tests = Path(make.__file__).parent
    at, code = 0, -signal.SIGKILL
    while code:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(whole, folder)
        ran = subprocess.run(
            [sys.executable, "-c", _KILLED, folder, str(at), tests],
            capture_output=True,
            check=False,
        )
        code = ran.returncode
        assert code in (0, -signal.SIGKILL), ran.stderr
        opened = Notebook.open(folder, now)
        there = opened[Counterpart].get(make.PERSON) is not None
        named = FIRST in opened[Answer].get(other.id).text
        assert there == named
        done, undone = done + (not there), undone + there
        while not there and purge(opened, now):
            pass
        assert there or SECRET.encode() not in plain_pages(opened)
        opened.close()
        at += 23
    assert done
    assert undone


def test_backups_are_cleaned_once_a_fresh_one_stands(notebook, world, other, now, tmp_path):
    program = paths.program(paths.COPYING)
    owner = Owner(notebook=keyfile.read(notebook.folder).whose, copy="c0" * 16)
    place = Stick(chosen=tmp_path / "stick", owner=owner)
    from beforehand.store import backing_up

    old = backing_up.make(notebook, program, now, "of the day")
    old_there = backing_up.make(notebook, program, now, "of the day", place)
    erase_at_once(notebook, person(notebook), now)
    cleaned = cleaning.clean_backups(notebook, program, now, [place])
    assert (cleaned.removed, cleaned.left) == (2, ())
    assert not old.path.exists()
    assert not old_there.path.exists()
    assert [each.path for each in backups.found(backups.folder_of(notebook.folder))] == [
        cleaned.made.path
    ]
    assert [each.why for each in place.lying().every] == [cleaning.WHY]


def test_without_a_fresh_backup_no_old_one_goes(notebook, world, now):
    program = paths.program(paths.COPYING)
    from beforehand.store import backing_up

    old = backing_up.make(notebook, program, now, "of the day")
    with pytest.raises(BeforehandError):
        cleaning.clean_backups(notebook, [sys.executable, "-c", "pass"], now)
    assert old.path.exists()


def test_needs_of_mine_about_a_talk_with_them_alone_go(notebook, world, now):
    mine = make.record(
        Need, counterpart_id=None, conversation_id=make.TALK, standing=Standing.MINE, text=SECRET
    )
    cut = make.record(Excerpt, answer_id=make.ANSWER, item_id=mine.id, words=SECRET)
    notebook.save(mine, cut, now=now)
    erase_at_once(notebook, person(notebook), now)
    assert notebook[Need].find(trashed=None) == []
