"""The room is given an allow-list and nothing else."""

from dataclasses import replace

from beforehand.domain import room
from beforehand.domain.brief import Brief, Hypothesis, OptionLine, PersonBrief
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint, Basis, NonNegotiable, Option, RoomChoice

TALK = Conversation(issue="He blocks us", title="Launch", shared_goal="A calm launch")
OTHER = Counterpart(name="Łucja Wrona")


def need(standing: Standing, text: str, question: str = "") -> Need:
    return Need(standing=standing, text=text, question=question)


STATED = need(Standing.STATED, "two engineers")
KNOWN = need(Standing.KNOWN, "wants the credit")
HIDDEN = need(Standing.HIDDEN, "fears the board", "What would the board ask?")
MINE = need(Standing.MINE, "a calm on-call")
SAID = NonNegotiable(conversation_id=TALK.id, text="no change of scope", basis=Basis.SAID)
ASSUMED = NonNegotiable(conversation_id=TALK.id, text="will not move the date")
ASK = AskingPoint(conversation_id=TALK.id, text="What would make this a success?")
OPTION = Option(conversation_id=TALK.id, text="present it together")

BRIEF = Brief(
    conversation=TALK,
    people=(
        PersonBrief(
            counterpart=OTHER,
            said=(STATED, KNOWN),
            hidden=(Hypothesis(need=HIDDEN),),
            fixed=(SAID, ASSUMED),
        ),
    ),
    my_needs=(MINE,),
    asking=(ASK,),
    options=(OptionLine(option=OPTION),),
)


def tick(*item_ids: Id, shown: bool = True) -> Brief:
    choices = (RoomChoice(conversation_id=TALK.id, item_id=i, shown=shown) for i in item_ids)
    return replace(BRIEF, choices=tuple(choices))


def test_untouched_the_room_sees_only_what_was_said() -> None:
    theirs, mine = room.room_brief(BRIEF).columns
    assert theirs.needs == ("two engineers",)
    assert theirs.fixed == ("no change of scope",)
    assert mine.needs == ()


def test_a_question_or_an_option_shows_only_when_ticked() -> None:
    assert room.room_brief(BRIEF).questions == ()
    assert room.room_brief(BRIEF).options == ()
    shown = room.room_brief(tick(ASK.id, OPTION.id))
    assert shown.questions == (ASK.text,)
    assert shown.options == (OPTION.text,)


def test_a_question_that_tests_a_guess_carries_a_warning_and_is_off_at_first() -> None:
    item = room.questions(BRIEF)[-1]
    assert item.text == HIDDEN.question
    assert item.warning == room.TESTS_A_GUESS
    assert not item.shown


def test_mine_shows_once_i_tick_it_and_theirs_can_be_taken_off() -> None:
    assert room.room_brief(tick(MINE.id)).columns[-1].needs == (MINE.text,)
    assert room.room_brief(tick(STATED.id, shown=False)).columns[0].needs == ()


def test_no_tick_brings_an_assumption_or_a_hidden_need_into_the_room() -> None:
    everything = tick(ASSUMED.id, HIDDEN.id, KNOWN.id, STATED.id)
    theirs = room.room_brief(everything).columns[0]
    assert theirs.needs == (STATED.text,)
    assert theirs.fixed == (SAID.text,)


def test_the_issue_never_stands_in_for_a_missing_title() -> None:
    bare = replace(BRIEF, conversation=replace(TALK, title=""))
    assert room.room_brief(bare).title == ""
    assert TALK.issue not in repr(room.room_brief(bare))


def test_the_offer_names_everything_that_can_be_ticked() -> None:
    headings = [offer.heading for offer in room.room_offers(BRIEF)]
    assert headings == [
        "What Łucja said",
        "What I need",
        "Not for trade, as it was said",
        "Questions",
        "Options",
    ]
