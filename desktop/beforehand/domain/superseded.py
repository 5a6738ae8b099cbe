"""What a record said in the copy of the notebook that was not the newer one: kept beside it."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from beforehand.domain.conversations import Answer, Conversation, EarlierWording, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import ConfidenceMark, Need, NeedLink
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Excerpt, RoomChoice, Serving
from beforehand.domain.value import value

MADE = "merged-"
"""How the id of something begins that merging made, out of what it says: never made twice."""


@value
class Superseded(Record):
    """The words of a record as they stood in another copy; an answer has `EarlierWording`.

    `words` has a line for each field, so that nothing of it is lost; whose they were is known by
    the record itself and by the counterpart, the conversation and the need it belonged to.
    """

    kind: ClassVar[str] = "earlier_versions"

    counterpart_id: Id | None = None
    conversation_id: Id | None = None
    need_id: Id | None = None
    record_kind: Id
    record_id: Id
    words: str
    written_at: datetime


Former = EarlierWording | Superseded

_WORDLESS = (
    Participant,
    EarlierWording,
    Superseded,
    NeedLink,
    ConfidenceMark,
    Serving,
    Excerpt,
    RoomChoice,
)
"""Links, marks and what is history already: of these nothing is kept but the newer one."""

_TRACES = frozenset({"sheet_made_at", "across", "created_at", "updated_at", "trashed_at"})
"""What the program noted and nobody wrote."""

_OWNERS: tuple[tuple[str, type[Record]], ...] = (
    ("counterpart_id", Counterpart),
    ("conversation_id", Conversation),
    ("need_id", Need),
)


def said(record: Record) -> str:
    """All that somebody wrote or chose in a record, a line for each field that is filled."""
    return "\n".join(_lines(record))


def former(loser: Record, winner: Record) -> Former | None:
    """What is kept of the wording that lost; None if the newer one says the same, or it said none.

    Made of what it says alone: whoever merges, and however often, makes the same.
    """
    if isinstance(loser, _WORDLESS):
        return None
    if isinstance(loser, Answer) and isinstance(winner, Answer):
        return _earlier(loser, winner)
    words = said(loser)
    if not words or words == said(winner):
        return None
    at = loser.updated_at
    kept = Superseded(
        id=_made_of(winner.kind, winner.id, words),
        created_at=at,
        updated_at=at,
        record_kind=Id(winner.kind),
        record_id=winner.id,
        words=words,
        written_at=at,
    )
    return owned(kept, winner)


def owned(kept: Superseded, winner: Record) -> Superseded:
    """The kept words with the owners that the record has now."""
    owners: dict[str, Any] = {
        name: winner.id if isinstance(winner, kind) else getattr(winner, name, None)
        for name, kind in _OWNERS
    }
    return replace(kept, **owners)


def same_words(kept: Former, winner: Record) -> bool:
    """Whether a record says again what was kept of it."""
    if isinstance(kept, EarlierWording):
        return isinstance(winner, Answer) and kept.text == winner.text
    return kept.words == said(winner)


def renamed(kept: Former) -> Former:
    """With the id that its words and its record give it."""
    if not kept.id.startswith(MADE):
        return kept
    if isinstance(kept, EarlierWording):
        return replace(kept, id=_made_of(Answer.kind, kept.answer_id, kept.text))
    return replace(kept, id=_made_of(kept.record_kind, kept.record_id, kept.words))


def _earlier(loser: Answer, winner: Answer) -> EarlierWording | None:
    if not loser.text.strip() or loser.text == winner.text:
        return None
    at = loser.updated_at
    return EarlierWording(
        id=_made_of(Answer.kind, winner.id, loser.text),
        created_at=at,
        updated_at=at,
        answer_id=winner.id,
        wording=loser.wording,
        text=loser.text,
        written_at=at,
    )


def _made_of(*parts: str) -> Id:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return Id(f"{MADE}{sha256(joined).hexdigest()[:32]}")


def _lines(record: Record) -> Iterator[str]:
    for name in _told()[record.kind]:
        each = getattr(record, name)
        if each is None or each == "":
            continue
        yield f"{name.replace('_', ' ').capitalize()}: {_plain(each)}"


@cache
def _told() -> dict[str, tuple[str, ...]]:
    """The fields that are told, by kind."""
    # Imported here: the list of all kinds has this one in it.
    from beforehand.domain.kinds import KINDS

    return {kind.kind: tuple(_fields(kind)) for kind in KINDS}


def _fields(kind: type[Record]) -> Iterator[str]:
    hints = get_type_hints(kind)
    for each in fields(kind):
        if each.name not in _TRACES and _is_told(hints[each.name]):
            yield each.name


def _is_told(hint: Any) -> bool:
    """References are not told: they name, and say nothing."""
    if get_origin(hint) in (UnionType, Union):
        return all(_is_told(part) for part in get_args(hint) if part is not type(None))
    return hint is not Id and get_origin(hint) is not tuple


def _plain(each: object) -> str:
    if isinstance(each, datetime):
        return f"{each:%Y-%m-%d %H:%M}"
    if isinstance(each, date):
        return each.isoformat()
    if isinstance(each, bool):
        return "yes" if each else "no"
    return str(each)
