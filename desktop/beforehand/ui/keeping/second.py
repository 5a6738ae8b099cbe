"""A second place for backups, such as a stick: each is carried there, in a thread, if it is in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.off_limits import see_that_backups_may_lie_in
from beforehand.store import backups, copies, thinning
from beforehand.store.backups import Backup
from beforehand.store.keys import Key
from beforehand.store.stick import Stick
from beforehand.ui.errands import Errand
from beforehand.ui.settings import Settings

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk

LOOK_MS = 300_000
"""How often it is seen whether the stick is in again."""


class NotCarried(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The second place did not take a backup; the one beside the notebook is untouched."""


def place_of(settings: Settings) -> Path | None:
    """The folder in which the second place keeps backups; None if none was chosen."""
    return Stick(chosen=Path(settings.second_place)).top if settings.second_place else None


def stick_of(desk: "Desk") -> Stick | None:
    """The second place as the open notebook sees it; None if none was chosen."""
    chosen = desk.settings.second_place
    return Stick(chosen=Path(chosen), owner=owner_of(desk)) if chosen else None


def owner_of(desk: "Desk") -> copies.Owner:
    """By what the backups of the open notebook are known among those of others."""
    return copies.owner_in(desk.notebook.folder, paths.data() / copies.NAME)


def begin(chosen: Path) -> None:
    """Make the folder for backups in a place that was chosen; raises NotCarried or OffLimits."""
    see_that_backups_may_lie_in(chosen)
    try:
        Stick(chosen=chosen).top.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise NotCarried(
            f"Nothing could be written in {chosen}, so it was not chosen.",
            "Choose another folder.",
        ) from fault


class SecondPlace(QObject):
    """Brings the newest backup to the second place."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self.trouble: BeforehandError | None = None
        """Why the last backup was not carried."""
        self.arrived: Backup | None = None
        """What was carried last."""
        self._errand = Errand(self)
        self._errand.done.connect(self._landed)
        self._errand.failed.connect(self._failed)
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self.look)

    @property
    def place(self) -> Path | None:
        """Where backups are carried to."""
        return place_of(self._desk.settings) if self._desk is not None else None

    @property
    def connected(self) -> bool:
        """Whether it is there; a folder of that name is never made where a stick is missing."""
        return self.place is not None and self.place.is_dir()

    def serve(self, desk: "Desk") -> None:
        """Carry for this notebook from now on."""
        self._desk = desk
        self._clock.start()

    def rest(self) -> None:
        """Carry for nobody; what is under way ends by itself."""
        self._clock.stop()
        self._desk = self.trouble = self.arrived = None

    def look(self) -> None:
        """Carry what was made while it was not connected."""
        if self._desk is None or self._errand.busy:
            return
        newest = backups.newest_checked(backups.folder_of(self._desk.notebook.folder))
        if newest is not None:
            self.bring(newest)

    def bring(self, made: Backup) -> None:
        """Thin the backups here, then carry the newest to the second place if it is missing."""
        desk = self._desk
        if desk is None:
            return
        folder, key = desk.notebook.folder, desk.notebook.vault.key
        place = stick_of(desk) if self.connected else None
        self._errand.send(lambda: _brought(made, folder, place, key))

    def _landed(self, carried: Backup | None) -> None:
        self.trouble, self.arrived = None, carried or self.arrived
        self.changed.emit()

    def _failed(self, error: BeforehandError) -> None:
        self.trouble = error
        self.changed.emit()


def _brought(made: Backup, folder: Path, place: Stick | None, key: Key) -> Backup | None:
    thinning.thin(backups.of_notebook(folder))
    if place is None or any(_same(each, made) for each in place.lying().own):
        return None
    try:
        carried = backups.carried(made, place.begun(), key, place.owner.copy)
        place.thin()
    except OSError as fault:
        raise NotCarried(
            f"The backup could not be copied to {place.top}. The one beside the notebook is there.",
            "See that the second place has room and is sound; it is tried again with the next one.",
        ) from fault
    return carried


def _same(one: Backup, other: Backup) -> bool:
    return one.made_at == other.made_at and one.notes == other.notes
