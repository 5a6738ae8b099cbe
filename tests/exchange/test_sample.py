"""The sample tells a story that holds together, on whatever day it is opened."""

from collections import Counter
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from beforehand import paths
from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    EarlierWording,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart, Relationship
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import ConfidenceMark, Evidence, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Record
from beforehand.domain.stakes import Commitment, Excerpt, Owner, Promise
from beforehand.domain.superseded import Superseded
from beforehand.exchange.sample import sample_records, slug_id, workday, write_sample
from beforehand.library import Library, read_library
from beforehand.store.notebook import Notebook

R = TypeVar("R", bound=Record)

OPENED = [datetime(2026, 11, 18, 9, 30, tzinfo=UTC) + timedelta(days=n) for n in range(7)]


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(paths.resources())


@pytest.fixture(scope="module")
def story(library: Library) -> list[Record]:
    return sample_records(library, OPENED[0])


def of(story: list[Record], kind: type[R]) -> list[R]:
    return [record for record in story if isinstance(record, kind)]


def talk(story: list[Record], slug: str) -> Conversation:
    return next(c for c in of(story, Conversation) if c.id == slug_id(slug))


def references(record: Record) -> dict[str, str]:
    """All references of a record to others, by field."""
    own = {"id", "lens_id", "question_id"}
    found = {f.name: getattr(record, f.name) for f in fields(record)}
    return {n: v for n, v in found.items() if n.endswith("_id") and n not in own and v}


def test_it_has_a_year_of_conversations_at_every_stage(story: list[Record]) -> None:
    talks = of(story, Conversation)
    assert 12 <= len(talks) <= 16
    assert {each.stage for each in talks} == set(Stage)
    assert {each.relationship for each in of(story, Counterpart)} == set(Relationship)


def test_the_first_conversation_is_a_year_old(story: list[Record]) -> None:
    first = talk(story, "diagnostic-access").starts_at
    assert first is not None
    assert (OPENED[0].date() - first.date()).days == 364


@pytest.mark.parametrize("now", OPENED, ids=lambda day: f"{day:%A}")
def test_the_next_conversation_is_two_working_days_away(library: Library, now: datetime) -> None:
    coming = [
        each.starts_at
        for each in of(sample_records(library, now), Conversation)
        if each.starts_at and each.starts_at > now
    ]
    assert min(coming).astimezone().date() == workday(now.date(), 2)
    assert all(each.astimezone().weekday() < 5 for each in coming)


def test_the_next_conversation_is_well_prepared_but_not_finished(
    story: list[Record], library: Library
) -> None:
    coming = talk(story, "date-for-4-2")
    answered = {a.question_id for a in of(story, Answer) if a.conversation_id == coming.id}
    asked = library.lenses[coming.lens_ids[0]].asked(coming.speed)
    assert (coming.stage, len(answered), len(asked)) == (Stage.PREPARING, 11, 16)


def test_every_answer_belongs_to_a_question_that_is_asked(
    story: list[Record], library: Library
) -> None:
    talks = {each.id: each for each in of(story, Conversation)}
    for answer in of(story, Answer):
        asked = talks[answer.conversation_id]
        ids = {q.id for q in library.lenses[answer.lens_id].asked(asked.speed)}
        assert answer.lens_id in asked.lens_ids, answer.text
        assert answer.question_id in ids, answer.text


def test_a_wording_is_the_lens_s_with_the_names_in_it(story: list[Record]) -> None:
    wordings = [a.wording for a in of(story, Answer)]
    assert all(wordings)
    assert not any("{" in each for each in wordings)
    both = [a for a in of(story, Answer) if a.conversation_id == slug_id("who-pays")]
    assert any("Łucja and Kwabena" in a.wording for a in both)


def test_words_made_something_else_stand_in_their_answer(
    story: list[Record], library: Library
) -> None:
    answers = {each.id: each for each in of(story, Answer)}
    for excerpt in of(story, Excerpt):
        answer = answers[excerpt.answer_id]
        question = library.lenses[answer.lens_id].question(answer.question_id)
        assert excerpt.words in answer.text
        assert question is not None
        assert excerpt.became in question.becomes, excerpt.words


def test_every_reference_leads_to_a_record(story: list[Record]) -> None:
    ids = Counter(record.id for record in story)
    assert max(ids.values()) == 1
    for record in story:
        for field, target in references(record).items():
            assert target in ids, f"{record} {field}"


def test_every_driver_is_one_that_ships(story: list[Record], library: Library) -> None:
    assert {need.driver for need in of(story, Need)} - {""} <= set(library.drivers)


@pytest.mark.parametrize("now", OPENED, ids=lambda day: f"{day:%A}")
def test_nothing_was_written_after_the_moment_of_opening(library: Library, now: datetime) -> None:
    for record in sample_records(library, now):
        assert record.created_at <= record.updated_at < now, record


def test_nothing_refers_to_what_was_written_later(story: list[Record]) -> None:
    made = {record.id: record.created_at for record in story}
    late = [
        (record.kind, field)
        for record in story
        for field, target in references(record).items()
        if made[target] > record.updated_at  # type: ignore[index]
    ]
    assert late == []


