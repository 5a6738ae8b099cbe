"""Which notebook the window shows: opening one, the sample, another folder, and letting go."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from beforehand.ui.settings import Settings, SettingsFile

if TYPE_CHECKING:
    from datetime import date, datetime

    from beforehand.domain.errors import BeforehandError
    from beforehand.store.keys import Key
    from beforehand.store.notebook import Notebook
    from beforehand.ui.desk import Desk
    from beforehand.ui.places import Place
    from beforehand.ui.window import Window


def wall_clock() -> "datetime":
    """The time where the person is."""
    from datetime import UTC, datetime

    return datetime.now(UTC).astimezone()


def dress(settings: Settings) -> None:
    """Give the program the look that settings ask for."""
    from PySide6.QtWidgets import QApplication

    from beforehand.ui import theme

    app = QApplication.instance()
    if isinstance(app, QApplication):
        palette = settings.palette(system_is_dark=theme.system_is_dark(app))
        theme.apply(app, palette, zoom=settings.text_size / 100)


class Session(QObject):
    """Holds the open notebook; the window asks it for what is no screen."""

    opened = Signal(object)
    """The folder of the notebook that is now open."""
    leaving = Signal()
    """The notebook is about to be let go of."""
    held = Signal(object)
    """A folder whose notebook another program holds."""
    asked = Signal(object)
    """A folder whose notebook is locked: the window asks for the passphrase."""

    def __init__(
        self, window: "Window", file: SettingsFile, clock: "Callable[[], datetime]" = wall_clock
    ) -> None:
        super().__init__(window)
        self._window, self._file, self._clock = window, file, clock
        self.settings: Settings = file.read()
        self.notebook: Notebook | None = None
        self.desk: Desk | None = None
        self.folder: Path | None = None
        """Of the notebook that is open, or that is asked for."""
        self.sample = False
        """Whether it is the sample."""
        self.by_code = False
        """Whether the recovery code opened it, until that was spoken of."""
        self._chosen: Path | None = None
        self._asking = False
        window.wanted.connect(self._wanted)
        window.closing.connect(self.close)

    def now(self) -> "datetime":
        """The time where the person is."""
        return self._clock()

    def window(self) -> "Window":
        """The window it serves."""
        return self._window

    @property
    def holds(self) -> bool:
        """Whether a notebook is open or asked for here, so that no second window need be."""
        return self.notebook is not None or self._asking

    def open(
        self,
        folder: Path,
        *,
        create: bool = False,
        sample: bool = False,
        keys: "Sequence[Key]" = (),
    ) -> bool:
        """Show the notebook in a folder, or the page that says why it cannot be shown.

        `keys` are what a passphrase opened; without them a locked notebook is asked for.
        """
        from beforehand.domain.errors import BeforehandError
        from beforehand.store.faults import NotebookHeld, NotebookLocked
        from beforehand.store.notebook import Notebook

        if not self.let_go():
            return False
        self.folder, self.sample, self._asking = folder, sample, False
        try:
            notebook = Notebook.open(folder, self._clock(), create=create, keys=keys)
        except NotebookLocked:
            self._ask(folder)
            return False
        except BeforehandError as error:
            self.refuse(error, lambda: self.open(folder, create=create, sample=sample, keys=keys))
            if isinstance(error, NotebookHeld):
                self.held.emit(folder)
            return False
        self._show(notebook)
        return True

    def open_usual(self) -> bool:
        """Show the person's own notebook; the first time it is made."""
        folder = self.settings.folder
        return self.open(folder, create=not self.settings.notebook)

    def open_again(self) -> None:
        """Open what lies now in the folder of the notebook that is open."""
        if self.notebook is not None:
            keys = (self.notebook.vault.key,)
            self.open(self.notebook.folder, sample=self.sample, keys=keys)

    def open_sample(self) -> None:
        """Show a fresh copy of the sample, dated from today; today's copy is opened again."""
        from beforehand.domain.errors import BeforehandError
        from beforehand.ui import samples

        try:
            folder = samples.todays_copy(self._clock())
        except BeforehandError as error:
            if self.desk is None:
                self.refuse(error, self.open_sample)
            else:
                self._window.tell_failure(error)
            return
        self.open(folder, sample=True)

    def keep_sample(self) -> None:
        """Make what is in the sample the person's own notebook, if theirs is still empty."""
        from beforehand.domain.errors import BeforehandError
        from beforehand.ui import samples

        if self.notebook is None or not self._window.flush():
            return
        try:
            samples.keep(self.notebook, self.settings.folder, self._clock())
        except BeforehandError as error:
            self._window.tell_failure(error)
            return
        self.open_usual()

    def choose_folder(self) -> None:
        """Ask for the folder of another notebook; an empty one gets a new notebook."""
        from beforehand.ui.folder_asked import ask_folder

        ask_folder(self._window, "Choose the folder of a notebook", self.use_folder)

    def use_folder(self, folder: Path) -> None:
        """Open the notebook there from now on, each time the program starts."""
        from beforehand.store import backups

        if backups.is_one(folder):
            # Nobody writes in a backup: a notebook is made of it.
            self.bring_back(folder)
            return
        self._chosen = folder
        self.open(folder, create=True)

    def bring_back(self, chosen: Path | None = None) -> None:
        """Bring back the notebook of which a copy or a backup lies somewhere."""
        from beforehand.ui.keeping.bringing import Bringing

        bringing = Bringing.of(self)
        bringing.look(chosen) if chosen is not None else bringing.ask()

    def change(self, settings: Settings) -> None:
        """Keep other settings, and let everything follow them."""
        self.settings = settings
        self._file.write(settings)
        if self.desk is not None:
            self.desk.settings = settings
        self.dress()

    def today(self) -> "date":
        """The day where the person is."""
        return self._clock().astimezone().date()

    def dress(self) -> None:
        """Give the program the look the settings ask for."""
        dress(self.settings)

    def close(self) -> None:
        """Let go of the notebook, and remember where the window was."""
        self._file.keep_window_place(self._window.saveGeometry())
        if self.notebook is not None:
            self.leaving.emit()
            self.notebook.close()
            self.notebook = self.desk = None

    def refuse(self, error: "BeforehandError", again: Callable[[], object]) -> None:
        """Show the page that says why no notebook is shown, and the ways on."""
        from beforehand.ui.keeping.closed_ways import ways_on
        from beforehand.ui.screens.closed import ClosedPage

        self._window.show_page(ClosedPage(error, *ways_on(self, error, again)))

    def _show(self, notebook: "Notebook") -> None:
        from beforehand.library import default_library
        from beforehand.ui.desk import Desk

        self.notebook = notebook
        desk = Desk(notebook, default_library(), self, clock=self._clock)
        desk.settings = self.settings
        desk.settings_wanted.connect(self.change)
        desk.lock_wanted.connect(self._carry_out)
        desk.file, desk.is_sample = self._file, self.sample
        self.desk = desk
        self._window.receive(desk)
        self._say_sample(sample=self.sample)
        if self._chosen == notebook.folder:
            self.change(self.settings._replace(notebook=str(notebook.folder)))
        self._chosen = None
        self.opened.emit(notebook.folder)

    def _say_sample(self, *, sample: bool) -> None:
        if sample:
            self._window.bars.sample.tell(
                "This is the sample notebook: look round, and change what you like.",
                ("Back to my notebook", self.open_usual),
                ("Keep this as my notebook", self.keep_sample),
            )
        elif self._window.has_bars:
            self._window.bars.sample.hide()

    def let_go(self) -> bool:
        """Close the notebook that is open, once every word of it is saved."""
        if self.notebook is None:
            return True
        if not self._window.may_let_go():
            return False
        self.leaving.emit()
        self.notebook.close()
        self.notebook = self.desk = None
        return True

    def save_what_is_left(self) -> None:
        """Ask where what can still be read of the open notebook is to go."""
        from beforehand.ui.keeping.salvaging import Salvaging

        if self.notebook is not None:
            Salvaging.of(self).ask_where(self.notebook.folder)

    def _carry_out(self, order: object) -> None:
        from beforehand.ui.lock.orders import Order
        from beforehand.ui.lock.setting import Setting
        from beforehand.ui.merge.merging import Merging
        from beforehand.ui.merge.orders import MergeOrder

        if isinstance(order, Order):
            Setting(self, order).begin()
        elif isinstance(order, MergeOrder):
            Merging(self, order).begin()

    def _ask(self, folder: Path) -> None:
        from beforehand.ui.lock import asking

        asking.ask(self, folder)
        self._asking = True
        self.asked.emit(folder)

    def _wanted(self, place: "Place") -> None:
        ways: dict[str, Callable[[], object]] = {
            "sample": self.open_sample,
            "another-notebook": self.choose_folder,
            "open-again": self.open_again,
            "salvage": self.save_what_is_left,
            "bring-back": self.bring_back,
        }
        way = ways.get(place.screen)
        if way is not None:
            way()
