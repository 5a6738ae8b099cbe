"""A question in the middle: the answer, what its words become, and what helps to write it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from beforehand.domain.preparing import Step
from beforehand.domain.stakes import Becomes
from beforehand.domain.taking import REACH, Taken, Took
from beforehand.domain.taking import taken as words_at
from beforehand.ui.autosave import Autosave
from beforehand.ui.prepare.becoming import Becoming
from beforehand.ui.prepare.drivers import DriverCards
from beforehand.ui.prepare.earlier import EarlierWords, earlier_words
from beforehand.ui.prepare.page import Page
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import WordsEdit, label
from beforehand.ui.widgets.fold import Fold, fold_button
from beforehand.ui.widgets.pouring import plain

LINES, LINES_LOW = 8, 4
_LOW = 560
"""Pixels of height below which the editor is lower, so that its buttons stay in sight."""
_WRITE = "Write as you would say it. Nobody else reads this."
_NOTHING = "Nothing was written here."


class QuestionPage(Page):
    """One page for all questions; `made` carries the id of what words became."""

    made = Signal(object)
    jumped = Signal(object)
    saved = Signal(bool)
    typed = Signal()

    def __init__(self, preparation: Preparation, parent: QWidget | None = None) -> None:
        super().__init__(preparation, parent)
        self._step: Step | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._example_text = label("", "muted", wrap=True)
        self._example = Fold("An example", self._example_text)
        self.editor = WordsEdit(_WRITE, lines=LINES, role="editor")
        self._drivers = fold_button("Drivers and signs", "lightbulb", "")
        self._before = fold_button("What I wrote before", "history", "")
        helps = (self._drivers, self._before)
        self._becoming = Becoming(self.preparation, self, helps=helps)
        self.drivers = DriverCards(self.preparation)
        self.earlier = EarlierWords()
        for each in (self._example, self.editor, self._becoming, self.drivers, self.earlier):
            self.body.addWidget(each)
        self.drivers.hide()
        self.earlier.hide()
        self._autosave = Autosave(self.editor, self._save)
        # The line that says which words are meant follows the cursor, but not every key.
        self._soon = QTimer(self, singleShot=True, interval=120)

    def _connect(self) -> None:
        self.editor.cursorPositionChanged.connect(self._soon.start)
        self.editor.selectionChanged.connect(self._soon.start)
        self.editor.textChanged.connect(self.typed)
        self._soon.timeout.connect(self._show_taken)
        self._becoming.wanted.connect(self.make)
        self._becoming.jumped.connect(self.jumped)
        self._drivers.toggled.connect(self.drivers.setVisible)
        self._before.toggled.connect(self.earlier.setVisible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Begin with fewer lines in a low window."""
        super().resizeEvent(event)
        self.editor.keep_lines(LINES if self.height() >= _LOW else LINES_LOW)

    def show_step(self, step: Step) -> None:
        """Show a question with its answer; what was typed at the one before is saved first."""
        self._autosave.flush()
        super().show_step(step)
        self._step = step
        self.editor.setReadOnly(self.preparation.closed)
        self.editor.setPlaceholderText(_NOTHING if self.preparation.closed else _WRITE)
        self.editor.setAccessibleName(step.title)
        self.editor.setAccessibleDescription(step.hint)
        self._example.setVisible(bool(step.example))
        self._example.close_up()
        self._example_text.setText(step.example)
        self._show_helps(step)
        self._show_answer()
        self.refresh()

    def refresh(self) -> None:
        """Show the answer, if another way changed it, and where its words live now."""
        if self._step is None:
            return
        if not self._autosave.unsaved:
            self._show_answer()
        self._drivers.setVisible(self._step.shows_drivers)
        self._before.setVisible(self.earlier.any)
        self._becoming.show_step(self._step)
        self._show_taken()

    def take_focus(self) -> None:
        """Go on writing at the end of the answer."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)

    def flush(self) -> bool:
        """Save what is typed; False if it could not be saved."""
        return self._autosave.flush()

    def make(self, becomes: Becomes) -> None:
        """Make the chosen words something, at once."""
        words = self.taken().words
        if self._step is None or not words or not self._autosave.flush():
            return
        record = self.preparation.make(self._step, becomes, words)
        if record is not None:
            self.preparation.reload()
            self.made.emit(record.id)

    def taken(self) -> Taken:
        """The words meant; of a long answer only what lies about the cursor is looked at."""
        cursor = self.editor.textCursor()
        if cursor.hasSelection():
            return Taken(words=plain(cursor.selectedText()).strip(), how=Took.SELECTED)
        place, last = cursor.position(), self.editor.document().characterCount() - 1
        first, end = max(0, place - REACH), min(last, place + REACH)
        before, after = self._between(first, place), self._between(place, end)
        found = words_at(before + after, len(before), len(before))
        whole = (first, end) == (0, last)
        return found if whole else Taken(words=found.words, how=Took.SENTENCE)

    def _between(self, start: int, end: int) -> str:
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        return plain(cursor.selectedText())

    def _show_taken(self) -> None:
        self._becoming.show_taken(self.taken())

    def _show_answer(self) -> None:
        answer = self.preparation.answer(self._step) if self._step else None
        self.editor.set_words(answer.text if answer else "")

    def _show_helps(self, step: Step) -> None:
        self.earlier.show_words(earlier_words(self.preparation, step))
        for each in (self._drivers, self._before):
            each.setChecked(False)

    def _save(self, text: str) -> bool:
        done = self._step is None or self.preparation.write(self._step, text)
        self.saved.emit(done)
        return done
