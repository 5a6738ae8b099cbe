"""What can be done to a need: each act of the map, the list and the card, with its undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from beforehand.domain.needs import (
    FIRST_CONFIDENCE,
    Evidence,
    Need,
    NeedLink,
    Standing,
    stepped,
)
from beforehand.domain.record import Id
from beforehand.ui.desk import Desk
from beforehand.ui.widgets.need_words import brief, sure


class NeedActs:
    """The acts on needs, each one step of undo."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The day it is for the person."""
        return self._desk.now().date()

    def need(self, need_id: Id) -> Need | None:
        """A need as it is in the notebook now; None if it is not there or put away."""
        found = self._desk.notebook[Need].get(need_id)
        return found if found and found.trashed_at is None else None

    def suspect(self, counterpart_id: Id, text: str = "", conversation_id: Id | None = None) -> Id:
        """Make a hypothesis at once: 50 %, gut feeling, driver and question still open."""
        return self._add("Suspect a need", counterpart_id, text, conversation_id, Standing.HIDDEN)

    def hear(self, counterpart_id: Id, text: str = "", conversation_id: Id | None = None) -> Id:
        """Make a need that was said."""
        return self._add("Note a need", counterpart_id, text, conversation_id, Standing.STATED)

    def move(
        self, need_id: Id, *, confidence: int | None = None, across: float | None = None
    ) -> bool:
        """Set how sure one is, or arrange sideways, or both."""

        def moved(need: Need) -> Need:
            sure_now = need.confidence if confidence is None else stepped(confidence)
            place = need.across if across is None else across
            return replace(need, confidence=sure_now, across=place)

        to = "move" if confidence is None else sure(stepped(confidence))
        return self._edit(need_id, to, moved)

    def change(self, need_id: Id, what: str, **fields: Any) -> bool:
        """Change fields of a need in one act; `what` names them for undo."""
        return self._edit(need_id, what, lambda need: replace(need, **fields))

    def say(self, need_id: Id, words: str, on: date | None, across: float | None = None) -> bool:
        """Make a suspected need a stated one: when it was said, and in which words."""

        def said(need: Need) -> Need:
            place = need.across if across is None else across
            return replace(need, standing=Standing.STATED, words=words, said_on=on, across=place)

        return self._edit(need_id, "they said it", said)

    def sink(
        self, need_id: Id, confidence: int = FIRST_CONFIDENCE, across: float | None = None
    ) -> bool:
        """Make a stated need a suspected one; its words are kept for the way back."""

        def sunk(need: Need) -> Need:
            place = need.across if across is None else across
            return replace(
                need, standing=Standing.HIDDEN, confidence=stepped(confidence), across=place
            )

        return self._edit(need_id, "only suspected", sunk)

    def link(self, one_id: Id, other_id: Id) -> bool:
        """Link a need above the line with one below, or take the link away if there is one."""
        ends = self._ends(one_id, other_id)
        if ends is None:
            return False
        standing = self.link_between(*ends)
        if standing:
            return self._desk.put_away("Unlink", standing)
        return self._desk.add("Link", NeedLink(stated_id=ends[0], hidden_id=ends[1]))

    def link_between(self, stated_id: Id, hidden_id: Id) -> NeedLink | None:
        """The link between two needs, if there is one."""
        links = self._desk.notebook[NeedLink].find(stated_id=stated_id, hidden_id=hidden_id)
        return links[0] if links else None

    def put_away(self, need_id: Id) -> bool:
        """Put a need away; its evidence and links come back with it."""
        need = self.need(need_id)
        if need is None:
            return False
        return self._desk.put_away(f"Put away “{brief(need.text)}”", need)

    def note_sign(self, need_id: Id, text: str, on: date | None, *, supports: bool) -> bool:
        """Add something seen or heard."""
        sign = Evidence(need_id=need_id, text=text, seen_on=on, supports=supports)
        return self._desk.add("Note a sign", sign)

    def put_sign_away(self, sign_id: Id) -> bool:
        """Put something seen or heard away."""
        sign = self._desk.notebook[Evidence].get(sign_id)
        return sign is not None and self._desk.put_away("Put a sign away", sign)

    def _ends(self, one_id: Id, other_id: Id) -> tuple[Id, Id] | None:
        """The stated and the hidden one of two needs, or None if both lie on one side."""
        pair = [need for need in (self.need(one_id), self.need(other_id)) if need]
        below = [need.id for need in pair if need.standing is Standing.HIDDEN]
        above = [need.id for need in pair if need.standing in (Standing.STATED, Standing.KNOWN)]
        return (above[0], below[0]) if above and below else None

    def _add(
        self, label: str, counterpart_id: Id, text: str, talk: Id | None, standing: Standing
    ) -> Id:
        today = self.today() if standing is Standing.STATED else None
        need = Need(
            counterpart_id=counterpart_id,
            conversation_id=talk,
            standing=standing,
            text=text,
            said_on=today,
        )
        self._desk.add(label, need)
        return need.id

    def _edit(self, need_id: Id, to: str, change: Callable[[Need], Need]) -> bool:
        before = self.need(need_id)
        if before is None:
            return False
        after = change(before)
        return before == after or self._desk.edit(f"“{brief(before.text)}”: {to}", before, after)
