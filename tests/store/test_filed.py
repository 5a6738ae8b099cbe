"""The file of a conversation or a counterpart holds what belongs to it and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.errors import BeforehandError
from beforehand.domain.filed import Kept, PersonFile, TalkFile
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id
from beforehand.library import default_library
from beforehand.store.filed import file_of
from beforehand.store.notebook import Notebook


def talk_file(notebook: Notebook, talk: Id) -> TalkFile:
    file = file_of(notebook, talk, {})
    assert isinstance(file, TalkFile)
    return file


def test_an_id_is_a_conversations_or_a_counterparts(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    assert talk_file(notebook, make.TALK).conversation.id == make.TALK
    file = file_of(notebook, make.PERSON, {})
    assert isinstance(file, PersonFile)
    assert file.counterpart.id == make.PERSON


def test_an_id_that_is_neither_is_told_in_a_sentence(notebook: Notebook) -> None:
    with pytest.raises(BeforehandError, match="not in the notebook"):
        file_of(notebook, Id("nobody"), {})


def test_every_kind_of_record_is_reached(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    of_person = (counterparts.SuccessMeasure, counterparts.Pressure, counterparts.Counterpart)
    in_talk = {type(each) for each in talk_file(notebook, make.TALK).records}
    assert in_talk == set(KINDS) - {talks.Conversation, *of_person}
    file = file_of(notebook, make.PERSON, {})
    assert {type(each) for each in file.records} == set(KINDS)


def test_no_record_is_there_twice(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    for subject in (make.TALK, make.PERSON):
        ids = [(type(each), each.id) for each in file_of(notebook, subject, {}).records]
        assert len(ids) == len(set(ids))


def test_people_come_in_their_places_also_if_they_were_put_away_since(notebook: Notebook) -> None:
    talk = make.talk_with(notebook, "Zofia", "Ana", "Mia")
    ana = notebook[counterparts.Counterpart].find(name="Ana")[0]
    notebook.save(replace(ana, trashed_at=make.NOW), now=make.NOW)
    assert [p.name for p in talk_file(notebook, talk.id).people] == ["Zofia", "Ana", "Mia"]


def test_who_was_taken_out_of_a_conversation_did_not_take_part(notebook: Notebook) -> None:
    talk = make.talk_with(notebook, "Zofia", "Ana")
    seat = notebook[talks.Participant].find(place=1)[0]
    notebook.save(replace(seat, trashed_at=make.NOW), now=make.NOW)
    assert [p.name for p in talk_file(notebook, talk.id).people] == ["Zofia"]
    file = file_of(notebook, seat.counterpart_id, {})
    assert Kept(file.records).of(talks.Conversation) == []


def test_what_last_time_left_is_told_once_for_people_who_were_both_there(
    notebook: Notebook,
) -> None:
    before = make.talk_with(
        notebook, "Zofia", "Ana", starts_at=make.NOW - timedelta(days=9), stage=talks.Stage.HELD
    )
    talk = make.record(talks.Conversation, id=Id("now"))
    seats = notebook[talks.Participant].find()
    again = [
        make.record(talks.Participant, conversation_id=talk.id, counterpart_id=seat.counterpart_id)
        for seat in seats
    ]
    notebook.save(talk, *again, now=make.NOW)
    (last,) = talk_file(notebook, talk.id).lasts
    assert last.conversation.id == before.id


def test_a_need_judged_in_a_conversation_is_of_its_file_whenever_it_was_written(
    notebook: Notebook,
) -> None:
    held = make.NOW - timedelta(days=30)
    talk = make.talk_with(notebook, "Priya", stage=talks.Stage.DEBRIEFED, starts_at=held)
    (priya,) = notebook[counterparts.Counterpart].find()
    need = make.record(needs.Need, counterpart_id=priya.id, conversation_id=None)
    sign = make.record(needs.Evidence, need_id=need.id)
    notebook.save(need, sign, now=make.NOW)
    assert not Kept(talk_file(notebook, talk.id).records).of(needs.Need)
    verdict = make.record(needs.Verdict, need_id=need.id, conversation_id=talk.id)
    notebook.save(verdict, now=make.NOW)
    kept = Kept(talk_file(notebook, talk.id).records)
    assert [each.id for each in kept.of(needs.Need)] == [need.id]
    assert [each.id for each in kept.of(needs.Evidence)] == [sign.id]


def test_the_lenses_that_were_answered_come_along(notebook: Notebook) -> None:
    notebook.save(*make.world(), now=make.NOW)
    lenses = default_library().lenses
    for subject in (make.TALK, make.PERSON):
        found = file_of(notebook, subject, lenses).lenses
        assert [lens.id for lens in found] == ["internal-alignment"]


def test_kept_records_are_found_by_kind_field_and_several_fields() -> None:
    mine = make.record(stakes.Position, counterpart_id=None)
    theirs = make.record(stakes.Position)
    kept = Kept([mine, theirs, make.record(stakes.Option)])
    assert kept.of(stakes.Position) == [mine, theirs]
    assert kept.of(stakes.Position, conversation_id=make.TALK, counterpart_id=None) == [mine]
    assert kept.get(stakes.Position, theirs.id) == theirs
    assert kept.get(stakes.Position, None) is None
    assert [type(each) for each in kept.but([stakes.Position])] == [stakes.Option]
