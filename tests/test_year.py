"""The year of the sample, lived act by act in the real window; and what one finds after it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, QEvent, QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import make
from at_home import HOMES
from beforehand import paths
from beforehand.domain.conversations import (
    AlignmentRating,
    Answer,
    Conversation,
    Debrief,
    EarlierWording,
    Moment,
    Participant,
    Stage,
)
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.needs import (
    CONFIDENCE_STEP,
    ConfidenceMark,
    Evidence,
    Need,
    Ruling,
    Standing,
    Verdict,
)
from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment, Owner, Promise
from beforehand.exchange.sample import fill_with_sample, sample_records, slug_id
from beforehand.library import Library, default_library
from beforehand.store.index import check_index
from beforehand.store.notebook import Notebook
from beforehand.store.search import find
from beforehand.store.words import words_of
from beforehand.ui import theme
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.settings import SettingsFile
from beforehand.ui.window import Window
from person import Person
from scan import scan, written
from year import Clock, Year

BY_HAND = ("two-technicians", "new-regions")
"""Prepared, held and debriefed with mouse and keys; all else goes through the desk."""
NEW_BY_HAND = "eleni"
PEOPLE = {"lucja": 0, "eleni": 0, "sebnem": 0, "ines": 1, "kwabena": 1, "dmytro": 1}
"""Everyone in the sample, and how many guesses about them were never put to the test."""

SIX = ("shared-success", "my-limit", "their-words", "beneath", "test-question", "first-sentence")
"""The questions of the ten minutes, in their order."""

ASKED = (
    "namur", "Łucja", "lucja wronska", "дмитро", "ΕΛΕΝΗ", "Sebnem", "4.2", "k5", "“never”", "4:00",
    "half-year", "insurer letter", "oven deg", "van", "nobody", "no", "I", "don’t", "*", "@name",
    "C++", "five o’clock", "eleven", "9.", "said “access”", "nicht", "zzz", "north lac",
)  # fmt: skip
"""What a manager might type, and what they would not."""


@pytest.fixture(scope="module")
def library() -> Library:
    return default_library()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in HOMES:
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


@pytest.fixture
def clock() -> Clock:
    return Clock(make.NOW)


@pytest.fixture
def window(home: Path, qapp: QApplication, clock: Clock) -> Iterator[Window]:
    theme.load_fonts()
    made = Window()
    session = Session(made, SettingsFile(paths.settings_file()), clock=clock)
    session.dress()
    made.resize(1440, 900)
    made.show()
    clock.now = make.NOW - timedelta(days=400)
    assert session.open_usual()
    yield made
    made.give_up()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def year(window: Window, library: Library, clock: Clock) -> Year:
    assert window.desk is not None
    return Year(sample_records(library, make.NOW), window.desk, clock)


@pytest.fixture
def manager(window: Window, qtbot: QtBot) -> Person:
    return Person(window, qtbot)


@pytest.fixture
def sample(tmp_path: Path, library: Library) -> Iterator[Notebook]:
    """The sample as its files tell it: how things stand in the end."""
    opened = Notebook.open(tmp_path / "told", make.NOW, create=True)
    fill_with_sample(opened, library, make.NOW)
    yield opened
    opened.close()


def test_a_year_lived_act_by_act_ends_as_the_sample_tells_it(
    manager: Person, year: Year, sample: Notebook
) -> None:
    year.begin(left_out=done_by_hand(year))
    notebook, talks = year.desk.notebook, [talk_of(year, slug) for slug in BY_HAND]
    (newcomer,) = year.of(Counterpart, id=slug_id(NEW_BY_HAND))
    year.run(newcomer.created_at)
    adds_a_counterpart(manager, year, newcomer)
    for talk in sorted(talks, key=lambda each: each.created_at):
        year.run(talk.created_at)
        prepares(manager, year, talk)
        back = year.looked_back_at(talk)
        assert back is not None
        year.run(back)
        searches_well(notebook)
        debriefs(manager, year, talk)
    year.run(make.NOW)
    assert year.pending == []
    for each in STANDINGS:
        assert how_it_stands(notebook, each) ^ how_it_stands(sample, each) == set(), each.name
    searches_well(notebook)
    for typed in ("namur", "ελενη", "half-year", "eleven", "zzz"):
        searches_by_keys(manager, notebook, typed)
    assert check_index(notebook) == []


class Counted(Person):
    """Counts what is clicked, and each Enter."""

    acts = 0

    def presses(self, words: str, *, one_of: int = 1) -> None:
        """One act."""
        self.acts += 1
        super().presses(words, one_of=one_of)

    def chooses(self, words: str) -> None:
        """One act."""
        self.acts += 1
        super().chooses(words)

    def strikes(self, *keys: str) -> None:
        """An act each."""
        self.acts += len(keys)
        super().strikes(*keys)


@pytest.fixture
def back_after_a_year(window: Window, sample_in: Notebook, qtbot: QtBot) -> Counted:
    return Counted(window, qtbot)


@pytest.fixture
def sample_in(window: Window, library: Library, clock: Clock) -> Notebook:
    """The sample in the window, at Today, a year later."""
    assert window.desk is not None
    fill_with_sample(window.desk.notebook, library, make.NOW)
    clock.now = make.NOW
    window.go(Place("preparations"))
    window.go(Place("today"))
    return window.desk.notebook


def met(notebook: Notebook, person: Id) -> set[Id]:
    seats = notebook[Participant].find(counterpart_id=person)
    return {seat.conversation_id for seat in seats}


@pytest.mark.parametrize(("who", "never_asked"), PEOPLE.items())
def test_from_today_in_three_acts_one_finds_what_a_year_left(
    back_after_a_year: Counted, sample_in: Notebook, who: str, never_asked: int
) -> None:
    """What was agreed, what this person really cared about, and what was never asked."""
    manager, notebook, theirs = back_after_a_year, sample_in, slug_id(who)
    manager.presses("Counterparts")
    manager.chooses(one(notebook, Counterpart, id=theirs).name)
    assert manager.acts == 2
    agreed = notebook[Commitment].find(conversation_id=met(notebook, theirs))
    cared = notebook[Need].find(counterpart_id=theirs, standing=Standing.KNOWN)
    assert agreed or cared
    manager.sees(*(each.text for each in agreed), *(each.text for each in cared))
    manager.presses("Verdicts")
    assert manager.acts == 3
    open_guesses = unasked(notebook, theirs)
    assert len(open_guesses) == never_asked
    manager.sees(*(need.text for need in open_guesses), *["not asked"] * never_asked)


def test_from_today_the_next_preparation_tells_it_all_on_one_page(
    back_after_a_year: Counted, sample_in: Notebook
) -> None:
    manager, notebook, theirs = back_after_a_year, sample_in, slug_id("lucja")
    manager.presses("Continue preparing")
    manager.chooses("Last time with Łucja")
    assert manager.acts == 2
    (promised,) = notebook[Commitment].find(counterpart_id=theirs, promise=Promise.OPEN)
    cared = notebook[Need].find(counterpart_id=theirs, standing=Standing.KNOWN)
    wrong = notebook[Need].find(counterpart_id=theirs, standing=Standing.REFUTED)
    manager.sees(promised.text, *(each.text for each in (*cared, *wrong)))


def unasked(notebook: Notebook, person: Id) -> list[Need]:
    """The needs of a person that a debrief found not asked, and that are still guesses."""
    verdicts = notebook[Verdict].find(ruling=Ruling.NOT_ASKED)
    ids = {each.need_id for each in verdicts}
    return notebook[Need].find(counterpart_id=person, id=ids, standing=Standing.HIDDEN)


def done_by_hand(year: Year) -> set[Id]:
    """What the year's deeds leave to mouse and keys."""
    ids = {slug_id(NEW_BY_HAND)}
    for talk in (talk_of(year, slug) for slug in BY_HAND):
        ids.add(talk.id)
        for kind in (Participant, Answer, Verdict, Debrief, Commitment):
            ids |= {each.id for each in year.of(kind, conversation_id=talk.id)}
        after = year.of(AlignmentRating, conversation_id=talk.id, moment=Moment.AFTER)
        ids |= {each.id for each in after}
        for need in guesses(year, talk):
            ids |= {need.id, *(each.id for each in signs(year, need, talk))}
            marks = year.of(ConfidenceMark, need_id=need.id)
            ids |= {each.id for each in marks if each.created_at < talk.starts_at}
    return ids


