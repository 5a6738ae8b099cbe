"""The way from a list to what was put away from it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from beforehand.domain.record import Record
from beforehand.store.trash import how_many
from beforehand.ui import icons
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import rename


class AwayButton(QPushButton):
    """Says “Put away (7)”; shown while there is something of that kind in the trash."""

    def __init__(self, desk: Desk, kind: type[Record]) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self.place = Place("trash", None, kind.kind)
        self.setAutoDefault(False)
        self.setIcon(icons.icon("trash-2", "muted", "accent"))
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        set_role(self, "quiet")
        self.hide()

    def count(self) -> None:
        """Say how much there is now."""
        number = how_many(self._desk.notebook, self._kind)
        rename(self, f"Put away ({number:,})")
        self.setVisible(number > 0)
