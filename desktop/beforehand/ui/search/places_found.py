"""Where a hit stands in the program, and how one gets there."""

from collections.abc import Callable, Mapping
from typing import Any

from beforehand import wording
from beforehand.domain import conversations as talks
from beforehand.domain import needs, preparing, stakes
from beforehand.domain.hits import Hit
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded
from beforehand.store.asked import one_line
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place, Sought
from beforehand.ui.screen_stack import SCREENS

_STEPS: Mapping[str, Id] = {
    stakes.Position.kind: preparing.POSITIONS,
    stakes.NonNegotiable.kind: preparing.LIMITS,
    stakes.Option.kind: preparing.OPTIONS,
    stakes.Opening.kind: preparing.OPENING,
    stakes.IfThen.kind: preparing.IF_THEN,
    stakes.AskingPoint.kind: preparing.ASKING,
}
"""The step of Prepare at which records of a kind are written."""

_FIELD_STEPS: Mapping[str, Id] = {
    "shared_goal": preparing.POSITIONS,
    "if_no_agreement": preparing.NO_DEAL,
    "if_no_agreement_theirs": preparing.NO_DEAL,
    "title": preparing.ROOM,
}

_LOOKED_BACK = {talks.Debrief.kind, talks.Addendum.kind, stakes.Commitment.kind, "verdicts"}
_BEHIND = (talks.Stage.HELD, talks.Stage.DEBRIEFED)


def place_of_hit(notebook: Notebook, hit: Hit, typed: str) -> Place | None:
    """Where the words of a hit are shown; None if they cannot be, being put away."""
    record = record_of(notebook, hit.kind, hit.id)
    if record is None or hit.trashed:
        return None
    place = place_of_record(notebook, record, hit.field)
    text = str(getattr(record, hit.field))
    # An excerpt is a part of the text on one line; it begins a little before the words.
    near = max(0, one_line(text).find(hit.excerpt.strip("…")))
    return place and place._replace(sought=Sought(hit.id, text, typed, near))


def record_of(notebook: Notebook, kind: str, id_: Id) -> Record | None:
    """A record by the name of its kind."""
    kinds = {each.kind: each for each in KINDS}
    return notebook[kinds[kind]].get(id_)


def place_of_record(notebook: Notebook, record: Any, field: str = "") -> Place | None:
    """The place at which a record is written, or looked back on."""
    find = _FINDERS.get(record.kind)
    if find is not None:
        return find(notebook, record)
    if record.kind in _LOOKED_BACK:
        return _debrief(notebook, record.conversation_id)
    if record.kind == talks.Conversation.kind:
        return Place("prepare", record.id, _FIELD_STEPS.get(field, ""))
    if record.kind in _STEPS:
        return Place("prepare", record.conversation_id, _STEPS[record.kind])
    if hasattr(record, "counterpart_id"):
        return Place("counterpart", record.counterpart_id)
    return Place("counterpart", record.id) if record.kind == "counterparts" else None


def put_away_where(notebook: Notebook, hit: Hit) -> str:
    """A clear line on something in the trash: what was put away, and when."""
    for what, record in _above(notebook, hit):
        if record is not None and record.trashed_at is not None:
            day = wording.day(record.trashed_at.astimezone().date())
            return f"{what} was put away on {day}. Bring it back from the trash to open this."
    return "This was put away. Bring it back from the trash to open it."


def _above(notebook: Notebook, hit: Hit) -> list[tuple[str, Record | None]]:
    """The record of a hit and what it hangs on, from the outside in."""
    here: Any = record_of(notebook, hit.kind, hit.id)
    need = getattr(here, "need_id", None)
    answer = getattr(here, "answer_id", None)
    talk, person = hit.conversation_id, hit.counterpart_id
    return [
        ("The conversation", notebook[talks.Conversation].get(talk) if talk else None),
        ("The counterpart", record_of(notebook, "counterparts", person) if person else None),
        ("The need it belongs to", notebook[needs.Need].get(need) if need else None),
        ("The answer", notebook[talks.Answer].get(answer) if answer else None),
        ("This", here),
    ]


def _answer(_notebook: Notebook, record: talks.Answer) -> Place:
    return Place("prepare", record.conversation_id, preparing.answer_step(record))


def _earlier(_notebook: Notebook, record: talks.EarlierWording) -> Place:
    return Place("journal", record.answer_id, str(record.id))


def _superseded(notebook: Notebook, record: Superseded) -> Place | None:
    """Where the wording stands that took its place."""
    stays = record_of(notebook, record.record_kind, record.record_id)
    return place_of_record(notebook, stays) if stays else None


def _words_of_answer(notebook: Notebook, record: stakes.Excerpt) -> Place | None:
    answer = notebook[talks.Answer].get(record.answer_id)
    return _answer(notebook, answer) if answer else None


def _need(_notebook: Notebook, record: needs.Need) -> Place | None:
    if record.counterpart_id is not None:
        return Place("counterpart", record.counterpart_id, str(record.id))
    return Place("prepare", record.conversation_id) if record.conversation_id else None


def _evidence(notebook: Notebook, record: needs.Evidence) -> Place | None:
    need = notebook[needs.Need].get(record.need_id)
    return _need(notebook, need) if need else None


def _debrief(notebook: Notebook, conversation_id: Id) -> Place:
    talk = notebook[talks.Conversation].get(conversation_id)
    behind = talk is not None and talk.stage in _BEHIND and "debrief" in SCREENS
    return Place("debrief" if behind else "prepare", conversation_id)


_FINDERS: Mapping[str, Callable[[Notebook, Any], Place | None]] = {
    talks.Answer.kind: _answer,
    talks.EarlierWording.kind: _earlier,
    Superseded.kind: _superseded,
    stakes.Excerpt.kind: _words_of_answer,
    needs.Need.kind: _need,
    needs.Evidence.kind: _evidence,
}
