"""What hides the window at once: a page over everything, a neutral title, no other window."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from beforehand.ui.widgets.basics import column, holding, label

TITLE = "Notes"
_BACK = (Qt.Key.Key_F9, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Cover(QFrame):
    """Lies over a window until it is taken away; nothing beneath is seen or reached."""

    def __init__(self, window: QMainWindow, page: QWidget, title: str) -> None:
        super().__init__(window)
        self._window, self._title = window, window.windowTitle()
        self._content = window.centralWidget() or QWidget()
        self._name = QGuiApplication.applicationDisplayName()
        self._hidden: list[QWidget] = []
        self._actions = [each for each in window.actions() if each.isEnabled()]
        self.had_focus = QApplication.focusWidget()
        """What had the keys before, or came up beneath since."""
        self._page = page
        self.setLayout(column(page))
        self.setAutoFillBackground(True)
        self._take(title)
        self.setFocusProxy(page)
        page.setFocus()
        self._application = QApplication.instance()
        if isinstance(self._application, QApplication):
            self._application.focusChanged.connect(self._keep_focus)

    def lift(self) -> None:
        """Show again what was there, as it was."""
        self._window.removeEventFilter(self)
        if isinstance(self._application, QApplication):
            self._application.focusChanged.disconnect(self._keep_focus)
        for action in self._actions:
            action.setEnabled(True)
        self._content.show()
        QGuiApplication.setApplicationDisplayName(self._name)
        self._window.setWindowTitle(self._title)
        self.hide()
        # What lay beneath may have gone meanwhile.
        for each in filter(isValid, self._hidden):
            each.show()
        if self.had_focus is not None and isValid(self.had_focus):
            self.had_focus.setFocus()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _keep_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What comes up beneath meanwhile gets the keys once it is seen."""
        if now is not None and self._content.isAncestorOf(now):
            self.had_focus = now
            self._page.setFocus()

    def _take(self, title: str) -> None:
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        # Hidden and not only covered: a screen reader would go on reading, and Tab go there.
        self._content.hide()
        for action in self._actions:
            action.setEnabled(False)
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            popup.hide()
        others = [each for each in QApplication.topLevelWidgets() if each is not self._window]
        self._hidden = [each for each in others if each.isVisible()]
        for each in self._hidden:
            each.hide()
        # Some systems put the program's name behind the title.
        QGuiApplication.setApplicationDisplayName(title)
        self._window.setWindowTitle(title)
        self._window.installEventFilter(self)


class EmptyPage(QFrame):
    """Looks like an empty page of a calm program; F9, Esc, Enter or a click says to go back."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        paper = holding(
            column(label("Untitled", "title"), label("Start writing…", "muted"), None, spacing=14),
            "card",
            (48, 44, 48, 44),
        )
        paper.setMaximumWidth(760)
        page = column(paper)
        page.setContentsMargins(40, 36, 40, 36)
        self.setLayout(page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back."""
        if event.key() in _BACK:
            self.back.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Go back."""
        self.back.emit()
