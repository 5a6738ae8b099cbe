"""What happened, what surprised me, what to carry to next time: kept as it is typed."""

from functools import partial

from PySide6.QtWidgets import QFrame

from beforehand.ui.autosave import Autosave
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.widgets.basics import WordsEdit, column, holding, label

_FIELDS = (
    ("happened", "What happened?", "In a few sentences, as you would tell it.", 5),
    ("surprised", "What surprised me?", "", 2),
    ("carry", "What to carry to next time?", "It stands on the next preparation.", 2),
)


class Words(QFrame):
    """Three fields, each under its question."""

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self.editors: dict[str, WordsEdit] = {}
        self._saved: dict[str, Autosave] = {}
        self._rows: dict[str, QFrame] = {}
        for name, title, hint, lines in _FIELDS:
            self._rows[name] = self._field(name, title, hint, lines)
        self.setLayout(column(*self._rows.values(), spacing=18))

    def show_all(self) -> None:
        """Show what was written; words that are being typed stay."""
        debrief, closed = self._looking.debrief, self._looking.closed
        for name, editor in self.editors.items():
            if not self._saved[name].unsaved:
                editor.set_words(getattr(debrief, name))
            editor.setReadOnly(closed)
            self._rows[name].setVisible(not closed or bool(getattr(debrief, name).strip()))

    def _field(self, name: str, title: str, hint: str, lines: int) -> QFrame:
        editor = WordsEdit(hint, lines=lines)
        editor.setAccessibleName(title)
        self.editors[name] = editor
        self._saved[name] = Autosave(editor, partial(self._looking.write, name))
        return holding(column(label(title, "title", wrap=True), editor, spacing=8))
