"""What is kept of a record that gave way: all that was said in it, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

import make
from beforehand.domain.conversations import Answer, Conversation, EarlierWording, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Need
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, RoomChoice
from beforehand.domain.superseded import MADE, Superseded, former, said
from beforehand.store.index import written_fields


def test_every_field_that_is_filled_has_a_line() -> None:
    need = make.record(Need, id=Id("n"), said_on=date(2026, 11, 2))
    assert said(need) == (
        "Standing: hidden\nText: rest for the team\nSaid on: 2026-11-02\nDriver: load\n"
        "Confidence: 50\nQuestion: What would a good month look like?"
    )
    assert (
        said(make.record(Evidence))
        == "Text: answered at midnight\nSeen on: 2026-11-09\nSupports: yes"
    )
    assert said(make.record(Commitment)).endswith("Due: 2026-12-01\nPromise: open")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_word_of_any_kind_is_left_out(kind) -> None:
    names = written_fields(kind)
    record = make.record(kind, **{name: f"secret {name}" for name in names})
    if kind is not Superseded:
        assert [name for name in names if f"secret {name}" not in said(record)] == []
    assert "dataclass" not in said(record)


def test_it_is_made_of_what_it_says_alone() -> None:
    """The same id on every machine, in every year: or merging twice would keep it twice."""
    old = make.record(Need, id=Id("n"))
    kept = former(old, replace(old, text="a month"))
    assert isinstance(kept, Superseded)
    assert kept.id == f"{MADE}cb4435d590e63630690ec0e0329f6fb6"
    assert (kept.counterpart_id, kept.conversation_id, kept.need_id) == (
        make.PERSON,
        make.TALK,
        "n",
    )


def test_an_answer_becomes_an_earlier_wording() -> None:
    old = make.record(Answer, id=Id("a"))
    kept = former(old, replace(old, text="otherwise"))
    assert isinstance(kept, EarlierWording)
    assert (kept.text, kept.wording, kept.answer_id) == (old.text, old.wording, "a")
    assert former(replace(old, text="  "), old) is None


@pytest.mark.parametrize(
    ("old", "changes"),
    [
        (make.record(Counterpart), {}),
        (make.record(Conversation), {"left_at": Id("needs")}),
        (make.record(Conversation), {"sheet_made_at": make.NOW}),
        (make.record(Need), {"across": 0.3}),
        (make.record(Need), {"trashed_at": make.NOW}),
        (make.record(Participant), {"place": 3}),
        (make.record(RoomChoice), {"shown": False}),
    ],
)
def test_where_nothing_else_was_said_nothing_is_kept(old, changes) -> None:
    assert former(old, replace(old, **changes)) is None
