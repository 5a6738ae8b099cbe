from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from beforehand.domain.conversations import Answer, Conversation, Stage
from beforehand.domain.counterparts import Counterpart, Pressure
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.record import UNSAVED, Id
from beforehand.store.shelf import clean, instant


def test_every_kind_comes_back_as_it_was_saved(notebook, now):
    made = make.world()
    notebook.save(*made, now=now, keep_times=True)
    for record in made:
        back = notebook[type(record)].get(record.id)
        assert back == replace(record, created_at=now, updated_at=now)
        for field in fields(record):
            assert type(getattr(back, field.name)) is type(getattr(record, field.name))


def test_values_of_every_type_come_back_with_their_type(notebook, now):
    east = timezone(timedelta(hours=9))
    talk = make.record(
        Conversation,
        starts_at=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=east),
        lens_ids=(Id("a"), Id("Łé")),
        stage=Stage.CALLED_OFF,
    )
    person = make.record(Counterpart)
    need = make.record(Need, counterpart_id=person.id, conversation_id=None, across=0.25)
    sign = make.record(Evidence, need_id=need.id, supports=False, seen_on=date(1999, 12, 31))
    notebook.save(talk, person, need, sign, now=now)
    back = notebook[Conversation].get(talk.id)
    assert back.starts_at == talk.starts_at
    assert back.starts_at.utcoffset() == timedelta(0)
    assert (back.lens_ids, back.stage) == ((Id("a"), Id("Łé")), Stage.CALLED_OFF)
    assert isinstance(back.stage, Stage)
    assert notebook[Need].get(need.id).across == 0.25
    kept = notebook[Evidence].get(sign.id)
    assert kept.supports is False
    assert kept.seen_on == date(1999, 12, 31)


def test_a_record_is_stamped_once_when_it_is_made_and_each_time_it_is_saved(notebook, now):
    person = make.record(Counterpart)
    assert person.created_at == UNSAVED
    notebook.save(person, now=now)
    later = now + timedelta(days=1)
    # A screen may still hold the record as it was before its first save.
    notebook.save(replace(person, name="Other"), now=later)
    kept = notebook[Counterpart].get(person.id)
    assert (kept.name, kept.created_at, kept.updated_at) == ("Other", now, later)


def test_what_was_written_elsewhere_keeps_its_times(notebook, now):
    then = now - timedelta(days=300)
    notebook.save(
        make.record(Counterpart, id=Id("a"), created_at=then, updated_at=then),
        make.record(Counterpart, id=Id("b")),
        now=now,
        keep_times=True,
    )
    assert notebook[Counterpart].get(Id("a")).updated_at == then
    assert notebook[Counterpart].get(Id("b")).updated_at == now


@pytest.fixture
def people(notebook, now):
    made = [
        make.record(Counterpart, id=Id(name), name=name, team=team, trashed_at=trashed)
        for name, team, trashed in (
            ("Ada", "Data", None),
            ("Bo", "Sales", None),
            ("Cy", "Data", None),
            ("Di", "Data", now),
        )
    ]
    for hour, person in enumerate(made):
        notebook.save(person, now=now + timedelta(hours=hour))
    return notebook[Counterpart]


def names(found):
    return [person.name for person in found]


def test_finding_leaves_out_what_was_put_away_unless_asked(people):
    assert names(people.find()) == ["Ada", "Bo", "Cy"]
    assert names(people.find(trashed=True)) == ["Di"]
    assert names(people.find(trashed=None)) == ["Ada", "Bo", "Cy", "Di"]
    assert people.get(Id("Di")).name == "Di"
    assert people.get(Id("nobody")) is None


def test_finding_narrows_orders_and_limits(people):
    assert names(people.find(team="Data")) == ["Ada", "Cy"]
    assert names(people.find(team="Data", name="Cy")) == ["Cy"]
    assert names(people.find(order="-name", limit=2)) == ["Cy", "Bo"]
    assert names(people.find(order="-created_at")) == ["Cy", "Bo", "Ada"]
    assert names(people.find(name={"Ada", "Bo", "Di"})) == ["Ada", "Bo"]
    assert people.find(name=set()) == []
    assert people.count() == 3
    assert people.count(team="Data") == 2


