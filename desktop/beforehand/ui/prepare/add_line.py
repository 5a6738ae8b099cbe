"""One line to add something by: a button that becomes a field."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand.ui.widgets.basics import button, column, row

_FLUSH = -12
"""Pixels by which a quiet button is moved so that its icon begins where text does."""


class AddLine(QFrame):
    """Enter adds and stays for another one, Escape leaves; words are never dropped on the way."""

    added = Signal(str)

    def __init__(self, offer: str, *, deep: bool = False) -> None:
        super().__init__()
        self.offer = button(offer, "plus", "on-deep" if deep else "ghost")
        self.edit = QLineEdit(placeholderText=offer)
        self.edit.setAccessibleName(offer)
        self.edit.hide()
        head = row(self.offer, None)
        head.setContentsMargins(0 if deep else _FLUSH, 0, 0, 0)
        self.setLayout(column(head, self.edit, spacing=0))
        self.offer.clicked.connect(self.begin)
        self.edit.returnPressed.connect(self._add)
        self.edit.installEventFilter(self)

    def begin(self) -> None:
        """Let the person write."""
        self.offer.hide()
        self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the field adds what stands there."""
        if event.type() is QEvent.Type.FocusOut:
            self._add()
            self._end()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.edit.clear()
            self._end()
            return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        words = self.edit.text().strip()
        self.edit.clear()
        if words:
            self.added.emit(words)

    def _end(self) -> None:
        self.edit.hide()
        self.offer.show()
