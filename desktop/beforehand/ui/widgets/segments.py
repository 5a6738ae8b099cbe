"""A choice between two or three things that are all in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy

from beforehand.ui.numbers import NO_FOCUS, TAB_FOCUS, give
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, holding, row

Choice = tuple[object, str]
"""A value, and how it is called."""


class Segments(QFrame):
    """Buttons side by side of which one is down; `chosen` carries its value."""

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self, exclusive=True)
        self.setAccessibleName(name)
        set_role(self, "segments")
        self._buttons = [self._button(name, text) for _, text in choices]
        for number, each in enumerate(self._buttons):
            self._group.addButton(each, number)
        inside = holding(row(*self._buttons, spacing=2))
        layout = row(inside)
        layout.setContentsMargins(2, 2, 2, 2)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(self._click)

    def set_value(self, value: object) -> None:
        """Press the button of a value, and tell nobody."""
        if value not in self._values:
            return
        down = self.button(value)
        down.setChecked(True)
        # The tabulator comes to the one that is down; the arrow keys go on from there.
        for each in self._buttons:
            give(each, TAB_FOCUS if each is down else NO_FOCUS)

    def value(self) -> object:
        """The value of the button that is down, or None."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else None

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """All of them, from left to right."""
        return tuple(self._buttons)

    def button(self, value: object) -> QPushButton:
        """The button of a value."""
        return self._buttons[self._values.index(value)]

    def _button(self, name: str, text: str) -> QPushButton:
        made = button(text, role="segment")
        made.setCheckable(True)
        made.setAccessibleName(f"{name}: {text}")
        return made

    def _click(self, number: int) -> None:
        self.chosen.emit(self._values[number])
