"""How far a salvage is, then what was saved, what is missing and which backup there is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QProgressBar, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.exchange.salvage_told import missing_lines, offer_line, saved_lines
from beforehand.store.salvage import Rescue
from beforehand.ui.widgets.basics import button, column, label, row

_WIDTH, _LIST_HEIGHT = 560, 140


class SalvageTold(QDialog):
    """Keeps the window as it is meanwhile; closed before the end, it ends the work."""

    opened = Signal()
    """The new notebook is to be shown."""
    used = Signal()
    """It is the person's own from now on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beforehand")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.heading = label("Saving what can be read…", "heading", wrap=True)
        self.said = label("The damaged notebook is only read.", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Saving what can be read")
        self.missing = QPlainTextEdit()
        self.missing.setReadOnly(True)
        self.missing.setAccessibleName("What is missing")
        self.missing.setMinimumHeight(_LIST_HEIGHT)
        self.offer = label("", "body", wrap=True)
        self.open_it, self.use_it = button("Open it", role="primary"), button("Use it from now on")
        self.close_it = button("Cancel")
        for each in (self.missing, self.offer, self.open_it, self.use_it):
            each.hide()
        acts = row(None, self.close_it, self.use_it, self.open_it)
        body = column(self.heading, self.said, self.bar, self.missing, self.offer, acts, spacing=14)
        body.setContentsMargins(24, 22, 24, 20)
        self.setLayout(body)
        self.setMinimumWidth(_WIDTH)

    def _connect(self) -> None:
        self.close_it.clicked.connect(self.reject)
        self.open_it.clicked.connect(self.accept)
        self.open_it.clicked.connect(self.opened)
        self.use_it.clicked.connect(self.accept)
        self.use_it.clicked.connect(self.used)

    def tell_share(self, share: float) -> None:
        """How far it is."""
        self.bar.setValue(int(share * 1000))

    def tell(self, rescue: Rescue, target: Path) -> None:
        """What came of it."""
        self.heading.setText("What could be read is saved")
        self.said.setText("\n".join(saved_lines(rescue, target)))
        lines = "\n".join(missing_lines(rescue.salvaged))
        self.missing.setPlainText(f"Missing:\n{lines}")
        self.missing.setVisible(bool(lines))
        self.offer.setText(_offered(rescue))
        for each in (self.offer, self.open_it, self.use_it):
            each.show()
        self._end()
        self.open_it.setFocus()

    def tell_failure(self, error: BeforehandError) -> None:
        """Nothing was saved, and why."""
        self.heading.setText("Nothing was saved")
        self.said.setText(f"{error.sentence} {error.remedy}".strip())
        self._end()
        self.close_it.setFocus()

    def _end(self) -> None:
        self.bar.hide()
        self.close_it.setText("Close")
        # Text that wraps is higher than the size hint of a dialog tells.
        if laid_out := self.layout():
            laid_out.activate()
            self.resize(self.width(), laid_out.totalHeightForWidth(self.width()))


def _offered(rescue: Rescue) -> str:
    line = offer_line(rescue.offer)
    if rescue.offer is None or not rescue.offer.brings.counts:
        return line
    place = rescue.offer.backup.path
    return f"{line} “Merge another copy…” in the new notebook's Settings brings that in: {place}"
