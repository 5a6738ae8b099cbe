"""The list of steps at the left: chapters with counts, and a dot for what is filled."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from beforehand.domain.preparing import Chapter, Step
from beforehand.domain.record import Id
from beforehand.ui import theme
from beforehand.ui.prepare.preparation import Preparation

Index = QModelIndex | QPersistentModelIndex

STEP = Qt.ItemDataRole.UserRole
FILLED = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2

_INDENT = 32
_EDGE = 10
_ABOVE_CHAPTER = 14
_PAD = 6
_DOT = 9
_WRAP = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere


class _StepPainter(QStyledItemDelegate):
    """Draws a chapter with its count, or a step with its dot, wrapped and never cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else 200
        metrics = option.fontMetrics
        if index.data(STEP) is None:
            room = width - 2 * _EDGE - metrics.horizontalAdvance("00/00") - 8
            box = metrics.boundingRect(QRect(0, 0, room, 4000), _WRAP, index.data())
            return QSize(width, box.height() + _ABOVE_CHAPTER + 4)
        room = width - _INDENT - _EDGE
        box = metrics.boundingRect(QRect(0, 0, room, 4000), _WRAP, index.data())
        return QSize(width, box.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(STEP) is None:
            self._paint_chapter(painter, option.rect, index)
        else:
            self._paint_step(painter, option, index)
        painter.restore()

    def _paint_chapter(self, painter: QPainter, place: QRect, index: Index) -> None:
        box = place.adjusted(_EDGE, _ABOVE_CHAPTER, -_EDGE, 0)
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(theme.font(theme.SANS, 13 / 15))
        painter.drawText(box, right, index.data(COUNT))
        painter.setFont(theme.font(theme.SANS, 14 / 15, semibold=True))
        painter.setPen(theme.colour("ink"))
        room = box.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance("00/00") - 8, 0)
        painter.drawText(room, _WRAP, index.data())

    def _paint_step(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, place, option, current=current)
        self._paint_dot(painter, place, filled=bool(index.data(FILLED)))
        painter.setFont(option.font)
        painter.setPen(theme.colour("ink" if current else "muted"))
        painter.drawText(place.adjusted(_INDENT, _PAD, -_EDGE, -_PAD), _WRAP, index.data())

    def _paint_ground(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, *, current: bool
    ) -> None:
        focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(theme.colour("surface" if current else "sunken"))
        edge = theme.colour("accent" if focused else "line")
        painter.setPen(QPen(edge, 1) if current else Qt.PenStyle.NoPen)
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _paint_dot(self, painter: QPainter, place: QRect, *, filled: bool) -> None:
        middle = place.top() + _PAD + painter.fontMetrics().height() / 2
        dot = QRectF(_EDGE + 3, middle - _DOT / 2, _DOT, _DOT)
        colour = theme.colour("accent" if filled else "muted")
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)


class StepsList(QListWidget):
    """All steps of a preparation; one stop for the Tab key, arrows go through it."""

    chosen = Signal(object)

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._shown: list[Chapter] = []
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName("Steps of this preparation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_StepPainter(self))
        self.setMouseTracking(True)
        self.setFont(theme.font(theme.SANS, 14 / 15))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.currentItemChanged.connect(self._choose)
        self._preparation.reloaded.connect(self.refresh)
        self._preparation.filled_changed.connect(self._mark)
        self._preparation.stepped.connect(self._follow)

    def refresh(self) -> None:
        """Show the steps as they are now; rows are only built again if they differ."""
        if self._preparation.chapters != self._shown:
            self._shown = self._preparation.chapters
            self._fill()
        self._mark()
        self._follow()

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        for chapter in self._shown:
            self._add_chapter(chapter)
            for step in chapter.steps:
                self._add_step(step)
        self.blockSignals(False)

    def _add_chapter(self, chapter: Chapter) -> None:
        item = QListWidgetItem(chapter.title, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add_step(self, step: Step) -> None:
        item = QListWidgetItem(step.short, self)
        item.setData(STEP, step.id)

    def _mark(self) -> None:
        """Set the dots and the counts, which are also words for who cannot see them."""
        filled = self._preparation.filled
        chapter = iter(self._shown)
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            if item.data(STEP) is None:
                self._count(item, next(chapter), filled)
            elif item.data(FILLED) != (item.data(STEP) in filled):
                item.setData(FILLED, item.data(STEP) in filled)
                said = "filled" if item.data(FILLED) else "empty"
                spoken = f"{item.text()}, {said}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.blockSignals(False)
        self.viewport().update()

    def _count(self, item: QListWidgetItem, chapter: Chapter, filled: frozenset[Id]) -> None:
        item.setData(COUNT, f"{chapter.done(filled)}/{len(chapter.steps)}")

    def _follow(self) -> None:
        """Select the step in front."""
        for row in range(self.count()):
            if self.item(row).data(STEP) == self._preparation.step.id:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self.viewport().update()
                self.scrollToItem(self.item(row))
                return

    def _choose(self, item: QListWidgetItem | None) -> None:
        step = item.data(STEP) if item is not None else None
        found = [s for chapter in self._shown for s in chapter.steps if s.id == step]
        if found:
            self.chosen.emit(found[0])
