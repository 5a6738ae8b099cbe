"""The page when no notebook is open: what is in the way, what is safe, and what one can do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy

from beforehand.domain.errors import BeforehandError
from beforehand.ui import icons
from beforehand.ui.widgets.bars import Offer
from beforehand.ui.widgets.basics import FlowLayout, button, column, holding, label, row

_WIDTH = 560


class ClosedPage(QFrame):
    """A fault in a sentence, and a button for each way on."""

    def __init__(self, error: BeforehandError, *offers: Offer) -> None:
        super().__init__()
        sign = label()
        sign.setPixmap(icons.pixmap("book-open", "muted", 34, self.devicePixelRatioF()))
        self.sentence = label(error.sentence, "title", wrap=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        ways = FlowLayout(spacing=8)
        for place, (word, act) in enumerate(offers):
            made = button(word, role="" if place else "primary")
            made.clicked.connect(lambda _=False, act=act: act())
            ways.addWidget(made)
        words = column(sign, self.sentence, label(error.remedy, "muted", wrap=True), spacing=12)
        inside = holding(column(words, ways, spacing=24))
        inside.setMaximumWidth(_WIDTH)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        page = column(None, row(None, inside, None), None, None)
        page.setContentsMargins(28, 28, 28, 28)
        self.setLayout(page)
