"""What the merge screen shows, one page after the other: choose, look, preview, done."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from beforehand.domain.merged import Merged
from beforehand.ui.lock.field import SecretField
from beforehand.ui.lock.working_page import NAME
from beforehand.ui.merge.orders import ABOUT, BEFORE, SAMPLE, STRANGERS
from beforehand.ui.widgets.basics import (
    FlowLayout,
    button,
    card,
    column,
    holding,
    label,
    row,
    rule,
)
from beforehand.ui.widgets.wrapped import Wrapped

_MOST_PARTS = 60
_WHOLE = 100
_WIDTH = 460


class ChoosePage(QFrame):
    """Which copy; what was wrong with the last one."""

    def __init__(self, *, sample: bool = False, trouble: str = "") -> None:
        super().__init__()
        self.folder = button("Choose its folder…", "folder-open", "primary")
        self.file = button("Choose its file…")
        self.trouble = label(trouble, "bad-text", wrap=True)
        self.trouble.setVisible(bool(trouble))
        told = [label(SAMPLE if sample else ABOUT, wrap=True), self.trouble]
        hint = label("Or drop the folder or the file onto the window.", "small", wrap=True)
        if sample:
            self.setLayout(column(card(*told)))
            return
        self.setLayout(column(card(*told, flow(self.folder, self.file), hint, spacing=14)))


class LookPage(QFrame):
    """How far the look is."""

    def __init__(self, named: Path) -> None:
        super().__init__()
        self.bar = progress_bar("Looking at the other copy")
        self.stop = button("Stop", "x")
        way = row(self.bar, self.stop, spacing=12)
        way.setStretch(0, 1)
        title = label("Looking at the other copy…", "heading")
        where = Wrapped(str(named), "small")
        self.setLayout(column(card(title, where, way, spacing=14)))

    def tell(self, share: float) -> None:
        """So much of it is done."""
        self.bar.setValue(round(share * _WHOLE))


class LockedPage(QFrame):
    """Asks for the passphrase of the other copy."""

    given = Signal(str)

    def __init__(self, named: Path, trouble: str) -> None:
        super().__init__()
        self.field = SecretField("Passphrase of the other copy")
        self.open = button("Open", role="primary")
        self.cancel = button("Cancel", role="quiet")
        self.trouble = label(trouble, wrap=True)
        title = label("The other copy is locked", "heading")
        where = Wrapped(str(named), "small")
        ways = row(self.open, self.cancel, None)
        self.setLayout(column(card(title, where, self.trouble, self.field, ways, spacing=14)))
        self.setFocusProxy(self.field)
        self.open.clicked.connect(self._give)
        self.field.entered.connect(self._give)

    def _give(self) -> None:
        if self.field.words:
            self.open.setEnabled(False)
            self.given.emit(self.field.words)


class PreviewPage(QFrame):
    """What would come, and the choice."""

    def __init__(self, named: Path, merged: Merged) -> None:
        super().__init__()
        self.merge = button("Merge all the same" if merged.strangers else "Merge", role="primary")
        self.cancel = button("Cancel", role="quiet")
        told: list[QWidget] = [label(STRANGERS, "bad-text", wrap=True)] if merged.strangers else []
        self.merge.setVisible(not merged.nothing)
        ways = row(self.merge, self.cancel, None)
        if merged.nothing:
            self.cancel.setText("Back")
        title = "Nothing new there" if merged.nothing else "What would come"
        where = Wrapped(str(named), "small")
        before = [] if merged.nothing else [label(BEFORE, "muted", wrap=True)]
        said = [label(title, "heading"), where, *told, *lines(merged.ahead), *before]
        self.setLayout(column(card(*said, ways, spacing=12), *parts_of(merged), spacing=16))


class DonePage(QFrame):
    """What happened, and the way back."""

    def __init__(self, merged: Merged) -> None:
        super().__init__()
        self.back = button("Take it back", "rotate-ccw")
        self.done = button("Done", role="primary")
        where = Wrapped(f"The notebook of before is kept as a backup:\n{merged.backup}", "small")
        ways = row(self.done, self.back, None)
        left = label(
            "The other copy was left as it is, and is no longer needed.", "muted", wrap=True
        )
        said = [label("Merged", "heading"), *lines(merged.lines), left, where]
        self.setLayout(column(card(*said, ways, spacing=12), *parts_of(merged), spacing=16))


class WorkPage(QFrame):
    """Alone in the window while the notebook is let go and merged."""

    def __init__(self, title: str, about: str, *, stops: bool) -> None:
        super().__init__()
        self.setObjectName(NAME)
        self.bar = progress_bar(title)
        self.stop = button("Stop", "x")
        words = column(
            label(title, "display", wrap=True), label(about, "muted", wrap=True), self.bar,
            row(self.stop, None), spacing=14,
        )  # fmt: skip
        self.stop.setVisible(stops)
        self.bar.setRange(0, 0)
        inside = holding(words)
        inside.setFixedWidth(_WIDTH)
        page = column(None, row(None, inside, None), None, None)
        page.setContentsMargins(28, 28, 28, 28)
        self.setLayout(page)

    def tell(self, share: float) -> None:
        """So much of it is done."""
        self.bar.setRange(0, _WHOLE)
        self.bar.setValue(round(share * _WHOLE))


def flow(*ways: QWidget) -> FlowLayout:
    """Buttons beside each other as long as there is room."""
    made = FlowLayout(spacing=8)
    for each in ways:
        made.addWidget(each)
    return made


def progress_bar(name: str) -> QProgressBar:
    """A bar without figures, with a name for who cannot see it."""
    bar = QProgressBar()
    bar.setRange(0, _WHOLE)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar


def lines(sentences: Iterable[str]) -> list[QWidget]:
    """What happened, a line each."""
    return [label(each, wrap=True) for each in sentences]


def parts_of(merged: Merged) -> Iterator[QWidget]:
    """By conversation and counterpart, if anything is to be told of them."""
    if not merged.parts:
        return
    items: list[QWidget] = [label("By conversation and counterpart", "heading")]
    for number, part in enumerate(merged.parts[:_MOST_PARTS]):
        items += [rule()] if number else []
        items.append(
            holding(
                column(
                    Wrapped(part.title, "strong", most_lines=3),
                    label(part.line, "muted"),
                    spacing=2,
                )
            )
        )
    more = len(merged.parts) - _MOST_PARTS
    if more > 0:
        items.append(label(f"And {more:,} more.", "muted"))
    yield card(*items, spacing=10)
