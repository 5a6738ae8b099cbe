"""Notices that lie across the window and wait: nothing asks "Are you sure?"."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, clear, column, icon_button, label, row

SHOWN_MS = 15_000
"""For a notice that goes by itself."""

Offer = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class Bar(QFrame):
    """One notice with what can be done about it; a new one takes the place of the old."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[str, ...] = ()
        self._text = label("", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers: QHBoxLayout = row()
        self._close = icon_button("x", "Hide this notice")
        self._close.clicked.connect(self.hide)
        self._clock = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._clock.timeout.connect(self.hide)
        line = row(self._text, self._offers, self._close, spacing=12)
        line.setContentsMargins(28, 8, 20, 8)
        self.setLayout(line)
        set_role(self, "bar")
        self.hide()

    def tell(
        self,
        text: str,
        *offers: Offer,
        bad: bool = False,
        passing: bool = False,
        lasting: bool = False,
    ) -> None:
        """Show a sentence and the buttons that go with it; `passing` ones go by themselves.

        A `lasting` one cannot be hidden: it says what everything on the screen is.
        """
        self._close.setVisible(not lasting)
        set_role(self, "bar-bad" if bad else "bar")
        self._text.setText(text)
        self.setAccessibleName(text)
        clear(self._offers)
        self._said = tuple(word for word, _ in offers)
        for word, act in offers:
            made = button(word)
            made.clicked.connect(lambda _=False, act=act: act())
            self._offers.addWidget(made)
            made.show()
        self._clock.start() if passing else self._clock.stop()
        self.show()

    @property
    def offers(self) -> tuple[str, ...]:
        """What its buttons say."""
        return self._said

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()


class Bars(QFrame):
    """The places for notices over a screen: what went wrong, which notebook, what was done.

    `code` is for a recovery code that was lost: what else is told must not take its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.trouble, self.lenses, self.sample = Bar(), Bar(), Bar()
        self.code, self.notice = Bar(), Bar()
        bars = (self.trouble, self.lenses, self.sample, self.code, self.notice)
        self.setLayout(column(*bars, spacing=0))
