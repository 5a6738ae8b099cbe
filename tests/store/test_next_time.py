"""A new preparation begins with last time."""

from datetime import timedelta

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import Conversation, Debrief, Participant, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Opening, Promise
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.next_time import NextTime, next_time


@pytest.fixture
def person(notebook, now):
    made = make.record(Counterpart, name="Priya")
    notebook.save(made, now=now)
    return made


@pytest.fixture
def hold(notebook, person, now):
    def held(issue, days, *, stage=Stage.DEBRIEFED, rating=3, **debrief):
        talk = make.record(
            Conversation, issue=issue, starts_at=now - timedelta(days=days), stage=stage
        )
        notebook.save(
            talk,
            Participant(conversation_id=talk.id, counterpart_id=person.id),
            Debrief(conversation_id=talk.id, result=rating, **debrief),
            make.record(Opening, conversation_id=talk.id, text=f"{issue} opening"),
            now=now,
        )
        return talk

    return held


def test_it_tells_what_was_agreed_and_whether_it_was_kept(notebook, person, hold, now):
    older, last = hold("older", 30), hold("last", 5)

    def promise(talk, text, promised):
        return make.record(
            Commitment,
            conversation_id=talk.id,
            counterpart_id=person.id,
            text=text,
            promise=promised,
        )

    notebook.save(
        promise(last, "kept now", Promise.KEPT),
        promise(last, "open now", Promise.OPEN),
        promise(older, "kept then", Promise.KEPT),
        promise(older, "open since", Promise.OPEN),
        now=now,
    )
    agreed = next_time(notebook, person.id, now.date()).agreed
    assert {line.commitment.text for line in agreed} == {"kept now", "open now", "open since"}


def test_it_tells_what_is_known_what_was_refuted_and_what_was_never_asked(
    notebook, person, hold, now
):
    talk = hold("last", 5)

    def need(text, standing, **changes):
        return make.record(
            Need,
            id=Id(text),
            text=text,
            standing=standing,
            counterpart_id=person.id,
            conversation_id=None,
            **changes,
        )

    notebook.save(
        need("known", Standing.KNOWN, said_on=now.date()),
        need("old", Standing.STATED, said_on=now.date() - timedelta(days=400)),
        need("refuted", Standing.REFUTED),
        need("not asked", Standing.HIDDEN, confidence=40),
        need("never judged", Standing.HIDDEN, confidence=80),
        need("partly", Standing.HIDDEN),
        need("no question", Standing.HIDDEN, question=" "),
        *(
            make.record(Verdict, need_id=Id(text), conversation_id=talk.id, ruling=ruling)
            for text, ruling in (("not asked", Ruling.NOT_ASKED), ("partly", Ruling.PARTLY))
        ),
        now=now,
    )
    found = next_time(notebook, person.id, now.date())
    assert [need.text for need in found.known] == ["known"]
    assert [need.text for need in found.refuted] == ["refuted"]
    assert [need.text for need in found.never_asked] == ["never judged", "not asked"]
    assert [need.text for need in found.old] == ["old"]


def test_it_shows_the_last_five_and_the_opening_that_worked(notebook, person, hold, now):
    for days in range(10, 17):
        hold(f"{days} days ago", days, rating=5 if days == 15 else 2, carry=f"carry {days}")
    now_preparing = hold("prepared now", 1, stage=Stage.HELD)
    found = next_time(notebook, person.id, now.date(), but=now_preparing.id)
    assert [past.conversation.issue for past in found.recent] == [
        f"{days} days ago" for days in range(10, 15)
    ]
    assert found.opening.opening.text == "15 days ago opening"
    assert found.carry == ("carry 10",)


def test_with_somebody_new_there_is_nothing_to_open_with(notebook, person, now):
    found = next_time(notebook, person.id, now.date())
    assert found == NextTime(counterpart=found.counterpart)
    assert next_time(notebook, Id("nobody"), now.date()) is None


def test_in_the_sample_next_time_begins_with_last_time(notebook, now):
    fill_with_sample(notebook, read_library(paths.resources()), now)
    found = next_time(notebook, slug_id("lucja"), now.date(), but=slug_id("date-for-4-2"))
    assert found.opening is not None
    assert found.known
    assert found.refuted
    assert "4.2 in the field" in "".join(line.commitment.text for line in found.agreed)
