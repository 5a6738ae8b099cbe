"""Long texts are put into an editor slice by slice, so that the window never stands still."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

SLICE = 20_000
"""Characters put in at a time: Qt lays them out in some 15 ms."""

LONG_LINE = 8_000
"""Characters of the longest line that Qt lays out without being felt; its time grows squared."""

_JOINT = "\u2064\n"
"""A line's end that is only shown: an invisible sign that no one writes goes before it."""


class Pouring(QObject):
    """Puts a text into an editor; what is not there yet belongs to its words all the same."""

    done = Signal()

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._rest = ""
        self._cursor = edit.textCursor()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._pour)

    @property
    def busy(self) -> bool:
        """Whether there is more to put in."""
        return bool(self._rest)

    def begin(self, cursor: QTextCursor, text: str) -> None:
        """Put a text in at a cursor; what is selected there goes."""
        self.finish()
        self._cursor = QTextCursor(cursor)
        first, self._rest = _cut(_jointed(text.replace("\r\n", "\n").replace("\r", "\n")))
        self._cursor.insertText(first)
        self._go_on()

    def finish(self) -> None:
        """Put in at once whatever is left."""
        while self._rest:
            self._pour()

    def drop(self) -> None:
        """Forget what is left: other words come."""
        self._rest = ""
        self._soon.stop()

    def text(self) -> str:
        """All words of the editor, as Python has them."""
        raw = self._edit.document().toRawText()
        if self._rest:
            place = self._cursor.position()
            raw = self._part(0, place) + self._rest + self._part(place, None)
        return plain(raw)

    def _part(self, start: int, end: int | None) -> str:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        last = self._edit.document().characterCount() - 1
        cursor.setPosition(last if end is None else end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def _pour(self) -> None:
        piece, self._rest = _cut(self._rest)
        self._cursor.joinPreviousEditBlock()
        self._cursor.insertText(piece)
        self._cursor.endEditBlock()
        self._go_on()

    def _go_on(self) -> None:
        if self._rest:
            self._soon.start()
        else:
            self._soon.stop()
            self.done.emit()


def plain(raw: str) -> str:
    """Qt's text as Python has it: line ends are plain ones, what was only for show is gone."""
    for theirs, ours in (
        ("\u2029", "\n"),
        ("\u2028", "\n"),
        ("\ufdd0", ""),
        ("\ufdd1", ""),
        (_JOINT, ""),
    ):
        raw = raw.replace(theirs, ours)
    return raw


def _cut(text: str) -> tuple[str, str]:
    return text[:SLICE], text[SLICE:]


def _jointed(text: str) -> str:
    """The text with joints in lines that are too long, at a space where there is one."""
    if len(text) <= LONG_LINE:
        return text
    return "\n".join(_broken(line) for line in text.split("\n"))


def _broken(line: str) -> str:
    pieces = []
    while len(line) > LONG_LINE:
        end = line.rfind(" ", LONG_LINE // 2, LONG_LINE) + 1 or LONG_LINE
        pieces.append(line[:end])
        line = line[end:]
    return _JOINT.join([*pieces, line])