def test_what_was_seen_was_seen_before_it_was_written(story: list[Record]) -> None:
    for each in of(story, Evidence):
        assert each.seen_on is None or each.seen_on <= each.created_at.astimezone().date()
    for need in of(story, Need):
        assert need.said_on is None or need.said_on <= need.updated_at.astimezone().date(), need


def test_the_last_mark_of_a_hypothesis_is_its_confidence(story: list[Record]) -> None:
    marks: dict[str, int] = {}
    for mark in sorted(of(story, ConfidenceMark), key=lambda m: m.created_at):
        marks[mark.need_id] = mark.confidence
    for need in of(story, Need):
        if need.standing in {Standing.HIDDEN, Standing.KNOWN, Standing.REFUTED}:
            assert marks[need.id] == need.confidence, need.text


def test_a_verdict_tells_the_confidence_as_it_stood(story: list[Record]) -> None:
    for verdict in of(story, Verdict):
        before = [
            mark
            for mark in of(story, ConfidenceMark)
            if mark.need_id == verdict.need_id and mark.created_at < verdict.created_at
        ]
        assert max(before, key=lambda m: m.created_at).confidence == verdict.confidence_then


def test_a_debriefed_conversation_has_its_look_back(story: list[Record]) -> None:
    done = {c.id for c in of(story, Conversation) if c.stage is Stage.DEBRIEFED}
    assert {each.conversation_id for each in of(story, Debrief)} == done
    rated = Counter(each.conversation_id for each in of(story, AlignmentRating))
    assert all(rated[each] == 2 for each in done)


def test_one_suspicion_was_refuted_and_a_smaller_one_confirmed(story: list[Record]) -> None:
    found = {v.need_id: v for v in of(story, Verdict)}
    load, asked = found[slug_id("sebnem-load")], found[slug_id("sebnem-asked")]
    assert (load.ruling, asked.ruling) == (Ruling.REFUTED, Ruling.CONFIRMED)
    assert load.confidence_then > asked.confidence_then
    assert {v.ruling for v in found.values()} == set(Ruling)


def test_promises_of_all_kinds_are_there(story: list[Record]) -> None:
    promises = of(story, Commitment)
    assert {each.promise for each in promises} == set(Promise)
    assert {each.owner for each in promises} == set(Owner)
    today = OPENED[0].date()
    late = {p.owner for p in promises if p.promise is Promise.OPEN and p.due and p.due < today}
    assert late == {Owner.ME, Owner.COUNTERPART}
    assert any(p.closed_on and p.due and p.closed_on > p.due for p in promises)


def test_one_conversation_has_two_counterparts(story: list[Record]) -> None:
    seats = Counter(each.conversation_id for each in of(story, Participant))
    assert sorted(seats.values())[-2:] == [1, 2]


def test_earlier_wordings_are_older_than_the_answer(story: list[Record]) -> None:
    answers = {each.id: each for each in of(story, Answer)}
    earlier = of(story, EarlierWording)
    assert earlier
    for each in earlier:
        assert each.written_at < answers[each.answer_id].updated_at
        assert each.text != answers[each.answer_id].text


def test_ids_are_the_same_every_day(library: Library, story: list[Record]) -> None:
    later = sample_records(library, OPENED[5])
    assert [record.id for record in later] == [record.id for record in story]


def test_every_kind_of_record_is_shown(story: list[Record]) -> None:
    # The sample was never merged with another copy.
    assert {type(record) for record in story} == set(KINDS) - {Superseded}


@pytest.mark.parametrize(
    ("today", "offset", "expected"),
    [
        (date(2026, 11, 18), 0, date(2026, 11, 18)),
        (date(2026, 11, 18), 2, date(2026, 11, 20)),
        (date(2026, 11, 18), 3, date(2026, 11, 23)),
        (date(2026, 11, 18), -3, date(2026, 11, 13)),
        (date(2026, 11, 21), -1, date(2026, 11, 20)),
        (date(2026, 11, 22), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), -6, date(2026, 11, 13)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_leave_out_the_weekend(today: date, offset: int, expected: date) -> None:
    assert workday(today, offset) == expected


def test_the_sample_is_written_with_the_times_of_the_story(
    folder: Path, library: Library, story: list[Record]
) -> None:
    write_sample(folder, library, OPENED[0])
    notebook = Notebook.open(folder, OPENED[0])
    try:
        kept = [each for kind in KINDS for each in notebook[kind].find(order="id")]
    finally:
        notebook.close()
    assert sorted(kept, key=lambda r: r.id) == sorted(story, key=lambda r: r.id)


def test_a_folder_with_something_in_it_is_left_alone(folder: Path, library: Library) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(BeforehandError, match="not an empty folder"):
        write_sample(folder, library, OPENED[0])
    assert [each.name for each in folder.iterdir()] == ["letter.txt"]


def test_a_damaged_file_is_told_by_name(tmp_path: Path, library: Library) -> None:
    (tmp_path / "story.toml").write_text("[conversation]\nslug = ")
    with pytest.raises(BeforehandError, match=r"story\.toml"):
        sample_records(library, OPENED[0], tmp_path)
