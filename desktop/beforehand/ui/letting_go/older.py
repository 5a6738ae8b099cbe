"""Backups from before somebody was erased: listed, and removed once a fresh one stands."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, cleaning, stick
from beforehand.store.backups import Backup
from beforehand.store.stick import Stick
from beforehand.ui.desk import Desk
from beforehand.ui.errands import Errand
from beforehand.ui.keeping.second import place_of, stick_of
from beforehand.ui.letting_go import words
from beforehand.ui.widgets.basics import check, column, label

_NONE = "There are no backups from before."
_LOST = (
    "The second place, {place}, was not connected: the backups there still hold this person. "
    "Remove them yourself once it is."
)
_PLUG_IN = (
    "The second place, {place}, is not connected now: the backups there still hold this person. "
    "Plug it in before you erase, or remove them yourself later."
)


class Older(QFrame):
    """The backups there are, and whether they are to go."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: list[Backup] = []
        self.lost = ""
        """What is said of a second place that cannot be reached."""
        self.told, self.away = label("", wrap=True), label("", "bad-text", wrap=True)
        self.alone = label("", "muted", wrap=True)
        self.clean = check("Make a fresh backup afterwards, then remove these")
        self.setLayout(
            column(
                self.told,
                self.clean,
                self.away,
                self.alone,
                label(words.YOURS, "muted", wrap=True),
                spacing=10,
            )
        )

    def read(self) -> None:
        """See which there are, and offer to remove them."""
        second = self.look()
        can = bool(self.found) and self._desk.keeper is not None
        self.told.setText(_listed(self.found, self._desk, second) if self.found else _NONE)
        self.clean.setVisible(can)
        self.clean.setChecked(can)
        self.away.setText(_PLUG_IN.format(place=second) if self.lost else "")
        self.away.setVisible(bool(self.lost))
        alone = words.left_alone(stick.not_owned(_sticks(self._desk)))
        self.alone.setText(alone)
        self.alone.setVisible(bool(alone))

    def trouble(self) -> str:
        """Why they could not be cleaned, if they are to be: better known before than afterwards."""
        there = [each for each in _sticks(self._desk) if each.top.is_dir()]
        try:
            if self.clean.isChecked():
                cleaning.see_that_it_can(self._desk.notebook, there)
        except BeforehandError as error:
            return str(error)
        return ""

    @property
    def remains(self) -> tuple[str, ...]:
        """What is said afterwards of where else the person may still be; some of it empty."""
        return self.lost, self.alone.text(), words.YOURS

    def look(self) -> Path | None:
        """Which there are now: one may have been made since, or a stick put in."""
        second = place_of(self._desk.settings)
        self.found = stick.owned(self._desk.notebook.folder, _sticks(self._desk))
        self.lost = _LOST.format(place=second) if second and not second.is_dir() else ""
        return second


class Cleaning(QObject):
    """Makes a fresh backup with the keeper, then removes the older ones in a thread."""

    done = Signal(object)
    """`cleaning.Cleaned`."""
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._older: Sequence[Backup] = ()
        self._waits = False
        self._fresh: Backup | None = None
        self._errand = Errand(self)
        self._errand.done.connect(self.done)
        self._errand.failed.connect(self.failed)

    def begin(self, older: Sequence[Backup]) -> None:
        """Make the fresh one; the older ones go only when it stands."""
        keeper = self._desk.keeper
        if keeper is None:
            return
        self._older, self._waits = tuple(older), True
        unique = Qt.ConnectionType.UniqueConnection
        keeper.made.connect(self._made, unique)
        keeper.failed.connect(self._failed, unique)
        keeper.second.changed.connect(self._carried, unique)
        keeper.make(cleaning.WHY)

    def _made(self, made: Backup) -> None:
        keeper = self._desk.keeper
        if not self._waits or keeper is None:
            return
        if made.why != cleaning.WHY:
            # Another one was under way, begun before.
            QTimer.singleShot(0, self, lambda: keeper.make(cleaning.WHY))
            return
        self._waits, self._fresh = False, made
        if not keeper.second.connected:
            self._carried()

    def _carried(self) -> None:
        """It is in the second place as well, or could not be brought there."""
        made, self._fresh = self._fresh, None
        if made is not None:
            older, sticks = self._older, _sticks(self._desk)
            self._errand.send(lambda: _cleaned(made, older, sticks))

    def _failed(self, error: object) -> None:
        if self._waits:
            self._waits = False
            self.failed.emit(error)


def _sticks(desk: Desk) -> tuple[Stick, ...]:
    """The second place, where there is one and the notebook is no sample."""
    second = stick_of(desk) if desk.keeper is not None else None
    return (second,) if second is not None else ()


def _cleaned(made: Backup, older: Sequence[Backup], sticks: Sequence[Stick]) -> cleaning.Cleaned:
    """In a place without the fresh one the older ones stay, and are told."""
    stay = set[Path]()
    for each in sticks:
        there = each.lying().own
        if not any(one.made_at == made.made_at for one in there):
            stay |= {one.path for one in there}
    return cleaning.removed(made, older, stay)


def _listed(found: Sequence[Backup], desk: Desk, second: Path | None) -> str:
    days = sorted(each.made_at for each in found)
    first, last = (wording.day(each.astimezone().date()) for each in (days[0], days[-1]))
    when = f"of {first}" if first == last else f"from {first} to {last}"
    many = wording.count(len(found), "backup")
    here = backups.folder_of(desk.notebook.folder)
    there = sum(1 for each in found if each.path.parent != here)
    where = f", {there} of them in the second place, {second}," if there else ""
    return f"{many} {when}{where} may still hold what was kept."
