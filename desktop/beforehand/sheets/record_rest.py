"""What a record prints word for word: what was put away, and notes of a kind it does not know."""

from collections.abc import Iterable
from functools import cache
from typing import Any, get_type_hints

from beforehand.domain.record import Record
from beforehand.sheets.column import Column
from beforehand.sheets.record_filing import Filing


def put_away(column: Column, filing: Filing) -> None:
    """What lies in the trash and is not deleted yet."""
    for each in filing.away:
        when = f"put away {filing.day(each.trashed_at)}" if each.trashed_at else ""
        _word_for_word(column, filing, each, when)


def others(column: Column, filing: Filing, known: Iterable[type[Record]]) -> None:
    """Notes of kinds that no section prints, so that nothing is kept and not shown."""
    for each in filing.kept.but(known):
        _word_for_word(column, filing, each, filing.day(each.created_at))


def own_words(record: Record) -> list[str]:
    """Everything in a record that a person wrote."""
    kind: Any = type(record)
    texts = (getattr(record, name) for name in _worded(kind))
    return [text for text in texts if text.strip()]


@cache
def _worded(kind: type[Record]) -> tuple[str, ...]:
    """The fields that hold words of a person."""
    hints = get_type_hints(kind)
    return tuple(name for name, hint in hints.items() if hint is str and name != "kind")


def _word_for_word(column: Column, filing: Filing, record: Record, aside: str) -> None:
    label = record.kind.replace("_", " ").capitalize()
    filing.said(column, label, "\n".join(own_words(record)), aside)
