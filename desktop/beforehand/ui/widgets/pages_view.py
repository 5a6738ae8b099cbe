"""Pages of a PDF one below the other, as wide as the window or at a chosen size."""

from math import ceil

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from beforehand.ui.pages import POINTS_AN_INCH, page_sizes, picture

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
"""The sizes one can zoom to; 1 is as large as on paper."""

_WIDEST_FIT = 1.15
_EDGE = 20
_GAP = 16
_SCREEN_DPI = 96


class Page(QWidget):
    """One page, painted pixel for pixel as the file renders."""

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


class PagesView(QScrollArea):
    """All pages of a PDF; without a zoom they are as wide as there is room."""

    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: list[Page] = []
        self.pdf = b""
        self._sizes: tuple[QSizeF, ...] = ()
        self._zoom: float | None = None
        self._build()

    def _build(self) -> None:
        self._table = QWidget()
        self._column = QVBoxLayout(self._table)
        self._column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._column.setSpacing(_GAP)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidget(self._table)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview of the sheet")

    def show_pdf(self, pdf: bytes) -> None:
        """Show another file, or the same one changed, without losing the place."""
        if pdf == self.pdf:
            return
        self.pdf = pdf
        for page in self.pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._sizes = page_sizes(pdf) if pdf else ()
        self.pages = [Page(pdf, n, size, self._table) for n, size in enumerate(self._sizes)]
        for page in self.pages:
            self._column.addWidget(page)
        # Always there, or a page that just fits would make it come and go without end.
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if pdf else never)
        self._fit()

    @property
    def scale(self) -> float:
        """How large a page stands on the screen; 1 is as large as on paper."""
        if self._zoom is not None or not self._sizes:
            return self._zoom or 1.0
        room = self.viewport().width() - 2 * _EDGE - 2
        return max(0.1, min(_WIDEST_FIT, room / self._natural_width()))

    def zoom_by(self, step: int) -> None:
        """Go to the next larger (1) or next smaller (-1) of the fixed sizes."""
        now = self.scale
        larger = [each for each in STEPS if each > now + 0.01]
        smaller = [each for each in STEPS if each < now - 0.01]
        if larger and step > 0:
            self._set_zoom(larger[0])
        elif smaller and step < 0:
            self._set_zoom(smaller[-1])

    def fit_width(self) -> None:
        """Make the pages as wide as there is room again."""
        self._set_zoom(None)

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._fit()
        self.zoomed.emit()

    def _fit(self) -> None:
        scale = self.scale
        for page, size in zip(self.pages, self._sizes, strict=True):
            page.widen(round(size.width() * scale * _SCREEN_DPI / POINTS_AN_INCH))
            page.show()

    def _natural_width(self) -> float:
        widest = max(size.width() for size in self._sizes)
        return widest * _SCREEN_DPI / POINTS_AN_INCH

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room."""
        super().resizeEvent(event)
        self._fit()
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
