"""What comes after a conversation, done through the desk: one act, one step back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import make
from beforehand import paths
from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.debriefing import finished
from beforehand.domain.held import took_place
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import Evidence, Knowing, Need, Ruling, Standing
from beforehand.domain.record import UNSAVED, Id
from beforehand.domain.verdicts import Finding, ruled, unruled
from beforehand.exchange.sample import fill_with_sample, slug_id
from beforehand.library import read_library
from beforehand.store.look_back import look_back
from beforehand.store.notebook import Notebook
from beforehand.store.order import duplicate, merge
from beforehand.ui.desk import Desk

LATER = make.NOW + timedelta(days=30)
TALK = slug_id("date-for-4-2")
SAID = Finding(ruling=Ruling.CONFIRMED, knowing=Knowing.SAID, text="She said it.")


@pytest.fixture
def desk(notebook: Notebook, qapp: object) -> Desk:
    library = read_library(paths.resources())
    fill_with_sample(notebook, library, make.NOW)
    return Desk(notebook, library, clock=lambda: LATER)


def seen(desk: Desk) -> dict[str, Any]:
    """All that is not put away, without the times of saving and what is only history."""
    return {
        each.id: replace(each, created_at=UNSAVED, updated_at=UNSAVED)
        for kind in KINDS
        if kind.kind not in {"confidence_marks", "earlier_wordings"}
        for each in desk.notebook[kind].find()
    }


def held(desk: Desk) -> Conversation:
    talk = desk.notebook[Conversation].get(TALK)
    assert talk is not None
    desk.do("It took place", [took_place(talk, desk.now())])
    return look_back(desk.notebook, TALK).conversation


def test_a_verdict_is_undone_and_redone_as_one(desk: Desk) -> None:
    talk = held(desk)
    case = look_back(desk.notebook, TALK).cases[0]
    before = seen(desk)
    desk.do("Confirm", ruled(case, SAID, talk, desk.now()))
    after = seen(desk)
    assert desk.notebook[Need].get(case.need.id).standing is Standing.KNOWN  # type: ignore[union-attr]
    desk.undo()
    assert seen(desk) == before
    desk.redo()
    assert seen(desk) == after


def test_after_an_undo_the_hypothesis_can_be_judged_anew(desk: Desk) -> None:
    talk = held(desk)
    case = look_back(desk.notebook, TALK).cases[0]
    desk.do("Confirm", ruled(case, SAID, talk, desk.now()))
    desk.undo()
    again = look_back(desk.notebook, TALK).case(case.need.id)
    assert again.verdict is None
    refuted = Finding(ruling=Ruling.REFUTED, text="She did not.")
    desk.do("Refute", ruled(again, refuted, talk, desk.now()))
    judged = look_back(desk.notebook, TALK).case(case.need.id)
    assert judged.need.standing is Standing.REFUTED
    assert judged.line is not None
    assert not judged.line.supports
    desk.do("Take back", unruled(judged, talk, desk.now()))
    desk.undo()
    assert look_back(desk.notebook, TALK).case(case.need.id).verdict is not None


def test_changing_one_s_mind_is_a_step_of_its_own(desk: Desk) -> None:
    talk = held(desk)
    case = look_back(desk.notebook, TALK).cases[0]
    desk.do("Confirm", ruled(case, SAID, talk, desk.now()))
    confirmed = seen(desk)
    again = look_back(desk.notebook, TALK).case(case.need.id)
    desk.do("Not asked", ruled(again, Finding(ruling=Ruling.NOT_ASKED), talk, desk.now()))
    assert desk.notebook[Evidence].count(text="She said it.") == 0
    desk.undo()
    assert seen(desk) == confirmed


def test_finishing_a_debrief_is_undone_as_one(desk: Desk) -> None:
    held(desk)
    before = seen(desk)
    back = look_back(desk.notebook, TALK)
    desk.do("Finish", finished(back.conversation, back.cases, desk.now()))
    assert look_back(desk.notebook, TALK).conversation.stage is Stage.DEBRIEFED
    desk.undo()
    assert seen(desk) == before


def test_a_merge_is_undone_as_one(desk: Desk) -> None:
    before = seen(desk)
    desk.do("Merge", merge(desk.notebook, slug_id("lucja"), slug_id("eleni"), desk.now()))
    assert Id(slug_id("eleni")) not in seen(desk)
    desk.undo()
    assert seen(desk) == before


def test_a_duplicate_is_undone_as_one(desk: Desk) -> None:
    before = seen(desk)
    desk.do("Duplicate", duplicate(desk.notebook, TALK))
    assert len(seen(desk)) > len(before)
    desk.undo()
    assert seen(desk) == before
