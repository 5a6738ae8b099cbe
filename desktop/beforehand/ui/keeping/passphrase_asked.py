"""Asks for the passphrase of a backup, or of a damaged notebook, that is locked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.ui.lock.field import SecretField
from beforehand.ui.widgets.basics import button, column, label, row

_WIDTH = 440
BACKUP = (
    "This backup is locked",
    "It opens with the passphrase that was set when it was made, or the recovery code of then.",
)
DAMAGED = (
    "The damaged notebook is locked",
    "What is saved of it opens with the same passphrase, and with the recovery code.",
)
"""What is said over the field, and below that."""


class PassphraseAsked(QDialog):
    """A field, and what was wrong with what was typed."""

    given = Signal(str)

    def __init__(self, parent: QWidget, words: tuple[str, str] = BACKUP) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beforehand")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = SecretField("Passphrase")
        self.trouble = label("", "bad-text", wrap=True)
        self.trouble.hide()
        self.unlock = button("Open", role="primary")
        self.cancel = button("Cancel")
        head, hint = label(words[0], "heading"), label(words[1], "muted", wrap=True)
        acts = row(None, self.unlock, self.cancel)
        body = column(head, hint, self.field, self.trouble, acts, spacing=14)
        body.setContentsMargins(24, 22, 24, 20)
        self.setLayout(body)
        self.setMinimumWidth(_WIDTH)
        self.unlock.clicked.connect(self._give)
        self.field.entered.connect(self._give)
        self.cancel.clicked.connect(self.reject)

    def tell_failure(self, error: BeforehandError) -> None:
        """They were not the words."""
        self.trouble.setText(f"{error.sentence} {error.remedy}".strip())
        self.trouble.show()
        self.unlock.setEnabled(True)
        self.field.setFocus()

    def _give(self) -> None:
        if self.field.words and self.unlock.isEnabled():
            self.unlock.setEnabled(False)
            self.given.emit(self.field.words)
