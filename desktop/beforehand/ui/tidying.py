"""Order in the house: what the lists and forms can do with a whole conversation or counterpart."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.order import called_off, put_back
from beforehand.domain.record import Id, Record
from beforehand.store import order
from beforehand.store.overview import conversation_lines
from beforehand.ui.desk import Desk

DUPLICATE_KEY = "Ctrl+D"
_OPEN = (Stage.PREPARING, Stage.READY)
_MOST_LETTERS = 40


class Act(NamedTuple):
    """One line of a menu: what it says, what it does, and the key that does the same."""

    words: str
    run: Callable[[], object]
    keys: str = ""


class Tidying:
    """Each verb is one act with one step back; the bar that offers it comes by itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def duplicate(self, talk: Conversation) -> Id | None:
        """The id of a new preparation of the same issue; None if that could not be saved."""
        copies = self._made(lambda: order.duplicate(self._desk.notebook, talk.id))
        done = bool(copies) and self._desk.add(f"Duplicate {named(talk)}", *copies)
        return copies[0].id if done else None

    def turn(self, talk: Conversation) -> bool:
        """Call a conversation off, or put one back that was called off."""
        word, change = ("Put back", put_back) if is_off(talk) else ("Call off", called_off)
        changed = self._made(lambda: (change(talk),))
        return bool(changed) and self._told(f"{word} {named(talk)}", *changed)

    def put_away(self, talk: Conversation) -> bool:
        """Put a conversation into the trash."""
        return self._desk.put_away(f"Put away {named(talk)}", talk)

    def why_stays(self, person: Counterpart) -> str:
        """Why a counterpart cannot be put away now, or nothing."""
        lines = conversation_lines(self._desk.notebook, counterpart_id=person.id)
        coming = [line.conversation for line in lines if line.conversation.stage in _OPEN]
        if not coming:
            return ""
        return (
            f"{person.name} stays: {named(coming[0])} is still being prepared. "
            "Hold it or call it off first."
        )

    def put_person_away(self, person: Counterpart) -> bool:
        """Put a counterpart into the trash."""
        return self._desk.put_away(f"Put away {person.name}", person)

    def merge(self, kept: Counterpart, other: Counterpart) -> bool:
        """Make two entries of one person one."""
        now, notebook = self._desk.now(), self._desk.notebook
        records = self._made(lambda: order.merge(notebook, kept.id, other.id, now))
        return bool(records) and self._told(f"Merge {other.name} into {kept.name}", *records)

    def _told(self, label: str, *records: Record) -> bool:
        done = self._desk.do(label, records)
        if done:
            self._desk.removed.emit(label)
        return done

    def _made(self, make: Callable[[], tuple[Record, ...]]) -> tuple[Record, ...]:
        try:
            return make()
        except BeforehandError as error:
            self._desk.failed.emit(error)
            return ()


def tidying_acts(tidying: Tidying, talk: Conversation, opened: Callable[[Id], object]) -> list[Act]:
    """What can be done with a conversation as a whole; `opened` shows the copy."""

    def duplicate() -> None:
        copy = tidying.duplicate(talk)
        if copy is not None:
            opened(copy)

    acts = [Act("Duplicate", duplicate, DUPLICATE_KEY)]
    if is_off(talk) or talk.stage in _OPEN:
        acts.append(Act("Put back" if is_off(talk) else "Call off", partial(tidying.turn, talk)))
    return [*acts, Act("Put away", partial(tidying.put_away, talk), "Del")]


def is_off(talk: Conversation) -> bool:
    """Whether a conversation was called off."""
    return talk.stage is Stage.CALLED_OFF


def named(talk: Conversation) -> str:
    """A conversation in a label: the first words of what it is about."""
    name = " ".join((talk.issue or talk.title or "conversation").split())
    short = f"{name[:_MOST_LETTERS].rstrip()}…" if len(name) > _MOST_LETTERS else name
    return f"“{short}”"


def pop_up(parent: QWidget, at: QPoint, acts: list[Act]) -> QMenu:
    """A menu of acts at a place on the screen."""
    menu = QMenu(parent)
    for act in acts:
        action = menu.addAction(act.words.replace("&", "&&"))
        action.triggered.connect(lambda _=False, run=act.run: run())
        if act.keys:
            # Only to be read here: the list itself answers to the key.
            action.setShortcut(QKeySequence(act.keys))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
