"""Undo, redo and the keys that work anywhere in the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication

from beforehand.ui import icons
from beforehand.ui.keys import WINDOW_KEYS, KeysDialog
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import tip_of
from beforehand.ui.widgets.words import WordsEdit

if TYPE_CHECKING:
    from beforehand.ui.desk import Desk
    from beforehand.ui.window import Window


class Travel(QObject):
    """The window's actions; undo and redo say what they would take back or do again."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self.undo = self._action("Undo", "undo-2", self._undo)
        self.redo = self._action("Redo", "redo-2", self._redo)
        for keys, what, method in WINDOW_KEYS:
            self._bind(keys, what, method)

    @property
    def actions(self) -> tuple[QAction, QAction]:
        """Those that have a button."""
        return (self.undo, self.redo)

    def follow(self, desk: "Desk") -> None:
        """Work on another notebook."""
        self._desk = desk
        desk.history_changed.connect(self._name)
        desk.history_changed.connect(self._count)
        self._name()

    def new_conversation(self) -> None:
        """Begin one."""
        self._window.go(Place("new-conversation"))

    def go_had_a_talk(self) -> None:
        """Note a talk that nobody prepared."""
        self._window.go(Place("had-a-talk"))

    def go_today(self) -> None:
        """Show Today."""
        self._window.go(Place("today"))

    def go_preparations(self) -> None:
        """Show all conversations."""
        self._window.go(Place("preparations"))

    def go_counterparts(self) -> None:
        """Show everyone."""
        self._window.go(Place("counterparts"))

    def search(self) -> None:
        """Look for words in everything that was written."""
        self._window.go(Place("search"))

    def go_journal(self) -> None:
        """Show what was written, newest first."""
        self._window.go(Place("journal"))

    def go_settings(self) -> None:
        """Show the settings."""
        self._window.go(Place("settings"))

    def lock(self) -> None:
        """Lock the notebook, or go where a passphrase is set."""
        self._window.go(Place("lock"))

    def hide(self) -> None:
        """Hide everything behind an empty page."""
        self._window.go(Place("hide"))

    def show_keys(self) -> None:
        """Show the list of keys."""
        dialog = KeysDialog(self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close(self) -> None:
        """Close the window."""
        self._window.close()

    def _action(self, word: str, icon: str, act: object) -> QAction:
        made = QAction(icons.icon(icon, "muted"), word, self)
        made.triggered.connect(act)
        made.setVisible(False)
        return made

    def _bind(self, keys: tuple[str, ...], what: str, method: str) -> None:
        action = {"Undo": self.undo, "Redo": self.redo}.get(what)
        if action is None:
            action = QAction(what, self)
            action.triggered.connect(getattr(self, method))
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)

    def _undo(self) -> None:
        if self._desk is not None:
            self._desk.undo()

    def _redo(self) -> None:
        if self._desk is not None:
            self._desk.redo()

    def _count(self) -> None:
        """Tell the editor one writes in of an act, so that Ctrl+Z goes back in order."""
        editor = QApplication.focusWidget()
        if self._desk is not None and isinstance(editor, WordsEdit):
            editor.note_act(undone=bool(self._desk.redo_label))

    def _name(self) -> None:
        if self._desk is None:
            return
        for action, word, label in (
            (self.undo, "Undo", self._desk.undo_label),
            (self.redo, "Redo", self._desk.redo_label),
        ):
            action.setVisible(bool(label))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{word} {label}".strip())
            action.setToolTip(tip_of(f"{word}: {label} ({keys})"))
