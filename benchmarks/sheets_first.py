"""One short preparation, which costs next to nothing to put together: for the cold start."""

from datetime import date

from beforehand.domain.brief import Brief, Hypothesis, PersonBrief
from beforehand.domain.conversations import Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.domain.stakes import Opening

PRINTED_ON = date(2026, 11, 18)
_TALK = Id("talk")
_WHO = Counterpart(name="Priya Nair", role="Head of Product", team="Billing")
_SAID = Need(standing=Standing.STATED, counterpart_id=_WHO.id, text="Two engineers until launch")
_HIDDEN = Need(
    standing=Standing.HIDDEN,
    counterpart_id=_WHO.id,
    text="Credit for the migration that nobody noticed",
    question="How should it be told that your team carried it?",
)
BRIEF = Brief(
    conversation=Conversation(
        id=_TALK,
        issue="Two engineers for the launch of 4.2, and until when",
        shared_goal="A launch that holds, without anybody working through the weekend before it",
        if_no_agreement="Then the date moves to April",
    ),
    people=(PersonBrief(counterpart=_WHO, said=(_SAID,), hidden=(Hypothesis(need=_HIDDEN),)),),
    openings=(
        Opening(conversation_id=_TALK, text="Your team carried the migration.", avoid="No."),
    ),
    alignment_before=4,
)
