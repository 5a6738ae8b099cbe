"""What every record of the notebook has in common."""

from dataclasses import Field, field
from datetime import UTC, datetime
from typing import Any, ClassVar, NewType

from beforehand.domain.value import value

Id = NewType("Id", str)
"""A reference or a name out of a table; a field typed `str` holds words of the person."""

UNSAVED = datetime(1970, 1, 1, tzinfo=UTC)
"""The time on a record that the notebook has not stamped yet."""


def new_id() -> Id:
    """Make an id that no other notebook will make."""
    # Imported here: it is slow, and nothing is made before the first paint.
    from uuid import uuid4

    return Id(uuid4().hex)


@value
class Record:
    """A row of the notebook: never changed in place, only replaced."""

    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    id: Id = field(default_factory=new_id)
    created_at: datetime = UNSAVED
    updated_at: datetime = UNSAVED
    trashed_at: datetime | None = None
