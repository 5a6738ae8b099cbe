"""A conversation of which everything is fixed, and so is every day: for pictures of its sheets."""

from datetime import date, datetime, time

from beforehand.domain.brief import AnswerLine, Brief, Hypothesis, LastTime, OptionLine, PersonBrief
from beforehand.domain.conversations import Answer, Conversation, Debrief, Participant
from beforehand.domain.counterparts import Counterpart, Pressure, SuccessMeasure
from beforehand.domain.filed import TalkFile
from beforehand.domain.lenses import Section
from beforehand.domain.needs import ConfidenceMark, Evidence, Need, NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief, RoomColumn
from beforehand.domain.stakes import (
    AskingPoint,
    Basis,
    Commitment,
    IfThen,
    NonNegotiable,
    Opening,
    Option,
    Owner,
    Position,
)

TODAY = date(2026, 11, 18)
AT = datetime.combine(date(2026, 11, 19), time(14)).astimezone()
"""Where the person is: the same hour is printed in every zone."""

WRITTEN = {"created_at": AT, "updated_at": AT}
TALK, PRIYA = Id("talk"), Id("priya")
THEIRS = {"conversation_id": TALK, "counterpart_id": PRIYA, **WRITTEN}
MINE = {"conversation_id": TALK, **WRITTEN}
DRIVERS = {
    Id("recognition"): "being recognised",
    Id("clarity"): "knowing what comes next",
    Id("say"): "having a say",
}

WHO = Counterpart(
    id=PRIYA,
    name="Priya Nair",
    role="Head of Product",
    notes="Reads before nine. Prefers a page to a slide.",
    **WRITTEN,
)
LAUNCH = Conversation(
    id=TALK,
    issue="Two engineers for the launch, without breaking Platform’s roadmap",
    title="Two engineers for the launch",
    starts_at=AT,
    shared_goal="The March launch, with a platform that holds the first weekend.",
    if_no_agreement="both take it to the steering meeting on the 24th.",
    **WRITTEN,
)


def _need(name: str, standing: Standing, text: str, **more: object) -> Need:
    return Need(id=Id(name), standing=standing, text=text, counterpart_id=PRIYA, **WRITTEN, **more)


def _sign(name: str, need: Need, text: str, day: int, *, supports: bool = True) -> Evidence:
    seen = date(2026, 11, day)
    return Evidence(
        id=Id(name), need_id=need.id, text=text, seen_on=seen, supports=supports, **WRITTEN
    )


ENGINEERS = _need(
    "engineers",
    Standing.STATED,
    "Two engineers until launch",
    words="We miss the date without them.",
    said_on=date(2026, 11, 2),
)
SLOT = _need("slot", Standing.STATED, "A weekly decision slot")
ASKED_FIRST = _need(
    "first",
    Standing.KNOWN,
    "To be asked before the plan is drawn",
    driver="say",
    question="Who saw the plan before you did?",
    said_on=date(2025, 11, 21),
)
CREDIT = _need(
    "credit",
    Standing.HIDDEN,
    "Recognition for the migration",
    driver="recognition",
    confidence=75,
    question="How would you like the launch to be told?",
)
SLIP = _need(
    "slip", Standing.HIDDEN, "Fear of a second slipped launch", driver="clarity", confidence=55
)
ALONE = _need("alone", Standing.HIDDEN, "Worried for two of her people", confidence=25)
HELD = Need(id=Id("held"), standing=Standing.MINE, text="On-call below one night in 4", **WRITTEN)
SIGNS = (
    _sign("lists", CREDIT, "Lists what her team shipped, unasked", 4),
    _sign("stays", CREDIT, "Stayed when Tomás was praised", 9, supports=False),
    _sign("asks", SLIP, "Asks for the date twice in one meeting", 11),
)
LINKS = (
    NeedLink(id=Id("one"), stated_id=ENGINEERS.id, hidden_id=CREDIT.id),
    NeedLink(id=Id("two"), stated_id=ENGINEERS.id, hidden_id=SLIP.id),
)
GUESSES = (
    Hypothesis(need=CREDIT, evidence=SIGNS[:2], beneath=(ENGINEERS,)),
    Hypothesis(need=SLIP, evidence=SIGNS[2:], beneath=(ENGINEERS,)),
    Hypothesis(need=ALONE),
)
LIMITS = (
    NonNegotiable(text="no change of scope before March", basis=Basis.SAID, **THEIRS),
    NonNegotiable(text="on-call stays below 1 night in 4", **MINE),
)
POSITION = Position(text="Two engineers, from Monday", interest="The date was promised", **THEIRS)
OPENING = Opening(
    text="Before the numbers: your team carried the migration, and I’d like this launch to "
    "carry its name. What would you need to see for that?",
    avoid="I can give you one at most.",
    **MINE,
)
WAYS = tuple(
    Option(text=text, **MINE)
    for text in (
        "One engineer full time, a pairing rota for the second seat",
        "Platform and Product present the launch together",
        "A pilot in February with two clients",
    )
)
PLAN = IfThen(if_they="goes quiet", then_i="name it: “It sounds as if that still weighs.”", **MINE)
ASKING = AskingPoint(text="What have I not asked?", **MINE)
PROMISE = Commitment(
    owner=Owner.COUNTERPART,
    text="Say who decides on the freeze",
    due=date(2026, 11, 16),
    **THEIRS,
)
BEFORE = LastTime(
    conversation=Conversation(
        issue="Who tells the clients", starts_at=AT.replace(year=2025), **WRITTEN
    ),
    debrief=Debrief(
        happened="Agreed within a minute once the credit was named.",
        carry="Name it at the beginning.",
        **MINE,
    ),
    commitments=(PROMISE,),
)


