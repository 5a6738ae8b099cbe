"""What is left of an answer, and what a hypothesis lacks."""

from hypothesis import given
from hypothesis import strategies as st

from beforehand.domain.brief import Gap, Hypothesis, what_is_left
from beforehand.domain.needs import Evidence, Need, Standing, stepped
from beforehand.domain.record import Id


def hidden(**changes: str) -> Need:
    return Need(standing=Standing.HIDDEN, text="credit for the migration", **changes)


def test_words_made_a_need_no_longer_stand_in_the_answer() -> None:
    text = "Asked three times who gets the launch. I suspect recognition."
    assert what_is_left(text, ["I suspect recognition."]) == (
        "Asked three times who gets the launch."
    )


def test_an_answer_that_became_something_else_whole_leaves_nothing() -> None:
    assert what_is_left("A weekly slot.", ["A weekly slot"]) == ""


def test_words_that_were_changed_since_are_left_alone() -> None:
    assert what_is_left("Two engineers.", ["three engineers"]) == "Two engineers."


@given(st.text(), st.lists(st.text()))
def test_what_is_left_was_there_before(text: str, taken: list[str]) -> None:
    for line in what_is_left(text, taken).splitlines():
        assert line in text


def test_a_new_hypothesis_lacks_a_sign_a_motive_and_a_question() -> None:
    assert Hypothesis(need=hidden()).gaps == (Gap.EVIDENCE, Gap.DRIVER, Gap.QUESTION)


def test_what_was_filled_in_is_no_longer_a_gap() -> None:
    need = hidden(driver="recognition", question="How should this launch be told?")
    seen = Evidence(need_id=need.id, text="“who gets the launch?”")
    assert Hypothesis(need=need, evidence=(seen,)).gaps == ()
    assert Hypothesis(need=hidden(driver=" ")).gaps[1] is Gap.DRIVER


@given(st.floats(-1000, 1000))
def test_a_confidence_moves_in_steps_and_is_never_certain(confidence: float) -> None:
    assert stepped(confidence) in range(5, 100, 5)


def test_two_records_never_share_an_id() -> None:
    ids: set[Id] = {hidden().id for _ in range(100)}
    assert len(ids) == 100
