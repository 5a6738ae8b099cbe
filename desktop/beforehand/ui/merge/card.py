"""Two machines, in the settings: merging another copy, and where the notebook lies."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from beforehand.domain.superseded import Superseded
from beforehand.store.other import conflicts
from beforehand.ui.desk import Desk
from beforehand.ui.merge.orders import ABOUT, SAMPLE
from beforehand.ui.merge.pages import flow
from beforehand.ui.places import Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, holding, label

_BESIDE = "Beside the notebook lies another copy, as sync programs leave it: “{name}”."


class MachinesCard(QFrame):
    """The way to a merge; a conflict file beside the notebook is named."""

    go = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._beside: Path | None = None
        self.about = label(ABOUT, wrap=True)
        self.merge = button("Merge another copy…")
        self.gave_way = button("Wordings that gave way…", role="quiet")
        self.found = label("", wrap=True)
        self.look = button("Look at it…")
        self._found = holding(column(self.found, flow(self.look), spacing=10))
        page = column(
            label("Two machines", "heading"), self.about, flow(self.merge, self.gave_way),
            self._found, spacing=12,
        )  # fmt: skip
        page.setContentsMargins(20, 20, 20, 20)
        self.setLayout(page)
        set_role(self, "card")
        self.merge.clicked.connect(lambda: self.go.emit(Place("merge")))
        self.gave_way.clicked.connect(lambda: self.go.emit(Place("gave-way")))
        self.look.clicked.connect(lambda: self.go.emit(Place("merge", detail=str(self._beside))))

    def refresh(self) -> None:
        """Say what is so now."""
        sample = self._desk.is_sample
        self.about.setText(SAMPLE if sample else ABOUT)
        self.merge.setVisible(not sample)
        self.gave_way.setVisible(self._desk.notebook[Superseded].count() > 0)
        beside = [] if sample else conflicts(self._desk.notebook.folder)
        self._beside = beside[0] if beside else None
        self._found.setVisible(self._beside is not None)
        if self._beside is not None:
            self.found.setText(_BESIDE.format(name=self._beside.name))
