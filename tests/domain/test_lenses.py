"""A lens asks more or fewer questions, and calls people by their names."""

from beforehand.domain.conversations import Speed
from beforehand.domain.lenses import Lens, Part, Question, Section, addressed, spoken
from beforehand.domain.record import Id


def question(name: str, *, essential: bool = False) -> Question:
    words = dict.fromkeys(("wording", "short", "hint", "example"), name)
    return Question(id=Id(name), section=Section.SHARED, essential=essential, **words)


def lens(*questions: Question) -> Lens:
    words = dict.fromkeys(("title", "summary", "best_for", "weak"), "x")
    return Lens(id=Id("l"), sources=(), parts=(Part(title="p", questions=questions),), **words)


def test_ten_minutes_ask_only_what_is_essential() -> None:
    asked = lens(question("a"), question("b", essential=True)).asked(Speed.TEN_MINUTES)
    assert [each.id for each in asked] == ["b"]


def test_a_lens_without_essentials_asks_everything() -> None:
    assert len(lens(question("a"), question("b")).asked(Speed.TEN_MINUTES)) == 2


def test_a_question_the_lens_no_longer_has_is_none() -> None:
    assert lens(question("a")).question(Id("gone")) is None


def test_names_are_joined_as_one_says_them() -> None:
    assert spoken([]) == "they"
    assert spoken(["Priya"]) == "Priya"
    assert spoken(["Priya", "Tomás", "Ana"]) == "Priya, Tomás and Ana"


def test_only_the_name_is_put_into_a_wording() -> None:
    assert addressed("What did {name} say about {x}?", ["A\\1"]) == "What did A\\1 say about {x}?"