def _answer(section: Section, wording: str, text: str) -> AnswerLine:
    answer = Answer(**MINE, lens_id=Id("lens"), question_id=Id(section), wording=wording, text=text)
    return AnswerLine(answer=answer, section=section, left=text)


ANSWERS = (
    _answer(
        Section.HAPPENED,
        "The last time {name} pushed back, what exactly happened?",
        "Tuesday, after the stand-up. She closed the laptop and said that the plan was drawn "
        "without her. Then she asked who would present it.",
    ),
    _answer(Section.MINE, "What have you yourself not said so far?", "That I promised it as well."),
)
PERSON = PersonBrief(
    counterpart=WHO,
    said=(ENGINEERS, SLOT, ASKED_FIRST),
    hidden=GUESSES,
    fixed=LIMITS[:1],
    positions=(POSITION,),
    measures=(SuccessMeasure(text="The date of the launch", counterpart_id=PRIYA, **WRITTEN),),
    pressures=(
        Pressure(
            text="A demonstration for the board",
            source="the chief executive",
            due=date(2026, 12, 3),
            counterpart_id=PRIYA,
            **WRITTEN,
        ),
    ),
    last=BEFORE,
)
BRIEF = Brief(
    conversation=LAUNCH,
    people=(PERSON,),
    answers=ANSWERS,
    my_needs=(HELD,),
    my_fixed=LIMITS[1:],
    options=tuple(
        OptionLine(option=way, serves=serves)
        for way, serves in zip(WAYS, ((ENGINEERS, HELD), (CREDIT,), (SLIP, HELD)), strict=True)
    ),
    openings=(OPENING,),
    if_thens=(PLAN,),
    asking=(ASKING,),
    alignment_before=4,
)
ROOM = RoomBrief(
    title=LAUNCH.title,
    starts_at=AT,
    minutes=45,
    names=("Priya Nair",),
    shared_goal=LAUNCH.shared_goal,
    columns=(
        RoomColumn(name="Priya Nair", needs=(ENGINEERS.text, SLOT.text), fixed=(LIMITS[0].text,)),
        RoomColumn(name="", needs=(HELD.text,)),
    ),
    questions=("What would make this launch a success for your team?", ASKING.text),
    options=tuple(way.text for way in WAYS),
)
FILE = TalkFile(
    conversation=LAUNCH,
    people=(WHO,),
    records=(
        Participant(id=Id("seat"), **THEIRS),
        *(line.answer for line in ANSWERS),
        *(ENGINEERS, SLOT, ASKED_FIRST, CREDIT, SLIP, HELD),
        *SIGNS,
        *LINKS,
        ConfidenceMark(id=Id("mark"), need_id=CREDIT.id, confidence=75, **WRITTEN),
        *LIMITS,
        POSITION,
        *WAYS,
        OPENING,
        PLAN,
        ASKING,
    ),
    lasts=(BEFORE,),
)
