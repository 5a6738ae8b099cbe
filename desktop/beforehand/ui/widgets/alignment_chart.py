"""Alignment before and after each conversation as a small chart, and the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from beforehand.store.timeline import AlignmentPoint
from beforehand.ui import theme
from beforehand.ui.history import on
from beforehand.ui.widgets.basics import column, label

MOST = 24
"""Conversations in the chart, the latest ones; more would be a thicket."""

_HEIGHT, _LEFT, _RIGHT, _ABOVE = 92, 24, 12, 8
_TOP = 10


class AlignmentChart(QFrame):
    """A chart under its heading: before is dashed with rings, after is solid with dots."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = _Picture()
        self.words = label("", "small", wrap=True)
        head = label("Alignment, before → after", "eyebrow")
        self.setLayout(column(head, self.picture, self.words, spacing=6))

    def show_points(self, points: Sequence[AlignmentPoint]) -> None:
        """Show the latest of these, oldest at the left; without any there is no chart."""
        latest = points[-MOST:]
        self.picture.points = latest
        self.picture.setAccessibleName(spoken(latest))
        self.picture.update()
        self.words.setText(_legend(latest))
        self.setVisible(bool(latest))


class _Picture(QWidget):
    """The chart itself."""

    def __init__(self) -> None:
        super().__init__()
        self.points: Sequence[AlignmentPoint] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its figures need."""
        return QSize(240, _HEIGHT + 2 * self.fontMetrics().height() - 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint three thin lines, then before and after."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SANS, 12 / 15))
        for score in (0, _TOP // 2, _TOP):
            self._paint_level(painter, score)
        self._paint_series(painter, "muted", [point.before for point in self.points], after=False)
        self._paint_series(painter, "accent", [point.after for point in self.points], after=True)

    def _paint_level(self, painter: QPainter, score: int) -> None:
        height = self._height_of(score)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(_LEFT, height), QPointF(self.width(), height))
        painter.setPen(theme.colour("muted"))
        box = QRectF(0, height - 10, _LEFT - 6, 20)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, str(score))

    def _paint_series(
        self, painter: QPainter, token: str, scores: Sequence[int | None], *, after: bool
    ) -> None:
        colour = theme.colour(token)
        spots = [
            QPointF(self._place_of(number), self._height_of(score))
            for number, score in enumerate(scores)
            if score is not None
        ]
        dashes = Qt.PenStyle.SolidLine if after else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2.2 if after else 1.6, dashes))
        painter.drawPolyline(spots)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if after else theme.colour("surface"))
        for spot in spots:
            painter.drawEllipse(spot, 4 if after else 3, 4 if after else 3)

    def _place_of(self, number: int) -> float:
        inside = self.width() - _LEFT - 2 * _RIGHT
        if len(self.points) < 2:
            return _LEFT + _RIGHT + inside / 2
        return _LEFT + _RIGHT + inside * number / (len(self.points) - 1)

    def _height_of(self, score: int) -> float:
        inside = self.height() - 2 * _ABOVE
        return _ABOVE + inside * (1 - score / _TOP)


def spoken(points: Sequence[AlignmentPoint]) -> str:
    """The chart in words, for a screen reader."""
    said = "; ".join(f"{on(point.when)}: {_scores(point)}" for point in points)
    return f"Alignment from 0 to 10, before and after. {said}"


def _scores(point: AlignmentPoint) -> str:
    pairs = ((point.before, "before"), (point.after, "after"))
    return ", ".join(f"{score} {word}" for score, word in pairs if score is not None)


def _legend(points: Sequence[AlignmentPoint]) -> str:
    if not points:
        return ""
    return f"Rings and dashes: before. Dots: after. Last, {on(points[-1].when)}: " + _scores(
        points[-1]
    )
