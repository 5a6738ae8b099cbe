"""Needs that were said or known more than a year ago: one press says whether they still hold."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFrame

from beforehand import wording
from beforehand.domain.needs import Need
from beforehand.domain.next_time import last_true, no_longer_true, still_true
from beforehand.domain.record import Id
from beforehand.ui.desk import Desk
from beforehand.ui.widgets.basics import button, column, holding, label, row
from beforehand.ui.widgets.keyed import Keyed
from beforehand.ui.widgets.need_words import brief
from beforehand.ui.widgets.wrapped import Wrapped

AT_ONCE = 3
"""Needs that are asked of at once: a question or two, not an inspection."""


class StillTrue(QFrame):
    """A heading and the needs to ask it of, the longest unheard first; without any it is hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        inside = column(spacing=12)
        self._rows = Keyed[Need, OldNeed](
            inside, lambda _need: OldNeed(self._say), OldNeed.show_need
        )
        self.head = label("", "eyebrow")
        self.setLayout(column(self.head, inside, spacing=8))
        self.hide()

    @property
    def rows(self) -> "dict[Id, OldNeed]":
        """The needs that are asked of, by id."""
        return self._rows.widgets

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Ask it of the first of these; the next ones come as those are answered."""
        oldest = sorted(needs, key=last_true)
        self._rows.sync((need.id, need) for need in oldest[:AT_ONCE])
        more = f" · {AT_ONCE} of {len(needs)}" if len(needs) > AT_ONCE else ""
        self.head.setText(f"Still true?{more}")
        self.setVisible(bool(needs))

    def _say(self, need_id: Id, change: Callable[[Need, date], Need]) -> None:
        need = self._desk.notebook[Need].get(need_id)
        if need is None:
            return
        word = "Still true" if change is still_true else "No longer true"
        label_ = f"{word}: “{brief(need.text)}”"
        if self._desk.edit(label_, need, change(need, self._desk.now().date())):
            self._desk.removed.emit(label_)


class OldNeed(QFrame):
    """One need, and the two answers."""

    def __init__(self, say: Callable[[Id, Callable[[Need, date], Need]], None]) -> None:
        super().__init__()
        self._id = Id("")
        self.words = Wrapped("", "body", most_lines=4)
        self.since = label("", "small", wrap=True)
        self.yes = button("Yes, still", "check")
        self.no = button("No longer", "x", "quiet")
        texts = column(self.words, self.since, spacing=1)
        self.setLayout(column(texts, holding(row(self.yes, self.no, None)), spacing=6))
        self.yes.clicked.connect(lambda: say(self._id, still_true))
        self.no.clicked.connect(lambda: say(self._id, no_longer_true))

    def show_need(self, need: Need) -> None:
        """Show a need and when it was last known to be true."""
        self._id = need.id
        self.words.setText(need.text)
        self.since.setText(f"Last heard {wording.day(last_true(need))}")
        self.yes.setAccessibleName(f"Still true: {brief(need.text)}")
        self.no.setAccessibleName(f"No longer true: {brief(need.text)}")
