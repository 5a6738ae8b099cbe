"""Figures the person gives: alignment now beside the number from before, and four ratings."""

from functools import partial

from PySide6.QtWidgets import QFrame, QGridLayout

from beforehand.domain.debriefing import RATINGS
from beforehand.ui.debrief.choices import Choice, Choices
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.widgets.basics import column, holding, label, row

_TEN = [Choice(stands_for=score, word=str(score)) for score in range(11)]
_FIVE = [Choice(stands_for=score, word=str(score)) for score in range(1, 6)]


class Alignment(QFrame):
    """How far the parties pull in one direction now."""

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self._before = label("", "muted", wrap=True)
        self.scores = Choices("Alignment now", _TEN, role="score")
        self._none = label("Not rated.", "muted")
        ends = holding(
            row(label("0  we pull apart", "small"), None, label("10  one direction", "small"))
        )
        ends.setMaximumWidth(430)
        self._ends = ends
        head = column(
            label("How aligned are you now?", "title", wrap=True), self._before, spacing=2
        )
        self.setLayout(column(head, self.scores, self._ends, self._none, spacing=8))
        self.scores.chosen.connect(looking.align)

    def show_all(self) -> None:
        """Show the rating as it is now."""
        back, closed = self._looking.back, self._looking.closed
        self._before.setText(
            f"Before the conversation you said {back.before.score}."
            if back.before
            else "You gave no number before the conversation."
        )
        self.scores.set_value(back.after.score if back.after else None)
        self.scores.set_read_only(closed=closed)
        self._ends.setVisible(not closed)
        self._none.setVisible(closed and back.after is None)


class Ratings(QFrame):
    """Result, how I did, how it went, the relationship: 1 to 5, each may be left out."""

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.rows = {name: Choices(word, _FIVE, role="score") for name, word in RATINGS}
        self._none = {name: label("not rated", "muted") for name, _ in RATINGS}
        for place, (name, word) in enumerate(RATINGS):
            grid.addWidget(label(word), place, 0)
            grid.addWidget(self.rows[name], place, 1)
            grid.addWidget(self._none[name], place, 2)
            self.rows[name].chosen.connect(partial(looking.rate, name))
        head = column(
            label("How was it?", "title"), label("1 poor, 5 very good.", "muted"), spacing=2
        )
        self.setLayout(column(head, grid, spacing=10))

    def show_all(self) -> None:
        """Show the ratings as they are now."""
        debrief, closed = self._looking.debrief, self._looking.closed
        for name, choices in self.rows.items():
            score = getattr(debrief, name)
            choices.set_value(score)
            choices.set_read_only(closed=closed)
            self._none[name].setVisible(closed and score is None)
