"""A day that may be left open."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QFrame

from beforehand import wording
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.unscrolled import unscrolled

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
    """A day, or a button that offers to add one; `chosen` carries a date or None.

    With `before` the day is said on the button, after that word, and is edited once it is pressed.
    """

    chosen = Signal(object)

    def __init__(self, name: str, offer: str = "Add a date", *, before: str = "") -> None:
        super().__init__()
        self._offer, self._before = offer, before
        self._day: date | None = None
        self._first: date | None = None
        self._editing = False
        self._name = name
        self._edit: QDateEdit | None = None
        self.offer = basics.button(offer, "calendar", "ghost")
        self.none = basics.icon_button("x", "No date")
        self._row = basics.row(self.offer, self.none, None, spacing=4)
        self.setLayout(self._row)
        self.offer.clicked.connect(self._begin)
        self.none.clicked.connect(self._clear)
        self.set_day(None)

    @property
    def edit(self) -> QDateEdit:
        """The field itself, built when it is first needed: its calendar is costly."""
        if self._edit is None:
            self._edit = made = day_edit(self._day)
            made.setAccessibleName(self._name)
            unscrolled(made)
            made.editingFinished.connect(self._finish)
            made.calendarWidget().clicked.connect(lambda day: self._choose(plain_day(day)))
            self._row.insertWidget(1, made)
        return self._edit

    def day(self) -> date | None:
        """The day that is chosen, if one is."""
        return self._day

    def set_day(self, day: date | None, first: date | None = None) -> None:
        """Show a day and tell nobody; `first` is where an empty field begins."""
        self._day, self._first = day, first or self._first
        if day and self._edit:
            self._edit.setDate(qt_day(day))
        self._show()

    def _show(self) -> None:
        said = f"{self._before} {wording.day(self._day)}" if self._day else self._offer
        self.offer.setText(f" {said}")
        self.offer.setAccessibleName(said)
        open_ = self._day is not None and (self._editing or not self._before)
        self.offer.setVisible(not open_)
        self.none.setVisible(open_)
        if open_ or self._edit:
            self.edit.setVisible(open_)

    def _begin(self) -> None:
        self._editing = True
        self._choose(self._day or self._first or plain_day(QDate.currentDate()))
        self._show()
        self.edit.setFocus()

    def _clear(self) -> None:
        self._editing = False
        self._choose(None)

    def _finish(self) -> None:
        # The calendar unfolding takes the focus too: that is not the end of editing.
        if not self.edit.calendarWidget().isVisible():
            self._editing = False
            self._choose(plain_day(self.edit.date()))
            self._show()

    def _choose(self, day: date | None) -> None:
        if day != self._day:
            self.set_day(day)
            self.chosen.emit(day)
