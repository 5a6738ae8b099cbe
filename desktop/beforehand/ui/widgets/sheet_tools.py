"""The line above a sheet: which sheet, on which paper, how large on the screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.sheets import Paper
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, chip, icon_button, label, row, tip
from beforehand.ui.widgets.pages_view import PagesView
from beforehand.ui.widgets.segments import Segments

KINDS = (("private", "Private brief"), ("room", "Room sheet"))
PAPERS = ((Paper.A4, "A4"), (Paper.LETTER, "Letter"))


class SheetTools(QFrame):
    """Asks for another sheet or paper, and sets the size of the preview."""

    kind_chosen = Signal(object)
    paper_chosen = Signal(object)
    room_asked = Signal()

    def __init__(self, view: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._build()
        self._connect()

    def _build(self) -> None:
        self.kind = Segments("Sheet", KINDS)
        self.paper = Segments("Paper", PAPERS)
        self.private = chip("Private: not for the room", "stated")
        self.to_room = button("For the room…", "list-checks", "quiet")
        tip(self.to_room, "Choose what goes on the room sheet")
        self.to_room.hide()
        self.smaller = icon_button("minus", "Smaller (Ctrl+−)")
        self.larger = icon_button("plus", "Larger (Ctrl++)")
        self.fit = icon_button("move-horizontal", "As wide as the window (Ctrl+0)")
        self._percent = label("", "small")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("000 %"))
        inside = row(
            self.kind, 4, self.private, self.to_room, None,
            self.paper, 8, self.smaller, self._percent, self.larger, self.fit,
        )  # fmt: skip
        inside.setContentsMargins(24, 10, 24, 10)
        self.setLayout(inside)
        set_role(self, "topbar")

    def _connect(self) -> None:
        self.kind.chosen.connect(self.kind_chosen)
        self.paper.chosen.connect(self.paper_chosen)
        self.to_room.clicked.connect(self.room_asked)
        self.smaller.clicked.connect(lambda: self._view.zoom_by(-1))
        self.larger.clicked.connect(lambda: self._view.zoom_by(1))
        self.fit.clicked.connect(self._view.fit_width)
        self._view.zoomed.connect(self._show_size)

    def show_choice(self, kind: str, paper: Paper) -> None:
        """Press the buttons of what is shown."""
        self.kind.set_value(kind)
        self.paper.set_value(paper)
        self.private.setVisible(kind == "private")
        self.to_room.setVisible(kind == "room")
        self._show_size()

    def _show_size(self) -> None:
        self._percent.setText(f"{self._view.scale * 100:.0f} %")
