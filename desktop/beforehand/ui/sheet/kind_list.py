"""The kinds of sheet, each with a line that says what it is for."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QWidget

from beforehand.orders import KINDS, MAP, PRIVATE, RECORD, ROOM, WORKSHEET
from beforehand.ui.widgets.basics import column, holding, label

_FOR = {
    PRIVATE: "Read before, for your eyes only",
    ROOM: "Lies on the table where all can read it",
    WORKSHEET: "Questions of a lens, to fill in by hand",
    MAP: "One person’s needs at a glance",
    RECORD: "Everything written down, for the file",
}
_TAB_TOO, _BY_CLICK = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
_INDENT = 27
"""Pixels by which the words under a kind stand below its name."""


class KindList(QFrame):
    """Radio buttons; `chosen` carries the kind's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self, exclusive=True)
        self._rows = {kind: KindRow(kind) for kind in KINDS}
        for kind, each in self._rows.items():
            self._group.addButton(each.box)
            each.box.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
        self.setLayout(column(*self._rows.values(), spacing=6))
        self.setAccessibleName("Which sheet")

    def show_kinds(self, kinds: Iterable[str], chosen: str) -> None:
        """Offer the kinds that can be had, one of them chosen."""
        there = set(kinds)
        for kind, each in self._rows.items():
            each.setVisible(kind in there)
            each.box.setChecked(kind == chosen)
            # The tabulator comes to the one that is chosen; the arrow keys go on from there.
            each.box.setFocusPolicy(_TAB_TOO if kind == chosen else _BY_CLICK)

    @property
    def boxes(self) -> tuple[QRadioButton, ...]:
        """The buttons of all kinds."""
        return tuple(each.box for each in self._rows.values())

    def box(self, kind: str) -> QRadioButton:
        """The button of a kind."""
        return self._rows[kind].box


class KindRow(QFrame):
    """A kind and what it is for; all of it can be clicked."""

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        told = _FOR.get(kind, "")
        self.box = QRadioButton(KINDS[kind].name)
        self.box.setAccessibleDescription(told)
        line = label(told, "small", wrap=True)
        self.setLayout(
            column(self.box, holding(column(line), margins=(_INDENT, 0, 0, 0)), spacing=0)
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words is a click on the button."""
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.box.click()
