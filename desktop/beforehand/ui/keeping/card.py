"""Backups in the settings: when the last was made, making one, a second place, the check."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand import wording
from beforehand.domain.errors import BeforehandError
from beforehand.store.backups import Backup
from beforehand.ui.desk import Desk
from beforehand.ui.folder_asked import ask_folder
from beforehand.ui.keeping import second
from beforehand.ui.keeping.check_part import CheckPart
from beforehand.ui.keeping.keeper import Keeper
from beforehand.ui.places import Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import FlowLayout, button, column, label, rename, rule
from beforehand.ui.widgets.line import breakable

_NONE = "There is no backup yet. The first is made by itself soon after you write something."
_SAMPLE = "This notebook is only here to be looked at: no backups are made of it."


class BackupsCard(QFrame):
    """What there is to know of backups, and what can be done about them."""

    go = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._keeper: Keeper | None = None
        set_role(self, "card")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.last = label("", wrap=True)
        self.trouble = label("", "bad-text", wrap=True)
        self.now = button("Back up now")
        self.show_them = button("Show backups…", role="quiet")
        self.check = CheckPart(self._desk)
        self.second = label("", wrap=True)
        self.choose = button("Choose a folder…", "folder-open")
        self.stop = button("Stop using it", role="quiet")
        self.privacy = button("What is protected, and what is not", role="ghost")
        self._rest = column(
            _ways(self.now, self.show_them),
            rule(),
            self.check,
            rule(),
            label("A second place", "strong"),
            self.second,
            _ways(self.choose, self.stop),
            spacing=12,
        )
        head = label("Backups", "heading")
        page = column(head, self.last, self.trouble, self._rest, _ways(self.privacy), spacing=12)
        page.setContentsMargins(20, 20, 20, 20)
        self.setLayout(page)

    def _connect(self) -> None:
        self.now.clicked.connect(self._make)
        self.show_them.clicked.connect(lambda: self.go.emit(Place("backups")))
        self.check.go.connect(self.go)
        self.choose.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        self.privacy.clicked.connect(lambda: self.go.emit(Place("privacy")))

    def refresh(self) -> None:
        """Say what is so now."""
        keeper = self._desk.keeper
        if keeper is not None and keeper is not self._keeper:
            self._keeper = keeper
            keeper.changed.connect(self._changed)
        self.check.refresh()
        self._show(keeper)

    def _changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, keeper: Keeper | None) -> None:
        for widget in (self.now, self.show_them, self.check, self.choose):
            widget.setEnabled(keeper is not None)
        self.stop.setVisible(keeper is not None and bool(self._desk.settings.second_place))
        if keeper is None:
            self.last.setText(_SAMPLE if self._desk.is_sample else "")
            self.trouble.hide()
            self.second.setText(_second_words(self._desk, None))
            return
        self.last.setText(last_words(keeper.newest, self._desk))
        self.now.setEnabled(not keeper.busy)
        rename(self.now, "Backing up…" if keeper.busy else "Back up now")
        self._show_trouble(keeper.trouble or keeper.second.trouble)
        self.second.setText(_second_words(self._desk, keeper))
        rename(self.choose, "Choose another…" if self._desk.settings.second_place else _CHOOSE)

    def _show_trouble(self, error: BeforehandError | None) -> None:
        self.trouble.setVisible(error is not None)
        self.trouble.setText(f"{error.sentence} {error.remedy}".strip() if error else "")

    def _make(self) -> None:
        if self._keeper is not None:
            self._keeper.make()

    def _choose(self) -> None:
        ask_folder(self.window(), "Choose a second place for backups", self.use)

    def use(self, chosen: Path) -> None:
        """Carry backups there too, the newest at once."""
        try:
            second.begin(chosen)
        except BeforehandError as error:
            self._show_trouble(error)
            return
        self._set(str(chosen))
        if self._keeper is not None:
            self._keeper.second.look()

    def _stop(self) -> None:
        self._set("")

    def _set(self, place: str) -> None:
        self._desk.settings_wanted.emit(self._desk.settings._replace(second_place=place))
        self.refresh()


_CHOOSE = "Choose a folder…"


def last_words(newest: Backup | None, desk: Desk) -> str:
    """The last verified backup: when, and how much is in it."""
    if newest is None:
        return _NONE
    when = wording.soon(newest.made_at.astimezone(), desk.now())
    return f"Last verified backup: {when} ({wording.count(newest.notes, 'note')})"


def _second_words(desk: Desk, keeper: Keeper | None) -> str:
    chosen = breakable(desk.settings.second_place)
    if not chosen:
        return "None yet. A stick or another disk keeps your notes if this computer is lost."
    if keeper is None:
        return chosen
    if not keeper.second.connected:
        return f"{chosen} is not connected. Backups go there again as soon as it is."
    arrived = keeper.second.arrived
    when = f" Last copied: {wording.soon(arrived.made_at, desk.now())}." if arrived else ""
    stick = second.stick_of(desk)
    where = stick.folder.relative_to(stick.top.parent) if stick is not None else ""
    return f"Each backup is copied to {chosen}, too, into “{where}”.{when}"


def _ways(*widgets: QWidget) -> FlowLayout:
    flow = FlowLayout(spacing=8)
    for widget in widgets:
        flow.addWidget(widget)
    return flow
