"""Pages of a PDF one below the other, as wide as the window or at a chosen size."""

from math import ceil

from PySide6.QtCore import QRect, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from beforehand.ui import theme
from beforehand.ui.pages import POINTS_AN_INCH, first_size
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.page_pictures import PagePictures

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)
"""The sizes one can zoom to; 1 is as large as on paper."""

_WIDEST_FIT = 1.15
_EDGE = 20
_GAP = 16
_SCREEN_DPI = 96


class _Table(QWidget):
    """Where the pages lie: paints those in sight, however many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = PagePictures(self)
        self.pictures.arrived.connect(lambda page: self.update(self.place(page)))
        self.count = 0
        self._page = QSize()

    def lay(self, count: int, page: QSize) -> None:
        """Lay so many pages of that size, in pixels of the layout."""
        self.count, self._page = count, page
        height = count * page.height() + max(0, count - 1) * _GAP + 2 * _EDGE
        self.setFixedSize(page.width() + 2 * _EDGE, height if count else 0)
        self.update()

    def place(self, page: int) -> QRect:
        """Where a page lies."""
        return QRect(0, 0, *self._page.toTuple()).translated(
            _EDGE, _EDGE + page * (self._page.height() + _GAP)
        )

    def pages_in(self, sight: QRect) -> range:
        """The pages of which some can be seen."""
        step = self._page.height() + _GAP
        first = max(0, (sight.top() - _EDGE) // step)
        return range(first, min(self.count, max(0, sight.bottom() - _EDGE) // step + 1))

    def dots(self) -> int:
        """How wide a picture of a page is on this screen; the paper has a hairline round it."""
        return round((self._page.width() - 2) * self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper and a thin line round it."""
        painter = QPainter(self)
        for page in self.pages_in(event.rect()):
            self._paint_page(painter, page, self.place(page))

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        inside = place.adjusted(1, 1, -1, -1)
        painter.fillRect(inside, Qt.GlobalColor.white)
        image = self.pictures.image(page)
        if self.pictures.is_right(page):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.drawImage(inside.topLeft(), image)
        elif not image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(inside, image)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))


class PagesView(QScrollArea):
    """All pages of a PDF; without a zoom they are as wide as there is room."""

    zoomed = Signal()
    pictured = Signal()
    """Some page in sight has got the picture it is to have."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pdf = b""
        self._size = QSizeF()
        self._zoom: float | None = None
        self._build()

    def _build(self) -> None:
        self._table = _Table()
        self._table.pictures.arrived.connect(lambda _page: self.pictured.emit())
        self.setWidget(self._table)
        # A scroll area fills what it holds with the window's colour; let the ground show instead.
        self._table.setAutoFillBackground(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview of the sheet")
        set_role(self, "sunken")
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.horizontalScrollBar().valueChanged.connect(self._look)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another file, or the same one changed, without losing the place."""
        if pdf == self.pdf:
            return
        self.pdf = pdf
        # The pages of a sheet are all of one size: to ask each for its own takes long for many.
        count, self._size = first_size(pdf) if pdf else (0, QSizeF())
        self._table.pictures.take(pdf)
        self._fit(count)
        # Always there, or a page that just fits would make it come and go without end.
        always, never = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(always if pdf else never)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._table.count

    @property
    def in_sight(self) -> range:
        """The pages of which some can be seen, counted from 0."""
        corner = self._table.mapFrom(self.viewport(), self.viewport().rect().topLeft())
        return self._table.pages_in(QRect(corner, self.viewport().size()))

    @property
    def settled(self) -> bool:
        """Whether every page in sight is painted as the file renders at this size."""
        return all(self._table.pictures.is_right(page) for page in self.in_sight)

    @property
    def page_width(self) -> int:
        """Pixels of the layout that a page is wide."""
        return self._table.place(0).width()

    @property
    def pictures(self) -> PagePictures:
        """What is painted."""
        return self._table.pictures

    @property
    def scale(self) -> float:
        """How large a page stands on the screen; 1 is as large as on paper."""
        if self._zoom is not None or not self.pdf:
            return self._zoom or 1.0
        room = self.viewport().width() - 2 * _EDGE - 2
        return max(0.1, min(_WIDEST_FIT, room * POINTS_AN_INCH / _SCREEN_DPI / self._size.width()))

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
        self._fit(self.count)
        self.zoomed.emit()

    def _fit(self, count: int) -> None:
        bar, before = self.verticalScrollBar(), self._table.height()
        place = bar.value()
        self._table.lay(count, self._page())
        if before and self.pdf and self._table.height() != before and self.count == count:
            bar.setValue(round(place * self._table.height() / before))
        self._look()

    def _page(self) -> QSize:
        if not self.pdf:
            return QSize()
        width = round(self._size.width() * self.scale * _SCREEN_DPI / POINTS_AN_INCH)
        return QSize(width + 2, ceil(width * self._size.height() / self._size.width()) + 2)

    def _look(self) -> None:
        """Have the pages in sight drawn, and the next one for whoever scrolls on."""
        seen = self.in_sight
        after = [seen.stop] if seen and seen.stop < self.count else []
        self._table.pictures.want([*seen, *after], self._table.dots())
        if seen:
            self._table.setAccessibleName(f"Page {seen.start + 1} of {self.count:,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as there is room."""
        super().resizeEvent(event)
        self._fit(self.count)
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom while Ctrl is held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
