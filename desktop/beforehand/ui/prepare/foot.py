"""The line under a page: back, whether all is saved, skip, on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from beforehand.ui.prepare.page import COLUMN
from beforehand.ui.widgets.basics import button, holding, label, row, tip

_WORDS = {True: "Saved", False: "Not saved"}


class Foot(QFrame):
    """Goes from step to step."""

    back = Signal()
    skip = Signal()
    on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back = button("Back", "arrow-left")
        self._skip = button("Skip", "")
        self._on = button("Next", "arrow-right")
        self._on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._saved = label("", "small")
        self._inside = holding(row(self._back, 4, self._saved, None, self._skip, self._on))
        self._inside.setMaximumWidth(COLUMN)
        outer = row(self._inside)
        outer.setContentsMargins(36, 12, 36, 18)
        self.setLayout(outer)
        tip(self._back, "Alt+Left or Ctrl+Page Up")
        tip(self._skip, "Leave this one open for now")
        tip(self._on, "Ctrl+Enter, Alt+Right or Ctrl+Page Down")
        self._back.clicked.connect(self.back)
        self._skip.clicked.connect(self.skip)
        self._on.clicked.connect(self.on)

    def show_ends(self, *, first: bool, last: bool, filled: bool) -> None:
        """Offer only what leads somewhere."""
        self._back.setEnabled(not first)
        name = "Prep sheet" if last else "Next"
        self._on.setText(f"{name} ")  # its icon stands behind it
        self._on.setAccessibleName(name)
        self._skip.setVisible(not last and not filled)

    def widen(self, most: int) -> None:
        """Be as wide as the page above."""
        self._inside.setMaximumWidth(most)

    def say_saved(self, saved: bool) -> None:
        """Say quietly whether the words are in the notebook."""
        self._saved.setText(_WORDS[saved])

    def say_nothing(self) -> None:
        """Nothing was typed here yet."""
        self._saved.setText("")
