"""What stands in the place of a lost record to which others refer, so that none of them is lost.

Its last change is given as the very first moment there is: as soon as a backup is merged, the
record itself takes the place of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import UNSAVED, Id, Record, new_id
from beforehand.domain.stakes import Option
from beforehand.store.blueprint import Table, parents_of
from beforehand.store.missing import Losses, Lost
from beforehand.store.readable import Readable

_UNREAD = "What stood here could not be read."


def add(out: Readable, losses: Losses, tables: Mapping[str, Table], now: datetime) -> int:
    """Put one in the place of each lost record that something refers to; how many there are."""
    stand_ins = _StandIns(out, losses, now)
    for begun in out.cut.values():
        stand_ins.take(begun)
    # A list: what is put in belongs to the kinds that are gone through.
    for record in list(out.records):
        for column, kind, id_ in parents_of(tables[record.kind], record):
            stand_ins.see_to(kind, Id(id_), column)
    return stand_ins.count


class _StandIns:
    def __init__(self, out: Readable, losses: Losses, now: datetime) -> None:
        self._out, self._losses, self._now = out, losses, now
        self._unknown: dict[type[Record], Id] = {}
        self.count = 0

    def take(self, begun: Record) -> None:
        """A record of which the beginning was read."""
        if not self._out.has(begun.kind, begun.id):
            lost = self._losses.get(begun.id)
            written = (lost.at if lost else None) or self._now
            self._out.found[begun.kind][begun.id] = replace(begun, created_at=written)
            self.count += 1

    def see_to(self, kind: type[Record], id_: Id, column: str = "") -> Id:
        if not self._out.has(kind.kind, id_):
            lost = self._losses.get(id_) or Lost(kind.kind)
            times: dict[str, Any] = {"created_at": lost.at or self._now, "updated_at": UNSAVED}
            made = _MADE[kind](self, lost, column)
            self._out.found[kind.kind][id_] = kind(id=id_, **times, **made)
            self.count += 1
        return id_

    def counterpart(self, lost: Lost, _column: str) -> dict[str, Any]:
        name = lost.refs.get("name") or "A counterpart that could not be read"
        return {"name": name, "team": lost.refs.get("team", ""), "notes": _UNREAD}

    def conversation(self, _lost: Lost, _column: str) -> dict[str, Any]:
        return {"issue": "A conversation that could not be read"}

    def answer(self, lost: Lost, _column: str) -> dict[str, Any]:
        unknown = {"lens_id": Id("lost"), "question_id": new_id()}
        wording = "A question that could not be read"
        return {**self._talk(lost), **unknown, "wording": wording, "text": _UNREAD}

    def need(self, lost: Lost, column: str) -> dict[str, Any]:
        standing = Standing.STATED if column == "stated_id" else Standing.HIDDEN
        # Without a counterpart it would be taken for one of mine.
        person = self._named(Counterpart, lost.refs.get("counterpart_id"))
        return {"counterpart_id": person, "standing": standing, "text": _UNREAD}

    def option(self, lost: Lost, _column: str) -> dict[str, Any]:
        return {**self._talk(lost), "text": _UNREAD}

    def _talk(self, lost: Lost) -> dict[str, Id]:
        return {"conversation_id": self._named(Conversation, lost.refs.get("conversation_id"))}

    def _named(self, kind: type[Record], id_: str | None) -> Id:
        """The record with that id; all that belongs to nobody knows whom shares one."""
        if id_ is None:
            id_ = self._unknown.setdefault(kind, new_id())
        return self.see_to(kind, Id(id_))


_MADE: Mapping[type[Record], Callable[[_StandIns, Lost, str], dict[str, Any]]] = {
    Counterpart: _StandIns.counterpart,
    Conversation: _StandIns.conversation,
    Answer: _StandIns.answer,
    Need: _StandIns.need,
    Option: _StandIns.option,
}
