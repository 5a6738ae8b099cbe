"""One thing in a list that opens when it is pressed, painted and not built."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from beforehand.ui import theme
from beforehand.ui.rows import Row
from beforehand.ui.widgets.basics import tip
from beforehand.ui.widgets.row_paint import paint_row, row_height

_USUAL_WIDTH = 240


class Line(QAbstractButton):
    """A `Row` as a button; `wrap` gives long words as many lines as they need."""

    def __init__(self, row: Row, *, wrap: bool = False) -> None:
        super().__init__()
        self.row = row
        self._wrap = wrap
        self.setAccessibleName(row.spoken)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        if not wrap:
            tip(self, row.title)

    def sizeHint(self) -> QSize:
        """As high as its texts at a usual width."""
        return QSize(_USUAL_WIDTH, self.heightForWidth(_USUAL_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Narrower than one would read it."""
        return QSize(120, row_height(self.row, _USUAL_WIDTH, wrap=False))

    def heightForWidth(self, width: int) -> int:
        """Higher where the words wrap."""
        return row_height(self.row, width, wrap=self._wrap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row, and round it the ring of the focus."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("canvas"))
        paint_row(painter, self.rect(), self.row, wrap=self._wrap)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), theme.RADIUS, theme.RADIUS)
