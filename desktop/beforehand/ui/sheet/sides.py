"""The sheet on its ground, and beside it the choices, which fold away where room is short."""

from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from beforehand.ui.sheet.panel import Panel
from beforehand.ui.sheet.strip import Strip
from beforehand.ui.sheet.working import Working
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, holding, row
from beforehand.ui.widgets.pages_view import PagesView
from beforehand.ui.widgets.sized import sized

ROOMY = 1000
"""Pixels of width from which the choices have a place of their own."""
PANEL_WIDTH = 316
MOST_PANEL = 0.55
"""How much of the width the choices may take when letters are large."""


class Sides(QFrame):
    """The preview under its strip at the left, the panel at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.view, self.panel = PagesView(), Panel()
        self.strip, self.working = Strip(self.view), Working(self.view)
        sheet = column(self.strip, self.view, spacing=0)
        sheet.setStretch(1, 1)
        border = QFrame()
        border.setFixedWidth(1)
        set_role(border, "rule")
        self._side = holding(row(border, self.panel, spacing=0))
        across = row(sheet, self._side, spacing=0)
        across.setStretch(0, 1)
        self.setLayout(across)
        for before, after in pairwise((*self.strip.stops, self.view, *self.panel.stops)):
            self.setTabOrder(before, after)
        self.strip.choices.toggled.connect(lambda _on: self.fold())

    def fold(self) -> None:
        """Show the choices where there is room; else only when they are asked for."""
        roomy = self.width() >= sized(ROOMY)
        self.panel.setFixedWidth(round(min(sized(PANEL_WIDTH), self.width() * MOST_PANEL)))
        self.strip.offer_choices(offered=not roomy)
        self._side.setVisible(roomy or self.strip.choices.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the choices away where there is little room."""
        super().resizeEvent(event)
        self.fold()
