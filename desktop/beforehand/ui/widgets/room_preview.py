"""What they could read: the page of the room sheet itself, as wide as its place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from beforehand.ui.pages import page_sizes
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, label
from beforehand.ui.widgets.page_picture import PagePicture

LEAST = 260
MOST = 560
"""Pixels between which the page is still read and does not push the ticks away."""


class RoomPreview(QFrame):
    """The laid-out room sheet under its heading, or a sentence about why there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: PagePicture | None = None
        self.pdf = b""
        self._build()

    def _build(self) -> None:
        self._heading = label("What they could read", "strong")
        self._told = label("", "small", wrap=True)
        self._column = column(self._heading, self._told, None, spacing=8)
        self.setLayout(self._column)
        self.setMinimumWidth(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def tell(self, sentence: str, role: str = "small") -> None:
        """Say something above the page; nothing takes the line away."""
        set_role(self._told, role)
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def show_pdf(self, pdf: bytes) -> None:
        """Show the page of a room sheet; without one there is none to see."""
        if pdf == self.pdf:
            return
        self.pdf = pdf
        if self.page is not None:
            self._column.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None
        if pdf:
            self._show_page(pdf)

    def _show_page(self, pdf: bytes) -> None:
        self.page = PagePicture(pdf, 0, page_sizes(pdf)[0], self)
        self._column.insertWidget(2, self.page, 0, Qt.AlignmentFlag.AlignTop)
        self._fit()
        self.page.show()

    def sink(self, depth: int) -> None:
        """Move the page down by so many pixels, as far as there is room beneath it."""
        needed = self._column.minimumSize().height() - self._column.contentsMargins().top()
        top = max(0, min(depth, self.height() - needed))
        if top != self._column.contentsMargins().top():
            self._column.setContentsMargins(0, top, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as wide as its place."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self.page is not None:
            self.page.widen(max(LEAST, min(MOST, self.width())) - 2)
