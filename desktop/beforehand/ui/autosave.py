"""Saves words while they are typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from beforehand.ui.unsaved import flush_all
from beforehand.ui.widgets.words import WordsEdit

__all__ = ["LONGEST_MS", "PAUSE_MS", "Autosave", "flush_all"]

PAUSE_MS = 800
"""After the last key."""
LONGEST_MS = 1000
"""After the first key that is not saved: people type without a pause."""


class Autosave(QObject):
    """Hands an editor's words to `save` after a pause, on leaving it, and on `flush`.

    `save` answers whether the words are in the notebook; if not they stay unsaved and are tried
    again. Words are compared with what the editor gave back when it was opened, because an editor
    alters some characters silently: opening a note never rewrites it.
    """

    def __init__(self, edit: WordsEdit | QLineEdit, save: Callable[[str], bool]) -> None:
        super().__init__(edit)
        self._edit, self._save = edit, save
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._saved = self._words()
        if isinstance(edit, WordsEdit):
            edit.opened.connect(self.opened)
            edit.textChanged.connect(self._typed)
            edit.left.connect(self.flush)
        else:
            edit.textEdited.connect(self._typed)
            edit.textChanged.connect(self._changed)
            edit.installEventFilter(self)

    @property
    def edit(self) -> WordsEdit | QLineEdit:
        """The editor whose words it saves."""
        return self._edit

    @property
    def unsaved(self) -> bool:
        """Whether words stand in the editor that are not in the notebook."""
        return self._words() != self._saved

    def opened(self) -> None:
        """Take what stands in the editor now as what the notebook has."""
        self._rest()
        self._saved = self._words()

    def flush(self) -> bool:
        """Save at once what is not saved; False if that failed and the words are only here."""
        self._rest()
        words = self._words()
        if words == self._saved:
            return True
        if self._save(words):
            self._saved = words
            return True
        return False

    def give_up(self) -> None:
        """Try no more to save what stands here."""
        self.opened()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A one-line editor is saved when the focus leaves it."""
        if event.type() is QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _words(self) -> str:
        edit = self._edit
        return edit.words() if isinstance(edit, WordsEdit) else edit.text()

    def _typed(self) -> None:
        if not self.unsaved:
            self._rest()
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def _changed(self) -> None:
        """A one-line editor was filled by the program: that is not typing."""
        if isinstance(self._edit, QLineEdit) and not self._edit.isModified():
            if not self._edit.hasFocus():
                self._edit.home(False)  # words too long for it are read from their beginning
            self.opened()

    def _rest(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _timer(self, pause_ms: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=pause_ms)
        timer.timeout.connect(self.flush)
        return timer
