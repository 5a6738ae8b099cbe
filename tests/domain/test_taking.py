"""Words taken out of an answer, and what becomes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.domain.conversations import Conversation
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import Basis, Becomes, IfThen, NonNegotiable, Opening
from beforehand.domain.taking import Ground, Took, made, makable, sentence_at, taken, tidied

TEXT = "Priya asked three times. I suspect recognition. It was 3.5 weeks late!"
TALK = Conversation(issue="Two engineers")
GROUND = Ground(conversation=TALK, counterpart_id=Id("priya"))


@pytest.mark.parametrize(
    ("cursor", "sentence"),
    [
        (0, "Priya asked three times."),
        (30, "I suspect recognition."),
        (60, "It was 3.5 weeks late!"),
        (len(TEXT), "It was 3.5 weeks late!"),
    ],
)
def test_the_sentence_at_the_cursor(cursor: int, sentence: str) -> None:
    assert sentence_at(TEXT, cursor) == sentence


def test_lines_end_sentences() -> None:
    assert sentence_at("first line\nsecond line", 15) == "second line"
    assert sentence_at("first line\n\n", 12) == "first line"


def test_selected_words_are_taken_without_the_space_around_them() -> None:
    assert taken(TEXT, 24, 47) == taken(TEXT, 47, 24)
    assert taken(TEXT, 24, 47).words == "I suspect recognition."
    assert taken(TEXT, 24, 47).how is Took.SELECTED


def test_without_a_selection_it_says_whether_it_is_a_sentence_or_all() -> None:
    assert taken(TEXT, 30, 30).how is Took.SENTENCE
    assert taken("Only this.", 3, 3).how is Took.ANSWER


@given(st.text(max_size=300), st.integers(0, 300))
def test_what_is_taken_always_stands_in_the_text(text: str, cursor: int) -> None:
    assert taken(text, min(cursor, len(text)), min(cursor, len(text))).words in text


def test_words_are_put_on_one_line() -> None:
    assert tidied("to be\n recognised. ") == "to be recognised"
    assert tidied("and so on …") == "and so on …"


def test_a_hidden_need_starts_at_fifty_per_cent_with_nothing_else() -> None:
    before, need = made(Becomes.HIDDEN_NEED, "I suspect recognition.", GROUND)
    assert before is None
    assert isinstance(need, Need)
    assert (need.standing, need.confidence) == (Standing.HIDDEN, 50)
    assert (need.text, need.driver, need.question) == ("I suspect recognition", "", "")
    assert (need.counterpart_id, need.conversation_id) == ("priya", TALK.id)


def test_my_need_has_no_counterpart() -> None:
    _, need = made(Becomes.MY_NEED, "A date I can keep", GROUND)
    assert isinstance(need, Need)
    assert need.counterpart_id is None


@pytest.mark.parametrize("becomes", [Becomes.NON_NEGOTIABLE, Becomes.MY_NON_NEGOTIABLE])
def test_a_limit_is_assumed_until_somebody_said_it(becomes: Becomes) -> None:
    _, limit = made(becomes, "No change before March", GROUND)
    assert isinstance(limit, NonNegotiable)
    assert limit.basis is Basis.ASSUMED


def test_the_free_half_of_an_opening_is_filled_first() -> None:
    half = Opening(conversation_id=TALK.id, avoid="You always")
    ground = Ground(conversation=TALK, counterpart_id=None, openings=(half,))
    before, now = made(Becomes.OPENING, "We both want the launch", ground)
    assert before == half
    assert isinstance(now, Opening)
    assert (now.id, now.text, now.avoid) == (half.id, "We both want the launch", "You always")
    assert made(Becomes.AVOID, "And you never", ground)[0] is None


def test_if_and_then_are_told_apart() -> None:
    _, plan = made(Becomes.IF_THEN, "If Priya goes silent, then I wait.", GROUND)
    assert isinstance(plan, IfThen)
    assert (plan.if_they, plan.then_i) == ("Priya goes silent", "I wait")
    _, other = made(Becomes.IF_THEN, "Priya goes silent", GROUND)
    assert isinstance(other, IfThen)
    assert (other.if_they, other.then_i) == ("Priya goes silent", "")


@pytest.mark.parametrize("becomes", list(Becomes))
def test_words_can_become_everything_there_is(becomes: Becomes) -> None:
    _, record = made(becomes, "words", GROUND)
    values = [getattr(record, name) for name in record.__dataclass_fields__]
    assert "words" in values


def test_without_a_counterpart_nothing_can_be_theirs() -> None:
    alone = makable(Ground(conversation=TALK, counterpart_id=None))
    assert Becomes.HIDDEN_NEED not in alone
    assert Becomes.MY_NEED in alone
