"""Rows of buttons of which one may be down: verdicts, and scores."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from beforehand.domain.value import value
from beforehand.ui import icons
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import FlowLayout, button, tip
from beforehand.ui.widgets.flow import FlowLayout as Flow

_ARROWS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_AGAIN = "Press it again to take it back"


@value
class Choice:
    """One of them: what it stands for, what it says, its icon, and the colour it takes."""

    stands_for: object
    word: str
    icon: str = ""
    tone: str = ""


class Choices(QFrame):
    """`chosen` carries the value, or None when the one that was down is pressed again."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], *, role: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._role = role
        self._now: object = None
        self.buttons = {each.stands_for: self._button(name, each) for each in choices}
        flow: Flow = FlowLayout(spacing=6)
        for each in self.buttons.values():
            flow.addWidget(each)
            each.installEventFilter(self)
        self.setLayout(flow)
        self._let_tab_in()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> object:
        """What is chosen, or None."""
        return self._now

    def set_value(self, chosen: object) -> None:
        """Show what is chosen, and tell nobody."""
        self._now = chosen
        for stands_for, each in self.buttons.items():
            down = stands_for == chosen
            each.setChecked(down)
            tip(each, _AGAIN if down else "")
        self._let_tab_in()

    def choose(self, stands_for: object) -> None:
        """As if its button had been pressed."""
        self.set_value(None if stands_for == self._now else stands_for)
        self.chosen.emit(self._now)

    def set_read_only(self, *, closed: bool) -> None:
        """Let it only be read: what was not chosen stands back."""
        for stands_for, each in self.buttons.items():
            each.setEnabled(not closed)
            each.setVisible(not closed or stands_for == self._now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go from one to the next."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _ARROWS.get(Qt.Key(event.key()), 0)
            if step:
                there = list(self.buttons.values())
                place = there.index(cast(QPushButton, watched)) + step
                there[max(0, min(place, len(there) - 1))].setFocus()
                return True
        return super().eventFilter(watched, event)

    def _let_tab_in(self) -> None:
        """Tab stops once in a row, at what is chosen: eleven scores would be eleven stops."""
        entry = self.buttons.get(self._now) or next(iter(self.buttons.values()))
        for each in self.buttons.values():
            tab, none = Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.NoFocus
            each.setFocusPolicy(tab if each is entry else none)

    def _button(self, name: str, choice: Choice) -> QPushButton:
        made = button(choice.word)
        made.setCheckable(True)
        made.setAccessibleName(f"{name}: {choice.word}")
        if choice.icon:
            made.setIcon(icons.icon(choice.icon, "ink", choice.tone or "accent"))
            made.setText(f" {choice.word}")
        if self._role or choice.tone:
            set_role(made, self._role or f"choice-{choice.tone}")
        made.clicked.connect(lambda: self.choose(choice.stands_for))
        return made
