"""The parts of the page "Last time": sections, questions that wait, and words with a line below."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from beforehand.domain.needs import Need
from beforehand.ui import icons
from beforehand.ui.widgets.basics import button, chip, column, holding, label, rename, row
from beforehand.ui.widgets.need_words import brief, sure
from beforehand.ui.widgets.wrapped import Wrapped


class Section(QFrame):
    """A small heading, a hint below it, and what stands under both; empty it is not there."""

    def __init__(self, heading: str, inside: QWidget | QLayout, hint: str = "") -> None:
        super().__init__()
        head = [label(heading, "eyebrow")]
        if hint:
            head.append(label(hint, "small", wrap=True))
        self.more = button("", role="ghost")
        self._foot = holding(row(self.more, None))
        self.setLayout(column(column(*head, spacing=2), inside, self._foot, spacing=8))
        self.tell_more(0)

    def tell_more(self, number: int) -> None:
        """Offer to look at those that are not shown here."""
        rename(self.more, f"… {number} more")
        self._foot.setVisible(number > 0)


class Told(QFrame):
    """Words, a line below them, and a chip that says how they are known."""

    def __init__(self, chip_words: str = "", tone: str = "plain") -> None:
        super().__init__()
        self.words = Wrapped("", "body", most_lines=4)
        self.below = Wrapped("", "small", most_lines=3)
        texts = column(self.words, self.below, spacing=0)
        beside = row(texts, spacing=10)
        beside.setStretchFactor(texts, 1)
        if chip_words:
            beside.addWidget(chip(chip_words, tone))
        self.setLayout(beside)

    def tell(self, words: str, below: str) -> None:
        """Show these."""
        self.words.setText(words)
        self.below.setText(below)
        self.below.setVisible(bool(below))
        self.setAccessibleName(", ".join(part for part in (words, below) if part))


class Offer(QFrame):
    """Words from last time that one press takes over; once taken, it says so."""

    taken = Signal()

    def __init__(self, take: str, done: str, role: str = "body") -> None:
        super().__init__()
        self._take, self._done = take, done
        self.words = Wrapped("", role, most_lines=6)
        self.below = Wrapped("", "small", most_lines=3)
        self.press = button(take, "plus")
        self.setLayout(column(self.words, self.below, holding(row(self.press, None)), spacing=4))
        self.press.clicked.connect(self.taken)

    def tell(self, words: str, below: str, *, there: bool) -> None:
        """Show words, and whether they are taken over already."""
        self.words.setText(words)
        self.below.setText(below)
        self.press.setIcon(icons.icon("check" if there else "plus"))
        rename(self.press, self._done if there else self._take)
        self.press.setAccessibleName(f"{self._done if there else self._take}: {brief(words)}")
        self.press.setEnabled(not there)


class Waiting(Offer):
    """A question that nobody has asked yet."""

    def __init__(self, ask: Callable[[Need], None]) -> None:
        super().__init__("Ask it this time", "Among your questions", "words")
        self._need: Need | None = None
        self.taken.connect(lambda: ask(self._need) if self._need else None)

    def show_need(self, need: Need, *, there: bool) -> None:
        """Show a hypothesis by the question that tests it."""
        self._need = need
        below = f"It would test “{brief(need.text)}”, {sure(need.confidence)}"
        self.tell(need.question, below, there=there)
