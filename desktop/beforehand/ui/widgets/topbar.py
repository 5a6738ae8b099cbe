"""The bar over a screen: where one is, and what can be done here."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from beforehand.ui.places import Heading, Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import Elided, button, chip, icon_button, rename, row

HEIGHT = 60


class TopBar(QFrame):
    """The way here, the title, a chip or a line beside it; at the right undo, redo and actions."""

    go = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "topbar")
        self.setMinimumHeight(HEIGHT)
        self._above = button("", role="crumb")
        self._title = Elided("", "title")
        self._subtitle = Elided("", "muted")
        self._chip = chip("")
        self._above_place: Place | None = None
        self._actions: QHBoxLayout = row()
        self._shown: tuple[QWidget, ...] = ()
        self._travel: QHBoxLayout = row(spacing=2)
        self._ways: list[QToolButton] = []
        self._lay_out()
        self._above.clicked.connect(self._go_above)

    def equip(self, *travel: QAction) -> None:
        """Show undo and redo, each while there is something to take back or do again."""
        for action in travel:
            made = _travel_button(action)
            self._ways.append(made)
            self._travel.addWidget(made)
            # Not a function of its own: the action outlives this bar, which must let go of it.
            action.changed.connect(self._show_travel)

    def show_heading(self, heading: Heading) -> None:
        """Show what a screen says of itself."""
        rename(self._above, f"{heading.above} /" if heading.above else "")
        self._above.setVisible(bool(heading.above))
        self._above_place = heading.above_place
        self._title.setText(heading.title)
        self._subtitle.setText(heading.subtitle)
        self._subtitle.setVisible(bool(heading.subtitle))
        self._chip.setText(heading.chip)
        self._chip.setVisible(bool(heading.chip))
        self._show_actions(heading.actions)

    def _show_travel(self) -> None:
        for made in self._ways:
            made.setVisible(made.defaultAction().isVisible())

    def _show_actions(self, actions: tuple[QWidget, ...]) -> None:
        if actions == self._shown:
            return
        for old in self._shown:
            self._actions.removeWidget(old)
            old.setParent(None)
        for each in actions:
            self._actions.addWidget(each)
            each.show()
        self._shown = actions

    def _lay_out(self) -> None:
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._subtitle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        titles = row(self._above, self._title, self._chip, self._subtitle, None, spacing=10)
        line = row(titles, self._travel, self._actions, spacing=12)
        line.setStretch(0, 1)
        line.setContentsMargins(28, 10, 28, 10)
        self.setLayout(line)

    def _go_above(self) -> None:
        if self._above_place is not None:
            self.go.emit(self._above_place)


def _travel_button(action: QAction) -> QToolButton:
    made = icon_button("undo-2", "")
    made.setDefaultAction(action)
    made.setVisible(action.isVisible())
    return made
