"""A lock is offered once there is something to lock away, and not again and again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.ui.lock import standing
from beforehand.ui.lock.offer import OFFER
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from locks import LONG_MS
from reading import press, said

LOCK = "Lock this notebook with a passphrase…"


@pytest.fixture
def begun(opened: Callable[..., Notebook], session: Session) -> Session:
    """A first conversation of one's own, with some answers."""
    answers = [
        make.record(Answer, id=Id(f"answer {n}"), question_id=Id(f"question {n}")) for n in range(3)
    ]
    opened(make.record(Conversation, id=make.TALK), *answers)
    return session


def test_it_is_offered_after_the_first_conversation_and_leads_there(
    begun: Session, qtbot: QtBot
) -> None:
    window = begun.window()
    qtbot.waitUntil(lambda: OFFER in said(window), timeout=LONG_MS)
    press(window, LOCK)
    assert "Set a passphrase" in said(window)


def test_an_empty_notebook_and_the_sample_are_spared(
    session: Session, opened: Callable[..., Notebook]
) -> None:
    opened(make.record(Conversation, id=make.TALK))
    assert session.desk is not None
    assert not standing.shall_offer(session.desk, make.NOW.date())
    session.open_sample()
    assert not standing.shall_offer(session.desk, make.NOW.date())


def test_a_notebook_with_a_passphrase_is_offered_none(unlocked: Session) -> None:
    assert unlocked.desk is not None
    assert unlocked.notebook is not None
    more = [
        make.record(Answer, id=Id(f"answer {n}"), question_id=Id(f"question {n}")) for n in range(3)
    ]
    unlocked.notebook.save(*more, now=make.NOW)
    assert standing._has_begun(unlocked.desk)
    assert not standing.shall_offer(unlocked.desk, make.NOW.date())


def test_not_now_is_asked_again_once_weeks_later_and_then_never(
    begun: Session, qtbot: QtBot
) -> None:
    window, desk = begun.window(), begun.desk
    assert desk is not None
    qtbot.waitUntil(lambda: OFFER in said(window), timeout=LONG_MS)
    press(window, "Not now")
    assert OFFER not in said(window)
    assert LOCK not in said(window)
    window.go(Place("settings"))
    window.go(Place("today"))
    assert OFFER not in said(window)
    today = make.NOW.date()
    assert not standing.shall_offer(desk, today + timedelta(days=27))
    assert standing.shall_offer(desk, today + timedelta(days=28))
    standing.refuse(desk, today + timedelta(days=28))
    assert not standing.shall_offer(desk, today + timedelta(days=1000))
