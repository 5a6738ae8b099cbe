"""A label for the person's own words: any length of word wraps, and a long text ends in …."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from beforehand.ui.theme import set_role

LONGEST = 6000
"""Characters of a text that are laid out at all; more would be felt."""


class Wrapped(QLabel):
    """Plain words in as many lines as they need, or as `most_lines` allows."""

    def __init__(self, text: str = "", role: str = "body", *, most_lines: int = 0) -> None:
        super().__init__(text)
        self._most = most_lines
        self._measured: tuple[str, str] | None = None
        self._heights: dict[int, int] = {}
        self.marked: Sequence[QTextLayout.FormatRange] = ()
        """Parts of the words in another look."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mark(self, formats: Sequence[QTextLayout.FormatRange]) -> None:
        """Show some of the words in another look."""
        self.marked, self._measured = formats, None
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        state = (self.text(), self.font().key())
        if state != self._measured:
            self._measured, self._heights = state, {}
        # A layout asks again and again, in a long list thousands of times.
        if width not in self._heights:
            self._heights[width] = height_of(self._laid_out(width))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """On one line if that is not too wide."""
        text = self.text()[:200]
        width = min(self.fontMetrics().horizontalAdvance(text) + 2, 480)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt names it
        """Paint the lines, the last of them with … if there were more."""
        layout = self._laid_out(self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        whole = layout.lineCount() - self._cut(layout)
        for number in range(whole):
            layout.lineAt(number).draw(painter, QPointF(0, 0))
        if whole < layout.lineCount():
            self._draw_last(painter, layout, layout.lineAt(whole))

    def _draw_last(self, painter: QPainter, layout: QTextLayout, line: QTextLine) -> None:
        rest = layout.text()[line.textStart() : line.textStart() + line.textLength() + 80]
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(" ".join(rest.split()) + "…", mode, self.width())
        painter.drawText(QPointF(0, line.y() + line.ascent()), shown)

    def _cut(self, layout: QTextLayout) -> bool:
        """Whether there were more words than lines."""
        if not layout.lineCount():
            return False
        last = layout.lineAt(layout.lineCount() - 1)
        return (
            last.textStart() + last.textLength() < len(layout.text()) or len(self.text()) > LONGEST
        )

    def _laid_out(self, width: int) -> QTextLayout:
        return laid_out(self.text()[:LONGEST], self.font(), width, self._most, self.marked)


def laid_out(
    text: str,
    font: QFont,
    width: int,
    most_lines: int = 0,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    """A text in lines no wider than `width` pixels, broken within a word only if it must be.

    The lines belong to the layout: they must not outlive it.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.beginLayout()
    top = 0.0
    while not most_lines or layout.lineCount() < most_lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def height_of(layout: QTextLayout) -> int:
    """The height of all lines, in pixels."""
    if not layout.lineCount():
        return 0
    last = layout.lineAt(layout.lineCount() - 1)
    return round(last.y() + last.height()) + 1
