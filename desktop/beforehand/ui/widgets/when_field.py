"""When a conversation takes place: a day and a time, or no date yet."""

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QDateTimeEdit, QFrame

from beforehand.ui.widgets.basics import check, column, label, row

IN_THE_PAST = (
    "This time has gone by. That is fine if you prepare, or note, what already took place."
)


class WhenField(QFrame):
    """A time of day on a day; a past one is told, not forbidden."""

    changed = Signal(object)
    """The aware `datetime`, or None."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = QDateTimeEdit()
        self.moment.setCalendarPopup(True)
        self.moment.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.moment.setDisplayFormat("ddd d MMM yyyy, HH:mm")
        self.moment.setAccessibleName("Day and time")
        self.undated = check("No date yet")
        self.told = label(IN_THE_PAST, "small", wrap=True)
        self.told.hide()
        self._now: datetime | None = None
        self.setLayout(
            column(row(self.moment, self.undated, None, spacing=16), self.told, spacing=6)
        )
        self.moment.dateTimeChanged.connect(self._chosen)
        self.undated.toggled.connect(self._chosen)

    def show_moment(self, moment: datetime | None, now: datetime) -> None:
        """Show a time; without one the next full hour of tomorrow waits to be chosen."""
        self._now = now
        shown = moment or now.replace(minute=0, second=0, microsecond=0)
        for each in (self.moment, self.undated):
            each.blockSignals(True)
        at = QDateTime.fromSecsSinceEpoch(int(shown.timestamp()))
        self.moment.setDateTime(at.addDays(0 if moment else 1))
        self.undated.setChecked(moment is None)
        for each in (self.moment, self.undated):
            each.blockSignals(False)
        self._tell()

    @property
    def value(self) -> datetime | None:
        """The time that is set."""
        if self.undated.isChecked():
            return None
        return datetime.fromtimestamp(self.moment.dateTime().toSecsSinceEpoch()).astimezone()

    def _chosen(self) -> None:
        self._tell()
        self.changed.emit(self.value)

    def _tell(self) -> None:
        self.moment.setEnabled(not self.undated.isChecked())
        value = self.value
        self.told.setVisible(value is not None and self._now is not None and value < self._now)
