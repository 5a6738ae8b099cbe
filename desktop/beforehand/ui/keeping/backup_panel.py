"""The backup that is chosen: what is in it, and what can be done with it."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QProgressBar

from beforehand import wording
from beforehand.store.backups import Backup
from beforehand.ui.keeping.backup_words import (
    Listed,
    holds,
    of_words,
    opening_words,
    sure_words,
    why,
)
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, holding, icon_button, label, row, scroll
from beforehand.ui.widgets.line import breakable


class BackupPanel(QFrame):
    """Beside the list of backups."""

    closed = Signal()
    look = Signal(object)
    restore = Signal(object)
    delete = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.each: Listed | None = None
        self.going: Backup | None = None
        """The one that is being deleted."""
        set_role(self, "card")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.number = label("", "eyebrow")
        self.when = label("", "title", wrap=True)
        self.told = label("", wrap=True)
        self.close_button = icon_button("x", "Back to the list")
        self.look_inside = button("Look inside", "eye", "primary")
        self.make_new = button("Restore into a new notebook…")
        self.begin_delete = button("Delete this backup…", "trash-2", "quiet")
        self.delete_it = button("Delete it", role="danger")
        self.keep_it = button("Keep it")
        self.warning = label("", wrap=True)
        head = row(self.number, None, self.close_button)
        note = label("A restore never writes over a notebook.", "small", wrap=True)
        told = column(head, self.when, self.told, None, spacing=12)
        self._acts = holding(
            column(self.look_inside, self.make_new, note, self.begin_delete, spacing=8)
        )
        self._asked = holding(
            column(self.warning, row(self.keep_it, self.delete_it, None), spacing=10)
        )
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Deleting the backup")
        self._goes = holding(column(label("Deleting it…"), self.bar, spacing=8))
        acts = column(self._acts, self._asked, self._goes, spacing=8)
        page = column(
            scroll(holding(told, margins=(20, 14, 20, 8))),
            holding(acts, margins=(20, 12, 20, 18)),
            spacing=0,
        )
        page.setStretch(0, 1)
        page.setContentsMargins(1, 1, 1, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.look_inside.clicked.connect(lambda: self._ask(self.look))
        self.make_new.clicked.connect(lambda: self._ask(self.restore))
        self.begin_delete.clicked.connect(lambda: self._ask_once(asked=True))
        self.keep_it.clicked.connect(lambda: self._ask_once(asked=False))
        self.delete_it.clicked.connect(lambda: self._ask(self.delete))

    def show_backup(self, each: Listed, warning: str) -> None:
        """Show one, and what is to be said before it is deleted."""
        self.each = each
        self.warning.setText(warning)
        self._ask_once(asked=False)
        backup = each.backup
        self.number.setText(f"Backup {backup.number:,}")
        self.when.setText(wording.moment(backup.made_at))
        parts = (
            f"{why(backup).capitalize()}. In it: {holds(backup)}.",
            sure_words(each),
            opening_words(each),
            of_words(each),
            breakable(str(backup.path)),
        )
        self.told.setText("\n\n".join(filter(None, parts)))

    def show_going(self, backup: Backup | None) -> None:
        """Show that it is being deleted, which may take a while; None if none is any more."""
        self.going = backup
        if self._goes_now:
            # The button that was pressed is gone: without this the focus would jump to the rail.
            self.close_button.setFocus()
        self._ask_once(asked=False)

    @property
    def _goes_now(self) -> bool:
        return self.each is not None and self.each.backup == self.going

    def _ask_once(self, *, asked: bool) -> None:
        """Ask in the place of what can be done; the way back is what Enter does."""
        self._goes.setVisible(self._goes_now)
        self._acts.setVisible(not asked and not self._goes_now)
        self._asked.setVisible(asked)
        # Another notebook's is that one's to delete.
        self.begin_delete.setVisible(self.each is not None and not self.each.of)
        # One after the other.
        self.begin_delete.setEnabled(self.going is None)
        if asked:
            self.keep_it.setFocus()

    def _ask(self, wanted: SignalInstance) -> None:
        if self.each is not None:
            wanted.emit(self.each.backup)
