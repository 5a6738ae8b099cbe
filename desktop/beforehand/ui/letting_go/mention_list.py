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

SHOWN = 30
"""Places on a page; those of pages that were not looked at go with the choice for all."""

_NONE = "The name stands nowhere else."
_PLACES = "Places {first:,} to {last:,} of {all:,}."
_UNSEEN = "Those you have not looked at are changed if all others are."


class MentionList(QFrame):
    """A line for each place: ticked, the name there is changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mentions: list[Mention] = []
        self.lines, self._pages, self._page = list[MentionLine](), list[QFrame](), 0
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
        self.before, self.further = (button(each, role="quiet") for each in ("Back", "Further"))
        turning = row(self.before, self.further, None)
        self._rest = holding(column(self.more, turning, spacing=8))
        self.setLayout(column(self.told, self._choice, self._rest, spacing=12))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.further.clicked.connect(lambda: self._turn(1))
        self.all.clicked.connect(lambda: self._tick(on=True))
        self.none.clicked.connect(lambda: self._tick(on=False))
        self.words.textChanged.connect(self._show_default)

    def start_over(self) -> None:
        """Nothing was found yet."""
        self._mentions, self.lines, self._pages = [], [], []
        self.words.clear()
        clear(self._lines)
        self._choice.hide()
        self._rest.hide()
        self.told.setText("Looking for the name …")

    def add(self, notebook: Notebook, found: Sequence[Mention]) -> None:
        """Show more places as they are found."""
        self._notebook = notebook
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
        self._rest.setVisible(number > SHOWN)
        if number:
            self._show_page(0)

    @property
    def chosen(self) -> list[tuple[Mention, Instead]]:
        """The places in which the name is changed, and into what."""
        ticked = [(line.mention, line.instead) for line in self.lines if line.ticked]
        rest = self._mentions[len(self.lines) :] if len(ticked) == len(self.lines) else []
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

    def _show_page(self, page: int) -> None:
        """Show a page of lines alone: with all in sight, each further one would cost more time."""
        while len(self._pages) <= page:
            self._add_page()
        for number, each in enumerate(self._pages):
            each.setVisible(number == page)
        self._page = page
        first, last = page * SHOWN, min(len(self._mentions), (page + 1) * SHOWN)
        unseen = len(self._mentions) - len(self.lines)
        where = _PLACES.format(first=first + 1, last=last, all=len(self._mentions))
        self.more.setText(f"{where} {_UNSEEN if unseen else ''}".rstrip())
        self.before.setEnabled(page > 0)
        self.further.setEnabled(last < len(self._mentions))

    def _add_page(self) -> None:
        start = len(self.lines)
        all_ticked = start > 0 and all(line.ticked for line in self.lines)
        new = [MentionLine(self._notebook, each) for each in self._mentions[start : start + SHOWN]]
        for line in new:
            line.box.setChecked(line.ticked or all_ticked)
            line.changed.connect(self.changed)
            line.show_default(self._default)
        self.lines += new
        # Shown as one: each line that came by itself would have all others laid out again.
        self._pages.append(holding(column(*new, spacing=10)))
        self._lines.addWidget(self._pages[-1])

    def _turn(self, by: int) -> None:
        self._show_page(self._page + by)
        self.lines[self._page * SHOWN].box.setFocus()

    def _show_default(self) -> None:
        for line in self.lines:
            line.show_default(self._default)

    def _tick(self, *, on: bool) -> None:
        for line in self.lines:
            line.box.setChecked(on)
