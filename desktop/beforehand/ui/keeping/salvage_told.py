"""How far a salvage is, then what was saved, what is missing and which backup there is."""

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QProgressBar, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.exchange.salvage_told import missing_lines, offer_line, saved_lines
from beforehand.sheets.apart import apart
from beforehand.store.salvage import Rescue
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, holding, label, row, scroll
from beforehand.ui.widgets.wrapped import Wrapped

_WIDTH, _LIST_HEIGHT, _AROUND, _AIR = 600, 150, 56, 16
_BY_TAB, _NEVER = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.NoFocus
_BAR = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_NO_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_BRINGS = (
    "“Use it, and bring that in…” takes you there: you see what would come before anything does."
)


class SalvageTold(QDialog):
    """Keeps the window as it is meanwhile; closed before the end, it ends the work."""

    opened = Signal()
    """The new notebook is to be shown."""
    used = Signal()
    """It is the person's own from now on."""
    filled = Signal(object)
    """The same, and what this backup has of what is missing is to be brought in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beforehand")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backup: Path | None = None
        self._build()
        self._connect()
        self._fit()

    def _build(self) -> None:
        self.heading = label("Saving what can be read…", "heading", wrap=True)
        self.said = Wrapped("The damaged notebook is only read.", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Saving what can be read")
        self.lacks = label("Missing", "strong")
        self.missing = QPlainTextEdit()
        self.missing.setReadOnly(True)
        self.missing.setTabChangesFocus(True)
        self.missing.setAccessibleName("What is missing")
        self.missing.setFixedHeight(_LIST_HEIGHT)
        self.offer = Wrapped("", "body")
        self.fill = button("Use it, and bring that in…", role="primary")
        self.open_it = button("Open it")
        self.use_it = button("Use it from now on", role="primary")
        self.close_it = button("Cancel")
        told = column(
            self.said, self.bar, self.lacks, self.missing, self.offer, None, spacing=14
        )  # fmt: skip
        self._told = holding(told)
        self._scroll = scroll(self._told)
        acts = row(None, self.close_it, self.open_it, self.use_it, self.fill)
        self._later: tuple[QWidget, ...] = (
            self.lacks,
            self.missing,
            self.offer,
            self.open_it,
            self.use_it,
            self.fill,
        )
        for each in self._later:
            each.hide()
        body = column(self.heading, self._scroll, acts, spacing=14)
        body.setStretch(1, 1)
        body.setContentsMargins(24, 22, 24, 20)
        self.setLayout(body)
        self.setFixedWidth(_WIDTH)

    def _connect(self) -> None:
        self.close_it.clicked.connect(self.reject)
        for each in (self.open_it, self.use_it, self.fill):
            each.clicked.connect(self.accept)
        for each in (self.close_it, self.open_it, self.use_it, self.fill):
            # The one that has the focus is pressed by Enter, too.
            each.setAutoDefault(True)
        self.open_it.clicked.connect(self.opened)
        self.use_it.clicked.connect(self.used)
        self.fill.clicked.connect(lambda: self.filled.emit(self._backup))

    def tell_share(self, share: float) -> None:
        """How far it is."""
        self.bar.setValue(int(share * 1000))

    def tell(self, rescue: Rescue, target: Path) -> None:
        """What came of it."""
        brings = rescue.offer is not None and bool(rescue.offer.brings.counts)
        self._backup = rescue.offer.backup.path if brings and rescue.offer else None
        self.heading.setText("What could be read is saved")
        self.said.setText("\n".join(saved_lines(rescue, target)))
        lines = "\n".join(missing_lines(rescue.salvaged, apart))
        self.missing.setPlainText(lines)
        self.offer.setText(f"{offer_line(rescue.offer)} {_BRINGS if brings else ''}".strip())
        for each in self._later:
            each.setVisible(each not in (self.lacks, self.missing) or bool(lines))
        self.fill.setVisible(brings)
        set_role(self.use_it, "second" if brings else "primary")
        self._end()
        (self.fill if brings else self.use_it).setFocus()

    def tell_failure(self, error: BeforehandError) -> None:
        """Nothing was saved, and why."""
        self.heading.setText("Nothing was saved")
        self.said.setText(f"{error.sentence} {error.remedy}".strip())
        self._end()
        self.close_it.setFocus()

    def _end(self) -> None:
        self.bar.hide()
        self.close_it.setText("Close")
        self._fit()

    def _fit(self) -> None:
        """As high as what is told, but never beyond the window; the rest is scrolled to."""
        outer, told, window = self.layout(), self._told.layout(), self.parentWidget()
        if outer is None or told is None or window is None:
            return
        told.activate()
        margins = outer.contentsMargins()
        around = outer.totalMinimumSize().height() - self._scroll.minimumSizeHint().height()
        wanted = around + _AIR + told.totalHeightForWidth(_WIDTH - margins.left() - margins.right())
        high = min(wanted, window.height() - _AROUND)
        # By the keyboard it is scrolled where there is anything to scroll to. A bar that came
        # before the height was right would take the room that made it right.
        self._scroll.setFocusPolicy(_BY_TAB if high < wanted else _NEVER)
        self._scroll.setVerticalScrollBarPolicy(_BAR if high < wanted else _NO_BAR)
        place = QRect(0, 0, _WIDTH, high)
        place.moveCenter(window.geometry().center())
        self.setFixedHeight(high)
        self.move(place.topLeft())
