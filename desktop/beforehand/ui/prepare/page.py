"""The frame of every page in the middle: where one is, the question large, and a hint."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from beforehand.domain.preparing import Step, whereabouts
from beforehand.ui.autosave import flush_all
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import column, holding, label, row, scroll
from beforehand.ui.widgets.wrapped import Wrapped

COLUMN = 680
"""Pixels of the widest column of text, some seventy characters."""
_SIDES, _SIDES_NARROW = 36, 16
_TOP, _BOTTOM = 28, 20
_NARROW = 520
"""Pixels of width below which the page keeps less room at its sides."""


class Page(QFrame):
    """A step opened in the middle; its own part goes into `body`."""

    wide = COLUMN

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preparation = preparation
        self._where = label("", "eyebrow")
        self._title = Wrapped("", "question")
        self._hint = Wrapped("", "muted")
        self.body: QVBoxLayout = column(spacing=12)
        self._frame()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep less room at the sides where there is little."""
        super().resizeEvent(event)
        self._keep_off_the_sides()

    def show_step(self, step: Step) -> None:
        """Bring a step to this page."""
        where = whereabouts(self.preparation.chapters, step)
        self._where.setText(where)
        self._title.setText(step.title)
        self._hint.setText(step.hint)
        self._hint.setVisible(bool(step.hint))
        self.setAccessibleName(f"{step.title} ({where})")

    def refresh(self) -> None:
        """Show the records again."""

    def flush(self) -> bool:
        """Save what is typed; False if it could not be saved."""
        return flush_all(self)

    def take_focus(self) -> None:
        """Put the cursor where one goes on writing."""

    def to_the_top(self) -> None:
        """Scroll back to the question."""
        self.area.verticalScrollBar().setValue(0)

    def _frame(self) -> None:
        texts = column(self._where, self._title, self._hint, spacing=8)
        inside = holding(column(texts, self.body, None, spacing=18))
        inside.setMaximumWidth(self.wide)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._margins = row(inside)
        self.area: QScrollArea = scroll(holding(self._margins))
        self.setLayout(column(self.area))
        self._keep_off_the_sides()

    def _keep_off_the_sides(self) -> None:
        side = _SIDES if self.width() >= _NARROW else _SIDES_NARROW
        self._margins.setContentsMargins(side, _TOP, side, _BOTTOM)
