"""What is put away comes back whole; what is deleted for good leaves no word in the file."""

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import (
    Addendum,
    Answer,
    Conversation,
    Debrief,
    EarlierWording,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart, SuccessMeasure
from beforehand.domain.held import took_place
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Knowing, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Excerpt
from beforehand.domain.superseded import Superseded
from beforehand.domain.verdicts import Finding, ruled
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.look_back import look_back
from beforehand.store.trash import brought_back, delete_for_good, purge, trash, what_goes
from pages import holding, plain_pages

SECRET = "rutabaga"


@pytest.fixture
def sample(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    return notebook


@pytest.fixture
def told(notebook, now):
    """A conversation of which every word is secret, with verdict, wording, excerpt and need."""
    talk = make.talk_with(notebook, "Priya", now=now, issue=SECRET, title="", shared_goal=SECRET)
    priya = notebook[Counterpart].find()[0]
    answer = make.record(Answer, conversation_id=talk.id, text=f"{SECRET} one " * 900)
    of_priya = make.record(
        Need, id=Id("kept"), counterpart_id=priya.id, conversation_id=talk.id, text="a kept need"
    )
    excerpt = make.record(Excerpt, answer_id=answer.id, item_id=of_priya.id, words=SECRET)
    debrief = make.record(Debrief, conversation_id=talk.id, happened=SECRET)
    promise = make.record(Commitment, conversation_id=talk.id, counterpart_id=priya.id, text=SECRET)
    notebook.save(answer, of_priya, excerpt, debrief, promise, now=now)
    later = now + timedelta(days=2)
    notebook.save(replace(answer, text=f"{SECRET} two"), took_place(talk, later), now=later)
    notebook.save(Addendum(conversation_id=talk.id, text=SECRET), now=later)
    held = notebook[Conversation].get(talk.id)
    said = Finding(ruling=Ruling.CONFIRMED, knowing=Knowing.SAID, text=f"“{SECRET}”")
    notebook.save(
        *ruled(look_back(notebook, held.id).case(Id("kept")), said, held, later), now=later
    )
    return notebook[Conversation].get(talk.id)


def test_what_is_deleted_for_good_leaves_no_word_in_the_file(notebook, told, now):
    assert SECRET.encode() in plain_pages(notebook)
    assert notebook[EarlierWording].count() == 1
    delete_for_good(notebook, told, now)
    assert SECRET.encode() not in plain_pages(notebook)
    assert b"a kept need" in plain_pages(notebook)


def test_in_slices_the_last_trace_goes_while_nobody_types(notebook, told, now):
    delete_for_good(notebook, told, now, in_slices=True)
    assert notebook[Conversation].get(told.id) is None
    while purge(notebook, now):
        pass
    assert SECRET.encode() not in plain_pages(notebook)


def test_with_a_conversation_goes_all_that_hangs_on_it_but_no_need_of_a_person(notebook, told, now):
    mine = make.record(Need, counterpart_id=None, conversation_id=told.id, standing=Standing.MINE)
    notebook.save(mine, now=now)
    going = delete_for_good(notebook, told, now)
    left = {kind.__name__: number for kind, number in holding(notebook).items() if number}
    assert left.pop("ConfidenceMark") >= 1
    assert left == {"Counterpart": 1, "Need": 1}
    (need,) = notebook[Need].find()
    assert (need.standing, need.conversation_id, need.words) == (Standing.KNOWN, None, "")
    assert [each.id for each in going.loosened] == ["kept"]


def test_wholly_a_conversation_goes_with_the_needs_noted_in_it(notebook, told, now):
    delete_for_good(notebook, told, now, wholly=True)
    left = {kind for kind, number in holding(notebook).items() if number}
    assert left == {Counterpart}


def test_what_goes_is_told_first_and_nothing_is_changed_by_telling(notebook, told, now):
    before = holding(notebook)
    going = what_goes(notebook, told)
    assert holding(notebook) == before
    assert going.count == delete_for_good(notebook, told, now).count
    assert sum(before.values()) - sum(holding(notebook).values()) == going.count


def test_a_person_can_be_taken_out_for_good(sample, now):
    person = sample[Counterpart].get(slug_id("ines"))
    alone = [
        seat.conversation_id
        for seat in sample[Participant].find(counterpart_id=person.id)
        if sample[Participant].count(conversation_id=seat.conversation_id) == 1
    ]
    going = delete_for_good(sample, person, now, wholly=True)
    for kind in KINDS:
        if "counterpart_id" in kind.__dataclass_fields__:
            assert sample[kind].find(trashed=None, counterpart_id=person.id) == []
    assert alone
    assert sample[Conversation].find(trashed=None, id=set(alone)) == []
    assert {talk.id for talk in going.stays}.isdisjoint(alone)
    assert b"Carrasco Vidal" not in plain_pages(sample)


def _alone(need):
    return {"need_id": need.id, "counterpart_id": None, "conversation_id": None}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_any_record_can_be_deleted_and_no_reference_leads_nowhere(sample, now, kind):
    need = sample[Need].find()[0]
    sample.save(make.record(Superseded, record_id=need.id, **_alone(need)), now=now)
    record = sample[kind].find()[0]
    delete_for_good(sample, record, now)
    assert sample[kind].get(record.id) is None
    assert sample.vault.read("PRAGMA foreign_key_check") == []
    assert sample.vault.read(
        "SELECT count(*) FROM search_entries WHERE record_id = ?", [record.id]
    ) == [(0,)]


def test_the_trash_tells_what_was_put_away_last_first_and_for_how_long(notebook, now):
    talk = make.talk_with(notebook, "Priya", now=now)
    priya = notebook[Counterpart].find()[0]
    away = now - timedelta(days=29)
    notebook.save(
        make.record(Need, counterpart_id=None, conversation_id=None, text="rest", trashed_at=away),
        replace(talk, trashed_at=now - timedelta(days=3)),
        make.record(SuccessMeasure, counterpart_id=priya.id, text="x"),
        now=now,
    )
    assert [(line.title, line.days_left) for line in trash(notebook, now)] == [
        (talk.issue, 27),
        ("rest", 1),
    ]


def test_what_comes_back_brings_what_it_hangs_on(notebook, told, now):
    answer = notebook[Answer].find()[0]
    notebook.save(replace(answer, trashed_at=now), replace(told, trashed_at=now), now=now)
    back = brought_back(notebook, notebook[Answer].get(answer.id))
    notebook.save(*back, now=now)
    assert {type(each) for each in back} == {Answer, Conversation}
    assert trash(notebook, now) == []
    assert brought_back(notebook, notebook[Answer].get(answer.id)) == ()


def test_after_thirty_days_it_goes_and_not_a_day_before(notebook, told, now):
    notebook.save(replace(told, trashed_at=now), now=now)
    assert purge(notebook, now + timedelta(days=29, hours=23)) == 0
    assert purge(notebook, now + timedelta(days=30)) > 8
    while purge(notebook, now + timedelta(days=30)):
        pass
    assert SECRET.encode() not in plain_pages(notebook)
    assert purge(notebook, now + timedelta(days=60)) == 0


def test_a_person_with_conversations_stays_until_somebody_decides(notebook, told, now):
    priya = notebook[Counterpart].find()[0]
    notebook.save(replace(priya, trashed_at=now), now=now)
    assert purge(notebook, now + timedelta(days=99)) == 0
    (line,) = trash(notebook, now)
    assert (line.title, line.days_left) == ("Priya", None)
    notebook.save(replace(told, trashed_at=now), now=now)
    assert purge(notebook, now + timedelta(days=99)) > 0
    assert notebook[Counterpart].get(priya.id) is None


def test_an_entry_that_was_merged_away_takes_nothing_with_it(sample, now):
    from beforehand.store.order import merge

    kept, other = slug_id("lucja"), slug_id("eleni")
    sample.save(*merge(sample, kept, other, now), now=now)
    before = holding(sample)
    while purge(sample, now + timedelta(days=31)):
        pass
    gone = {kind: number - holding(sample)[kind] for kind, number in before.items()}
    assert {kind for kind, number in gone.items() if number} <= {Counterpart, Participant}
    assert sample[Evidence].count() == before[Evidence]
    assert sample[Conversation].find(stage=Stage.DEBRIEFED)
    assert sample[Verdict].count() == before[Verdict]


def test_much_is_purged_a_little_at_a_time(notebook, now):
    made = [
        make.record(Need, counterpart_id=None, conversation_id=None, trashed_at=now)
        for _ in range(8)
    ]
    notebook.save(*made, now=now, keep_times=True)
    later = now + timedelta(days=31)
    left = [8]
    while purge(notebook, later, most=3):
        left.append(len(notebook[Need].find(trashed=None)))
    assert sorted(set(left)) == [0, 2, 5, 8]