def talk_of(year: Year, slug: str) -> Conversation:
    (talk,) = year.of(Conversation, id=slug_id(slug))
    return talk


def guesses(year: Year, talk: Conversation) -> list[Need]:
    judged = {each.need_id for each in year.of(Verdict, conversation_id=talk.id)}
    return [each for each in year.of(Need) if each.id in judged]


def signs(year: Year, need: Need, talk: Conversation) -> list[Evidence]:
    return [e for e in year.of(Evidence, need_id=need.id) if e.created_at < talk.starts_at]


def one(notebook: Notebook, kind: type, **equals: object) -> Any:
    (found,) = notebook[kind].find(**equals)
    return found


# --- by mouse and keys


def adds_a_counterpart(manager: Person, year: Year, person: Counterpart) -> None:
    manager.presses("Counterparts")
    manager.presses("New counterpart")
    for field, words in (("Name", person.name), ("Role", person.role), ("Team", person.team)):
        manager.goes_to(field)
        manager.types(words)
    manager.strikes("Return")
    year.ids[person.id] = one(year.desk.notebook, Counterpart, name=person.name).id


def prepares(manager: Person, year: Year, talk: Conversation) -> None:
    notebook = year.desk.notebook
    (seat,) = year.of(Participant, conversation_id=talk.id)
    (person,) = year.of(Counterpart, id=seat.counterpart_id)
    frames_it(manager, talk, person)
    here = one(notebook, Conversation, issue=talk.issue)
    year.ids[talk.id] = here.id
    assert (here.title, here.starts_at, here.minutes) == (talk.title, talk.starts_at, talk.minutes)
    answers_the_six(manager, year, talk)
    for need in guesses(year, talk):
        suspects(manager, year, talk, need, person)


