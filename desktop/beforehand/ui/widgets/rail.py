"""The side rail: where one can go. It is in the first picture painted, so it imports little."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from beforehand.ui.theme import set_role

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

WIDTH, FOLDED_WIDTH = 212, 64

ENTRIES: tuple[tuple[str, str, str], ...] = (
    ("today", "Today", "sun"),
    ("preparations", "Preparations", "pencil-line"),
    ("counterparts", "Counterparts", "users"),
    ("journal", "Journal", "book-open"),
    ("lock", "Lock", "lock"),
    ("settings", "Settings", "settings"),
)
"""Screen, word and icon."""

FOOT = "lock"
"""The first of those that stand at the foot."""

BELONGS: dict[str, str] = {
    "prepare": "preparations",
    "sheet": "preparations",
    "debrief": "preparations",
    "had-a-talk": "preparations",
    "new-conversation": "preparations",
    "counterpart": "counterparts",
    "commitments": "today",
    "trash": "settings",
    "passphrase": "settings",
}
"""Screens without an entry of their own, and the entry under which they stand."""


_GAP = "  "
_GAP_AND_ICON = "\u2003    "
"""As wide as an icon and the gap, so that the word stays where it is when the icon comes."""


class Rail(QFrame):
    """The places, one of them chosen; folded to icons when the window is narrow."""

    chosen = Signal(object)
    """A `Place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "rail")
        self.entries: dict[str, RailEntry] = {}
        self._brand = QLabel("Beforehand")
        set_role(self._brand, "brand")
        self._lay_out()
        self.fold(narrow=False)

    def mark(self, screen: str) -> None:
        """Show where one is."""
        here = BELONGS.get(screen, screen)
        for name, entry in self.entries.items():
            entry.setChecked(name == here)

    def dress(self) -> None:
        """Show the icons: after the first paint, which comes sooner without them."""
        for entry in self.entries.values():
            entry.dress()

    def count(self, screen: str, number: int) -> None:
        """Show how many things a place holds; none shows nothing."""
        self.entries[screen].count(number)

    def fold(self, *, narrow: bool) -> None:
        """Show only the icons, or the words beside them."""
        self.setFixedWidth(FOLDED_WIDTH if narrow else WIDTH)
        self._brand.setText("B" if narrow else "Beforehand")
        for entry in self.entries.values():
            entry.fold(narrow=narrow)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 22, 12, 16)
        layout.setSpacing(4)
        self._brand.setContentsMargins(10, 0, 0, 12)
        layout.addWidget(self._brand)
        for screen, word, icon in ENTRIES:
            if screen == FOOT:
                layout.addStretch(1)
            entry = RailEntry(word, icon)
            entry.clicked.connect(lambda _=False, to=screen: self._choose(to))
            self.entries[screen] = entry
            layout.addWidget(entry)

    def _choose(self, screen: str) -> None:
        from beforehand.ui.places import Place

        self.chosen.emit(Place(screen))


class RailEntry(QPushButton):
    """A place by icon and word, and how many things it holds."""

    def __init__(self, word: str, icon: str) -> None:
        super().__init__(word)
        self._word = word
        self._count: QLabel | None = None
        self._narrow = self._dressed = False
        set_role(self, "rail")
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self._icon = icon

    def dress(self) -> None:
        """Show the icon, in the place that was kept for it."""
        from beforehand.ui import icons

        self.setIcon(icons.icon(self._icon, "ink", "accent"))
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self._dressed = True
        self._write()

    def count(self, number: int) -> None:
        """Show a number at the right, or none."""
        if self._count is None:
            self._count = QLabel(self)
            set_role(self._count, "small")
        self._count.setText(f"{number:,}" if number else "")
        self._place_count()

    def fold(self, *, narrow: bool) -> None:
        """Show the icon alone, with the word as a tooltip."""
        self.setToolTip(self._word if narrow else "")
        self._narrow = narrow
        self._write()
        self._place_count()

    def nextCheckState(self) -> None:
        """Where one is shows the window, not the click."""

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Keep the number at the right."""
        super().resizeEvent(event)
        self._place_count()

    def _write(self) -> None:
        gap = _GAP if self._dressed else _GAP_AND_ICON
        self.setText("" if self._narrow else f"{gap}{self._word}")

    def _place_count(self) -> None:
        if self._count is None:
            return
        self._count.setHidden(self._narrow)
        self._count.adjustSize()
        size = self._count.size()
        self._count.move(self.width() - size.width() - 12, (self.height() - size.height()) // 2)
