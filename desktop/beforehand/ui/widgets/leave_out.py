"""More than the page holds: told before printing, with what could be left out."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from beforehand.sheets import SectionName
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import FlowLayout, button, clear, column, holding, label


class LeaveOut(QFrame):
    """A bar that offers sections to leave out, and afterwards tells which are."""

    left_out = Signal(str)
    """The id of a section that is to go."""
    put_back = Signal()
    room_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", wrap=True)
        self._offers = FlowLayout(spacing=8)
        inside = column(self._words, holding(self._offers), spacing=8)
        inside.setContentsMargins(28, 10, 28, 10)
        set_role(self, "bar")
        self.setLayout(inside)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; nothing while there is nothing to say."""
        return "" if self.isHidden() else self._words.text()

    def offer(
        self,
        words: str,
        sections: Iterable[SectionName],
        *,
        bad: bool = False,
        room: bool = False,
    ) -> None:
        """Say that it is too much; on a room sheet single lines can be taken off as well."""
        buttons = [self._section(section) for section in sections]
        if room:
            choose = button("For the room…", "list-checks")
            choose.clicked.connect(self.room_asked)
            buttons.append(choose)
        self._tell("bar-bad" if bad else "bar", words, buttons)

    def tell_left_out(self, sections: Iterable[SectionName]) -> None:
        """Say what is missing on this sheet, and offer to put it back; nothing hides the bar."""
        names = ", ".join(f"“{section.heading}”" for section in sections)
        back = button("Put back", "rotate-ccw")
        back.clicked.connect(self.put_back)
        self._tell("bar", f"Left out on this sheet: {names}.", [back])
        self.setHidden(not names)

    def _section(self, section: SectionName) -> QPushButton:
        made = button(f"Leave out “{section.heading}”")
        made.clicked.connect(lambda: self.left_out.emit(section.id))
        return made

    def _tell(self, role: str, words: str, buttons: Iterable[QPushButton]) -> None:
        set_role(self, role)
        self._words.setText(words)
        clear(self._offers)
        for each in buttons:
            self._offers.addWidget(each)
        self.show()
