"""Which lenses ask the questions, and how many of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QRadioButton, QWidget

from beforehand import wording
from beforehand.domain.conversations import Speed
from beforehand.domain.record import Id
from beforehand.library import Library
from beforehand.ui.widgets.basics import button, check, column, holding, label, row, tip

_INDENT = 27
"""Pixels by which the words under a box stand below the words beside it."""


class LensChoice(QFrame):
    """Every lens with what it is best for; one at least stays ticked."""

    changed = Signal(object)
    """The ids, in the order of the library."""
    blank_wanted = Signal(object)
    """The id of a lens that is to be printed with lines to write on."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[Id, QCheckBox] = {}
        body = column(spacing=10)
        for lens in library.lenses.values():
            box = check(lens.title)
            box.setAccessibleDescription(lens.best_for)
            box.clicked.connect(lambda _on=False, id_=lens.id: self._clicked(id_))
            self.boxes[lens.id] = box
            best = label(lens.best_for, "small", wrap=True)
            body.addWidget(holding(column(box, _indented(best), spacing=1)))
        self.blank = button("Blank worksheet…", "printer", "quiet")
        tip(self.blank, "Print the questions with lines to write on, to fill in by hand")
        self.blank.clicked.connect(self._print_blank)
        body.addLayout(row(self.blank, None))
        self.setLayout(body)

    def show_chosen(self, ids: Sequence[Id]) -> None:
        """Tick those."""
        for id_, box in self.boxes.items():
            box.setChecked(id_ in ids)

    @property
    def chosen(self) -> tuple[Id, ...]:
        """Those that are ticked."""
        return tuple(id_ for id_, box in self.boxes.items() if box.isChecked())

    def _print_blank(self) -> None:
        # None is ticked where the conversation's lens is no longer there.
        for first in (self.chosen or tuple(self.boxes))[:1]:
            self.blank_wanted.emit(first)

    def _clicked(self, id_: Id) -> None:
        if not self.chosen:
            self.boxes[id_].setChecked(True)
            return
        self.changed.emit(self.chosen)


class SpeedChoice(QFrame):
    """Ten minutes, or every question."""

    changed = Signal(object)
    """A `Speed`."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.buttons = {Speed.TEN_MINUTES: QRadioButton(), Speed.FULL: QRadioButton()}
        group = QButtonGroup(self)
        for speed, each in self.buttons.items():
            group.addButton(each)
            each.clicked.connect(lambda _on=False, speed=speed: self.changed.emit(speed))
        self.setLayout(column(*self.buttons.values(), spacing=6))

    def show_chosen(self, speed: Speed, lens_ids: Sequence[Id]) -> None:
        """Mark a speed, and say how many questions each one asks."""
        for each, made in self.buttons.items():
            lenses = [self._library.lenses[id_] for id_ in lens_ids if id_ in self._library.lenses]
            number = sum(len(lens.asked(each)) for lens in lenses)
            made.setText(f"{_SPEEDS[each]}: {wording.count(number, 'question')}")
            made.setChecked(each is speed)


_SPEEDS = {Speed.TEN_MINUTES: "Ten minutes", Speed.FULL: "Full"}


def _indented(widget: QWidget) -> QFrame:
    return holding(column(widget), margins=(_INDENT, 0, 0, 0))
