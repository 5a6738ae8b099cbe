"""Order in the house: duplicated, called off, merged; nothing is lost on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from beforehand import paths
from beforehand.domain import stakes
from beforehand.domain.conversations import Answer, Conversation, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Need
from beforehand.domain.order import called_off, merged, put_back
from beforehand.domain.record import Id
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.index import written_fields
from beforehand.store.order import duplicate, merge
from beforehand.store.timeline import timeline


@pytest.fixture
def sample(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    return notebook


def texts(notebook, kind, **equals):
    names = written_fields(kind)
    return sorted(
        tuple(getattr(each, name) for name in names) for each in notebook[kind].find(**equals)
    )


def test_a_duplicate_has_what_was_prepared_and_none_of_what_came_of_it(sample, now):
    source = sample[Conversation].get(slug_id("date-for-4-2"))
    twin, *_ = made = duplicate(sample, source.id)
    sample.save(*made, now=now)
    assert (twin.issue, twin.stage, twin.starts_at) == (source.issue, Stage.PREPARING, None)
    assert twin.id != source.id
    for kind in (
        Participant,
        stakes.Position,
        stakes.NonNegotiable,
        stakes.Option,
        stakes.Opening,
        stakes.IfThen,
        stakes.AskingPoint,
    ):
        assert texts(sample, kind, conversation_id=twin.id) == texts(
            sample, kind, conversation_id=source.id
        )
    for kind in (Answer, stakes.Commitment, stakes.RoomChoice):
        assert sample[kind].count(conversation_id=twin.id) == 0


def test_a_duplicate_s_options_serve_the_same_needs(sample, now):
    source = slug_id("date-for-4-2")
    twin, *_ = made = duplicate(sample, source)
    sample.save(*made, now=now)

    def served(talk_id):
        options = {o.id: o.text for o in sample[stakes.Option].find(conversation_id=talk_id)}
        servings = sample[stakes.Serving].find(option_id=set(options))
        return sorted((options[each.option_id], each.need_id) for each in servings)

    assert served(twin.id) == served(source) != []


def test_called_off_it_can_be_put_back_as_far_as_it_was(now):
    talk = make.record(Conversation, stage=Stage.READY, sheet_made_at=now)
    assert called_off(talk).stage is Stage.CALLED_OFF
    assert put_back(called_off(talk)) == talk
    assert put_back(replace(talk, sheet_made_at=None)).stage is Stage.PREPARING
    with pytest.raises(BeforehandError, match="took place"):
        called_off(replace(talk, stage=Stage.DEBRIEFED))


def test_a_person_cannot_be_merged_with_themselves(notebook, now):
    person = make.record(Counterpart, name="Priya")
    notebook.save(person, now=now)
    with pytest.raises(BeforehandError, match="Priya cannot be merged with themselves"):
        merge(notebook, person.id, person.id, now)
    with pytest.raises(BeforehandError, match="not in the notebook"):
        merge(notebook, person.id, Id("nobody"), now)


def test_after_a_merge_everything_belongs_to_the_kept_entry(sample, now):
    kept, other = slug_id("lucja"), slug_id("eleni")
    before = {
        kind: sample[kind].find(trashed=None, counterpart_id={kept, other})
        for kind in KINDS
        if "counterpart_id" in kind.__dataclass_fields__
    }
    entries = {
        each.record.id
        for person in (kept, other)
        for each in timeline(sample, person, limit=500).entries
    }
    sample.save(*merge(sample, kept, other, now), now=now)
    for kind, records in before.items():
        assert sample[kind].find(trashed=None, counterpart_id=other) == []
        there = {each.id for each in sample[kind].find(trashed=None, counterpart_id=kept)}
        assert there == {each.id for each in records}
    assert {each.record.id for each in timeline(sample, kept, limit=500).entries} == entries
    assert sample[Counterpart].get(other).trashed_at is not None


def test_who_sat_in_a_conversation_twice_sits_there_once(notebook, now):
    talk = make.talk_with(notebook, "Priya", "P. Nair", now=now)
    priya, other = notebook[Counterpart].find()
    notebook.save(*merge(notebook, priya.id, other.id, now), now=now)
    (seat,) = notebook[Participant].find(conversation_id=talk.id)
    assert seat.counterpart_id == priya.id


def test_a_seat_that_was_put_away_stays_put_away(notebook, now):
    talk = make.talk_with(notebook, "P. Nair", now=now)
    (seat,) = notebook[Participant].find()
    priya = make.record(Counterpart, name="Priya")
    notebook.save(priya, replace(seat, trashed_at=now), now=now)
    other = notebook[Counterpart].find(name="P. Nair")[0]
    notebook.save(*merge(notebook, priya.id, other.id, now), now=now)
    assert notebook[Participant].find(conversation_id=talk.id) == []
    assert notebook[Participant].find(trashed=True)[0].counterpart_id == priya.id


def test_each_record_is_changed_once_so_that_one_step_undoes_it(sample, now):
    records = merge(sample, slug_id("lucja"), slug_id("eleni"), now)
    assert len({each.id for each in records}) == len(records)
    before = [sample[type(each)].get(each.id) for each in records]
    sample.save(*records, now=now)
    sample.save(*before, now=now + timedelta(minutes=1))
    assert sample[Need].count(counterpart_id=slug_id("eleni")) > 0
    assert sample[Counterpart].get(slug_id("eleni")).trashed_at is None


WORDS = st.text(alphabet=st.sampled_from("abc é\nŁ"), max_size=6)
PEOPLE = st.builds(
    Counterpart, id=st.just(Id("a")), name=WORDS, role=WORDS, team=WORDS, notes=WORDS
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PEOPLE, PEOPLE)
def test_a_merge_keeps_every_word(one, two):
    made, *_ = merged(one, replace(two, id=Id("b")), [], make.NOW)
    whole = "\n".join((made.name, made.role, made.team, made.notes))
    for person in (one, two):
        for said in (person.name, person.role, person.team, person.notes):
            assert said.strip() in whole
