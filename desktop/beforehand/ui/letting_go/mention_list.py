"""Where a name stands elsewhere: each place to be kept or changed, and all at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand.store.erasing import INITIALS, Instead
from beforehand.store.mentions import Mention
from beforehand.store.notebook import Notebook
from beforehand.ui.letting_go.mention_line import MentionLine
from beforehand.ui.widgets.basics import (
    button,
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
        self.lines = list[MentionLine]()
        self.told = label("", wrap=True)
        self.all, self.none = button("Change all", role="quiet"), button("Keep all", role="quiet")
        self.words = QLineEdit()
        self.words.setPlaceholderText("initials")
        self.instead = form_row(
            "In the place of the name",
            self.words,
            "Empty for initials, or words such as “a colleague”. Each place can have its own.",
        )
        self._lines = column(spacing=10)
        self._choice = holding(
            column(self.instead, row(self.all, self.none, None), holding(self._lines), spacing=12)
        )
        self.more = label("", "muted", wrap=True)
        self.setLayout(column(self.told, self._choice, self.more, spacing=12))
        self.all.clicked.connect(lambda: self._tick(on=True))
        self.none.clicked.connect(lambda: self._tick(on=False))
        self.words.textChanged.connect(self._show_default)

    def start_over(self) -> None:
        """Nothing was found yet."""
        self._mentions, self.lines = [], []
        self.words.clear()
        clear(self._lines)
        self._choice.hide()
        self.more.hide()
        self.told.setText("Looking for the name …")

    def add(self, notebook: Notebook, found: Sequence[Mention]) -> None:
        """Show more places as they are found."""
        for mention in found:
            if len(self.lines) < SHOWN:
                self._show(MentionLine(notebook, mention))
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
        ticked = [(line.mention, line.instead) for line in self.lines if line.ticked]
        rest = self._mentions[SHOWN:] if len(ticked) == len(self.lines) else []
        return [*ticked, *((mention, self._default) for mention in rest)]

    @property
    def kept(self) -> int:
        """In how many places the name stays."""
        return len(self._mentions) - len(self.chosen)

    @property
    def _default(self) -> Instead:
        """What is put wherever nothing else was chosen."""
        typed = self.words.text().strip()
        return Instead(words=typed) if typed else INITIALS

    def _show(self, line: MentionLine) -> None:
        line.changed.connect(self.changed)
        self._lines.addWidget(line)
        self.lines.append(line)
        line.show_default(self._default)

    def _show_default(self) -> None:
        for line in self.lines:
            line.show_default(self._default)

    def _tick(self, *, on: bool) -> None:
        for line in self.lines:
            line.box.setChecked(on)
