"""Backups: every one with what is in it; looking inside, and making a new notebook of one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups
from beforehand.store.backups import Backup
from beforehand.store.stick import Stick
from beforehand.ui.desk import Desk
from beforehand.ui.errands import Errand
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping.backup_panel import BackupPanel
from beforehand.ui.keeping.backup_words import (
    Listed,
    deleting_words,
    listed,
    row_of,
    there_words,
)
from beforehand.ui.keeping.looking import when
from beforehand.ui.keeping.second import owner_of
from beforehand.ui.models import PagedModel
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import button, column, holding, label, row
from beforehand.ui.widgets.rows_view import RowsView
from beforehand.ui.widgets.sized import sized

_SIDE_WIDTH = 340
_ROOMY = 780
_WIDEST = 16_777_215
_NONE = "There are no backups here yet."
_ABOUT = (
    "Older ones are thinned by themselves: the newest three always stay, then one an hour, a day, "
    "a week and a month."
)


class BackupsScreen(QFrame):
    """A list, newest first, and beside it the one that is chosen."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place: Stick | None = None
        """Another place that is shown; None for the notebook's own folder."""
        self._listed: list[Listed] = []
        self._follows = False
        self.model: PagedModel[Listed] = PagedModel(self._page, row_of, self)
        self._errand, self._deleting = Errand(self), Errand(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.elsewhere = button("Backups in another folder…", "folder-open", "quiet")
        self.here = button("Back to those of this notebook", role="quiet")
        self.where = label("", "muted", wrap=True)
        self.nothing = label(_NONE, "muted", wrap=True)
        self.view = RowsView("Backups")
        self.view.setModel(self.model)
        self._list = holding(column(self.view, spacing=0), "card", (1, 1, 1, 1))
        self.panel, self.notice = BackupPanel(), Bar()
        self._across: QHBoxLayout = row(self._list, self.panel, spacing=16)
        self._across.setStretch(0, 1)
        tools = row(self.elsewhere, self.here, None, spacing=10)
        page = column(self.where, tools, self.nothing, spacing=14)
        page.addLayout(self._across, 1)
        page.addStretch(0)
        page.setContentsMargins(28, 22, 28, 24)
        self.setLayout(column(self.notice, page, spacing=0))
        self.panel.hide()

    def _connect(self) -> None:
        self._errand.done.connect(self._fill)
        self.view.opened.connect(self._choose)
        self.elsewhere.clicked.connect(self._ask_elsewhere)
        self.here.clicked.connect(self._read_here)
        self.panel.closed.connect(self._back_to_list)
        self.panel.look.connect(self._look)
        self.panel.restore.connect(self._restore)
        self.panel.delete.connect(self._delete)
        self._deleting.done.connect(self._deleted)
        self._deleting.failed.connect(self._not_deleted)

    def heading(self) -> Heading:
        """Its name, under the settings."""
        return Heading("Backups", "Settings", Place("settings"))

    def open(self, _place: Place) -> None:
        """Show the backups of this notebook."""
        keeper = self._desk.keeper
        if keeper is not None and not self._follows:
            self._follows = True
            keeper.made.connect(self._made)
            keeper.closer.closed.connect(self._made)
        self.notice.hide()
        self._read_here()

    def refresh(self) -> None:
        """Read the folder again."""
        place, notebook = self._place, self._desk.notebook.folder
        self._errand.send(lambda: listed(place, notebook))

    def leave(self) -> None:
        """Nothing is typed here."""

    def read(self, place: Path | None) -> None:
        """Show the backups in another place, whoever made them; None for the notebook's own."""
        home = backups.folder_of(self._desk.notebook.folder).resolve()
        other = place if place is not None and place.resolve() != home else None
        self._place = Stick(chosen=other, owner=owner_of(self._desk)) if other else None
        self._close()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel beside the list where there is room, else in its place."""
        super().resizeEvent(event)
        self._arrange()

    def _made(self) -> None:
        if self.isVisible():
            self.refresh()

    def _read_here(self) -> None:
        self.read(None)

    def _fill(self, found: list[Listed]) -> None:
        self._listed = found
        self.model.read_again()
        self.nothing.setVisible(not found)
        self.here.setVisible(self._place is not None)
        self.where.setText(_ABOUT if self._place is None else there_words(self._place, found))
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= sized(_ROOMY)
        self.panel.setMinimumWidth(round(sized(_SIDE_WIDTH)) if beside else 0)
        self.panel.setMaximumWidth(round(sized(_SIDE_WIDTH)) if beside else _WIDEST)
        covered = not beside and not self.panel.isHidden()
        self._list.setHidden(covered or not self._listed)

    def _page(self, limit: int, offset: int) -> Sequence[Listed]:
        return self._listed[offset : offset + limit]

    def _choose(self, index: QModelIndex) -> None:
        each = self.model.item(index)
        if each is not None:
            self.panel.show_backup(each, deleting_words(each.backup, self._listed))
            self.panel.show()
            self._arrange()

    def _back_to_list(self) -> None:
        """What was pressed goes: without this the focus would jump to the rail."""
        self._close()
        self.view.setFocus()

    def _close(self) -> None:
        self.panel.hide()
        self._arrange()

    def _look(self, backup: Backup) -> None:
        if self._desk.keeper is not None:
            self._desk.keeper.looking.begin(backup, self._desk.notebook.folder)

    def _restore(self, backup: Backup) -> None:
        if self._desk.keeper is not None:
            self._desk.keeper.looking.ask_where(backup)

    def _delete(self, backup: Backup) -> None:
        """In a thread: a large one takes half a second, and a stick may be slow."""

        def work() -> Backup:
            backups.delete(backup)
            return backup

        if not self._deleting.busy:
            self.panel.show_going(backup)
            self._deleting.send(work)

    def _deleted(self, backup: Backup) -> None:
        self._look_again(backup)
        self.notice.tell(f"Deleted: the backup of {when(backup.made_at)}.", passing=True)

    def _not_deleted(self, error: BeforehandError) -> None:
        self._look_again(self.panel.going)
        self.notice.tell(str(error), bad=True)

    def _look_again(self, gone: Backup | None) -> None:
        """What there is to go back to is no longer what it was, here and in Settings."""
        each = self.panel.each
        self.panel.show_going(None)
        if each is not None and each.backup == gone:
            self._back_to_list()
        self.refresh()
        if self._desk.keeper is not None:
            self._desk.keeper.look_again()
            self._desk.keeper.changed.emit()

    def _ask_elsewhere(self) -> None:
        ask_folder(self.window(), "Choose a folder with backups", self.read)
