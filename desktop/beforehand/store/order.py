"""What order in the house needs to know of the notebook: the records of an act, ready to save."""

from datetime import datetime
from typing import TypeVar

from beforehand.domain import order
from beforehand.domain.conversations import Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.kinds import KINDS
from beforehand.domain.record import Id, Record
from beforehand.domain.stakes import Option, Serving
from beforehand.store.notebook import Notebook

R = TypeVar("R", bound=Record)


def duplicate(notebook: Notebook, conversation_id: Id) -> tuple[Record, ...]:
    """A new preparation of the same issue, the conversation first; see `order.COPIED`."""
    talk = _there(notebook, Conversation, conversation_id)
    parts = [part for kind in order.COPIED for part in notebook[kind].find(conversation_id=talk.id)]
    options = {part.id for part in parts if isinstance(part, Option)}
    return order.duplicated(talk, [*parts, *notebook[Serving].find(option_id=options)])


def merge(notebook: Notebook, kept_id: Id, other_id: Id, now: datetime) -> tuple[Record, ...]:
    """All that changes when a second entry of a person is merged into the one that is kept."""
    kept, other = (_there(notebook, Counterpart, each) for each in (kept_id, other_id))
    owned = [
        record
        for kind in KINDS
        if "counterpart_id" in kind.__dataclass_fields__ and kind is not Participant
        for record in notebook[kind].find(trashed=None, counterpart_id=other.id)
    ]
    both = {kept.id, other.id}
    seats = notebook[Participant].find(trashed=None, counterpart_id=both)
    return order.merged(kept, other, [*owned, *seats], now)


def _there(notebook: Notebook, kind: type[R], id_: Id) -> R:
    found = notebook[kind].get(id_)
    if found is None:
        raise BeforehandError("This entry is not in the notebook any more.", "Choose another one.")
    return found
