"""The two halves of the panel at the right: the waterline between them is always in sight."""

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, holding, scroll

EVEN, LITTLE, MUCH = 0.52, 0.16, 0.8
"""The paper's most, as a part of the height: at rest, beside an open guess, open itself."""

_AIR = 12


class Halves(QFrame):
    """Paper above, water below; each scrolls by itself, and what is open gets more room."""

    def __init__(self, paper: QWidget, line: QWidget, water: QWidget) -> None:
        super().__init__()
        self._paper, self._water = paper, water
        self.areas = self._above, self._below = scroll(paper), scroll(water)
        self._open: QWidget | None = None
        whole = column(self._above, line, spacing=0)
        whole.addWidget(holding(column(self._below), "deep"), 1)
        self.setLayout(whole)
        set_role(self, "panel")
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._share)
        for half in (paper, water):
            half.installEventFilter(self)

    def favour(self, opened: QWidget | None) -> None:
        """Give more room to the half in which something is open."""
        self._open = opened
        self._soon.start()

    def bring(self, widget: QWidget) -> None:
        """Scroll something into sight, its beginning above all."""
        area = self._area_of(widget)
        inside = self._paper if area is self._above else self._water
        area.ensureWidgetVisible(widget, 0, 24)
        top = widget.mapTo(inside, QPoint(0, 0)).y()
        bar = area.verticalScrollBar()
        bar.setValue(min(bar.value(), top - _AIR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        self._share()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What grows or shrinks inside may move the line."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._soon.start()
        return super().eventFilter(watched, event)

    def _area_of(self, widget: QWidget) -> QScrollArea:
        return self._above if self._paper.isAncestorOf(widget) else self._below

    def _share(self) -> None:
        part = EVEN
        if self._open is not None:
            part = MUCH if self._area_of(self._open) is self._above else LITTLE
        wanted = self._paper.heightForWidth(self._above.viewport().width())
        wanted = wanted if wanted >= 0 else self._paper.sizeHint().height()
        self._above.setFixedHeight(min(wanted, round(self.height() * part)))
