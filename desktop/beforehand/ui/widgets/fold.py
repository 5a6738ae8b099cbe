"""Something that unfolds under its name."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from beforehand.ui import icons
from beforehand.ui.widgets.basics import button, column, row

_FLUSH = -11
"""Pixels by which a quiet button is moved so that its text begins where other text does."""


def fold_button(text: str, icon: str = "chevron-right", role: str = "ghost") -> QPushButton:
    """A button that stays down while what it opens is open."""
    made = button(text, icon, role)
    made.setCheckable(True)
    made.setAccessibleDescription("unfolds")
    if icon == "chevron-right":
        made.setIconSize(QSize(14, 14))
        made.toggled.connect(lambda down: made.setIcon(_arrow(down)))
    return made


class Fold(QFrame):
    """A line that opens and closes what lies under it."""

    toggled = Signal(bool)

    def __init__(self, title: str, inside: QWidget) -> None:
        super().__init__()
        self.head = fold_button(title)
        self.inside = inside
        head = row(self.head, None)
        head.setContentsMargins(_FLUSH, 0, 0, 0)
        self.setLayout(column(head, inside, spacing=4))
        inside.hide()
        self.head.toggled.connect(inside.setVisible)
        self.head.toggled.connect(self.toggled)

    def close_up(self) -> None:
        """Fold it again."""
        self.head.setChecked(False)


def _arrow(down: bool) -> QIcon:
    return icons.icon("chevron-down" if down else "chevron-right", "accent")
