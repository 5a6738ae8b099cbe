"""The editor for the person's own words: plain text, set like a page."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from beforehand.ui.theme import set_role
from beforehand.ui.widgets.pouring import Pouring

_LINE_PER_CENT = 112
"""Of the font's own line, which in Source Serif 4 is already 1.3 times its size."""
_MOST_LINES = 40


class WordsEdit(QTextEdit):
    """A plain-text editor that grows with what is written in it."""

    opened = Signal()
    """Other words were put into the editor by the program."""
    left = Signal()
    """The editor lost the focus."""
    finished = Signal()
    """Ctrl+Enter: done here."""

    def __init__(
        self,
        placeholder: str = "",
        *,
        lines: int = 3,
        role: str = "field",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._acts = 0
        set_role(self, role)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._pouring = Pouring(self)
        self._pouring.done.connect(self._poured)
        self.textChanged.connect(self._typed)
        self._space_lines()

    def words(self) -> str:
        """What stands in the editor; unlike Qt's own plain text it keeps no-break spaces."""
        return self._pouring.text()

    @property
    def pouring(self) -> bool:
        """Whether a long text is still being put in; it is among the words already."""
        return self._pouring.busy

    def note_act(self, *, undone: bool) -> None:
        """An act came after the last key, or went: Ctrl+Z takes acts back before any typing."""
        self._acts = max(0, self._acts - 1 if undone else self._acts + 1)
        # What is typed from now on is a step of its own.
        self.document().setModified(False)

    def set_words(self, text: str) -> None:
        """Show other words; the same words again leave cursor and undo alone.

        Flush an `Autosave` on this editor first: what was not saved goes.
        """
        if text == self.words():
            return
        self.blockSignals(True)
        try:
            self._pouring.drop()
            self.clear()
            self._space_lines()
            self.document().setUndoRedoEnabled(False)
            self._pouring.begin(QTextCursor(self.document()), text)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        finally:
            self.blockSignals(False)
        self._grow()
        self.opened.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, whatever the clipboard offers besides."""
        if source.hasText():
            self._pouring.begin(self.textCursor(), source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text can be pasted or dropped."""
        return source.hasText()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window where what was done last was no typing."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            there = self.document()
            typed = there.isUndoAvailable() and not self._acts
            undo = event.matches(QKeySequence.StandardKey.Undo) and not typed
            redo = event.matches(QKeySequence.StandardKey.Redo) and not there.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter says that one is done; every other key types."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the editor was left, unless it is only for a menu."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def sizeHint(self) -> QSize:
        """As high as its words, and never lower than its lines."""
        return QSize(320, self._height())

    def minimumSizeHint(self) -> QSize:
        """The height of the lines it always has."""
        return QSize(120, self._chrome() + self._line() * self._lines)

    def _typed(self) -> None:
        self._acts = 0

    def _poured(self) -> None:
        self.document().setUndoRedoEnabled(True)
        self.ensureCursorVisible()

    def _grow(self) -> None:
        wanted = self._height()
        if self.minimumHeight() != wanted:
            self.setMinimumHeight(wanted)

    def _height(self) -> int:
        words = round(self.document().size().height())
        least, most = self._line() * self._lines, self._line() * _MOST_LINES
        return self._chrome() + max(least, min(words, most))

    def _line(self) -> int:
        return round(self.fontMetrics().height() * _LINE_PER_CENT / 100)

    def _chrome(self) -> int:
        """What stands round the text: border and padding, on both sides."""
        around = self.height() - self.viewport().height()
        return around if 0 < around < 80 else 16

    def keep_lines(self, lines: int) -> None:
        """Have another number of lines at least."""
        if lines != self._lines:
            self._lines = lines
            self._grow()

    def _space_lines(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            _LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        # Lines that are added later take it from the one before them.
        QTextCursor(document).mergeBlockFormat(spaced)
        document.setUndoRedoEnabled(True)
