"""Valid records: `record(Need, text="rest")`, and `world()` with one of each kind, all linked.

Import the module and say what it makes: `make.record(...)`, `make.world()`.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from beforehand.domain import conversations as talks
from beforehand.domain import counterparts as people
from beforehand.domain import needs, stakes
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded
from beforehand.store.keys import Cost
from beforehand.store.notebook import Notebook

R = TypeVar("R", bound=Record)

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
CHEAP = Cost(n=2, r=1, p=1)
"""A passphrase that costs next to nothing to try."""

PERSON = Id("person")
TALK = Id("talk")
ANSWER = Id("answer")
STATED = Id("stated")
HIDDEN = Id("hidden")
OPTION = Id("option")

_TALK: dict[str, Any] = {"conversation_id": TALK}
_PERSON: dict[str, Any] = {"counterpart_id": PERSON}

VALID: dict[type[Record], dict[str, Any]] = {
    people.Counterpart: {"name": "Łucja Nowak", "role": "Head of Platform", "team": "Platform"},
    people.SuccessMeasure: {**_PERSON, "text": "no outage longer than an hour"},
    people.Pressure: {**_PERSON, "text": "two people leave in spring", "due": date(2027, 3, 1)},
    talks.Conversation: {
        "issue": "the date of the new billing",
        "title": "Billing dates",
        "starts_at": datetime(2026, 11, 20, 14, 0, tzinfo=UTC),
        "shared_goal": "customers move once",
    },
    talks.Participant: {**_TALK, **_PERSON},
    talks.Answer: {
        **_TALK,
        "lens_id": Id("internal-alignment"),
        "question_id": Id("success"),
        "wording": "What does success look like for Łucja?",
        "text": "A quiet launch, and rest for the team.",
    },
    talks.EarlierWording: {
        "answer_id": ANSWER,
        "wording": "What does success look like?",
        "text": "A launch.",
        "written_at": datetime(2026, 11, 2, 8, 0, tzinfo=UTC),
    },
    talks.AlignmentRating: {**_TALK, "moment": talks.Moment.BEFORE, "score": 4},
    talks.Debrief: {**_TALK, "happened": "we took a week more", "result": 4},
    talks.Addendum: {**_TALK, "text": "the list came a day late"},
    needs.Need: {
        **_PERSON,
        **_TALK,
        "standing": needs.Standing.HIDDEN,
        "text": "rest for the team",
        "driver": "load",
        "question": "What would a good month look like?",
    },
    needs.NeedLink: {"stated_id": STATED, "hidden_id": HIDDEN},
    needs.Evidence: {
        "need_id": HIDDEN,
        "text": "answered at midnight",
        "seen_on": date(2026, 11, 9),
    },
    needs.ConfidenceMark: {"need_id": HIDDEN, "confidence": 60},
    needs.Verdict: {
        "need_id": HIDDEN,
        **_TALK,
        "ruling": needs.Ruling.PARTLY,
        "knowing": needs.Knowing.SAID,
        "confidence_then": 60,
    },
    stakes.Position: {
        **_TALK,
        **_PERSON,
        "text": "not before March",
        "interest": "no night shifts",
    },
    stakes.NonNegotiable: {**_TALK, **_PERSON, "text": "no launch on a Friday"},
    stakes.Option: {**_TALK, "text": "launch for ten customers first"},
    stakes.Serving: {"option_id": OPTION, "need_id": HIDDEN},
    stakes.Opening: {
        **_TALK,
        "text": "I want us both to sleep in March.",
        "avoid": "You promised.",
    },
    stakes.IfThen: {**_TALK, "if_they": "say it is fixed", "then_i": "ask what fixed it"},
    stakes.AskingPoint: {**_TALK, "text": "Who else decides?"},
    stakes.Commitment: {
        **_TALK,
        **_PERSON,
        "owner": stakes.Owner.COUNTERPART,
        "text": "send the list of customers",
        "due": date(2026, 12, 1),
    },
    stakes.Excerpt: {
        "answer_id": ANSWER,
        "words": "rest for the team",
        "became": stakes.Becomes.HIDDEN_NEED,
        "item_id": HIDDEN,
    },
    stakes.RoomChoice: {**_TALK, "item_id": OPTION, "shown": True},
    Superseded: {
        **_PERSON,
        **_TALK,
        "need_id": HIDDEN,
        "record_kind": Id("needs"),
        "record_id": HIDDEN,
        "words": "Text: a week without calls",
        "written_at": datetime(2026, 11, 3, 8, 0, tzinfo=UTC),
    },
}

_NAMED: dict[type[Record], Id] = {
    people.Counterpart: PERSON,
    talks.Conversation: TALK,
    talks.Answer: ANSWER,
    needs.Need: HIDDEN,
    stakes.Option: OPTION,
}


def record(kind: type[R], **changes: Any) -> R:
    """A valid record; what it refers to by itself is in `world()`."""
    return kind(**{**VALID[kind], **changes})


def world() -> list[Record]:
    """One record of each kind (and a stated need), in an order in which they can be saved."""
    made = [record(kind, **({"id": _NAMED[kind]} if kind in _NAMED else {})) for kind in KINDS]
    stated = record(
        needs.Need,
        id=STATED,
        standing=needs.Standing.STATED,
        text="a later date",
        words="March is too early for us",
        said_on=date(2026, 11, 2),
    )
    return [*made, stated]


def talk_with(
    notebook: Notebook, *names: str, now: datetime = NOW, **changes: Any
) -> talks.Conversation:
    """Save a conversation with new counterparts of these names, in their order."""
    talk = record(talks.Conversation, **changes)
    met = [record(people.Counterpart, name=name) for name in names]
    places = [
        talks.Participant(conversation_id=talk.id, counterpart_id=person.id, place=place)
        for place, person in enumerate(met)
    ]
    notebook.save(talk, *met, *places, now=now)
    return replace(talk, created_at=now, updated_at=now)
