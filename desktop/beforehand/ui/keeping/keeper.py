"""Backups by themselves: on the first change of a day and before what is risky."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store import backups
from beforehand.store.backing_up import Copy, NoBackup
from beforehand.store.backups import Backup
from beforehand.store.last import first_written, last_saved
from beforehand.ui.keeping import mark
from beforehand.ui.keeping.bad_pages import BadPages
from beforehand.ui.keeping.checker import Checker
from beforehand.ui.keeping.child import Child
from beforehand.ui.keeping.closer import LATER_MS, Closer
from beforehand.ui.keeping.looking import Looking, looked_at, sweep
from beforehand.ui.keeping.second import SecondPlace, stick_of
from beforehand.ui.keeping.waiting import Waiting
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.store.moment import Moment
    from beforehand.store.notebook import Notebook
    from beforehand.ui.desk import Desk
    from beforehand.ui.session import Session

IDLE_MS = 8_000
"""After the last save: then the day's backup is made."""
LONGEST_MS = 120_000
"""After the first save of a day, however busily somebody types."""
AGAIN_MS = 600_000
"""After a backup that did not come about."""

DAILY, ASKED, AFTER_CRASH = "daily", "on request", "after a crash"


class Keeper(QObject):
    """Serves the notebook that is open; what is only looked at, such as the sample, is not kept."""

    changed = Signal()
    """What there is to say of backups is no longer what it was."""
    made = Signal(object)
    """A `Backup` that was made and read again."""
    failed = Signal(object)
    _stands = Signal()
    """A backup is of what is in the notebook now: who waits goes on."""

    def __init__(self, session: "Session", idle_ms: int = IDLE_MS) -> None:
        super().__init__(session)
        self._session, self._idle_ms = session, idle_ms
        self._desk: Desk | None = None
        self._copy: Copy | None = None
        self._kept: Moment | None = None
        self._wanted = ""
        self._since: datetime | None = None
        self.newest: Backup | None = None
        """The newest backup that was read again."""
        self.trouble: BeforehandError | None = None
        """Why the last try came to nothing."""
        self.child = Child(self)
        self.second = SecondPlace(self)
        self.checker = Checker(self)
        self.closer = Closer(self, min(LATER_MS, idle_ms))
        self.looking = Looking.of(session)
        self._idle, self._longest = self._timer(), self._timer()
        self._wanted_after_crash = QTimer(self, singleShot=True)
        self._wanted_after_crash.timeout.connect(lambda: self.make(AFTER_CRASH))
        self._connect()

    def _connect(self) -> None:
        self.child.done.connect(self._done)
        self.child.failed.connect(self._failed)
        self.second.changed.connect(self.changed)
        self.closer.closed.connect(self.changed)
        self.closer.failed.connect(self._tell_open)
        self._session.opened.connect(self.begin)
        self._session.leaving.connect(self.end)

    @property
    def busy(self) -> bool:
        """Whether a backup is under way."""
        return self.child.busy

    def begin(self) -> None:
        """Serve the notebook that was opened."""
        self.end()
        desk = self._session.desk
        if desk is None or desk.is_sample:
            return
        self._desk = desk
        desk.keeper, desk.guard = self, self.before
        desk.saved.connect(self._saved)
        self.changed.connect(desk.kept)
        if self.look_again():
            self._tell_crash(desk)
        self.second.serve(desk)
        self.checker.serve(desk)
        self.closer.serve(desk, stick_of(desk) if self.second.connected else None)
        # What a crash left while one looked inside a backup.
        sweep(looked_at(desk.notebook.folder))
        self.changed.emit()

    def look_again(self) -> bool:
        """See which backups there are; whether the notebook was not closed the last time."""
        if self._desk is None:
            return False
        notebook = self._desk.notebook
        self.newest = backups.newest_checked(backups.folder_of(notebook.folder))
        self._since = self.newest.made_at if self.newest else first_written(notebook)
        if self.newest is None and self._since is not None:
            # Restored, kept from the sample, put back, or from before backups made themselves.
            self._saved()
        return mark.put(notebook.folder)

    def end(self) -> None:
        """The notebook is let go of: what is under way ends at once and leaves nothing."""
        for timer in (self._idle, self._longest, self._wanted_after_crash):
            timer.stop()
        self.child.stop()
        self.second.rest()
        self.checker.rest()
        self.closer.rest()
        if self._desk is not None:
            mark.take(self._desk.notebook.folder)
        self._desk = self._copy = self._kept = self.newest = self._since = self.trouble = None

    def make(self, why: str = ASKED) -> None:
        """Make a backup now; `made` or `failed` tells of it."""
        if self._desk is not None and not self.busy:
            self._start(self._desk.notebook, why)

    def before(self, why: str, act: Callable[[], object]) -> None:
        """Do a risky act once a backup stands; the window waits for it and shows why."""
        if self._desk is None or self._is_kept():
            act()
            return
        waiting = Waiting(self._session.window())
        waiting.granted.connect(act)
        self.failed.connect(waiting.tell_failure)
        self._stands.connect(waiting.grant)
        waiting.open()
        self._wanted = why
        self.make(why)

    def days_without(self) -> int | None:
        """For how many days there was no verified backup; None while there is nothing to keep."""
        if self._desk is None or self._since is None:
            return None
        return (self._desk.now().date() - self._since.astimezone().date()).days

    def _tell_crash(self, desk: "Desk") -> None:
        """Say that the last crash took nothing; a backup proves that all of it can be read."""
        last = last_saved(desk.notebook)
        if last is not None:
            self._session.window().bars.notice.tell(crash_words(last, desk.now()), passing=True)
            # In the place of the day's own, if that was due as well.
            self._idle.stop()
            self._wanted_after_crash.start(self._idle_ms)

    def _start(self, notebook: "Notebook", why: str) -> None:
        self._idle.stop()
        self._longest.stop()
        place = backups.folder_of(notebook.folder)
        try:
            copy = Copy(notebook, place, self._session.now(), why)
        except BeforehandError as error:
            self._failed(error)
            return
        self._copy = copy
        self.child.begin(copy)
        self.changed.emit()

    def _done(self, made: Backup) -> None:
        self._kept = self._copy.moment if self._copy is not None else None
        self._copy, self.newest, self.trouble = None, made, None
        self._since = made.made_at
        self.changed.emit()
        self.made.emit(made)
        self.second.bring(made)
        wanted, self._wanted = self._wanted, ""
        if wanted and not self._is_kept():
            # It was begun before, and words were saved since.
            self.make(wanted)
        else:
            self._stands.emit()

    def _failed(self, error: BeforehandError) -> None:
        self._copy, self._wanted, self.trouble = None, "", error
        self._longest.start(AGAIN_MS)
        self.changed.emit()
        self.failed.emit(error)
        if isinstance(error, NoBackup) and error.unlike:
            self._warn(error)

    def _warn(self, error: BeforehandError) -> None:
        """Nobody asked for it, and all the same it must be known."""
        window = self._session.window()
        BadPages.of(window).suspect()
        window.bars.notice.tell(
            f"{error.sentence} {error.remedy}",
            ("Show the settings", lambda: window.go(Place("settings"))),
            bad=True,
        )

    def _tell_open(self, words: str) -> None:
        window = self._session.window()
        ways = ("Show backups", lambda: window.go(Place("backups")))
        window.bars.notice.tell(words, ways, bad=True)

    def _saved(self) -> None:
        """Words were saved: the first of a day are not long without a backup."""
        if self._desk is None or self.busy or self._has_todays():
            return
        self._idle.start(self._idle_ms)
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)

    def _daily(self) -> None:
        if not self._has_todays():
            self.make(DAILY)

    def _has_todays(self) -> bool:
        return self.newest is not None and self.days_without() == 0

    def _is_kept(self) -> bool:
        """Whether the newest backup is of what is in the notebook now."""
        if self._desk is None or self.newest is None or not self.newest.path.is_dir():
            return False
        now = self._desk.notebook.vault.moment
        return now is not None and now == self._kept

    def _timer(self) -> QTimer:
        timer = QTimer(self, singleShot=True)
        timer.timeout.connect(self._daily)
        return timer


def crash_words(last: datetime, now: datetime) -> str:
    """What is said after a crash: until when everything was saved."""
    at = last.astimezone()
    days = (now.astimezone().date() - at.date()).days
    day = "" if days == 0 else f"{wording.day(at.date(), year=days > 300)}, "
    return (
        f"Beforehand was not closed properly the last time. Nothing was lost: last saved "
        f"{day}{at:%H:%M:%S}."
    )
