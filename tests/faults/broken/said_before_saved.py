"""A program that calls words saved before they are: they are written with the next ones."""

from contextlib import suppress
from typing import Any

from beforehand.domain.errors import BeforehandError
from beforehand.store.notebook import Notebook

_save = Notebook.save
_waiting: dict[int, tuple[Any, Any]] = {}


def apply() -> None:
    """Have each save wait for the next, and say nothing of what is refused."""
    Notebook.save = _later


def _later(notebook: Notebook, *records: Any, **options: Any) -> None:
    before = _waiting.pop(id(notebook), None)
    _waiting[id(notebook)] = (records, options)
    if before:
        with suppress(BeforehandError):
            _save(notebook, *before[0], **before[1])
