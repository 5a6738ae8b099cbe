"""The list of steps at the left: chapters with counts, and a dot for what is filled."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
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
from beforehand.ui.widgets.wrapped import height_of, laid_out

Index = QModelIndex | QPersistentModelIndex

STEP = Qt.ItemDataRole.UserRole
FILLED = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2

_INDENT = 32
_EDGE = 10
_ABOVE_CHAPTER = 14
_PAD = 6
_DOT = 9
_SCROLL_BAR = 12


class _StepPainter(QStyledItemDelegate):
    """Draws a chapter with its count, or a step with its dot, wrapped and never cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._width()
        if index.data(STEP) is None:
            room = width - 2 * _EDGE - _count_room(option.fontMetrics)
            height = height_of(laid_out(index.data(), _bold(), room))
            return QSize(width, height + _ABOVE_CHAPTER + 4)
        text = laid_out(index.data(), _plain(), width - _INDENT - _EDGE)
        return QSize(width, height_of(text) + 2 * _PAD)

    def _width(self) -> int:
        """A row's width; room for the scroll bar is always kept, so that no height changes."""
        view = self.parent()
        return view.width() - _SCROLL_BAR if isinstance(view, QListWidget) else 200

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(STEP) is None:
            self._paint_chapter(painter, option.rect, index)
        else:
            self._paint_step(painter, option, index)
        painter.restore()

    def _paint_chapter(self, painter: QPainter, place: QRect, index: Index) -> None:
        box = QRect(place.topLeft(), QSize(self._width(), place.height()))
        box.adjust(_EDGE, _ABOVE_CHAPTER, -_EDGE, 0)
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.setFont(theme.font(theme.SANS, 13 / 15))
        painter.drawText(box, right, index.data(COUNT))
        painter.setPen(theme.colour("ink"))
        room = box.width() - _count_room(painter.fontMetrics())
        laid_out(index.data(), _bold(), room).draw(painter, QPointF(box.topLeft()))

    def _paint_step(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = QRect(option.rect.topLeft(), QSize(self._width(), option.rect.height()))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            self._paint_ground(painter, place, option, current=current)
        self._paint_dot(painter, place, _plain(), filled=bool(index.data(FILLED)))
        painter.setPen(theme.colour("ink" if current else "muted"))
        text = laid_out(index.data(), _plain(), self._width() - _INDENT - _EDGE)
        text.draw(painter, QPointF(place.left() + _INDENT, place.top() + _PAD))

    def _paint_ground(
        self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, *, current: bool
    ) -> None:
        focused = current and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setBrush(theme.colour("surface" if current else "sunken"))
        edge = theme.colour("accent" if focused else "line")
        painter.setPen(QPen(edge, 1) if current else Qt.PenStyle.NoPen)
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _paint_dot(self, painter: QPainter, place: QRect, font: QFont, *, filled: bool) -> None:
        middle = place.top() + _PAD + QFontMetrics(font).height() / 2
        dot = QRectF(_EDGE + 3, middle - _DOT / 2, _DOT, _DOT)
        colour = theme.colour("accent" if filled else "muted")
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)


def _plain() -> QFont:
    return theme.font(theme.SANS, 14 / 15)


def _bold() -> QFont:
    return theme.font(theme.SANS, 14 / 15, semibold=True)


def _count_room(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("00/00") + 8


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
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.currentItemChanged.connect(self._choose)
        self._preparation.reloaded.connect(self.refresh)
        self._preparation.filled_changed.connect(self._mark)
        self._preparation.stepped.connect(self._follow)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs other heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()

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
