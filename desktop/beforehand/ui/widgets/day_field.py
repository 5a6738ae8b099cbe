"""A day that may be left open."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFrame

from beforehand.ui.widgets import basics

SHOWN_AS = "d MMM yyyy"


def day_edit(day: date | None = None) -> QDateEdit:
    """A field for a day, with a calendar that unfolds."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat(SHOWN_AS)
    if day:
        made.setDate(qt_day(day))
    return made


def qt_day(day: date) -> QDate:
    """A day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def plain_day(day: QDate) -> date:
    """A day as the records have it."""
    return date(day.year(), day.month(), day.day())


class DayField(QFrame):
    """A day, or a button that offers to add one; `chosen` carries a date or None."""

    chosen = Signal(object)

    def __init__(self, name: str, offer: str = "Add a date") -> None:
        super().__init__()
        self._day: date | None = None
        self._first: date | None = None
        self.offer = basics.button(offer, "calendar", "ghost")
        self.edit = day_edit()
        self.none = basics.icon_button("x", "No date")
        self.edit.setAccessibleName(name)
        self.setLayout(basics.row(self.offer, self.edit, self.none, None, spacing=4))
        self._connect()
        self.set_day(None)

    def _connect(self) -> None:
        self.offer.clicked.connect(self._begin)
        self.none.clicked.connect(lambda: self._choose(None))
        self.edit.editingFinished.connect(lambda: self._choose(plain_day(self.edit.date())))
        self.edit.calendarWidget().clicked.connect(lambda day: self._choose(plain_day(day)))

    def day(self) -> date | None:
        """The day that is chosen, if one is."""
        return self._day

    def set_day(self, day: date | None, first: date | None = None) -> None:
        """Show a day and tell nobody; `first` is where an empty field begins."""
        self._day, self._first = day, first or self._first
        if day:
            self.edit.setDate(qt_day(day))
        self.offer.setVisible(day is None)
        for part in (self.edit, self.none):
            part.setVisible(day is not None)

    def _begin(self) -> None:
        self._choose(self._first or plain_day(QDate.currentDate()))
        self.edit.setFocus()

    def _choose(self, day: date | None) -> None:
        if day != self._day:
            self.set_day(day)
            self.chosen.emit(day)
