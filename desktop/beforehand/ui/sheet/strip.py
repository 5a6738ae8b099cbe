"""The line above a sheet: for whose eyes it is, how large it stands there, and the choices."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from beforehand.orders import PRIVATE, ROOM
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import (
    button,
    chip,
    holding,
    icon_button,
    label,
    rename,
    row,
    tip,
)
from beforehand.ui.widgets.fold import fold_button
from beforehand.ui.widgets.pages_view import PagesView

_EDGES, _GAP = 52, 8
"""Pixels at both ends, and after each part."""

_NOT_FOR_THE_ROOM = {PRIVATE, "map", "record"}


class Strip(QFrame):
    """Sets the size of the preview; its last button unfolds the choices where room is short."""

    room_asked = Signal()

    def __init__(self, view: PagesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._name = "Choices"
        self._build()
        self._connect()

    def _build(self) -> None:
        self.private = chip("Private: not for the room", "stated")
        self.to_room = button("For the room…", "list-checks", "quiet")
        tip(self.to_room, "Choose what goes on the room sheet")
        self.pages = label("", "small")
        self.smaller = icon_button("minus", "Smaller (Ctrl+−)")
        self.larger = icon_button("plus", "Larger (Ctrl++)")
        self.fit = icon_button("move-horizontal", "As wide as the window (Ctrl+0)")
        self._percent = label("", "small")
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("000 %"))
        self.choices = fold_button("Choices", "sliders-horizontal", "")
        self._zoom = holding(row(self.smaller, self._percent, self.larger, self.fit))
        inside = row(self.private, self.to_room, 4, self.pages, None, self._zoom, 8, self.choices)
        inside.setContentsMargins(24, 8, 16, 8)
        self.setLayout(inside)
        # As narrow as its place: what is of least use goes before anything is cut.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self, "topbar")

    def _connect(self) -> None:
        self.to_room.clicked.connect(self.room_asked)
        self.smaller.clicked.connect(lambda: self._view.zoom_by(-1))
        self.larger.clicked.connect(lambda: self._view.zoom_by(1))
        self.fit.clicked.connect(self._view.fit_width)
        self._view.zoomed.connect(self._show_size)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the tabulator comes to, in this order."""
        return (self.to_room, self.smaller, self.larger, self.fit, self.choices)

    @property
    def percent(self) -> str:
        """The size that it shows."""
        return self._percent.text()

    def show_kind(self, kind: str, *, can_choose: bool) -> None:
        """Say for whose eyes the sheet is; from the room sheet one can go and choose."""
        self.private.setVisible(kind in _NOT_FOR_THE_ROOM)
        self.to_room.setVisible(kind == ROOM and can_choose)
        self._show_size()
        self._make_room()

    def offer_choices(self, *, offered: bool) -> None:
        """Show the button that unfolds the choices, where they have no place of their own."""
        self.choices.setVisible(offered)
        self._make_room()

    def show_pages(self, pages: int) -> None:
        """Say how long the sheet is, or nothing."""
        self.pages.setText("" if not pages else f"{pages:,} page{'' if pages == 1 else 's'}")
        self._make_room()

    def show_left_out(self, number: int) -> None:
        """Say on the folded button that something is missing."""
        self._name = f"Choices ({number} left out)" if number else "Choices"
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what there is no room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        rename(self.choices, self._name)
        room = self.width() - _EDGES
        always = (self.private, self.to_room, self.choices)
        room -= sum(_width(each) for each in always if not each.isHidden())
        for part in (self._zoom, self.pages):
            room -= _width(part)
            part.setVisible(room >= 0)
        if room + _width(self._zoom) + _width(self.pages) < 0:
            self.choices.setText("")

    def _show_size(self) -> None:
        self._percent.setText(f"{self._view.scale * 100:.0f} %")


def _width(part: QWidget) -> int:
    return part.sizeHint().width() + _GAP
