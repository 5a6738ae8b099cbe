"""A long layout under way: how far it is, and a way to stop it."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, label, row

SOON_MS = 300
"""What takes no longer is not worth a word."""
_WHOLE = 100
_ABOVE_FOOT = 20
_BAR_WIDTH = 160


class Working(QFrame):
    """Lies over the foot of the preview, so that nothing moves when it comes and goes."""

    stopped = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName("Laying out")
        self.stop = button("Stop", "x")
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.stop.click)
        self._clock = QTimer(self, singleShot=True, interval=SOON_MS)
        inside = row(label("Laying out…"), self.bar, self.stop, spacing=14)
        inside.setContentsMargins(18, 10, 12, 10)
        self.setLayout(inside)
        set_role(self, "card")
        self.hide()
        self._clock.timeout.connect(self._come)
        self.stop.clicked.connect(self._stop)
        over.installEventFilter(self)

    def begin(self) -> None:
        """Something is laid out; it is told if that takes long."""
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        if not self.isVisible():
            self._clock.start()

    def tell(self, share: float) -> None:
        """Say which part is done."""
        self.bar.setRange(0, _WHOLE)
        self.bar.setValue(round(share * _WHOLE))

    def end(self) -> None:
        """It is done."""
        self._clock.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the foot."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _stop(self) -> None:
        """It ends the next time it tells how far it is."""
        self.stop.setEnabled(False)
        self.stopped.emit()

    def _come(self) -> None:
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        self.adjustSize()
        room = self._over.size()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - _ABOVE_FOOT)
