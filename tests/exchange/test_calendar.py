"""A calendar file tells a passer-by nothing, and is read by whoever reads calendars."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

import make
from beforehand import paths
from beforehand.domain.commitments import kept
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.stakes import Commitment, Owner
from beforehand.exchange.calendar import calendar_of, write_calendar
from beforehand.exchange.sample import fill_with_sample
from beforehand.library import read_library
from beforehand.store.index import written_fields
from beforehand.store.promises import all_commitments


@pytest.fixture
def lines(notebook, now):
    talk = make.talk_with(notebook, "Łucja Nowak", now=now)
    person = notebook[Counterpart].find()[0].id
    fields = {"conversation_id": talk.id, "due": date(2026, 12, 1)}
    notebook.save(
        make.record(Commitment, **fields, counterpart_id=person, text="the list,\nin full"),
        make.record(Commitment, **fields, owner=Owner.ME, counterpart_id=None, text="slides"),
        make.record(
            Commitment, **fields, owner=Owner.OTHER, counterpart_id=None, owner_name="Jonas"
        ),
        make.record(Commitment, conversation_id=talk.id, counterpart_id=person, due=None),
        kept(make.record(Commitment, **fields, counterpart_id=person), now.date()),
        now=now,
    )
    return all_commitments(notebook, now.date())


def events(data):
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_open_commitment_is_one_whole_day(lines):
    found = events(calendar_of(lines))
    assert len(found) == 3
    for event in found:
        assert event["dtstart"].dt == date(2026, 12, 1)
        assert event["dtend"].dt == date(2026, 12, 2)
        assert event["transp"] == "TRANSPARENT"


def test_without_names_it_says_only_whose_turn_it_is(lines):
    summaries = sorted(str(event["summary"]) for event in events(calendar_of(lines)))
    assert summaries == [
        "Something I promised is due",
        "Something promised to me is due",
        "Something promised to me is due",
    ]


def test_with_names_it_says_who_and_what_on_one_line(lines):
    summaries = sorted(str(event["summary"]) for event in events(calendar_of(lines, names=True)))
    assert summaries == [
        "I: slides",
        "Jonas: send the list of customers",
        "Łucja Nowak: the list, in full",
    ]


def test_no_word_of_the_sample_is_in_a_file_without_names(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    lines = all_commitments(notebook, now.date())
    written = set(re.findall(r"\w+", calendar_of(lines).decode()))
    said = {
        word
        for record in (*notebook[Counterpart].find(), *notebook[Commitment].find())
        for name in written_fields(type(record))
        for word in re.findall(r"\w+", getattr(record, name))
        if len(word) > 5
    }
    assert len(said) > 50
    assert said & written <= {"promised"}


def test_a_commitment_keeps_its_name_when_it_moves(notebook, lines, now):
    first = events(calendar_of(lines))[0]["uid"]
    moved = replace(lines[0].commitment, due=date(2027, 1, 4), text="other words")
    notebook.save(moved, now=now + timedelta(days=1))
    again = [
        line for line in all_commitments(notebook, now.date()) if line.commitment.id == moved.id
    ]
    (event,) = events(calendar_of(again))
    assert event["uid"] == first == f"{moved.id}@beforehand"
    assert event["dtstart"].dt == date(2027, 1, 4)
    assert event["dtstamp"].dt == now + timedelta(days=1)


def test_the_same_commitments_give_the_same_bytes(lines):
    assert calendar_of(lines, names=True) == calendar_of(lines, names=True)


def test_control_characters_do_not_break_the_file(notebook, lines, now):
    odd = replace(lines[0].commitment, text="a\x00b\x1b[2J\u2028c END:VCALENDAR")
    notebook.save(odd, now=now)
    again = [line for line in all_commitments(notebook, now.date()) if line.commitment.id == odd.id]
    data = calendar_of(again, names=True)
    assert b"\x00" not in data
    assert b"\x1b" not in data
    assert len(events(data)) == 1


def test_a_file_with_nothing_in_it_is_not_written(tmp_path, lines):
    target = tmp_path / "out.ics"
    assert write_calendar(lines, target) == 3
    with pytest.raises(BeforehandError, match="no open commitment with a day"):
        write_calendar([line for line in lines if not line.commitment.due], tmp_path / "no.ics")
    assert not (tmp_path / "no.ics").exists()
