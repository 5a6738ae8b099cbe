"""Settings: the look, the paper, and where the notebook is."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from beforehand import wording
from beforehand.store.trash import KEPT_DAYS, how_many
from beforehand.ui.desk import Desk
from beforehand.ui.keeping.card import BackupsCard
from beforehand.ui.lock.card import LockCard
from beforehand.ui.merge.card import MachinesCard
from beforehand.ui.places import Heading, Place
from beforehand.ui.settings import SIZES, Settings
from beforehand.ui.widgets.basics import (
    FlowLayout,
    button,
    card,
    column,
    form_row,
    holding,
    label,
    row,
    scroll,
)

_WIDTH = 620

_CHOICES: tuple[tuple[str, str, str, tuple[tuple[object, str], ...]], ...] = (
    (
        "theme",
        "Theme",
        "",
        (("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    (
        "text_size",
        "Size of text",
        "",
        tuple((size, f"{size} %" if size != 100 else "100 % (usual)") for size in SIZES),
    ),
    (
        "sheet",
        "Paper",
        "What sheets are laid out for.",
        (("", "As usual where you are"), ("a4", "A4"), ("letter", "US Letter")),
    ),
)
"""Field of the settings, title, hint, and each value with its word."""


class SettingsScreen(QFrame):
    """Few choices, each kept at once."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.boxes: dict[str, QComboBox] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        look = card(label("Look and paper", "heading"), *self._choice_rows(), spacing=16)
        self.folder = label("", wrap=True)
        self.open_folder = button("Open folder", "folder-open")
        self.other = button("Use another folder…", role="quiet")
        self.bring_back = button("Bring one back from a stick…", role="quiet")
        ways = FlowLayout(spacing=8)
        ways.addWidget(self.open_folder)
        ways.addWidget(self.other)
        ways.addWidget(self.bring_back)
        where = card(
            label("Where the notebook is", "heading"),
            self.folder,
            ways,
            label(
                "Copy this folder to keep a copy of everything; close Beforehand first.", "small"
            ),
        )
        self.lock, self.backups = LockCard(self._desk), BackupsCard(self._desk)
        self.machines = MachinesCard(self._desk)
        cards = (look, self.lock, self.backups, self.machines, where, self._trash())
        inside = holding(column(*cards, None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, 100)
        self.setLayout(column(scroll(holding(page, margins=(28, 26, 28, 28)))))

    def _connect(self) -> None:
        for name, box in self.boxes.items():
            box.activated.connect(self._chooser(name, box))
        self.open_trash.clicked.connect(lambda: self.go.emit(Place("trash")))
        self.lock.go.connect(self.go)
        self.backups.go.connect(self.go)
        self.machines.go.connect(self.go)
        self.open_folder.clicked.connect(self._show_folder)
        self.bring_back.clicked.connect(lambda: self.go.emit(Place("bring-back")))
        self.other.clicked.connect(lambda: self.go.emit(Place("another-notebook")))

    def heading(self) -> Heading:
        """Its name."""
        return Heading("Settings")

    def open(self, _place: Place) -> None:
        """Show what is set."""
        self.refresh()

    def refresh(self) -> None:
        """Show what is set, and where the notebook is."""
        settings = self._desk.settings
        for name, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(getattr(settings, name))))
        self.folder.setText(str(self._desk.notebook.folder))
        self.lock.refresh()
        self.backups.refresh()
        self.machines.refresh()
        number = how_many(self._desk.notebook)
        self.away.setText(
            f"{wording.count(number, 'thing')} put away." if number else "Nothing is put away."
        )

    def leave(self) -> None:
        """Everything is kept at once."""

    def _trash(self) -> QFrame:
        self.away = label("", wrap=True)
        self.open_trash = button("Open the trash", "trash-2")
        kept = f"What you put away can be brought back for {KEPT_DAYS} days."
        return card(
            label("Trash", "heading"),
            self.away,
            row(self.open_trash, None),
            label(kept, "small", wrap=True),
        )

    def _choice_rows(self) -> list[QWidget]:
        rows: list[QWidget] = []
        for name, title, hint, choices in _CHOICES:
            box = QComboBox()
            for value, word in choices:
                box.addItem(word, value)
            self.boxes[name] = box
            rows.append(form_row(title, box, hint))
        return rows

    def _chooser(self, name: str, box: QComboBox) -> Callable[[int], None]:
        def choose(_index: int) -> None:
            changed: Settings = self._desk.settings._replace(**{name: box.currentData()})
            self._desk.settings_wanted.emit(changed)

        return choose

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.notebook.folder)))
