"""One page of a PDF as a widget, for where there is only one."""

from math import ceil

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from beforehand.ui.pages import picture


class PagePicture(QWidget):
    """A page, painted pixel for pixel as the file renders."""

    def __init__(self, pdf: bytes, number: int, size: QSizeF, parent: QWidget) -> None:
        super().__init__(parent)
        self._pdf, self._number, self._size = pdf, number, size
        self._image = QImage()
        self.setAccessibleName(f"Page {number + 1}")

    def widen(self, width: int) -> None:
        """Make the page so many pixels of the layout wide, with a hairline round it."""
        height = ceil(width * self._size.height() / self._size.width())
        self.setFixedSize(QSize(width + 2, height + 2))

    def image(self) -> QImage:
        """The picture of the page at the present size, made when it is first wanted."""
        ratio = self.devicePixelRatioF()
        dots = round((self.width() - 2) * ratio)
        if self._image.width() != dots:
            self._image = picture(self._pdf, self._number, dots)
            self._image.setDevicePixelRatio(ratio)
        return self._image

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the paper and a thin line round it."""
        painter = QPainter(self)
        painter.drawImage(1, 1, self.image())
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
