"""Options held against the needs of both sides."""

from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.weighing import NeedColumn, need_columns, weighed

SLOT = Need(standing=Standing.STATED, text="weekly decision slot")
SEEN = Need(standing=Standing.HIDDEN, text="recognition")
DATE = Need(standing=Standing.MINE, text="a date I can keep")
COLUMNS = (
    NeedColumn(need=SLOT, whose="Priya"),
    NeedColumn(need=SEEN, whose="Priya"),
    NeedColumn(need=DATE),
)


def test_an_option_that_meets_every_need_serves_both() -> None:
    assert weighed(COLUMNS, frozenset(c.need.id for c in COLUMNS)) == "Serves both."


def test_an_unmet_need_is_named_with_its_owner() -> None:
    said = weighed(COLUMNS, frozenset({SEEN.id, DATE.id}))
    assert said == "Priya’s “weekly decision slot” is not met: a compromise."
    assert weighed(COLUMNS, frozenset({SLOT.id, SEEN.id})).startswith("Your “a date I can keep”")


def test_many_unmet_needs_are_counted() -> None:
    more = (*COLUMNS, NeedColumn(need=Need(standing=Standing.MINE, text="sleep")))
    assert weighed(more, frozenset({DATE.id})) == (
        "Leaves 3 of 4 needs unmet, Priya’s “weekly decision slot” among them: a compromise."
    )


def test_an_option_nobody_weighed_asks() -> None:
    assert weighed(COLUMNS, frozenset()) == "Which needs does it meet?"
    assert weighed((), frozenset()) == "No needs yet to hold it against."


def test_one_side_alone_is_not_called_both() -> None:
    assert weighed(COLUMNS[:2], frozenset({SLOT.id, SEEN.id})) == "Serves every need."


def test_a_long_need_is_shortened() -> None:
    long = NeedColumn(need=Need(standing=Standing.MINE, text="x" * 500))
    assert len(weighed((long, COLUMNS[0]), frozenset({SLOT.id}))) < 120


def test_the_needs_of_both_sides_stand_beside_each_other() -> None:
    person = PersonBrief(
        counterpart=Counterpart(name="Priya Raman"), said=(SLOT,), hidden=(Hypothesis(need=SEEN),)
    )
    brief = Brief(conversation=Conversation(issue="x"), people=(person,), my_needs=(DATE,))
    assert need_columns(brief) == COLUMNS
