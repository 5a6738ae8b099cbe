"""Everything written can be read again, newest first, against a plain walk over the records."""

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain import conversations as talks
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need, Verdict
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.index import written_fields
from beforehand.store.journal import Asked, Written, a_year_ago, journal, wordings

UNREAD = {talks.EarlierWording}
NAMES = {"name", "role", "team", "driver", "question", "owner_name", "source", "title", "heading"}


@pytest.fixture
def sample(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    return notebook


def pages(notebook, asked, limit):
    found, after = [], None
    while True:
        page = journal(notebook, asked, after=after, limit=limit)
        assert len(page.entries) <= limit
        found += page.entries
        after = page.following
        if after is None:
            return found


def test_all_that_was_written_can_be_read_again(sample):
    entries = pages(sample, Asked(), 40)
    read = "\n".join(entry.words for entry in entries)
    missing = [
        getattr(record, name)
        for kind in KINDS
        if kind not in UNREAD and kind.kind not in {"excerpts"}
        for record in sample[kind].find()
        for name in written_fields(kind)
        if name not in NAMES and getattr(record, name).strip() not in read
    ]
    assert missing == []
    assert len(entries) == len({entry.record.id for entry in entries})


def test_the_newest_stands_first_whatever_the_page(sample):
    entries = pages(sample, Asked(), 13)
    times = [entry.when for entry in entries]
    assert times == sorted(times, reverse=True)
    assert [each.record.id for each in entries] == [
        each.record.id for each in journal(sample, limit=2000).entries
    ]


def test_of_one_conversation_only_its_own_words_are_read(sample):
    talk = slug_id("date-for-4-2")
    entries = pages(sample, Asked(conversation_id=talk), 9)
    assert {entry.kind for entry in entries} >= {Written.ANSWER, Written.NEED, Written.OPTION}
    needs = {need.id for need in sample[Need].find(conversation_id=talk)}
    assert all(entry.conversation_id == talk or entry.record.need_id in needs for entry in entries)
    answers = [each for each in sample[talks.Answer].find(conversation_id=talk) if each.text]
    assert len(answers) == sum(entry.kind is Written.ANSWER for entry in entries)


def test_of_one_person_their_conversations_and_what_is_noted_on_them_is_read(sample):
    lucja = slug_id("lucja")
    entries = pages(sample, Asked(counterpart_id=lucja), 31)
    met = {p.conversation_id for p in sample[talks.Participant].find(counterpart_id=lucja)}
    assert {each.conversation_id for each in entries if each.kind is Written.ANSWER} <= met
    needs = {each.id for each in sample[Need].find(counterpart_id=lucja)}
    assert needs <= {each.record.id for each in entries}
    assert lucja in {each.record.id for each in entries}
    others = {each.id for each in sample[Need].find()} - needs
    theirs = {each.record.id for each in entries if each.record.id in others}
    assert all(sample[Need].get(each).counterpart_id is None for each in theirs)


def test_what_was_put_away_is_not_read_nor_what_lies_in_it(notebook, now):
    talk = make.talk_with(notebook, "Priya", now=now)
    kept = make.record(talks.Answer, conversation_id=talk.id, text="kept")
    away = make.record(talks.Answer, conversation_id=talk.id, text="away", trashed_at=now)
    blank = make.record(talks.Answer, conversation_id=talk.id, text=" \n")
    notebook.save(kept, away, blank, now=now)
    read = [each.words for each in journal(notebook).entries if each.kind is Written.ANSWER]
    assert read == ["kept"]
    notebook.save(replace(talk, trashed_at=now), now=now)
    assert journal(notebook).entries == ()


def test_an_answer_stands_under_its_question(notebook, now):
    talk = make.talk_with(notebook, now=now)
    notebook.save(make.record(talks.Answer, conversation_id=talk.id), now=now)
    headings = {each.kind: each.heading for each in journal(notebook).entries}
    assert headings[Written.ANSWER] == "What does success look like for Łucja?"
    assert headings[Written.CONVERSATION] == "Conversation"


def test_the_line_of_a_verdict_is_read_once(notebook, now):
    talk = make.talk_with(notebook, "Priya", now=now)
    need = make.record(Need, counterpart_id=None, conversation_id=talk.id)
    verdict = make.record(Verdict, need_id=need.id, conversation_id=talk.id, text="she said so")
    line = make.record(Evidence, need_id=need.id, text="she said so")
    other = make.record(Evidence, need_id=need.id, text="another day")
    notebook.save(need, verdict, line, other, now=now)
    words = [each.words for each in journal(notebook).entries]
    assert words.count("she said so") == 1
    assert "another day" in words


def test_the_wordings_of_an_answer_stand_side_by_side(notebook, now):
    talk = make.talk_with(notebook, now=now)
    answer = make.record(talks.Answer, conversation_id=talk.id, text="first")
    notebook.save(answer, now=now)
    for day, text in enumerate(("second", "third"), start=1):
        notebook.save(replace(answer, text=text), now=now + timedelta(days=day))
    found = wordings(notebook, answer.id)
    assert [(each.when - now, each.text) for each in found] == [
        (timedelta(days=2), "third"),
        (timedelta(days=1), "second"),
        (timedelta(0), "first"),
    ]
    assert wordings(notebook, talk.id) == []


def write_a_year_ago(notebook, now, days, kind, **fields):
    talk = make.talk_with(notebook, now=now, issue=" ")
    made = make.record(kind, conversation_id=talk.id, **fields)
    notebook.save(made, now=now - timedelta(days=365 + days))
    return made


def test_a_year_ago_prefers_a_debrief_and_is_the_same_all_day(notebook, now):
    for place in range(5):
        write_a_year_ago(notebook, now, place - 2, talks.Answer, text=f"answer {place}")
    debriefs = {
        write_a_year_ago(notebook, now, days, talks.Debrief, happened=f"{days}").id
        for days in (-7, 0, 7)
    }
    chosen = {
        a_year_ago(notebook, now.replace(hour=hour, minute=59)).record.id for hour in range(24)
    }
    assert len(chosen) == 1
    assert chosen <= debriefs


def test_over_the_days_more_than_one_thing_comes_back(notebook, now):
    for place in range(6):
        write_a_year_ago(notebook, now, 0, talks.Answer, text=f"answer {place}")
    chosen = {a_year_ago(notebook, now + timedelta(days=day)).words for day in range(-6, 7)}
    assert len(chosen) > 2


def test_nothing_of_a_year_ago_is_nothing(notebook, now):
    write_a_year_ago(notebook, now, 9, talks.Answer, text="too early")
    write_a_year_ago(notebook, now, -9, talks.Answer, text="too late")
    assert a_year_ago(notebook, now) is None
    assert notebook[Counterpart].count() == 0
