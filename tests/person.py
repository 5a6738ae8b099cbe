"""A person before the window: sees what is shown, presses it with the mouse, types with keys."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

MOST_MS = 5000
"""How long a person waits for something to come."""

_SPACES = {0xA0: " ", 0x202F: " "}
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class Person:
    """Everything goes through the window system: where something lies on top, that is pressed."""

    def __init__(self, window: QWidget, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    def presses(self, words: str, *, one_of: int = 1) -> None:
        """The button, box or card that says this, or is so called."""
        self._click(self._one(QAbstractButton, words, one_of))

    def goes_to(self, name: str) -> None:
        """The field of that name."""
        self._click(self._one(_FIELDS, name))

    def chooses(self, words: str) -> None:
        """The line of a list that begins so."""
        lines = [(view, row) for view in self._shown(QListView) for row in _rows(view)]
        found = [(view, row) for view, row in lines if _line(row).startswith(words)]
        assert len(found) == 1, f"{len(found)} lines say {words!r} in:\n{self.shown}"
        view, row = found[0]
        view.scrollTo(row)
        self._click(view.viewport(), view.visualRect(row).center())

    def takes(self, words: str) -> None:
        """An action of the menu that is open."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        (action,) = [each for each in menu.actions() if each.text().replace("&", "") == words]
        self._click(menu, menu.actionGeometry(action).center())

    def types(self, words: str) -> None:
        """Letters, any that a keyboard has, into what has the focus."""
        self._wake()
        for letter in words:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(QApplication.focusWidget(), key)

    def strikes(self, *keys: str) -> None:
        """Keys by their names."""
        for each in keys:
            stroke = QKeySequence(each)[0]
            open_list = QApplication.activePopupWidget()
            target = open_list or self._wake().windowHandle()
            QTest.keyClick(target, stroke.key(), stroke.keyboardModifiers())
        QApplication.processEvents()

    def waits_for(self, come: Callable[[], object]) -> None:
        """Until something has come."""
        self._qtbot.wait_until(lambda: bool(come()), timeout=MOST_MS)

    def sees(self, *words: str) -> None:
        """That these words are shown."""
        shown = self.shown
        for each in words:
            assert each in shown, f"{each!r} is not to be seen in:\n{shown}"

    def sees_nothing_of(self, *words: str) -> None:
        """That these words are not shown."""
        shown = self.shown
        for each in words:
            assert each not in shown, f"{each!r} is to be seen in:\n{shown}"

    @property
    def shown(self) -> str:
        """All words on the window; a space that may not break is a space."""
        QApplication.processEvents()
        return "\n".join(self._words()).translate(_SPACES)

    def _words(self) -> Iterator[str]:
        for each in self._shown(QLabel):
            yield each.text()
        for each in self._shown(QAbstractButton):
            yield each.text() or each.accessibleName()
        for field in self._shown(QLineEdit):
            yield field.text()
        for field in self._shown((QPlainTextEdit, QTextEdit)):
            yield field.toPlainText()
        for view in self._shown(QListView):
            yield from map(_line, _rows(view))

    def _shown(self, kinds: type | tuple[type, ...]) -> list:
        front = QApplication.activeModalWidget() or self.window
        return [
            each
            for each in front.findChildren(QWidget)
            if isinstance(each, kinds) and each.isVisible()
        ]

    def _one(self, kinds: type | tuple[type, ...], words: str, one_of: int = 1) -> QWidget:
        QApplication.processEvents()
        found = [each for each in self._shown(kinds) if words in _called(each)]
        assert len(found) == one_of, f"{len(found)} say {words!r} in:\n{self.shown}"
        return found[0]

    def _click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        assert widget.isEnabled(), f"{_called(widget)} is grey"
        self._wake()
        # What was pressed before may still be moving things: a person waits until they rest.
        self._qtbot.wait_until(lambda: _lies_open(widget, spot), timeout=MOST_MS)
        button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        top = widget.window().windowHandle()
        QTest.mouseClick(top, button, held, _place(widget, spot))
        QApplication.processEvents()

    def _wake(self) -> QWidget:
        """Make the window in front the active one: without a screen nobody else does."""
        top = QApplication.activeModalWidget() or self.window
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not top:
            top.activateWindow()
            QApplication.processEvents()
        return top


def _called(widget: QWidget) -> set[str]:
    names = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        names.add(widget.text().replace("&", "").strip())
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        names.add(widget.placeholderText())
    return names


def _rows(view: QListView) -> list[QModelIndex]:
    model = view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def _line(row: QModelIndex) -> str:
    return row.data() or row.data(Qt.ItemDataRole.AccessibleTextRole) or ""


def _place(widget: QWidget, spot: QPoint | None) -> QPoint:
    return widget.mapTo(widget.window(), spot or widget.rect().center())


def _lies_open(widget: QWidget, spot: QPoint | None) -> None:
    _bring_in_sight(widget)
    hit = widget.window().childAt(_place(widget, spot)) or widget.window()
    assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {_called(widget)}"


def _bring_in_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            middle = widget.mapTo(above.widget(), widget.rect().center())
            above.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + 8)
        above = above.parentWidget()
    QApplication.processEvents()