def frames_it(manager: Person, talk: Conversation, person: Counterpart) -> None:
    manager.strikes("Ctrl+N")
    manager.types(person.name)
    manager.strikes("Return")
    manager.goes_to("What is it about?")
    manager.types(talk.issue)
    manager.goes_to("Title for the room")
    manager.types(talk.title)
    manager.presses("No date yet")
    form = manager.window.stack.screen  # type: ignore[attr-defined]
    assert talk.starts_at is not None
    form.when.moment.setDateTime(QDateTime.fromSecsSinceEpoch(int(talk.starts_at.timestamp())))
    form.length.setCurrentIndex(form.length.findData(talk.minutes))
    form.length.activated.emit(form.length.currentIndex())
    manager.presses("Begin preparing")


def answers_the_six(manager: Person, year: Year, talk: Conversation) -> None:
    told = {each.question_id: each for each in year.of(Answer, conversation_id=talk.id)}
    if "Last time with" in manager.shown:
        manager.strikes("Ctrl+Return")
    for question in SIX:
        if question in told:
            writes(manager, told[Id(question)].text)
        manager.strikes("Ctrl+Return")
    there = year.desk.notebook[Answer].find(conversation_id=year.ids[talk.id])
    assert {e.question_id: e.text for e in there} == {q: a.text for q, a in told.items()}
    year.ids |= {told[each.question_id].id: each.id for each in there}


