"""Older words that name somebody erased, from elsewhere: they are changed as at the erasing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from beforehand.domain.conversations import Answer, EarlierWording
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.kinds import KINDS
from beforehand.domain.mentions import Sought
from beforehand.domain.mentions import changed as with_initials
from beforehand.domain.merging import Key, key_of
from beforehand.domain.order import also_called
from beforehand.domain.record import Id, Record
from beforehand.domain.superseded import Superseded
from beforehand.store.gone import Graves
from beforehand.store.mentions import Mention, fields_of, has_any, mentions_in, needles_of


def changed_again(
    mention: Mention, graves: Graves, asked: Iterable[tuple[Key | None, str]] = ()
) -> str | None:
    """The words with initials, as the erasing made them; None if they may stay.

    `asked` are fields of another record whose words these once were.
    """
    for owner, field in ((None, mention.field), *asked):
        everywhere = graves.changed(mention.record, field, owner)
        if everywhere is not None:
            spots = [spot for spot in mention.spots if spot.sure or everywhere]
            return with_initials(mention.text, spots)
    return None


def without_names(
    records: Sequence[Record], others: Sequence[Record], graves: Graves
) -> list[Record]:
    """The records of a copy as they are where people it still has were erased in the other one.

    `graves` and `others` are of the copy in which they were: what that has kept of history, as
    somebody chose it, stays.
    """
    names = _names(records, graves) if graves.has_words else []
    if not names:
        return [*records]
    there = {key_of(each) for each in others}
    needles = [(each, needles_of(each)) for each in names]
    return [_without(each, needles, graves, decided=key_of(each) in there) for each in records]


def _names(records: Sequence[Record], graves: Graves) -> list[Sought]:
    people = [each for each in records if isinstance(each, Counterpart)]
    erased = {each.id for each in people if graves.refuses(each.id)}
    others = {each.name for each in people if each.id not in erased}
    return [
        Sought(*called, others=others)
        for each in people
        if each.id in erased
        and (called := [name for name in (each.name, *also_called(each)) if name not in others])
    ]


def _without(
    record: Record,
    names: Iterable[tuple[Sought, Sequence[str]]],
    graves: Graves,
    *,
    decided: bool,
) -> Record:
    said = " ".join(getattr(record, each) or "" for each in fields_of(type(record)))
    for name, needles in names:
        if not has_any(said, needles):
            continue
        for mention in mentions_in(record, name.spots):
            asked = () if decided else _owners(record, mention.field)
            words = changed_again(replace(mention, record=record), graves, asked)
            if words is not None:
                fields: dict[str, Any] = {mention.field: words}
                record = replace(record, **fields)
    return record


def _owners(record: Record, field: str) -> Iterator[tuple[Key, str]]:
    """Whose words those of history once were, and in which field."""
    if isinstance(record, EarlierWording):
        yield (Answer.kind, record.answer_id), field
    if isinstance(record, Superseded):
        kinds = {kind.kind: kind for kind in KINDS}
        if kind := kinds.get(record.record_kind):
            yield from (((kind.kind, Id(record.record_id)), each) for each in fields_of(kind))
