"""Where exactly one was on a screen: the filters, the field and the place in it, how far down.

Numbers alone, and of the search what was typed there; all of it is sealed like the rest.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from zlib import crc32

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from beforehand.ui.places import Place
from beforehand.ui.screen_stack import ScreenStack
from beforehand.ui.widgets.segments import Segments

Field = QLineEdit | QTextEdit
Name = tuple[str, str, int]

_FILTERED = {"preparations", "counterparts", "commitments", "journal", "trash", "new-conversation"}
"""Screens whose choices stand nowhere else; on others they are the notebook's."""
_GIVEN_UP_MS = 5_000
"""After which it is too late to scroll: somebody reads there."""


def taken(stack: ScreenStack, focus: QWidget | None) -> dict[str, Any]:
    """What JSON can say of it; `focus` is what had the keys."""
    here, front = stack.leaf, stack.screen
    searched = getattr(front, "field", None) if stack.currentWidget() is not here else None
    return {
        "choices": _choices(here) if _is_filtered(stack) else [],
        "rows": [each.currentIndex().row() for each in _lists(here)] if _is_filtered(stack) else [],
        "field": _spot(here, focus if focus is not None else here.focusWidget()),
        "scrolled": [bar.value() for bar in _bars(here)],
        "search": searched.text() if isinstance(searched, QLineEdit) else None,
    }


def take_up(stack: ScreenStack, bearings: dict[str, Any]) -> None:
    """Put everything back as it was, as far as it is still there."""
    here = stack.leaf
    with suppress(ValueError, TypeError, KeyError):
        if _is_filtered(stack):
            _choose(here, bearings["choices"])
            for each, row in zip(_lists(here), bearings["rows"], strict=False):
                each.setCurrentIndex(each.model().index(row, 0))
        _stand(here, bearings["field"])
        for bar, value in zip(_bars(here), bearings["scrolled"], strict=False):
            if value:
                _Scrolling(bar, int(value))
        if isinstance(bearings["search"], str):
            stack.go(Place("search", detail=bearings["search"]))


def fields(leaf: QWidget) -> Iterator[Field]:
    """Where words can be typed, but not what is a part of something else, nor a secret."""
    for field in leaf.findChildren(QWidget):
        if isinstance(field, QLineEdit | QTextEdit) and not field.isReadOnly():
            if isinstance(field, QLineEdit) and field.echoMode() != QLineEdit.EchoMode.Normal:
                continue
            yield field


def named(widgets: Iterable[Field]) -> dict[Name, Field]:
    """Fields by kind, name, and a number among those of the same."""
    found: dict[Name, Field] = {}
    for each in widgets:
        kind, name, at = type(each).__name__, each.accessibleName(), 0
        while (kind, name, at) in found:
            at += 1
        found[kind, name, at] = each
    return found


def _lists(leaf: QWidget) -> list[QAbstractItemView]:
    every = leaf.findChildren(QAbstractItemView)
    return [each for each in every if each.isVisibleTo(leaf) and each.model() is not None]


def _is_filtered(stack: ScreenStack) -> bool:
    return stack.place is not None and stack.place.screen in _FILTERED


def _choices(leaf: QWidget) -> list[int]:
    return [
        each.currentIndex() if isinstance(each, QComboBox) else _down(each)
        for each in _choosers(leaf)
    ]


def _choose(leaf: QWidget, choices: list[int]) -> None:
    """Choose as a person would, so that the screen follows."""
    for each, at in zip(_choosers(leaf), choices, strict=False):
        if isinstance(each, Segments):
            if at != _down(each) and 0 <= at < len(each.buttons):
                each.buttons[at].click()
        elif at != each.currentIndex() and 0 <= at < each.count():
            each.setCurrentIndex(at)
            each.activated.emit(at)


def _choosers(leaf: QWidget) -> list[QComboBox | Segments]:
    every = leaf.findChildren(QWidget)
    return [each for each in every if isinstance(each, QComboBox | Segments)]


def _down(segments: Segments) -> int:
    down: list[QAbstractButton] = [each for each in segments.buttons if each.isChecked()]
    return segments.buttons.index(down[0]) if down else -1


def _spot(leaf: QWidget, focus: QWidget | None) -> list[Any] | None:
    """The field that had the keys, and where in it one was, in numbers of characters."""
    for name, field in _numbered(leaf).items():
        if field is focus:
            return [*name, *_cursor(field)]
    return None


def _numbered(leaf: QWidget) -> dict[tuple[int, int], Field]:
    """The fields by a number for kind and name: the name may say whom a question is about."""
    return {
        (crc32(f"{kind} {name}".encode()), at): field
        for (kind, name, at), field in named(fields(leaf)).items()
    }


def _cursor(field: Field) -> tuple[int, int]:
    if isinstance(field, QTextEdit):
        cursor = field.textCursor()
        return cursor.anchor(), cursor.position()
    start = field.selectionStart()
    at = field.cursorPosition()
    return (at if start < 0 else start + field.selectionEnd() - at), at


def _stand(leaf: QWidget, spot: list[Any] | None) -> None:
    if spot is None:
        return
    name, number, anchor, position = spot
    field = _numbered(leaf).get((name, number))
    if field is None or not field.isVisibleTo(leaf):
        return
    field.setFocus()
    if isinstance(field, QTextEdit):
        cursor, last = field.textCursor(), len(field.toPlainText())
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), cursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
    else:
        field.setSelection(anchor, position - anchor)
        field.setCursorPosition(position) if anchor == position else None


def _bars(leaf: QWidget) -> list[QScrollBar]:
    areas = leaf.findChildren(QAbstractScrollArea)
    return [each.verticalScrollBar() for each in areas if each.isVisibleTo(leaf)]


class _Scrolling(QObject):
    """Scrolls down once there is enough to scroll, unless somebody has scrolled by then."""

    def __init__(self, bar: QScrollBar, value: int) -> None:
        super().__init__(bar)
        self._bar, self._value = bar, value
        bar.rangeChanged.connect(self._try)
        bar.actionTriggered.connect(self.deleteLater)
        QTimer.singleShot(_GIVEN_UP_MS, self, self.deleteLater)
        self._try()

    def _try(self) -> None:
        self._bar.setValue(min(self._value, self._bar.maximum()))
