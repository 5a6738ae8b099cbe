"""How the three columns share the width: what has no room folds away before any text is cut."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from beforehand.ui import theme
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, holding, row

LEFT, RIGHT, MIDDLE = 16, 24, 30
"""Least widths in multiples of the body's line height."""


class Columns(QFrame):
    """A list, a page and a panel; in a narrow window the list or the panel, one at a time."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left, self._middle, self._right = left, middle, right
        self._wanted: QWidget | None = left
        self._page_is_wide = False
        self._build()
        self._share()

    def _build(self) -> None:
        self.steps: QPushButton = button("Steps", "list", "quiet")
        self.needs: QPushButton = button("Needs", "users", "quiet")
        for each in (self.steps, self.needs):
            each.setCheckable(True)
        self._switch = holding(row(self.steps, None, self.needs), margins=(16, 8, 16, 0))
        self._edges = [QFrame() for _ in range(2)]
        for edge in self._edges:
            edge.setFixedWidth(1)
            set_role(edge, "rule")
        page = holding(column(self._switch, self._middle, spacing=0))
        across = row(self._left, self._edges[0], spacing=0)
        across.addWidget(page, 1)
        across.addWidget(self._edges[1])
        across.addWidget(self._right)
        self.setLayout(across)
        self.steps.clicked.connect(lambda: self._toggle(self._left))
        self.needs.clicked.connect(lambda: self._toggle(self._right))

    def show_right(self) -> None:
        """Bring the panel into sight where it is folded."""
        if not self._right.isVisible():
            self._toggle(self._right)

    def give_room(self, *, wide: bool) -> None:
        """Fold the panel for a page that needs its room; it can still be brought back."""
        if wide != self._page_is_wide:
            self._page_is_wide, self._wanted = wide, self._left
            self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold as the width allows."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other widths."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share()

    def _toggle(self, which: QWidget) -> None:
        self._wanted = None if self._wanted is which else which
        self._share()

    def _share(self) -> None:
        em = theme.font(theme.SANS, 1).pointSizeF() * 96 / 72
        left, right, middle = (round(em * part) for part in (LEFT, RIGHT, MIDDLE))
        self._left.setFixedWidth(left)
        self._right.setFixedWidth(min(right, self.width() // 2))
        roomy = self.width() >= left + right + middle and not self._page_is_wide
        self._left.setVisible(roomy or self._wanted is self._left)
        self._right.setVisible(roomy or self._wanted is self._right)
        self._edges[0].setVisible(not self._left.isHidden())
        self._edges[1].setVisible(not self._right.isHidden())
        self._switch.setVisible(not roomy)
        self.steps.setChecked(not self._left.isHidden())
        self.needs.setChecked(not self._right.isHidden())
