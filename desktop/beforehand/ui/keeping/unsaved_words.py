"""The words that stand on the screen and could not be saved, for a file of the person's choice."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTextEdit, QWidget

from beforehand.exchange.files import write_whole
from beforehand.ui.autosave import Autosave
from beforehand.ui.widgets.words import WordsEdit

_NAME = "What I wrote.txt"


def unsaved_words(root: QWidget) -> str:
    """All of them, each under the name of its field; empty if there are none."""
    return "\n\n".join(f"{name}\n{words}" if name else words for name, words in _all(root))


def ask_where(window: QWidget) -> QFileDialog:
    """Ask for a file; the dialog tells which."""
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(window, "Copy what I wrote", home or str(Path.home()))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("Text (*.txt)")
    dialog.setDefaultSuffix("txt")
    dialog.selectFile(_NAME)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def copy(window: QWidget, file: Path) -> None:
    """Write them into a file; raises BeforehandError."""
    write_whole(file, f"{unsaved_words(window)}\n".encode())


def _all(root: QWidget) -> Iterator[tuple[str, str]]:
    saved = {each.edit: each for each in root.findChildren(Autosave)}
    for edit in root.findChildren(QWidget):
        if not isinstance(edit, WordsEdit | QLineEdit) or not edit.isVisibleTo(root):
            continue
        words = edit.words() if isinstance(edit, WordsEdit) else edit.text()
        waits = saved[edit].unsaved if edit in saved else _was_typed(edit)
        if waits and words.strip():
            yield edit.accessibleName(), words


def _was_typed(edit: QLineEdit | QTextEdit) -> bool:
    """Typed into a form that is saved as a whole."""
    if isinstance(edit, QLineEdit):
        secret = edit.echoMode() is not QLineEdit.EchoMode.Normal
        return edit.isModified() and not edit.isReadOnly() and not secret
    return edit.document().isModified() and not edit.isReadOnly()
