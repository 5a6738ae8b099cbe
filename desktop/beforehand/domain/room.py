"""What may lie on the table: a type of its own, filled by an allow-list and by nothing else."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from beforehand.domain.brief import Brief, PersonBrief
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import Basis, NonNegotiable
from beforehand.domain.value import value


@value
class RoomItem:
    """One line that could go to the room, and whether it does."""

    item_id: Id
    text: str
    shown: bool
    warning: str = ""


@value
class RoomColumn:
    """One side's lines on the room sheet; `name` is empty for mine."""

    name: str
    needs: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


@value
class RoomBrief:
    """All that the room sheet is ever given."""

    title: str
    starts_at: datetime | None
    minutes: int
    names: tuple[str, ...]
    shared_goal: str
    columns: tuple[RoomColumn, ...]
    questions: tuple[str, ...]
    options: tuple[str, ...]


@value
class RoomOffer:
    """What the step "For the room" offers to tick: one group a heading."""

    heading: str
    items: tuple[RoomItem, ...]


TESTS_A_GUESS = "This question tests something you only suspect. Read it as they would."

_Words = TypeVar("_Words", Need, NonNegotiable)


class _Ticks:
    """The ticks of one conversation over what is shown before anybody chose."""

    def __init__(self, brief: Brief) -> None:
        self._chosen = {choice.item_id: choice.shown for choice in brief.choices}

    def item(self, item_id: Id, text: str, *, at_first: bool, warning: str = "") -> RoomItem:
        shown = self._chosen.get(item_id, at_first)
        return RoomItem(item_id=item_id, text=text, shown=shown, warning=warning)


def their_needs(brief: Brief, person: PersonBrief) -> tuple[RoomItem, ...]:
    """A counterpart's stated needs: shown unless taken off."""
    stated = (need for need in person.said if need.standing is Standing.STATED)
    return _items(_Ticks(brief), stated, at_first=True)


def my_needs(brief: Brief) -> tuple[RoomItem, ...]:
    """My needs: mine are private until I tick them."""
    return _items(_Ticks(brief), brief.my_needs, at_first=False)


def limits(brief: Brief, fixed: Sequence[NonNegotiable]) -> tuple[RoomItem, ...]:
    """Non-negotiables that were said; an assumed one can never be shown."""
    said = (limit for limit in fixed if limit.basis is Basis.SAID)
    return _items(_Ticks(brief), said, at_first=True)


def questions(brief: Brief) -> tuple[RoomItem, ...]:
    """Questions to ask, none ticked by itself; those that test a hypothesis carry a warning."""
    ticks = _Ticks(brief)
    plain = tuple(ticks.item(q.id, q.text, at_first=False) for q in brief.asking)
    testing = tuple(
        ticks.item(h.need.id, h.need.question, at_first=False, warning=TESTS_A_GUESS)
        for person in brief.people
        for h in person.hidden
        if h.need.question.strip()
    )
    return plain + testing


def options(brief: Brief) -> tuple[RoomItem, ...]:
    """Options: none is ticked by itself."""
    ticks = _Ticks(brief)
    return tuple(ticks.item(o.option.id, o.option.text, at_first=False) for o in brief.options)


def room_brief(brief: Brief) -> RoomBrief:
    """Take from everything known what may be seen, item by item."""
    talk = brief.conversation
    return RoomBrief(
        title=talk.title,
        starts_at=talk.starts_at,
        minutes=talk.minutes,
        names=tuple(person.counterpart.name for person in brief.people),
        shared_goal=talk.shared_goal,
        columns=_columns(brief),
        questions=_shown(questions(brief)),
        options=_shown(options(brief)),
    )


def room_offers(brief: Brief) -> tuple[RoomOffer, ...]:
    """Everything that could be ticked for the room, grouped as the sheet shows it."""
    theirs = (
        (f"What {person.counterpart.first_name} said", their_needs(brief, person))
        for person in brief.people
    )
    limits_of_all = limits(brief, [x for person in brief.people for x in person.fixed])
    groups = (
        *theirs,
        ("What I need", my_needs(brief)),
        ("Not for trade, as it was said", limits_of_all + limits(brief, brief.my_fixed)),
        ("Questions", questions(brief)),
        ("Options", options(brief)),
    )
    return tuple(RoomOffer(heading=heading, items=items) for heading, items in groups if items)


def _columns(brief: Brief) -> tuple[RoomColumn, ...]:
    theirs = (
        RoomColumn(
            name=person.counterpart.name,
            needs=_shown(their_needs(brief, person)),
            fixed=_shown(limits(brief, person.fixed)),
        )
        for person in brief.people
    )
    mine = RoomColumn(
        name="", needs=_shown(my_needs(brief)), fixed=_shown(limits(brief, brief.my_fixed))
    )
    return (*theirs, mine)


def _items(ticks: _Ticks, words: Iterable[_Words], *, at_first: bool) -> tuple[RoomItem, ...]:
    return tuple(ticks.item(each.id, each.text, at_first=at_first) for each in words)


def _shown(items: Iterable[RoomItem]) -> tuple[str, ...]:
    return tuple(item.text for item in items if item.shown and item.text.strip())
