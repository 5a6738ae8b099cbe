"""What the window shows while the notebook is let go and worked upon."""

from PySide6.QtWidgets import QFrame, QProgressBar

from beforehand.ui.widgets.basics import column, holding, label, row

_WIDTH = 460

NAME = "work"
"""Of every page that stands for a notebook which is let go of and worked upon."""


class WorkingPage(QFrame):
    """A title, what happens, and a bar that moves."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setObjectName(NAME)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(title)
        words = column(
            label(title, "display", wrap=True), label(about, "muted", wrap=True), self.bar,
            spacing=14,
        )  # fmt: skip
        inside = holding(words)
        inside.setFixedWidth(_WIDTH)
        page = column(None, row(None, inside, None), None, None)
        page.setContentsMargins(28, 28, 28, 28)
        self.setLayout(page)
