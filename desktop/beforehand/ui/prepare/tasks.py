"""What stands on each page after the questions: tables of blocks, read by one loop."""

from collections.abc import Callable, Iterator, Sequence

from beforehand.domain.brief import Brief, PersonBrief
from beforehand.domain.preparing import ASKING, IF_THEN, LIMITS, NO_DEAL, OPENING, POSITIONS
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import AskingPoint, Basis, IfThen, NonNegotiable, Opening, Position
from beforehand.domain.value import value
from beforehand.ui.prepare.fields import Pick, Words
from beforehand.ui.prepare.lines import LineKind

POSITION = LineKind(
    noun="position",
    add="Add a position",
    fields=(
        Words(name="text", title="What is asked for", placeholder="In their words, if you can"),
        Words(name="interest", title="Why", placeholder="The interest behind it"),
    ),
)
THEIR_LIMIT = LineKind(
    noun="non-negotiable",
    add="Add what is not for trade",
    fields=(
        Words(name="text", title="Not for trade", placeholder="What cannot move"),
        Pick(
            name="basis",
            title="How you know",
            choices=((Basis.SAID, "They said it"), (Basis.ASSUMED, "I assume it")),
        ),
    ),
)
MY_LIMIT = LineKind(
    noun="non-negotiable",
    add="Add what is not for trade",
    fields=(
        Words(name="text", title="Not for trade", placeholder="What you will not give up"),
        Pick(
            name="basis",
            title="Whether they know",
            choices=((Basis.SAID, "I said it"), (Basis.ASSUMED, "Not said yet")),
        ),
    ),
)
OPENING_LINE = LineKind(
    noun="opening",
    add="Another opening",
    fields=(
        Words(
            name="text",
            title="The first sentence",
            placeholder="A purpose you share, what is true, and a question",
            lines=3,
        ),
        Words(
            name="avoid",
            title="A line to avoid",
            placeholder="What you might say when it gets hot, and better do not",
            lines=2,
        ),
    ),
)
IF_THEN_LINE = LineKind(
    noun="if-then plan",
    add="Add a plan",
    fields=(
        Words(name="if_they", title="If they …", placeholder="say the date cannot move"),
        Words(name="then_i", title="then I …", placeholder="ask what depends on it, and wait"),
    ),
)
QUESTION_LINE = LineKind(
    noun="question",
    add="Add a question",
    fields=(Words(name="text", title="Question", placeholder="What would have to be true …?"),),
)


@value
class Talked:
    """Words that are a field of the conversation itself."""

    field: Words


@value
class Listed:
    """Records of one kind under a heading."""

    heading: str
    kind: LineKind
    find: Callable[[Brief], Sequence[Record]]
    fresh: Callable[[Brief], Record]


Block = Talked | Listed

_GOAL = Words(
    name="shared_goal",
    title="The goal you share",
    placeholder="One sentence both would sign",
    lines=2,
)
_MINE = Words(name="if_no_agreement", title="What I do", placeholder="Without their yes", lines=3)
_THEIRS = Words(
    name="if_no_agreement_theirs",
    title="What they do, as far as I know",
    placeholder="Without mine",
    lines=3,
)


def blocks(step: Id, brief: Brief) -> list[Block]:
    """What stands on the page of a step, with one block a side where sides differ."""
    if step == POSITIONS:
        return [Talked(field=_GOAL), *_sides(brief, "{name} wants", "I want", _positions)]
    if step == LIMITS:
        return list(_sides(brief, "{name} will not trade", "I will not trade", _limits))
    if step == NO_DEAL:
        return [Talked(field=_MINE), Talked(field=_THEIRS)]
    return [_OF_THE_TALK[step]] if step in _OF_THE_TALK else []


_Side = Callable[[str, Id | None], Listed]


def _sides(brief: Brief, theirs: str, mine: str, block: _Side) -> Iterator[Block]:
    for person in brief.people:
        who = person.counterpart
        yield block(theirs.replace("{name}", who.first_name), who.id)
    yield block(mine, None)


def _positions(heading: str, owner: Id | None) -> Listed:
    return Listed(
        heading=heading,
        kind=POSITION,
        find=lambda b: person(b, owner).positions if owner else b.my_positions,
        fresh=lambda b: Position(conversation_id=b.conversation.id, counterpart_id=owner, text=""),
    )


def _limits(heading: str, owner: Id | None) -> Listed:
    return Listed(
        heading=heading,
        kind=THEIR_LIMIT if owner else MY_LIMIT,
        find=lambda b: person(b, owner).fixed if owner else b.my_fixed,
        fresh=lambda b: NonNegotiable(
            conversation_id=b.conversation.id, counterpart_id=owner, text=""
        ),
    )


def person(brief: Brief, counterpart_id: Id | None) -> PersonBrief:
    """What is known of one counterpart of a brief."""
    return next(each for each in brief.people if each.counterpart.id == counterpart_id)


_OF_THE_TALK: dict[Id, Listed] = {
    OPENING: Listed(
        heading="",
        kind=OPENING_LINE,
        find=lambda b: b.openings,
        fresh=lambda b: Opening(conversation_id=b.conversation.id),
    ),
    IF_THEN: Listed(
        heading="",
        kind=IF_THEN_LINE,
        find=lambda b: b.if_thens,
        fresh=lambda b: IfThen(conversation_id=b.conversation.id),
    ),
    ASKING: Listed(
        heading="",
        kind=QUESTION_LINE,
        find=lambda b: b.asking,
        fresh=lambda b: AskingPoint(conversation_id=b.conversation.id, text=""),
    ),
}
