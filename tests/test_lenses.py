"""What a good lens obeys, as far as a machine can tell: the rules for every shipped file."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from beforehand import paths
from beforehand.domain.conversations import Speed
from beforehand.domain.lenses import Driver, Lens, Question, Section, Source, addressed
from beforehand.domain.stakes import Becomes
from beforehand.library import DEFAULT_LENS, read_library

SHIPPED = read_library(paths.resources())
LENSES = tuple(SHIPPED.lenses.values())
DRIVERS = tuple(SHIPPED.drivers.values())
ASKED = [(lens, question) for lens in LENSES for question in lens.asked(Speed.FULL)]
FILES = sorted((paths.resources() / "lenses").glob("*.toml"))

# Answers in people's notebooks hang on these: add to them, but never change or reuse one.
PINNED = {
    "internal-alignment": """shared-success their-limit my-limit their-words answer-for
        last-pushback beneath wrong-about test-question my-unsaid serve-both safe-no
        first-sentence hard-moment who-owns time-place-person""",
    "three-conversations": """their-story my-story facts-both-accept their-intention my-impact
        contribution my-feelings feeling-to-share their-feelings my-identity their-identity
        purpose wrong-story third-story heated-moment leave-it""",
    "why-stuck": """goal-words surprising-step goal-above kept-in-squeeze order-words
        unequal-worth fell-silent reasons-in-turn hard-to-say my-silence which-door how-sure
        wrong-door my-part-in-it first-sentence let-it-rest""",
}
PINNED_DRIVERS = (
    "recognition standing clarity say belonging trust fairness competence role load safety growth"
)
AT_LEAST = {"internal-alignment": 16, "why-stuck": 9, "three-conversations": 12}

PRONOUN = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
JARGON = re.compile(
    r"\b(batna|stakeholder|leverage|synergy|resistance|hypothes[ie]s|alignment|paradigm|mindset|"
    r"empath\w+|pain point|deliverable|touch base|personality|narcissis\w+|toxic|difficult person)",
    re.IGNORECASE,
)
AGREES_WITH_ANY_NUMBER = re.compile(
    r"\b(did|would|might|could|should|can|will|may|must) \{name\}|\{name\} \w+ed\b"
)
SENTENCE_END = re.compile(r"[.?!][”’)]*(?=\s+[“‘(]?[A-Z]|$)")
CLOSED = re.compile(r"(Do|Does|Did|Is|Are|Was|Were|Can|Could|Will|Would|Have|Has|Should|Why)\b")


def every_question() -> list[object]:
    return [pytest.param(q, id=f"{lens.id}/{q.id}") for lens, q in ASKED]


def every(values: tuple[Lens, ...] | tuple[Driver, ...]) -> list[object]:
    return [pytest.param(each, id=each.id) for each in values]


def texts(question: Question) -> tuple[str, ...]:
    return question.wording, question.short, question.hint, question.example


def words_of_file(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_of_file(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_of_file(each)


# Questions


@pytest.mark.parametrize("question", every_question())
def test_a_wording_asks_one_thing_once(question: Question) -> None:
    assert question.wording.count("?") == 1
    assert question.wording.endswith("?")
    assert " and " not in question.wording
    assert not question.wording.startswith("Why")
    assert len(question.wording) <= 80


@pytest.mark.parametrize("question", every_question())
def test_a_name_may_stand_for_one_for_two_or_for_nobody_yet(question: Question) -> None:
    wording = question.wording
    assert len(AGREES_WITH_ANY_NUMBER.findall(wording)) == wording.count("{name}") <= 1
    assert not wording.startswith("{name}"), "`they` would begin the sentence in small letters"
    assert "{name}'" not in wording
    assert "{name}’" not in wording
    assert "{" not in addressed(wording, ["Priya", "Tomás"])
    assert "{" not in question.short + question.hint + question.example


@pytest.mark.parametrize("question", every_question())
def test_nobody_is_guessed_labelled_or_talked_at_in_jargon(question: Question) -> None:
    for text in texts(question):
        assert not PRONOUN.search(text), text
        assert not JARGON.search(text), text


@pytest.mark.parametrize("question", every_question())
def test_a_hint_is_two_sentences_that_fit_under_a_question(question: Question) -> None:
    assert len(SENTENCE_END.findall(question.hint)) == 2, question.hint
    assert len(question.hint) <= 260
    assert question.hint.endswith((".", ".”"))


@pytest.mark.parametrize("question", every_question())
def test_an_example_is_there_and_short(question: Question) -> None:
    assert 30 <= len(question.example) <= 240
    assert question.example[-1] in ".?!”"


@pytest.mark.parametrize("question", every_question())
def test_a_short_wording_fits_the_list(question: Question) -> None:
    assert 0 < len(question.short) <= 40
    assert question.short != question.wording


@pytest.mark.parametrize("question", every_question())
def test_an_answer_can_lead_somewhere(question: Question) -> None:
    assert question.becomes
    assert question.section in Section


# Lenses


def test_nothing_is_wrong_in_what_is_shipped() -> None:
    assert SHIPPED.faults == ()


def test_every_shipped_file_is_a_lens_named_like_it() -> None:
    assert {path.stem for path in FILES} == SHIPPED.lenses.keys()


def test_the_default_lens_comes_first_and_the_rest_by_title() -> None:
    first, *rest = LENSES
    assert first.id == DEFAULT_LENS
    assert rest == sorted(rest, key=lambda lens: lens.title)


def test_ids_never_change() -> None:
    found = {lens.id: [q.id for q in lens.asked(Speed.FULL)] for lens in LENSES}
    assert found == {lens_id: ids.split() for lens_id, ids in PINNED.items()}
    assert list(SHIPPED.drivers) == PINNED_DRIVERS.split()


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_has_its_questions_and_six_of_them_are_essential(lens: Lens) -> None:
    full, essential = lens.asked(Speed.FULL), lens.asked(Speed.TEN_MINUTES)
    assert len(full) >= AT_LEAST.get(lens.id, 9)
    assert len(essential) == 6
    assert lens.id != DEFAULT_LENS or len(full) == 16


@pytest.mark.parametrize("lens", every(LENSES))
def test_within_a_lens_nothing_stands_twice(lens: Lens) -> None:
    for name in ("id", "wording", "short", "hint", "example"):
        values = [getattr(question, name) for question in lens.asked(Speed.FULL)]
        assert len(set(values)) == len(values), name


@pytest.mark.parametrize("lens", every(LENSES))
def test_six_questions_are_read_in_three_minutes_of_the_ten(lens: Lens) -> None:
    read = [text for question in lens.asked(Speed.TEN_MINUTES) for text in texts(question)]
    assert len(" ".join(read).split()) <= 3 * 200


@pytest.mark.parametrize("lens", every(LENSES))
def test_six_answers_fill_a_page_and_not_one_corner_of_it(lens: Lens) -> None:
    sections = {question.section for question in lens.asked(Speed.TEN_MINUTES)}
    assert len(sections) >= 5
    assert {Section.OPENING, Section.ASK, Section.BENEATH} <= sections


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_leads_to_one_first_sentence_with_a_line_to_avoid(lens: Lens) -> None:
    (opening,) = [q for q in lens.asked(Speed.TEN_MINUTES) if q.section is Section.OPENING]
    assert opening.becomes == (Becomes.OPENING, Becomes.AVOID)
    assert "line to avoid" in opening.hint


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_doubts_once(lens: Lens) -> None:
    doubting = [q for q in lens.asked(Speed.FULL) if "that you are wrong" in q.wording]
    assert len(doubting) == 1
    assert Becomes.QUESTION in doubting[0].becomes


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_lets_one_leave_it_look_at_oneself_and_see_the_drivers(lens: Lens) -> None:
    full = lens.asked(Speed.FULL)
    assert [q.section for q in full].count(Section.TIMING) == 1
    assert Section.MINE in {q.section for q in full}
    assert Becomes.MY_NEED in {each for q in full for each in q.becomes}
    assert any(q.shows_drivers and q.essential for q in full)
    assert all(Becomes.HIDDEN_NEED in q.becomes for q in full if q.shows_drivers)
    assert Becomes.IF_THEN in {each for q in full for each in q.becomes}


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_asks_what_was_seen_before_what_lies_beneath(lens: Lens) -> None:
    sections = [question.section for question in lens.asked(Speed.FULL)]
    seen = min(
        sections.index(each) for each in (Section.HAPPENED, Section.SAID) if each in sections
    )
    assert seen < sections.index(Section.BENEATH)


@pytest.mark.parametrize("lens", every(LENSES))
def test_a_lens_says_what_it_is_good_for_where_it_is_weak_and_whose_it_is(lens: Lens) -> None:
    for text in (lens.summary, lens.best_for, lens.weak):
        assert 40 <= len(text) <= 240
        assert not PRONOUN.search(text)
    assert lens.sources
    assert all(named(source) for source in lens.sources)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_lens_file_begins_with_how_to_read_it(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1].startswith("# ")
    assert not lines[2]


@pytest.mark.parametrize("path", [*FILES, paths.resources() / "drivers.toml"], ids=lambda p: p.stem)
def test_words_are_set_with_printers_marks(path: Path) -> None:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    for text in words_of_file(raw):
        assert not re.search(r"[\"'\t]|  |\.\.\.| - ", text), text
        assert text.count("“") == text.count("”"), text


def named(source: Source) -> bool:
    return bool(source.author and source.work) and 1900 < source.year <= 2026


# Drivers


@pytest.mark.parametrize("driver", every(DRIVERS))
def test_a_driver_has_signs_questions_and_things_that_help(driver: Driver) -> None:
    assert 3 <= len(driver.signs) <= 4
    assert len(driver.questions) == 3
    assert len(driver.helps) == 3
    assert driver.sources
    assert all(named(source) for source in driver.sources)


@pytest.mark.parametrize("driver", every(DRIVERS))
def test_a_drivers_questions_are_open_and_said_to_the_person(driver: Driver) -> None:
    for question in driver.questions:
        assert question.count("?") == 1
        assert question.endswith("?")
        assert not CLOSED.match(question), question
        assert len(question) <= 110


@pytest.mark.parametrize("driver", every(DRIVERS))
def test_a_driver_guesses_no_pronoun_and_labels_nobody(driver: Driver) -> None:
    for text in (driver.name, *driver.signs, *driver.questions, *driver.helps):
        assert not PRONOUN.search(text), text
        assert not JARGON.search(text), text
        assert "{" not in text


def test_no_sign_question_or_help_serves_two_drivers() -> None:
    lines = [line for d in DRIVERS for line in (*d.signs, *d.questions, *d.helps)]
    assert len(set(lines)) == len(lines)
