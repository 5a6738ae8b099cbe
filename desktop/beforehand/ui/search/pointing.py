"""Points out, on whatever screen is in front, the words that were looked for."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QTextEdit, QWidget

from beforehand.store.excerpts import marks_in
from beforehand.ui.places import Sought
from beforehand.ui.search.found_rows import in_utf16
from beforehand.ui.search.found_view import formats, marked_format
from beforehand.ui.widgets.basics import Elided
from beforehand.ui.widgets.fold import Fold
from beforehand.ui.widgets.pouring import Pouring
from beforehand.ui.widgets.words import WordsEdit
from beforehand.ui.widgets.wrapped import Wrapped

_ABOUT = 20_000
"""Characters before and after the words found in which more of them are marked."""
_MOST_MARKS = 400

_WRITTEN_IN = (WordsEdit, QLineEdit)


def point_out(screen: QWidget, sought: Sought) -> None:
    """Open on a screen what holds the words, then mark them there and bring them into sight."""
    reveal = getattr(screen, "reveal", None)
    if reveal is not None:
        reveal(sought.id)
    pointer = Pointer(screen, sought)
    # Once the layouts have done their work: before that, nothing has its place.
    QTimer.singleShot(0, pointer, pointer.point)


class Pointer(QObject):
    """Marks the words in each visible widget that shows their text."""

    def __init__(self, screen: QWidget, sought: Sought) -> None:
        super().__init__(screen)
        self._screen, self._sought = screen, sought

    def point(self) -> None:
        """Mark the words; the first place comes into sight and takes the keyboard."""
        QApplication.sendPostedEvents()
        self._unfold()
        shown = [each for each in self._screen.findChildren(QWidget) if each.isVisible()]
        # What quotes the words stands for them only where nothing shows them as they are.
        holding = [each for each in shown if self._mark(each)] or [
            each for each in shown if self._mark(each, quoted=True)
        ]
        # One goes on where one can write.
        holding.sort(key=lambda each: not isinstance(each, _WRITTEN_IN))
        if holding:
            _bring_in_sight(holding[0])
            if holding[0].focusPolicy() is not Qt.FocusPolicy.NoFocus:
                holding[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _unfold(self) -> None:
        """Open what is folded and holds the words."""
        wanted = self._sought.text.strip()
        for fold in self._screen.findChildren(Fold):
            inside = fold.inside.findChildren(QWidget)
            if wanted and any((_text_of(each) or "").strip() == wanted for each in inside):
                fold.head.setChecked(True)
        QApplication.sendPostedEvents()

    def _mark(self, widget: QWidget, *, quoted: bool = False) -> bool:
        wanted, text = self._sought.text.strip(), _text_of(widget)
        if text is None or not wanted:
            return False
        if text.strip() != wanted and not (quoted and wanted in text):
            return False
        if isinstance(widget, WordsEdit):
            _mark_editor(widget, self._sought)
            return True
        marks = _marks(text, self._sought)
        if isinstance(widget, Wrapped):
            widget.mark(formats(marks))
        elif isinstance(widget, QLineEdit) and marks:
            widget.setSelection(*marks[0])
        elif isinstance(widget, QLabel) and not isinstance(widget, Elided) and marks:
            widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            widget.setSelection(*marks[0])
        return True


def _text_of(widget: QWidget) -> str | None:
    """What a widget that holds words says."""
    if isinstance(widget, WordsEdit):
        return widget.words()
    return widget.text() if isinstance(widget, QLabel | QLineEdit) else None


def _marks(text: str, sought: Sought) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text, as Qt counts; of a long one, about where they were found."""
    start = max(0, sought.near - _ABOUT)
    found = marks_in(text[start : sought.near + _ABOUT], sought.typed)
    return in_utf16(text, [(start + at, length) for at, length in found[:_MOST_MARKS]])


def _mark_editor(edit: WordsEdit, sought: Sought) -> None:
    """Mark the words in an editor until something else is written or shown there."""
    single = Qt.ConnectionType.SingleShotConnection
    pouring = edit.findChild(Pouring)
    if edit.pouring and pouring is not None:
        pouring.done.connect(lambda: _mark_editor(edit, sought), single)
        return
    # Where a long line was broken for show, the editor's text is longer than the words.
    raw = _shown(edit)
    marks = _marks(raw, sought)
    selections, look = [], marked_format()
    for start, length in marks:
        cursor = QTextCursor(edit.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        selections.append(selection)
    edit.setExtraSelections(selections)
    if marks:
        ((near, _),) = in_utf16(raw, [(sought.near, 0)])
        ends = [start + length for start, length in marks]
        cursor = QTextCursor(edit.document())
        cursor.setPosition(next((end for end in ends if end >= near), ends[0]))
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
    for changed in (edit.textChanged, edit.opened):
        changed.connect(lambda: edit.setExtraSelections([]), single)


def _shown(edit: WordsEdit) -> str:
    """The editor's text with as many units as its document, whatever is in it."""
    return edit.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def _bring_in_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 60)
        above = above.parentWidget()
