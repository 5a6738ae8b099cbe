"""When something was first and last saved in a notebook."""

from datetime import UTC, datetime

from beforehand.domain.kinds import KINDS
from beforehand.store.notebook import Notebook


def last_saved(notebook: Notebook) -> datetime | None:
    """When something was saved last; None in an empty notebook. Reads every row."""
    return _of(notebook, "max(updated_at)")


def first_written(notebook: Notebook) -> datetime | None:
    """When something was written first; None in an empty notebook. Reads every row."""
    return _of(notebook, "min(created_at)")


def _of(notebook: Notebook, what: str) -> datetime | None:
    every = " UNION ALL ".join(f"SELECT {what} AS at FROM {kind.kind}" for kind in KINDS)
    ((at,),) = notebook.vault.read(f"SELECT {what.partition('(')[0]}(at) FROM ({every})")
    return datetime.fromisoformat(at).astimezone(UTC) if at else None
