"""One short text that wraps where it is narrow; Enter ends it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from beforehand.ui.widgets.words import WordsEdit


class LineEdit(WordsEdit):
    """Words without line breaks, edited in place without a frame round them."""

    def __init__(self, placeholder: str = "", *, role: str = "bare") -> None:
        super().__init__(placeholder, lines=1, role=role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter says that one is done."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        else:
            super().keyPressEvent(event)
