"""What was seen or heard for and against a hypothesis: dated lines, and a place to add one."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand import wording
from beforehand.domain.needs import Evidence
from beforehand.domain.record import Id
from beforehand.ui.theme import set_role
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.day_field import day_edit, plain_day, qt_day
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.segments import Segments
from beforehand.ui.widgets.unscrolled import unscrolled
from beforehand.ui.widgets.wrapped import Wrapped


class SignLine(QFrame):
    """One thing seen or heard."""

    put_away = Signal(str)

    def __init__(self, sign: Evidence) -> None:
        super().__init__()
        self.side = basics.chip("", "plain")
        self.when = basics.label("", "small")
        self.text = Wrapped("", "body")
        self.away = basics.icon_button("x", "Put this sign away")
        head = basics.row(self.side, self.when, None, self.away)
        self.setLayout(basics.column(head, self.text, spacing=0))
        self.away.clicked.connect(lambda: self.put_away.emit(sign.id))

    def show_sign(self, sign: Evidence) -> None:
        """Show the sign as it is now."""
        self.side.setText("for" if sign.supports else "against")
        set_role(self.side, "chip-good" if sign.supports else "chip-bad")
        self.when.setText(wording.day(sign.seen_on) if sign.seen_on else "no date")
        self.text.setText(sign.text)
        self.setAccessibleName(f"{self.side.text()}, {self.when.text()}: {sign.text}")


class Signs(QFrame):
    """All signs of one hypothesis; what is typed becomes one with Enter or Add."""

    added = Signal(str, object, bool)
    put_away = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._list = basics.column(spacing=8)
        self._lines = Keyed[Evidence, SignLine](self._list, self._line, SignLine.show_sign)
        self.text = QLineEdit()
        self.text.setPlaceholderText("What did you see or hear?")
        self.text.setAccessibleName("Something seen or heard")
        self.on = day_edit()
        self.on.setAccessibleName("On which day")
        unscrolled(self.on)
        self.side = Segments("Speaks", ((True, "for"), (False, "against")))
        self.side.set_value(True)
        self.add = basics.icon_button("plus", "Add this sign")
        self.add.setEnabled(False)
        top, under = (
            basics.row(self.text, self.add, spacing=4),
            basics.row(self.side, self.on, None),
        )
        self.setLayout(basics.column(self._list, top, under, spacing=8))

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda words: self.add.setEnabled(bool(words.strip())))
        self.text.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def show_signs(self, signs: Sequence[Evidence], today: date) -> None:
        """Show the signs, oldest first."""
        self.on.setMaximumDate(qt_day(today))
        if not self.text.text():
            self.on.setDate(qt_day(today))
        dated = sorted(signs, key=lambda sign: (sign.seen_on or date.min, sign.created_at))
        self._lines.sync((sign.id, sign) for sign in dated)

    @property
    def lines(self) -> dict[Id, SignLine]:
        """The lines by the ids of their signs."""
        return self._lines.widgets

    def forget(self) -> None:
        """Empty the place for a new one."""
        self.text.clear()
        self.side.set_value(True)

    def _line(self, sign: Evidence) -> SignLine:
        made = SignLine(sign)
        made.put_away.connect(self.put_away)
        return made

    def _add(self) -> None:
        words = self.text.text().strip()
        if words:
            self.added.emit(words, plain_day(self.on.date()), self.side.value())
