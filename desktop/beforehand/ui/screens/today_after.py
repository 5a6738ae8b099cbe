"""What Today asks of conversations that lie behind: whether they took place, and how it was."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QWidget

from beforehand import wording
from beforehand.domain.conversations import Conversation
from beforehand.domain.held import took_place
from beforehand.store.overview import ConversationLine
from beforehand.ui.desk import Desk
from beforehand.ui.next_steps import who
from beforehand.ui.places import Place
from beforehand.ui.rows import Row
from beforehand.ui.screens.today_cards import ListCard
from beforehand.ui.widgets.basics import Elided, button, column, row
from beforehand.ui.widgets.line import Line

MOST_ASKED = 3
MOST_WAITING = 4
"""Of each, so that the next conversation is never pushed out of sight."""


def over_card(desk: Desk, lines: Sequence[ConversationLine], go: SignalInstance) -> ListCard:
    """Conversations whose time has passed, and nobody said yet whether they took place."""
    shown: list[QWidget] = [_Asked(desk, line, go) for line in lines[-MOST_ASKED:]]
    return ListCard("Did it take place?", [*shown, *_more(len(lines) - len(shown), go)])


def waiting_card(desk: Desk, lines: Sequence[ConversationLine], go: SignalInstance) -> ListCard:
    """Conversations held and not debriefed, the latest first."""
    shown: list[QWidget] = [_waiting(desk, line, go) for line in lines[:MOST_WAITING]]
    return ListCard("Waiting for your debrief", [*shown, *_more(len(lines) - len(shown), go)])


class _Asked(QFrame):
    """One conversation, and the three answers."""

    def __init__(self, desk: Desk, line: ConversationLine, go: SignalInstance) -> None:
        super().__init__()
        self._desk, self._go = desk, go
        talk = line.conversation
        when = wording.soon(talk.starts_at, desk.now())
        title = talk.issue or talk.title or "Without a word for it yet"
        words = column(
            Elided(title, "strong"), Elided(f"{who(line)} · was {when}", "below"), spacing=2
        )
        answers: tuple[tuple[str, str, Callable[[Conversation], object]], ...] = (
            ("Yes, on to the debrief", "check", self._yes),
            ("Not yet, or moved", "calendar", self._moved),
            ("Called off", "x", self._called_off),
        )
        buttons = []
        for word, icon, act in answers:
            made = button(word, icon, "small")
            made.setAccessibleName(f"{word}: {title}")
            made.clicked.connect(partial(act, talk))
            buttons.append(made)
        inside = column(words, row(*buttons, None), spacing=8)
        inside.setContentsMargins(18, 10, 18, 12)
        self.setLayout(inside)

    def _yes(self, talk: Conversation, *_: object) -> None:
        if self._desk.do("It took place", [took_place(talk, self._desk.now())]):
            self._go.emit(Place("debrief", talk.id))

    def _moved(self, talk: Conversation, *_: object) -> None:
        self._go.emit(Place("new-conversation", talk.id))

    def _called_off(self, talk: Conversation, *_: object) -> None:
        from beforehand.domain.order import called_off

        label = "Call off the conversation"
        if self._desk.do(label, [called_off(talk)]):
            self._desk.removed.emit(label)


def _waiting(desk: Desk, line: ConversationLine, go: SignalInstance) -> Line:
    talk = line.conversation
    below = f"{who(line)} · held {wording.soon(talk.starts_at, desk.now())}"
    title = talk.issue or talk.title or "Without a word for it yet"
    made = Line(Row(title, below, "debrief", "accent", "message-square-quote"))
    made.clicked.connect(lambda _=False: go.emit(Place("debrief", talk.id)))
    return made


def _more(number: int, go: SignalInstance) -> list[QWidget]:
    if number <= 0:
        return []
    made = Line(Row(f"And {number} more", "All of them are under Preparations"))
    made.clicked.connect(lambda _=False: go.emit(Place("preparations")))
    return [made]
