"""Asks for the password that a saved sheet will open with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.sheets.password import settled
from beforehand.ui.widgets.basics import button, check, column, form_row, holding, label, row

_NOT_ALIKE = "The two are not the same."
_ABOUT = (
    "Whoever opens it needs this password. It is kept nowhere: if it is forgotten,"
    " nobody can open the file again, Beforehand no more than others."
)


class PdfPassword(QDialog):
    """A password typed twice, or once where it is shown."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Protect with a password")
        self.first, self.again = QLineEdit(), QLineEdit()
        self.shown = check("Show it")
        self.complaint = label("", "bad-text", wrap=True)
        self.save = button("Save", role="primary")
        self.save.setDefault(True)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._give)
        self._build(label(f"A password for “{name}”", "heading", wrap=True), cancel)
        for field in (self.first, self.again):
            field.textChanged.connect(self._judge)
        self.shown.toggled.connect(self._show)
        self._show(False)

    def _build(self, head: QWidget, cancel: QWidget) -> None:
        self._second = form_row("Once more", self.again)
        inside = column(
            head,
            label(_ABOUT, wrap=True),
            form_row("Password", self.first),
            self._second,
            self.shown,
            self.complaint,
            row(None, cancel, self.save),
            spacing=14,
        )
        self.setLayout(column(holding(inside, margins=(28, 24, 28, 24))))
        self.setMinimumWidth(440)

    def _show(self, shown: bool) -> None:
        """What is seen need not be typed twice."""
        modes = QLineEdit.EchoMode
        self.first.setEchoMode(modes.Normal if shown else modes.Password)
        self.again.setEchoMode(modes.Password)
        self._second.setVisible(not shown)
        self._judge()

    def _judge(self) -> None:
        """Say what is wrong as soon as it is, but not of a second field not yet reached."""
        word = self.first.text()
        told = _fault_of(word) if word else ""
        differs = not self.shown.isChecked() and self.again.text() != word
        if not told and differs and self.again.text() and not word.startswith(self.again.text()):
            told = _NOT_ALIKE
        self.complaint.setText(told)
        self.complaint.setVisible(bool(told))
        self.save.setEnabled(bool(word) and not told and not differs)

    def _give(self) -> None:
        word = self.first.text()
        self.first.clear()
        self.again.clear()
        self.accept()
        self.given.emit(word)


def _fault_of(word: str) -> str:
    try:
        settled(word)
    except BeforehandError as fault:
        return str(fault)
    return ""
