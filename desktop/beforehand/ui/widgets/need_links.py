"""The needs on the other side of the waterline that a need is linked to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu

from beforehand.domain.needs import Need
from beforehand.domain.record import Id
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.need_words import brief


class LinkLine(QFrame):
    """One linked need, with a way there and a way to unlink."""

    opened = Signal(str)
    toggled = Signal(str)

    def __init__(self, need: Need) -> None:
        super().__init__()
        self.go = basics.button("", role="line")
        self.away = basics.icon_button("x", "Take this link away")
        self.setLayout(basics.row(self.go, None, self.away, spacing=4))
        self.go.clicked.connect(lambda: self.opened.emit(need.id))
        self.away.clicked.connect(lambda: self.toggled.emit(need.id))

    def show_need(self, need: Need) -> None:
        """Show the need as it is now."""
        words = brief(need.text) or "Not in words yet"
        self.go.setText(words.replace("&", "&&"))
        self.go.setAccessibleName(f"Open {words}")


class Links(QFrame):
    """The linked needs, and a menu of those one could link."""

    opened = Signal(str)
    toggled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        list_ = basics.column(spacing=2)
        self._lines = Keyed[Need, LinkLine](list_, self._line, LinkLine.show_need)
        self.menu = QMenu(self)
        self.add = basics.button("Link…", "plus", "ghost")
        self.add.setMenu(self.menu)
        self.none = basics.label("", "small", wrap=True)
        under = basics.row(self.add, None)
        self.setLayout(basics.column(list_, self.none, under, spacing=4))

    def show_links(self, linked: Sequence[Need], others: Sequence[Need], none: str) -> None:
        """Show the linked needs and offer the others; `none` says why there is nothing to offer."""
        self._lines.sync((need.id, need) for need in linked)
        self.menu.clear()
        for need in others:
            words = (brief(need.text) or "Not in words yet").replace("&", "&&")
            self.menu.addAction(words).triggered.connect(
                lambda _=False, each=need.id: self.toggled.emit(each)
            )
        self.add.setVisible(bool(others))
        self.none.setText("" if others or linked else none)
        self.none.setVisible(bool(self.none.text()))

    def offer(self) -> None:
        """Unfold the menu of those one could link."""
        if self.menu.actions():
            self.add.setFocus()
            self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    @property
    def lines(self) -> dict[Id, LinkLine]:
        """The lines by the ids of the needs at the other end."""
        return self._lines.widgets

    def _line(self, need: Need) -> LinkLine:
        made = LinkLine(need)
        made.opened.connect(self.opened)
        made.toggled.connect(self.toggled)
        return made