def suspects(
    manager: Person, year: Year, talk: Conversation, need: Need, person: Counterpart
) -> None:
    """On the map: the need, what was seen, the question, and how sure one is by the evening."""
    manager.presses("Counterparts")
    manager.chooses(person.name)
    manager.presses("What you suspect")
    manager.types(need.text)
    for sign in signs(year, need, talk):
        manager.goes_to("Something seen or heard")
        manager.types(sign.text)
        manager.strikes("Return")
    manager.goes_to("A question to test it")
    manager.types(need.question)
    marks = [m for m in year.of(ConfidenceMark, need_id=need.id) if m.created_at < talk.starts_at]
    grows_sure(manager, marks[-1].confidence)
    manager.presses("Close the details")
    here = one(year.desk.notebook, Need, text=need.text)
    assert (here.standing, here.confidence) == (Standing.HIDDEN, marks[-1].confidence)
    assert here.question == need.question
    assert year.desk.notebook[Evidence].count(need_id=here.id) == len(signs(year, need, talk))
    year.ids[need.id] = here.id


def grows_sure(manager: Person, confidence: int) -> None:
    slider = manager.window.stack.screen.card.guess.slider  # type: ignore[attr-defined]
    slider.setFocus()
    steps = confidence // CONFIDENCE_STEP - slider.value()
    manager.strikes(*["Right" if steps > 0 else "Left"] * abs(steps))


def debriefs(manager: Person, year: Year, talk: Conversation) -> None:
    notebook, here = year.desk.notebook, year.ids[talk.id]
    manager.presses("Today")
    manager.sees("Did it take place?", talk.issue)
    manager.presses(f"Yes, on to the debrief: {talk.issue}")
    for told in year.of(Verdict, conversation_id=talk.id):
        judges(manager, year, told)
    (after,) = year.of(AlignmentRating, conversation_id=talk.id, moment=Moment.AFTER)
    manager.presses(f"Alignment now: {after.score}")
    (debrief,) = year.of(Debrief, conversation_id=talk.id)
    rates(manager, debrief)
    for field, words in (
        ("What happened?", debrief.happened),
        ("What surprised me?", debrief.surprised),
        ("What to carry to next time?", debrief.carry),
    ):
        if words:
            manager.goes_to(field)
            writes(manager, words)
    for promise in year.of(Commitment, conversation_id=talk.id):
        agrees(manager, year, promise)
    manager.presses("Finish debrief")
    assert notebook[Conversation].get(here).stage is Stage.DEBRIEFED  # type: ignore[union-attr]
    there = one(notebook, Debrief, conversation_id=here)
    for name in ("happened", "surprised", "carry", "result", "conduct", "process", "relation"):
        assert getattr(there, name) == getattr(debrief, name)


def judges(manager: Person, year: Year, told: Verdict) -> None:
    screen = manager.window.stack.screen  # type: ignore[attr-defined]
    card = screen.hypotheses.card(year.ids[told.need_id])
    inside = Person(card, manager._qtbot)
    inside.presses(f"Verdict: {told.ruling.value.capitalize()}")
    if told.knowing:
        inside.presses(f"How do you know?: {told.knowing.value}")
    if told.ruling is Ruling.PARTLY and told.confidence_after is not None:
        card.sure.setFocus()
        steps = told.confidence_after // CONFIDENCE_STEP - card.sure.value()
        manager.strikes(*["Right" if steps > 0 else "Left"] * abs(steps))
    inside.goes_to("What they said or did")
    manager.types(told.text)


def rates(manager: Person, debrief: Debrief) -> None:
    rows = manager.window.stack.screen.ratings.rows  # type: ignore[attr-defined]
    for name, choices in rows.items():
        score = getattr(debrief, name)
        if score is not None:
            choices.buttons[score].click()


def agrees(manager: Person, year: Year, promise: Commitment) -> None:
    """What, who, by when: the last line is the empty one."""
    promise = year.here(promise)
    screen = manager.window.stack.screen  # type: ignore[attr-defined]
    line = list(screen.commitments.lines.widgets.values())[-1]
    line.what.setFocus()
    manager.types(promise.text)
    who = "me" if promise.owner is Owner.ME else str(promise.counterpart_id)
    line.who.setCurrentIndex(line.who.findData(who))
    line.who.activated.emit(line.who.currentIndex())
    line.due.chosen.emit(promise.due)
    QApplication.processEvents()
    here = one(year.desk.notebook, Commitment, text=promise.text)
    assert (here.owner, here.counterpart_id) == (promise.owner, promise.counterpart_id)
    (told,) = year.of(Commitment, text=promise.text)
    year.ids[told.id] = here.id


