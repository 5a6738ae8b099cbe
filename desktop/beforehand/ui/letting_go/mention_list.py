"""Where a name stands elsewhere: each place to be kept or changed, and all at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit

from beforehand.store.erasing import INITIALS, Instead
from beforehand.store.mentions import Mention, placed
from beforehand.store.notebook import Notebook
from beforehand.ui.widgets.basics import (
    button,
    check,
    chip,
    clear,
    column,
    form_row,
    holding,
    label,
    row,
)

SHOWN = 150
"""Places that have a line each; of more, the rest goes with the choice for all."""

_NONE = "The name stands nowhere else."
_MANY = "And {more:,} more places like these: they are changed if all of them above are."


class MentionList(QFrame):
    """A line for each place: ticked, the name there is changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mentions: list[Mention] = []
        self.boxes = list[tuple[Mention, QCheckBox]]()
        self.told = label("", wrap=True)
        self.all, self.none = button("Change all", role="quiet"), button("Keep all", role="quiet")
        self.words = QLineEdit()
        self.words.setPlaceholderText("initials")
        self.instead = form_row(
            "In the place of the name",
            self.words,
            "Empty for initials, or words such as “a colleague”",
        )
        self._lines = column(spacing=10)
        self._choice = holding(
            column(self.instead, row(self.all, self.none, None), holding(self._lines), spacing=12)
        )
        self.more = label("", "muted", wrap=True)
        self.setLayout(column(self.told, self._choice, self.more, spacing=12))
        self.all.clicked.connect(lambda: self._tick(on=True))
        self.none.clicked.connect(lambda: self._tick(on=False))

    def start_over(self) -> None:
        """Nothing was found yet."""
        self._mentions, self.boxes = [], []
        self.words.clear()
        clear(self._lines)
        self._choice.hide()
        self.more.hide()
        self.told.setText("Looking for the name …")

    def add(self, notebook: Notebook, found: Sequence[Mention]) -> None:
        """Show more places as they are found."""
        for mention in found:
            if len(self.boxes) < SHOWN:
                self._show(notebook, mention)
        self._mentions += found

    def close_up(self) -> None:
        """All were found."""
        number = len(self._mentions)
        places = "one more place" if number == 1 else f"{number:,} more places"
        self.told.setText(
            f"The name stands in {places}, in what is kept on others. Ticked, it is changed there."
            if number
            else _NONE
        )
        self._choice.setVisible(number > 0)
        self.more.setVisible(number > SHOWN)
        self.more.setText(_MANY.format(more=number - SHOWN))

    @property
    def chosen(self) -> list[tuple[Mention, Instead]]:
        """The places in which the name is changed, and into what."""
        typed = self.words.text().strip()
        instead = Instead(words=typed) if typed else INITIALS
        ticked = [mention for mention, box in self.boxes if box.isChecked()]
        rest = self._mentions[SHOWN:] if len(ticked) == len(self.boxes) else []
        return [(mention, instead) for mention in (*ticked, *rest)]

    @property
    def kept(self) -> int:
        """In how many places the name stays."""
        return len(self._mentions) - len(self.chosen)

    def _show(self, notebook: Notebook, mention: Mention) -> None:
        told = placed(notebook, mention)
        box = check("")
        box.setChecked(mention.sure)
        box.setAccessibleName(f"Change the name in: {told.around}")
        box.toggled.connect(self.changed)
        where = f"in “{told.where}”" if told.where else ""
        below = row(label(where, "small", wrap=True), spacing=8)
        if mention.unsure:
            below = row(chip("perhaps another word"), label(where, "small", wrap=True), spacing=8)
        below.setStretch(below.count() - 1, 1)
        line = row(box, column(label(told.around, wrap=True), below, spacing=2), spacing=10)
        line.setStretch(1, 1)
        self._lines.addWidget(holding(line))
        self.boxes.append((mention, box))

    def _tick(self, *, on: bool) -> None:
        for _, box in self.boxes:
            box.setChecked(on)
