"""The history with one counterpart: the line of time, alignment, what is still true and open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from beforehand import palette
from beforehand.domain.conversations import (
    Addendum,
    AlignmentRating,
    Conversation,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Evidence, Knowing, Need, Ruling, Standing, Verdict
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner, Promise
from beforehand.exchange.sample import slug_id
from beforehand.store.notebook import Notebook
from beforehand.store.timeline import PAGE
from beforehand.ui.places import Place
from beforehand.ui.screens.counterpart import CounterpartScreen
from beforehand.ui.session import Session
from beforehand.ui.widgets.timeline import FILTERS
from beforehand.ui.window import Window

LEFT = Qt.MouseButton.LeftButton
PRIYA = Counterpart(id=Id("priya"), name="Priya Nair")
HELD = make.NOW - timedelta(days=90)
TALK = Conversation(
    id=Id("talk"), issue="the reorganisation", stage=Stage.DEBRIEFED, starts_at=HELD
)
AHEAD = Conversation(id=Id("ahead"), issue="two engineers", starts_at=make.NOW + timedelta(days=1))
THERE = [Participant(conversation_id=each.id, counterpart_id=PRIYA.id) for each in (TALK, AHEAD)]
FEAR = Need(
    id=Id("fear"), counterpart_id=PRIYA.id, standing=Standing.KNOWN, text="A second slip",
    said_on=HELD.date(),
)  # fmt: skip
GONE = Need(
    id=Id("gone"), counterpart_id=PRIYA.id, standing=Standing.REFUTED, text="A promotion",
    checked_on=HELD.date(),
)  # fmt: skip
SIGN = Evidence(
    id=Id("sign"), need_id=FEAR.id, text="Asked twice who signs", seen_on=date(2026, 7, 1)
)
RULED = Verdict(
    id=Id("ruled"), need_id=FEAR.id, conversation_id=TALK.id, ruling=Ruling.CONFIRMED,
    knowing=Knowing.SAID, confidence_then=60,
)  # fmt: skip
LIST = Commitment(
    id=Id("list"), conversation_id=TALK.id, owner=Owner.COUNTERPART, counterpart_id=PRIYA.id,
    text="the list", due=make.NOW.date() - timedelta(days=4),
)  # fmt: skip
NOTE = Addendum(id=Id("note"), conversation_id=TALK.id, text="She wrote the day after")
SCORES = [
    AlignmentRating(conversation_id=TALK.id, moment=moment, score=score)
    for moment, score in ((Moment.BEFORE, 3), (Moment.AFTER, 7))
]
ALL = (PRIYA, TALK, AHEAD, *THERE, FEAR, GONE, SIGN, RULED, LIST, NOTE, *SCORES)


@pytest.fixture
def shown(window: Window, opened: Callable[..., Notebook]) -> Callable[..., CounterpartScreen]:
    def show(*records: object) -> CounterpartScreen:
        opened(*(records or ALL))
        window.resize(1440, 900)
        window.go(Place("counterpart", PRIYA.id))
        QApplication.processEvents()
        assert window.stack is not None
        return window.stack.screen

    return show


Shown = Callable[..., CounterpartScreen]


def said_of(screen: CounterpartScreen, id_: Id) -> str:
    return screen.about.timeline.entries[id_].accessibleName()


def test_every_dated_thing_stands_in_one_line_newest_first(shown: Shown) -> None:
    entries = shown().about.timeline.entries
    assert list(entries)[:3] == [AHEAD.id, NOTE.id, LIST.id]
    assert list(entries)[-1] == SIGN.id
    assert set(entries) == {
        AHEAD.id, TALK.id, NOTE.id, LIST.id, FEAR.id, GONE.id, SIGN.id,
    }  # fmt: skip


def test_each_thing_is_said_in_words(shown: Shown) -> None:
    screen = shown()
    assert "debriefed · 0 of 1 commitment kept · alignment 3 → 7" in said_of(screen, TALK.id)
    assert "1 confirmed" in said_of(screen, TALK.id)
    assert "Priya Nair promised · by 15 November 2026" in said_of(screen, LIST.id)
    assert said_of(screen, LIST.id).endswith("late")
    assert "seen or heard 1 July 2026 · for “A second slip”" in said_of(screen, SIGN.id)
    assert "known since 21 August 2026" in said_of(screen, FEAR.id)
    assert said_of(screen, GONE.id).endswith("let go")
    assert "being prepared" in said_of(screen, AHEAD.id)
    assert "to “the reorganisation”" in said_of(screen, NOTE.id)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        ("Conversations", {"ahead", "talk", "note"}),
        ("Verdicts", {"ruled"}),
        ("Commitments", {"list"}),
        ("Needs", {"fear", "gone"}),
        ("Evidence", {"sign"}),
    ],
)
def test_it_is_narrowed_to_a_kind_and_widened_again(
    shown: Shown, qtbot: QtBot, word: str, ids: set[str]
) -> None:
    timeline = shown().about.timeline
    qtbot.mouseClick(timeline.filters[word], LEFT)
    assert set(timeline.entries) == ids
    qtbot.mouseClick(timeline.filters["All"], LEFT)
    assert len(timeline.entries) == 7


def test_a_verdict_tells_how_it_is_known(shown: Shown, qtbot: QtBot) -> None:
    screen = shown()
    qtbot.mouseClick(screen.about.timeline.filters["Verdicts"], LEFT)
    assert said_of(screen, RULED.id) == (
        "A second slip, 21 August 2026 · they said it · in “the reorganisation”, confirmed"
    )


@pytest.mark.parametrize("id_", [TALK.id, LIST.id, NOTE.id, AHEAD.id])
def test_a_thing_of_a_conversation_opens_it(
    shown: Shown, window: Window, qtbot: QtBot, id_: Id
) -> None:
    entry = shown().about.timeline.entries[id_]
    qtbot.mouseClick(entry, LEFT)
    assert window.stack is not None
    assert window.stack.place is not None
    assert window.stack.place.id == (AHEAD.id if id_ == AHEAD.id else TALK.id)


@pytest.mark.parametrize("id_", [FEAR.id, SIGN.id])
def test_a_need_and_what_was_seen_of_it_open_the_need_beside_the_map(
    shown: Shown, qtbot: QtBot, id_: Id
) -> None:
    screen = shown()
    qtbot.mouseClick(screen.about.timeline.entries[id_], LEFT)
    assert screen.card.need_id == FEAR.id
    assert screen.card.isVisible()


def test_more_than_a_page_comes_when_one_scrolls_to_it(shown: Shown) -> None:
    signs = [
        Evidence(need_id=FEAR.id, text=f"sign {n}", seen_on=date(2026, 1, 1) + timedelta(days=n))
        for n in range(PAGE + 30)
    ]
    screen = shown(PRIYA, FEAR, *signs)
    assert len(screen.about.timeline.entries) == PAGE
    bar = screen.beside.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(screen.about.timeline.entries) == PAGE + 31
    assert not screen.about.timeline.more.isVisible()


def test_earlier_ones_come_by_a_button_too(shown: Shown, qtbot: QtBot) -> None:
    signs = [
        Evidence(need_id=FEAR.id, text=f"sign {n}", seen_on=date(2026, 1, 1) + timedelta(days=n))
        for n in range(PAGE + 5)
    ]
    timeline = shown(PRIYA, FEAR, *signs).about.timeline
    timeline.more.click()
    assert len(timeline.entries) == PAGE + 6


def test_without_a_past_it_says_so_and_there_is_no_chart(shown: Shown) -> None:
    about = shown(PRIYA).about
    assert about.timeline.none.text() == "Nothing yet."
    assert about.timeline.none.isVisible()
    assert not about.alignment.isVisible()
    assert not about.open_promises.isVisible()
    assert not about.old.isVisible()
    assert not about.unasked.isVisible()


def test_somebody_else_s_line_begins_with_everything(
    shown: Shown, window: Window, qtbot: QtBot
) -> None:
    other = Counterpart(id=Id("tomas"), name="Tomás")
    screen = shown(*ALL, other)
    qtbot.mouseClick(screen.about.timeline.filters["Needs"], LEFT)
    window.go(Place("counterpart", other.id))
    assert screen.about.timeline.filters["All"].isChecked()
    assert screen.about.timeline.entries == {}


def test_alignment_is_told_in_words_and_in_two_shapes(shown: Shown, look: palette.Palette) -> None:
    chart = shown().about.alignment
    assert chart.isVisible()
    assert chart.picture.accessibleName().endswith("21 August 2026: 3 before, 7 after")
    assert "before" in chart.words.text()
    picture = chart.picture.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert QColor(look.accent).name() in colours
    assert QColor(look.muted).name() in colours


def test_it_follows_an_act_and_its_undo(
    shown: Shown, session: Session, window: Window, qtbot: QtBot
) -> None:
    screen = shown()
    row = screen.about.promises.rows[LIST.id]
    qtbot.mouseClick(row.tick, LEFT)
    assert not screen.about.open_promises.isVisible()
    assert said_of(screen, LIST.id).endswith("kept late")
    assert session.desk is not None
    session.desk.undo()
    assert screen.about.open_promises.isVisible()
    assert not said_of(screen, LIST.id).endswith("kept late")


def test_a_need_older_than_a_year_is_asked_of_and_one_press_answers(
    shown: Shown, session: Session, qtbot: QtBot
) -> None:
    old = replace(FEAR, said_on=make.NOW.date() - timedelta(days=400))
    screen = shown(PRIYA, old)
    assert session.desk is not None
    notebook = session.desk.notebook
    qtbot.mouseClick(screen.about.old.rows[FEAR.id].yes, LEFT)
    kept = notebook[Need].get(FEAR.id)
    assert kept is not None
    assert (kept.checked_on, kept.said_on) == (make.NOW.date(), old.said_on)
    assert not screen.about.old.isVisible()
    session.desk.undo()
    qtbot.mouseClick(screen.about.old.rows[FEAR.id].no, LEFT)
    gone = notebook[Need].get(FEAR.id)
    assert gone is not None
    assert gone.standing is Standing.REFUTED


def test_what_was_never_asked_stands_there_and_leads_to_its_suspicion(
    shown: Shown, qtbot: QtBot
) -> None:
    guess = replace(
        FEAR, id=Id("guess"), standing=Standing.HIDDEN, question="What if it slips?", said_on=None
    )
    asked = replace(guess, id=Id("asked"), question="Who signs?")
    ruled = replace(RULED, need_id=asked.id, ruling=Ruling.PARTLY)
    screen = shown(PRIYA, TALK, THERE[0], guess, asked, ruled)
    assert list(screen.about.unasked.rows) == [guess.id]
    row = screen.about.unasked.rows[guess.id]
    assert "What if it slips?, would test “A second slip”" in row.accessibleName()
    qtbot.mouseClick(row, LEFT)
    assert screen.card.need_id == guess.id


def test_only_a_few_old_needs_are_asked_of_at_once(shown: Shown, qtbot: QtBot) -> None:
    many = [
        replace(FEAR, id=Id(f"need {n}"), said_on=date(2024, 1, 1) + timedelta(days=n))
        for n in range(5)
    ]
    old = shown(PRIYA, *many).about.old
    assert list(old.rows) == ["need 0", "need 1", "need 2"]
    qtbot.mouseClick(old.rows[Id("need 0")].yes, LEFT)
    assert list(old.rows) == ["need 1", "need 2", "need 3"]


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_words_stay_in_the_column(
    shown: Shown, window: Window, look: palette.Palette, width: int
) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 9
    screen = shown(
        PRIYA,
        replace(TALK, issue=long),
        THERE[0],
        replace(FEAR, text=long),
        replace(LIST, text=long),
    )
    window.resize(width, 640)
    screen.about_button.setChecked(True)
    QApplication.processEvents()
    assert window.width() == width
    assert screen.about.minimumSizeHint().width() <= screen.beside.viewport().width()


def test_the_sample_s_year_stands_there(session: Session, window: Window) -> None:
    session.open_sample()
    window.resize(1440, 900)
    window.go(Place("counterpart", slug_id("lucja")))
    assert window.stack is not None
    about = window.stack.screen.about
    assert len(about.timeline.entries) > 20
    assert about.alignment.isVisibleTo(window)
    for word, _ in FILTERS:
        about.timeline.filters[word].click()
        assert about.timeline.entries, word


def test_a_promise_kept_is_marked_so(shown: Shown) -> None:
    done = replace(LIST, promise=Promise.KEPT, closed_on=LIST.due)
    screen = shown(PRIYA, TALK, THERE[0], done)
    assert said_of(screen, LIST.id).endswith("kept")