def writes(manager: Person, words: str) -> None:
    """Words of several lines."""
    for number, line in enumerate(words.split("\n")):
        if number:
            manager.strikes("Return")
        manager.types(line)


# --- how things stand


def searches_well(notebook: Notebook) -> None:
    """The answers of the search are those of a plain scan, whatever is asked."""
    for typed in (*ASKED, *words_of_the_notebook(notebook)):
        hits = list(find(notebook, typed))
        assert len(hits) == len({(hit.kind, hit.id, hit.field) for hit in hits})
        assert {(hit.kind, hit.id) for hit in hits} == scan(notebook, typed), typed


def searches_by_keys(manager: Person, notebook: Notebook, typed: str) -> None:
    """The same where one types, each page read as one comes to it."""
    manager.strikes("Ctrl+K", "Ctrl+A")
    manager.types(typed)
    QApplication.processEvents()
    model = manager.window.stack.screen.model  # type: ignore[attr-defined]
    while not model.complete:
        model.fetchMore(QModelIndex())
    lines = [model.found(model.index(row)) for row in range(model.rowCount())]
    assert {(line.hit.kind, line.hit.id) for line in lines} == scan(notebook, typed)
    assert bool(lines) == (typed != "zzz")


def words_of_the_notebook(notebook: Notebook) -> list[str]:
    """Some words that are there, and their beginnings."""
    texts = (
        text for kind in KINDS for each in notebook[kind].find() for text in written(each).values()
    )
    words = sorted({word for text in texts for word in words_of(text or "")})
    return [*words[::97], *(word[:3] for word in words[50::197])]


def _need(notebook: Notebook, need: Need) -> object:
    sure = need.confidence if need.standing is Standing.HIDDEN else None
    return (need.text, need.standing, sure, need.question)


def _talk(notebook: Notebook, talk: Conversation) -> object:
    people = notebook[Participant].find(conversation_id=talk.id)
    names = sorted(notebook[Counterpart].get(each.counterpart_id).name for each in people)  # type: ignore[union-attr]
    return (talk.issue, talk.stage, talk.starts_at, tuple(names))


def _verdict(notebook: Notebook, verdict: Verdict) -> object:
    need = notebook[Need].get(verdict.need_id)
    talk = notebook[Conversation].get(verdict.conversation_id)
    assert need is not None
    assert talk is not None
    return (need.text, talk.issue, verdict.ruling, verdict.knowing, verdict.confidence_then)


def _promise(_notebook: Notebook, each: Commitment) -> object:
    return (each.text, each.owner, each.promise, each.due, each.closed_on)


def _wording(_notebook: Notebook, each: EarlierWording) -> object:
    return each.text


def _answer(_notebook: Notebook, each: Answer) -> object:
    return (each.question_id, each.wording, each.text)


class Told:
    """One thing that is compared at the end."""

    def __init__(self, name: str, kind: type, told: Callable[[Notebook, Any], object]) -> None:
        self.name, self.kind, self.told = name, kind, told


STANDINGS = (
    Told("needs", Need, _need),
    Told("conversations", Conversation, _talk),
    Told("verdicts", Verdict, _verdict),
    Told("commitments", Commitment, _promise),
    Told("earlier wordings", EarlierWording, _wording),
    Told("answers", Answer, _answer),
)


def how_it_stands(notebook: Notebook, standing: Told) -> set[object]:
    """All of a kind, told without ids; a debrief also notes what nobody judged."""
    return {
        standing.told(notebook, each)
        for each in notebook[standing.kind].find()
        if not isinstance(each, Verdict) or each.ruling is not Ruling.NOT_ASKED
    }