def test_none_means_has_none(notebook, people, now):
    dated = Pressure(counterpart_id=Id("Ada"), text="audit", due=date(2027, 1, 1))
    notebook.save(dated, Pressure(counterpart_id=Id("Ada"), text="always"), now=now)
    assert [each.text for each in notebook[Pressure].find(due=None)] == ["always"]
    assert [each.text for each in notebook[Pressure].find(due=date(2027, 1, 1))] == ["audit"]


def test_only_fields_may_be_asked_for(people):
    with pytest.raises(ValueError, match="no field"):
        people.find(order="name; DROP TABLE counterparts")
    with pytest.raises(ValueError, match="no field"):
        people.find(**{"name = name OR 1": "x"})
    assert people.count() == 3


def test_texts_sort_as_times_do():
    early = datetime(2026, 1, 1, tzinfo=UTC)
    times = [early, early + timedelta(microseconds=1), early + timedelta(seconds=1)]
    assert sorted(map(instant, times)) == list(map(instant, times))
    assert len({len(instant(time)) for time in times}) == 1
    with pytest.raises(ValueError, match="without a zone"):
        instant(datetime(2026, 1, 1))  # noqa: DTZ001  # the mistake that is refused


any_text = st.text(alphabet=st.characters(exclude_categories=()))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(any_text, st.lists(any_text))
def test_any_text_comes_back_and_none_stops_a_save(notebook, now, text, parts):
    talk = make.record(Conversation, id=make.TALK, issue=text, lens_ids=tuple(map(Id, parts)))
    notebook.save(talk, now=now)
    back = notebook[Conversation].get(make.TALK)
    assert back.issue == clean(text)
    assert back.lens_ids == tuple(clean(part) for part in parts)
    assert notebook[Conversation].find(issue=text) == [back]


@given(st.text())
def test_cleaning_leaves_every_real_text_alone(text):
    assert clean(text) == text


def test_a_lone_surrogate_becomes_one_sign_and_a_pair_its_letter():
    assert clean("a\ud800b\udc00") == "a\ufffdb\ufffd"
    assert clean("\ud83d\ude42\ud800") == "🙂\ufffd"
    assert clean("\ufeffa\ud800") == "\ufeffa\ufffd"


def test_a_megabyte_and_signs_of_nothing_survive(notebook, now):
    long = make.record(Conversation, issue="wörd\0 " * 200_000)
    notebook.save(long, now=now)
    assert notebook[Conversation].get(long.id).issue == long.issue


def test_what_refers_to_nothing_is_refused_and_leaves_nothing(notebook, now):
    good = make.record(Counterpart)
    with pytest.raises(BeforehandError, match="refers to an entry"):
        notebook.save(good, make.record(Answer, conversation_id=Id("nobody")), now=now)
    assert notebook[Counterpart].count() == 0
    notebook.save(good, now=now)
    assert notebook[Counterpart].count() == 1


def test_the_order_of_saving_does_not_matter_within_one_save(notebook, now):
    notebook.save(*reversed(make.world()), now=now)
    assert notebook[Need].count() == 2


def save_and_fail(notebook, record, now):
    with notebook.transaction():
        notebook.save(record, now=now)
        raise KeyError


def test_an_inner_transaction_that_fails_takes_only_itself_back(notebook, now):
    with notebook.transaction():
        notebook.save(make.record(Counterpart, name="Ada"), now=now)
        with pytest.raises(KeyError):
            save_and_fail(notebook, make.record(Counterpart, name="Bo"), now)
        notebook.save(make.record(Counterpart, name="Cy"), now=now)
    assert names(notebook[Counterpart].find()) == ["Ada", "Cy"]


def test_an_outer_transaction_that_fails_takes_everything_back(notebook, now):
    with pytest.raises(KeyError):
        save_and_fail(notebook, make.record(Counterpart, name="Ada"), now)
    assert notebook[Counterpart].count() == 0
    notebook.save(make.record(Counterpart, name="Bo"), now=now)
    assert names(notebook[Counterpart].find()) == ["Bo"]


def test_a_value_of_the_wrong_kind_is_refused(notebook, now):
    with pytest.raises(ValueError, match="sideways"):
        notebook.save(make.record(Need, standing="sideways"), now=now)
    assert notebook[Need].count() == 0
