"""A risky act waits until a backup stands: said with a way back, and with one on without it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.ui.widgets.basics import button, column, label, row

_WIDTH = 420


class Waiting(QDialog):
    """Keeps the window as it is meanwhile; Escape cancels the act, not the backup."""

    granted = Signal()
    """A backup stands, or the person goes on without."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beforehand")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = label("Making a backup first…", "heading", wrap=True)
        self.told = label("Then it goes on by itself.", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Making a backup")
        self.go_on = button("Go on without")
        self.cancel = button("Cancel")
        self.go_on.hide()
        body = column(
            self.heading, self.told, self.bar, row(None, self.go_on, self.cancel), spacing=14
        )
        body.setContentsMargins(24, 22, 24, 20)
        self.setLayout(body)
        self.setMinimumWidth(_WIDTH)
        self.go_on.clicked.connect(self.grant)
        self.cancel.clicked.connect(self.reject)

    def tell_failure(self, error: BeforehandError) -> None:
        """There is no backup: why, and the choice."""
        self.bar.hide()
        self.heading.setText("No backup was made")
        self.told.setText(f"{error.sentence} {error.remedy}".strip())
        self.go_on.show()
        self.cancel.setFocus()
        self.adjustSize()

    def grant(self) -> None:
        """Go on with the act, unless it was cancelled."""
        if self.isVisible():
            self.accept()
            self.granted.emit()
