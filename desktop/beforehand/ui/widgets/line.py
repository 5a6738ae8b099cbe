"""One thing in a list that opens when it is pressed."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy

from beforehand.ui import icons
from beforehand.ui.numbers import TAB_FOCUS, give
from beforehand.ui.rows import Row
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import Elided, chip, column, label, row, tip

PAD, ABOVE, GAP, BETWEEN = 18, 10, 12, 2
"""Pixels beside a line, over and under it, between its parts, and between its two texts."""

_NARROW = 120
_LONG_WORD = 24
"""Letters after which a word may break: nobody's text makes the window wider."""


class Line(QPushButton):
    """A `Row` as a button; `wrap` gives long words as many lines as they need.

    It is built of labels. Painting it would be less to build, but Python's first stroke of a
    pen makes the binding load all of Qt's own names, which costs more than Today's lines.
    """

    def __init__(self, row_: Row, *, wrap: bool = False) -> None:
        super().__init__()
        self.row = row_
        set_role(self, "line")
        give(self, TAB_FOCUS)
        self.setAccessibleName(row_.spoken)
        # Fixed, a line would stay as high as its hint, and wrapped words would be cut.
        high = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, high)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._inside = self._lay_out(wrap=wrap)
        if not wrap:
            tip(self, row_.title)

    def sizeHint(self) -> QSize:
        """As its words want it; a button by itself would ask what is in it only for its own."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Narrower than one would read it."""
        return QSize(_NARROW, self._inside.minimumSize().height())

    def heightForWidth(self, width: int) -> int:
        """Higher where the words wrap."""
        if not self._inside.hasHeightForWidth():
            return self._inside.sizeHint().height()
        return self._inside.totalHeightForWidth(width)

    def _lay_out(self, *, wrap: bool) -> QHBoxLayout:
        texts = [(self.row.title, "strong"), (self.row.below, "below")]
        words = column(*(_text(text, role, wrap=wrap) for text, role in texts if text), spacing=2)
        inside = row(*([_sign(self.row.icon)] if self.row.icon else []), words, spacing=GAP)
        inside.setStretchFactor(words, 1)
        if self.row.chip:
            inside.addWidget(chip(self.row.chip, self.row.tone))
        inside.setContentsMargins(PAD, ABOVE, PAD, ABOVE)
        self.setLayout(inside)
        return inside


def _text(text: str, role: str, *, wrap: bool) -> QLabel:
    if not wrap:
        return Elided(text, role)
    made = label(breakable(text), role, wrap=True)
    made.setMinimumWidth(1)
    return made


def breakable(text: str) -> str:
    """A text on one line, whose long words may break."""
    return " ".join(
        "\u200b".join(word[at : at + _LONG_WORD] for at in range(0, len(word), _LONG_WORD))
        for word in text.split()
    )


def _sign(name: str) -> QLabel:
    made = label()
    made.setPixmap(icons.pixmap(name, "muted", icons.SIZE, made.devicePixelRatioF()))
    made.setFixedWidth(icons.SIZE)
    return made
