"""What a search finds."""

from datetime import datetime

from beforehand.domain.record import Id
from beforehand.domain.value import value


@value
class Hit:
    """A place where the words stand: a field of a record, with the words around them.

    `kind` is the record's kind. `when` is when it was last written. `marks` are the words in the
    excerpt as (start, length), in characters. `trashed` is a record that was put away, or whose
    conversation, counterpart, need or answer was; `earlier` is an earlier wording of an answer.
    """

    kind: str
    id: Id
    field: str
    conversation_id: Id | None = None
    counterpart_id: Id | None = None
    when: datetime
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    trashed: bool = False
    earlier: bool = False
