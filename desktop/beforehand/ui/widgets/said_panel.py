"""Asking in place when something was said, and in which words."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.domain.record import Id
from beforehand.ui import theme
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.day_field import day_edit, plain_day, qt_day


class SaidPanel(QFrame):
    """A small panel: when, and in which words; Escape leaves everything as it was."""

    said = Signal(str, str, object)
    closed = Signal(str)
    grown = Signal()
    """It needs more room, or less."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.need_id = Id("")
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        theme.set_role(self, "card")
        self.title = basics.label("", "strong", wrap=True)
        self.on = day_edit()
        self.words = basics.WordsEdit("As closely as you remember it", lines=2)
        self.keep = basics.button("They said it", "check")
        self.cancel = basics.button("Cancel", "", "quiet")
        box = basics.column(
            self.title,
            basics.form_row("When", self.on),
            basics.form_row("In which words", self.words),
            basics.row(self.keep, self.cancel, None),
        )
        box.setContentsMargins(16, 14, 16, 14)
        self.setLayout(box)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._say)
        self.cancel.clicked.connect(self._close)
        self.words.finished.connect(self._say)

    def ask(self, need_id: Id, name: str, words: str, today: date) -> None:
        """Show the panel for one need."""
        self.need_id = need_id
        self.title.setText(f"When did {name} say it?" if name else "When was it said?")
        self.on.setMaximumDate(qt_day(today))
        self.on.setDate(qt_day(today))
        self.words.set_words(words)
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Tell when the words have grown: where no layout holds the panel, its owner does."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.grown.emit()
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it was, Enter outside the words says yes."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._say()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        self.hide()
        self.said.emit(self.need_id, self.words.words(), plain_day(self.on.date()))

    def _close(self) -> None:
        self.hide()
        self.closed.emit(self.need_id)
