"""The steps of a preparation: which are shown, which are filled, where to go on."""

from dataclasses import replace

from beforehand.domain.brief import Brief, PersonBrief
from beforehand.domain.conversations import Answer, Conversation, Speed, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.lenses import Lens, Part, Question, Section, Suggestion
from beforehand.domain.preparing import (
    ALIGNMENT,
    ELSEWHERE,
    OPENING,
    TOGETHER,
    chapters,
    chosen_lenses,
    filled_steps,
    is_closed,
    neighbour,
    start_at,
    steps_of,
    whereabouts,
)
from beforehand.domain.record import Id
from beforehand.domain.stakes import Opening

TALK = Conversation(issue="Two engineers", lens_ids=(Id("shared"),))
PRIYA = PersonBrief(counterpart=Counterpart(name="Priya Raman"))


def question(name: str, *, essential: bool = False) -> Question:
    return Question(
        id=Id(name),
        wording=f"What did {{name}} say of {name}?",
        short=name,
        hint="Look at {name}'s calendar.",
        example="",
        section=Section.SAID,
        essential=essential,
    )


def lens(name: str, *questions: Question, **more: object) -> Lens:
    made = Lens(
        id=Id(name),
        title=name.title(),
        summary="",
        best_for="",
        weak="",
        sources=(),
        parts=(Part(title="What is said", questions=questions),),
    )
    return replace(made, **more)


SHARED = lens("shared", question("goal", essential=True), question("part"))


def brief(**fields: object) -> Brief:
    return replace(Brief(conversation=TALK, people=(PRIYA,)), **fields)


def answer(question_id: str, text: str = "words", lens_id: str = "shared") -> Answer:
    return Answer(
        conversation_id=TALK.id,
        lens_id=Id(lens_id),
        question_id=Id(question_id),
        wording="As it was asked",
        text=text,
    )


def ids(found: list) -> list[str]:
    return [step.id for step in steps_of(found)]


def test_the_tasks_come_after_the_questions() -> None:
    found = chapters(brief(), [SHARED], [])
    assert [chapter.title for chapter in found] == ["What is said", TOGETHER]
    assert ids(found)[:3] == ["shared/goal", "shared/part", "positions"]
    assert ids(found)[-1] == ALIGNMENT


def test_questions_call_the_counterparts_by_name() -> None:
    step = steps_of(chapters(brief(), [SHARED], []))[0]
    assert step.title == "What did Priya say of goal?"
    assert step.hint == "Look at Priya's calendar."


def test_ten_minutes_leave_out_what_is_not_essential() -> None:
    short = brief(conversation=replace(TALK, speed=Speed.TEN_MINUTES))
    assert ids(chapters(short, [SHARED], [])) == [
        "shared/goal",
        "options",
        "opening",
        "for-the-room",
    ]


def test_ten_minutes_still_show_what_was_answered() -> None:
    short = brief(conversation=replace(TALK, speed=Speed.TEN_MINUTES), alignment_before=3)
    found = ids(chapters(short, [SHARED], [answer("part")]))
    assert "shared/part" in found
    assert ALIGNMENT in found


def test_a_blank_answer_is_no_answer() -> None:
    assert filled_steps(brief(), [answer("goal", " \n ")]) == frozenset()
    assert filled_steps(brief(), [answer("goal")]) == {"shared/goal"}


def test_an_opening_without_words_is_not_filled() -> None:
    empty, said = Opening(conversation_id=TALK.id), Opening(conversation_id=TALK.id, avoid="But")
    assert OPENING not in filled_steps(brief(openings=(empty,)), [])
    assert OPENING in filled_steps(brief(openings=(empty, said)), [])


def test_answers_of_a_lens_no_longer_chosen_stay_in_sight() -> None:
    found = chapters(brief(), [SHARED], [answer("gone", lens_id="old"), answer("x", "", "old")])
    elsewhere = next(chapter for chapter in found if chapter.title == ELSEWHERE)
    assert [(step.id, step.title) for step in elsewhere.steps] == [("old/gone", "As it was asked")]


def test_a_lens_with_suggestions_ends_with_them() -> None:
    stuck = lens("stuck", question("door"), suggestions=(Suggestion(lens_id=Id("x"), reason="r"),))
    found = chapters(brief(), [stuck], [])
    assert ids(found)[:2] == ["stuck/door", "stuck/next-lens"]
    assert whereabouts(found, steps_of(found)[1]) == "Stuck"
    assert whereabouts(found, steps_of(found)[2]) == "Put together · 1 of 9"


def test_the_way_to_the_next_lens_is_gone_once_there_is_one() -> None:
    two = brief(conversation=replace(TALK, lens_ids=(Id("stuck"), Id("shared"))))
    assert "stuck/next-lens" in filled_steps(two, [])
    assert "shared/next-lens" not in filled_steps(brief(), [])


def test_one_goes_on_where_one_left() -> None:
    found = chapters(brief(), [SHARED], [])
    assert start_at(found, OPENING, frozenset()).id == OPENING
    assert start_at(found, Id("gone"), frozenset({Id("shared/goal")})).id == "shared/part"
    assert start_at(found, None, frozenset(ids(found))).id == "shared/goal"


def test_neighbours_end_at_both_ends() -> None:
    found = chapters(brief(), [SHARED], [])
    assert neighbour(found, Id("shared/goal"), -1) is None
    assert neighbour(found, ALIGNMENT, 1) is None
    after = neighbour(found, Id("shared/part"), 1)
    assert after is not None
    assert after.id == "positions"


def test_the_place_is_told_apart_for_questions_and_tasks() -> None:
    found = chapters(brief(), [SHARED], [])
    steps = steps_of(found)
    assert whereabouts(found, steps[1]) == "What is said · 2 of 2"
    assert whereabouts(found, steps[2]) == "Put together · 1 of 9"


def test_lenses_that_are_not_there_are_left_out() -> None:
    talk = replace(TALK, lens_ids=(Id("gone"), Id("shared")))
    assert chosen_lenses(talk, {SHARED.id: SHARED}) == [SHARED]


def test_without_any_lens_the_tasks_remain() -> None:
    assert ids(chapters(brief(), [], []))[0] == "positions"


def test_only_what_lies_behind_is_closed() -> None:
    closed = [stage for stage in Stage if is_closed(replace(TALK, stage=stage))]
    assert closed == [Stage.HELD, Stage.DEBRIEFED, Stage.CALLED_OFF]


def test_the_count_of_a_chapter_counts_only_its_own() -> None:
    found = chapters(brief(), [SHARED], [])
    assert found[0].done(frozenset({Id("shared/goal"), OPENING})) == 1
