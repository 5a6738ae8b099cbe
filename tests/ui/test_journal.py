"""The Journal: everything written, newest first, and how an answer read before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer, Conversation, EarlierWording, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.record import Id
from beforehand.domain.stakes import Option
from beforehand.palette import Palette
from beforehand.store.journal import EVERYTHING, PAGE, Asked, Written, journal
from beforehand.store.notebook import Notebook
from beforehand.ui.journal.entries import EntriesModel, Told
from beforehand.ui.places import Place
from beforehand.ui.screens.journal import JournalScreen
from beforehand.ui.screens.prepare import PrepareScreen
from beforehand.ui.screens.today_written import Saying
from beforehand.ui.session import Session
from beforehand.ui.window import Window
from reading import press, said

Opened = Callable[..., Notebook]


def opened_journal(window: Window, place: Place | None = None) -> JournalScreen:
    window.go(place or Place("journal"))
    QApplication.processEvents()
    assert window.stack is not None
    assert isinstance(window.stack.screen, JournalScreen)
    return window.stack.screen


def lines(screen: JournalScreen) -> list[Told]:
    """All lines, each page read as if one scrolled to the end."""
    model = screen.model
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    told = (model.told(model.index(number)) for number in range(model.rowCount()))
    return [each for each in told if each is not None]


def words(screen: JournalScreen) -> list[str]:
    return [each.entry.words for each in lines(screen)]


def wanted(notebook: Notebook, asked: Asked = EVERYTHING) -> list[str]:
    """What the journal holds, read in one go."""
    return [each.words for each in journal(notebook, asked, limit=100_000).entries]


def two_talks() -> list[object]:
    """A conversation with Łucja, and a later one with Pilar."""
    pilar = Counterpart(id=Id("pilar"), name="Pilar Otero", notes="Likes lists.")
    talk = Conversation(id=Id("second"), issue="Who answers at night")
    return [
        *make.world(),
        pilar,
        talk,
        Participant(conversation_id=talk.id, counterpart_id=pilar.id),
        Option(conversation_id=talk.id, text="Take turns"),
    ]


def test_everything_written_stands_there_newest_first(session: Session, window: Window) -> None:
    session.open_sample()
    assert session.notebook is not None
    screen = opened_journal(window)
    assert words(screen) == wanted(session.notebook)
    times = [each.entry.when for each in lines(screen)]
    assert times == sorted(times, reverse=True)
    assert len(times) > PAGE


def test_a_line_says_when_what_with_whom_and_on_what(window: Window, opened: Opened) -> None:
    opened(*make.world())
    told = {each.entry.record.id: each for each in lines(opened_journal(window))}
    assert told[make.ANSWER].passage.where == (
        "19 November 2026 · Answer · Łucja Nowak · the date of the new billing"
    )
    kinds = {each.entry.kind: each.passage.where for each in told.values()}
    assert kinds[Written.EVIDENCE].startswith("19 November 2026 · Evidence · Łucja Nowak")
    assert kinds[Written.PRESSURE] == "19 November 2026 · Pressure · Łucja Nowak"


def test_it_is_narrowed_to_a_person_and_back(window: Window, opened: Opened, qtbot: QtBot) -> None:
    notebook = opened(*two_talks())
    screen = opened_journal(window)
    qtbot.keyClicks(screen.person, "pil")
    qtbot.keyClick(screen.person, Qt.Key.Key_Return)
    assert words(screen) == wanted(notebook, Asked(counterpart_id=Id("pilar")))
    assert "Take turns" in words(screen)
    assert len(words(screen)) < len(wanted(notebook))
    press(window, "With Pilar Otero")
    assert words(screen) == wanted(notebook)


def test_it_is_narrowed_to_a_conversation(window: Window, opened: Opened) -> None:
    notebook = opened(*two_talks())
    screen = opened_journal(window)
    screen.talks.setCurrentIndex(screen.talks.findData(Id("second")))
    screen.talks.activated.emit(screen.talks.currentIndex())
    assert words(screen) == wanted(notebook, Asked(conversation_id=Id("second")))
    assert set(words(screen)) == {"Take turns", "Who answers at night"}


def test_from_what_one_reads_one_goes_on_with_its_conversation_or_person(
    window: Window, opened: Opened
) -> None:
    notebook = opened(*two_talks())
    screen = opened_journal(window)
    number = words(screen).index("Take turns")
    screen.view.setCurrentIndex(screen.model.index(number))
    press(window, "Only this conversation")
    assert words(screen) == wanted(notebook, Asked(conversation_id=Id("second")))
    screen = opened_journal(window, Place("journal", make.PERSON))
    assert "With Łucja Nowak" in said(screen)


def test_what_one_stands_on_is_read_in_full(window: Window, opened: Opened) -> None:
    long_words = "\n\n".join(f"Paragraph {n}, written on a quiet evening." for n in range(40))
    opened(*make.world(), make.record(Answer, question_id=Id("beneath"), text=long_words))
    screen = opened_journal(window)
    screen.view.setCurrentIndex(screen.model.index(words(screen).index(long_words)))
    assert screen.reading.now.words.words() == long_words
    assert screen.reading.now.words.isReadOnly()
    assert not screen.reading.older.isVisible()


def test_earlier_wordings_stand_beside_the_answer_each_with_its_day(
    window: Window, opened: Opened
) -> None:
    opened(
        *make.world(),
        make.record(EarlierWording, text="A start.", written_at=make.NOW - timedelta(days=40)),
    )
    screen = opened_journal(window)
    screen.view.setCurrentIndex(
        screen.model.index([each.entry.record.id for each in lines(screen)].index(make.ANSWER))
    )
    reading = screen.reading
    assert reading.now.words.words() == "A quiet launch, and rest for the team."
    assert "As it reads now, 19 November 2026" in said(screen)
    assert reading.before.words.words() == "A launch."
    assert "As it read on 2 November 2026" in said(screen)
    assert "1 of 2 earlier" in said(screen)
    reading.earlier.click()
    assert reading.before.words.words() == "A start."
    assert "As it read on 10 October 2026" in said(screen)
    assert not reading.earlier.isEnabled()
    reading.later.click()
    assert reading.before.words.words() == "A launch."


def test_an_answer_far_down_is_shown_with_the_wording_one_looked_for(
    window: Window, opened: Opened
) -> None:
    older = make.record(EarlierWording, text="A start.", written_at=make.NOW - timedelta(days=40))
    notebook = opened(*make.world(), older)
    notebook.save(
        *(make.record(Option, text=f"Option {n}") for n in range(3 * PAGE)),
        now=make.NOW + timedelta(days=1),
    )
    screen = opened_journal(window, Place("journal", make.ANSWER, str(older.id)))
    assert screen.reading.record is not None
    assert screen.reading.record.id == make.ANSWER
    assert screen.reading.before.words.words() == "A start."


def test_the_place_is_opened_by_button_and_by_enter(window: Window, opened: Opened) -> None:
    opened(*make.world())
    for open_it in (
        lambda screen: press(screen, "Open its place"),
        lambda screen: QTest.keyClick(screen.view, Qt.Key.Key_Return),
    ):
        screen = opened_journal(window)
        ids = [each.entry.record.id for each in lines(screen)]
        screen.view.setCurrentIndex(screen.model.index(ids.index(make.ANSWER)))
        open_it(screen)
        assert window.stack is not None
        assert window.stack.place == Place("prepare", make.TALK, "internal-alignment/success")
        assert isinstance(window.stack.screen, PrepareScreen)


def test_every_line_of_the_sample_has_a_place_that_opens(session: Session, window: Window) -> None:
    from beforehand.ui.search.places_found import place_of_record

    session.open_sample()
    assert session.notebook is not None
    seen = set()
    for each in lines(opened_journal(window)):
        if each.entry.kind in seen:
            continue
        seen.add(each.entry.kind)
        place = place_of_record(session.notebook, each.entry.record)
        assert place is not None, each
        window.go(place)
        assert window.stack is not None
        assert window.stack.place == place
    assert len(seen) > 10


def test_what_is_written_meanwhile_is_there_when_one_comes_back(
    session: Session, window: Window, opened: Opened
) -> None:
    opened(*make.world())
    screen = opened_journal(window)
    window.go(Place("today"))
    assert session.desk is not None
    session.desk.add("Note it", make.record(Option, text="A new way"))
    assert "A new way" in words(opened_journal(window))
    session.desk.undo()
    assert "A new way" not in words(screen)


def test_an_empty_journal_says_what_will_stand_there(
    window: Window, opened: Opened, look: Palette
) -> None:
    opened()
    screen = opened_journal(window)
    assert "Nothing written yet." in said(screen)
    assert not screen.view.isVisible()
    assert not screen.grab().isNull()


def test_the_rail_and_a_key_lead_there(session: Session, window: Window) -> None:
    session.open_sample()
    window.rail.entries["journal"].click()
    assert window.stack is not None
    assert isinstance(window.stack.screen, JournalScreen)
    window.go(Place("today"))
    window.activateWindow()
    QApplication.processEvents()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_4, control)
    assert isinstance(window.stack.screen, JournalScreen)


@pytest.mark.parametrize("total", [0, 3, PAGE, PAGE + 1, 3 * PAGE])
def test_the_model_is_sound(
    qtmodeltester: ModelTester, notebook: Notebook, qapp: QApplication, total: int
) -> None:
    talk = Conversation(issue="")
    options = (Option(conversation_id=talk.id, text=f"Option {n}") for n in range(total))
    notebook.save(talk, *options, now=make.NOW)
    model = EntriesModel(notebook)
    model.show_asked(EVERYTHING)
    qtmodeltester.check(model, force_py=True)
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert model.rowCount() == total
    qtmodeltester.check(model, force_py=True)


# --- a year ago, on Today


def test_today_shows_one_thing_of_a_year_ago_and_opens_its_place(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    opened(*make.world())
    notebook = window.desk.notebook  # type: ignore[union-attr]
    long_ago = make.NOW - timedelta(days=366)
    old = make.record(Option, text="Give it a week more")
    notebook.save(replace(old, created_at=long_ago), now=long_ago)
    window.go(Place("today"))
    assert "You wrote, a year ago" not in said(window)
    qtbot.wait_until(lambda: "You wrote, a year ago" in said(window))
    assert "Give it a week more" in said(window)
    assert "Option · Łucja Nowak · 18 November 2025" in said(window)
    (line,) = [
        each
        for each in window.stack.screen.findChildren(Saying)  # type: ignore[union-attr]
        if "Give it a week more" in each.accessibleName()
    ]
    line.click()
    assert window.stack is not None
    assert window.stack.place == Place("prepare", make.TALK, "options")


def test_today_says_nothing_of_a_year_ago_where_there_is_nothing(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    opened(*make.world())
    screen = window.stack.screen  # type: ignore[union-attr]
    qtbot.wait_until(lambda: not screen._later.isActive())
    assert "a year ago" not in said(window)


def test_what_was_written_a_year_ago_stays_where_it_is_when_something_changes(
    session: Session, window: Window, qtbot: QtBot
) -> None:
    session.open_sample()
    qtbot.wait_until(lambda: "You wrote, a year ago" in said(window))
    assert session.desk is not None
    session.desk.add("Note it", Conversation(issue="Another matter"))
    assert "You wrote, a year ago" in said(window)
    qtbot.wait_until(lambda: not window.stack.screen._later.isActive())  # type: ignore[union-attr]
    assert said(window).count("You wrote, a year ago") == 1
