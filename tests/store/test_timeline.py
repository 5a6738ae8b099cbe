"""Everything dated about one counterpart, newest first, against a plain walk over the records."""

from datetime import date, datetime, timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Conversation,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence, Need, Ruling, Standing, Verdict
from beforehand.domain.stakes import Commitment, Promise
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.timeline import EVERYTHING, Dated, alignment_series, timeline


@pytest.fixture
def sample(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    return notebook


def pages(notebook, person, limit, **narrowed):
    """All entries, asked for page by page."""
    found, after = [], None
    while True:
        page = timeline(notebook, person, after=after, limit=limit, **narrowed)
        assert len(page.entries) <= limit
        found += page.entries
        after = page.following
        if after is None:
            return found


def walked(notebook, person):
    """What should stand on the timeline, found by looking at every record."""
    talks = {p.conversation_id for p in notebook[Participant].find() if p.counterpart_id == person}
    needs = [n for n in notebook[Need].find() if n.counterpart_id == person]
    dated = [
        need
        for need in needs
        if need.standing in {Standing.KNOWN, Standing.REFUTED}
        or (need.standing is Standing.STATED and need.said_on)
    ]
    of_needs = {need.id for need in needs}
    return {
        *(talk.id for talk in notebook[Conversation].find() if talk.id in talks),
        *(c.id for c in notebook[Commitment].find() if c.conversation_id in talks),
        *(a.id for a in notebook[Addendum].find() if a.conversation_id in talks),
        *(e.id for e in notebook[Evidence].find() if e.need_id in of_needs),
        *(need.id for need in dated),
    }


def day(when):
    return when.date() if isinstance(when, datetime) else when


def test_nothing_dated_is_missing_and_nothing_stands_twice(sample):
    for person in sample[Counterpart].find():
        entries = pages(sample, person.id, 7)
        ids = [entry.record.id for entry in entries]
        assert len(ids) == len(set(ids))
        assert set(ids) == walked(sample, person.id)


def test_the_newest_stands_first_whatever_the_page(sample):
    person = slug_id("lucja")
    entries = pages(sample, person, 3)
    days = [day(entry.when) for entry in entries]
    assert days == sorted(days, reverse=True)
    assert entries == pages(sample, person, 50)
    assert len(entries) > 20


@pytest.mark.parametrize("kind", EVERYTHING)
def test_it_can_be_narrowed_to_a_kind(sample, kind):
    person = slug_id("lucja")
    only = pages(sample, person, 5, kinds={kind})
    assert only
    assert only == [entry for entry in pages(sample, person, 50) if entry.kind is kind]


def test_verdicts_stand_at_their_conversations(sample):
    person = slug_id("lucja")
    theirs = {need.id for need in sample[Need].find(counterpart_id=person)}
    entries = pages(sample, person, 2, kinds={Dated.VERDICT})
    assert {e.record.id for e in entries} == {
        verdict.id for verdict in sample[Verdict].find() if verdict.need_id in theirs
    }
    for entry in entries:
        assert entry.when == sample[Conversation].get(entry.conversation_id).starts_at


def test_narrowed_to_nothing_it_is_empty(sample):
    assert timeline(sample, slug_id("lucja"), kinds=()).entries == ()


def test_beside_a_conversation_stand_its_verdicts_promises_and_alignment(notebook, now):
    talk = make.talk_with(notebook, "Priya", "Tomás", now=now, stage=Stage.DEBRIEFED)
    priya = notebook[Counterpart].find(name="Priya")[0]
    tomas = notebook[Counterpart].find(name="Tomás")[0]
    needs = [
        make.record(Need, counterpart_id=each.id, conversation_id=None)
        for each in (priya, priya, tomas)
    ]
    verdicts = [
        make.record(Verdict, need_id=need.id, conversation_id=talk.id, ruling=ruling)
        for need, ruling in zip(
            needs, (Ruling.CONFIRMED, Ruling.REFUTED, Ruling.REFUTED), strict=True
        )
    ]
    promise = make.record(
        Commitment, conversation_id=talk.id, counterpart_id=priya.id, promise=Promise.KEPT
    )
    scores = [
        AlignmentRating(conversation_id=talk.id, moment=moment, score=score)
        for moment, score in ((Moment.BEFORE, 3), (Moment.AFTER, 0))
    ]
    notebook.save(*needs, *verdicts, promise, *scores, now=now)
    (entry,) = timeline(notebook, priya.id, kinds={Dated.CONVERSATION}).entries
    assert entry.conversation_id == talk.id
    assert entry.figures.rulings == {Ruling.CONFIRMED: 1, Ruling.REFUTED: 1}
    assert entry.figures.promises == {Promise.KEPT: 1}
    assert (entry.figures.before, entry.figures.after) == (3, 0)
    (point,) = alignment_series(notebook, priya.id)
    assert (point.conversation_id, point.before, point.after) == (talk.id, 3, 0)


def test_a_refuted_need_stands_at_the_conversation_that_refuted_it(notebook, now):
    held = now - timedelta(days=30)
    talk = make.talk_with(notebook, "Priya", now=now, starts_at=held)
    priya = notebook[Counterpart].find()[0]
    need = make.record(
        Need, counterpart_id=priya.id, conversation_id=None, standing=Standing.REFUTED
    )
    verdict = make.record(Verdict, need_id=need.id, conversation_id=talk.id, ruling=Ruling.REFUTED)
    notebook.save(need, verdict, now=now)
    (entry,) = timeline(notebook, priya.id, kinds={Dated.NEED}).entries
    assert entry.when == held


def test_a_commitment_moves_from_its_due_day_to_the_day_it_was_closed(notebook, now):
    talk = make.talk_with(notebook, "Priya", now=now)
    person = notebook[Counterpart].find()[0].id
    promise = make.record(
        Commitment, conversation_id=talk.id, counterpart_id=person, due=date(2026, 12, 1)
    )
    notebook.save(promise, now=now)
    asked = {"kinds": {Dated.COMMITMENT}}
    assert timeline(notebook, person, **asked).entries[0].when == date(2026, 12, 1)
    notebook.save(
        make.record(
            Commitment,
            id=promise.id,
            conversation_id=talk.id,
            counterpart_id=person,
            promise=Promise.KEPT,
            closed_on=date(2026, 11, 25),
        ),
        now=now,
    )
    assert timeline(notebook, person, **asked).entries[0].when == date(2026, 11, 25)


def test_the_sample_s_alignment_is_a_series_from_old_to_new(sample):
    points = alignment_series(sample, slug_id("lucja"))
    assert len(points) >= 3
    assert [p.when for p in points] == sorted(p.when for p in points)
