"""What goes on a sheet: a box for each of its sections."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from beforehand.sheets import SectionName
from beforehand.ui.widgets.basics import button, check, clear, column, holding, label, row


class SectionList(QFrame):
    """Ticked sections print; `changed` carries the ids of all that are left out."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: tuple[SectionName, ...] = ()
        self._out: frozenset[str] = frozenset()
        self.all = button("All", role="ghost")
        self.all.setAccessibleName("Put all sections on it")
        keeps_its_place = self.all.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.all.setSizePolicy(keeps_its_place)
        self.all.clicked.connect(lambda: self.changed.emit(self._out - self._ids))
        self._list = column(spacing=3)
        head = row(label("On it", "eyebrow"), None, self.all)
        self.setLayout(column(head, holding(self._list), spacing=4))
        self.hide()

    @property
    def out(self) -> tuple[SectionName, ...]:
        """The sections of this sheet that are left out."""
        return tuple(each for each in self._shown if each.id in self._out)

    def show_sections(self, sections: Sequence[SectionName], out: frozenset[str]) -> None:
        """Offer the sections of a sheet, ticked but for those left out."""
        if tuple(sections) != self._shown:
            self._offer(sections)
        self._out = out
        for id_, box in self._boxes.items():
            box.setChecked(id_ not in out)
        self.all.setVisible(bool(self.out))
        self.setVisible(bool(self._shown))

    def box(self, section: str) -> QCheckBox:
        """The box of a section."""
        return self._boxes[section]

    @property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._boxes)

    def _offer(self, sections: Sequence[SectionName]) -> None:
        self._shown = tuple(sections)
        clear(self._list)
        self._boxes = {each.id: check(each.heading) for each in sections}
        before: QWidget = self.all
        for id_, box in self._boxes.items():
            box.clicked.connect(lambda on, id_=id_: self._tick(id_, on=on))
            self._list.addWidget(box)
            self.setTabOrder(before, box)
            before = box

    def _tick(self, section: str, *, on: bool) -> None:
        self.changed.emit(self._out - {section} if on else self._out | {section})
