"""What the keyboard does anywhere in the window, as one table, and the list that shows it."""

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from beforehand.ui.widgets.basics import button, chip, column, holding, label, row, scroll

WINDOW_KEYS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("Ctrl+N",), "New conversation", "new_conversation"),
    (("Ctrl+K",), "Search everything", "search"),
    (("Ctrl+Shift+N",), "I had a talk: debrief one that was not prepared", "go_had_a_talk"),
    (("Ctrl+1",), "Today", "go_today"),
    (("Ctrl+2",), "Preparations", "go_preparations"),
    (("Ctrl+3",), "Counterparts", "go_counterparts"),
    (("Ctrl+4",), "Journal", "go_journal"),
    (("Ctrl+,",), "Settings", "go_settings"),
    (("Ctrl+L",), "Lock the notebook", "lock"),
    (("F9",), "Hide what is on the screen; F9 or a click brings it back", "hide"),
    (("Ctrl+Z",), "Undo", ""),
    (("Ctrl+Shift+Z", "Ctrl+Y"), "Redo", ""),
    (("F1", "Ctrl+/"), "This list", "show_keys"),
    (("Ctrl+Q",), "Close the window", "close"),
)
"""Keys, what they do, and the window's method; undo and redo are actions with buttons."""

SCREEN_KEYS: tuple[tuple[str, str], ...] = (
    ("Ctrl+Enter", "Done with this answer, on to the next question; finish the debrief"),
    ("1, 2, 3, 4", "In a debrief: confirmed, partly, refuted, not asked"),
    ("Ctrl+P, Ctrl+S", "Print the sheet, save it as PDF"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "The sheet larger, smaller, as wide as the window"),
    ("Esc", "Stop laying out a long sheet"),
    ("Alt+Left, Alt+Right", "The question before, the next one"),
    ("Ctrl+Shift+H", "Make the words at the cursor a hidden need"),
    ("Tab", "From one thing to the next"),
    ("Space or Enter", "Press a button, open a line of a list"),
    ("Menu key, Delete", "In a list: what can be done with a line, put it away"),
    ("Ctrl+D", "In Preparations: duplicate the conversation"),
    ("Arrow keys", "Move in a list; on the map, more or less sure"),
)
"""Keys that the screens answer to."""


_AROUND, _MORE = 80, 700
"""Pixels kept free of the screen's height; what the table may take more than a scroll area asks."""


class KeysDialog(QDialog):
    """The list of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for place, (keys, what) in enumerate(_lines()):
            grid.addLayout(row(*(chip(key) for key in keys), None), place, 0)
            grid.addWidget(label(what), place, 1)
        close = button("Close", role="primary")
        close.clicked.connect(self.accept)
        table = holding(grid)
        inside = column(label("Keys", "title"), scroll(table), row(None, close), spacing=18)
        self.setLayout(column(holding(inside, margins=(28, 24, 28, 24))))
        wanted = self.sizeHint()
        room = self.screen().availableGeometry().height() - _AROUND
        self.resize(table.sizeHint().width() + 90, min(wanted.height() + _MORE, room))


def _lines() -> list[tuple[tuple[str, ...], str]]:
    anywhere = [(keys, what) for keys, what, _ in WINDOW_KEYS]
    return [*anywhere, *(((key,), what) for key, what in SCREEN_KEYS)]
