"""A field for words that nobody should see over a shoulder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from beforehand.ui import icons
from beforehand.ui.widgets.basics import column, icon_button, label, row, tip

CAPS = "Caps Lock is on."


class SecretField(QFrame):
    """Words as dots, a button that shows them, and a word if Caps Lock is on."""

    changed = Signal()
    entered = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = SecretEdit()
        self.edit.setAccessibleName(title)
        self.eye = icon_button("eye", "Show the words")
        self.caps = label("", "small")
        self.caps.hide()
        self._head = label(title, "strong")
        self._head.setBuddy(self.edit)
        self.setLayout(column(self._head, row(self.edit, self.eye), self.caps, spacing=4))
        self.setFocusProxy(self.edit)
        self.eye.clicked.connect(lambda: self.show_words(shown=not self.shown))
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.caps.connect(self._tell_caps)

    @property
    def words(self) -> str:
        """What was typed."""
        return self.edit.text()

    @property
    def shown(self) -> bool:
        """Whether the words can be read."""
        return self.edit.echoMode() is QLineEdit.EchoMode.Normal

    def show_words(self, *, shown: bool) -> None:
        """Show the words, or dots in their place."""
        modes = QLineEdit.EchoMode
        self.edit.setEchoMode(modes.Normal if shown else modes.Password)
        told = "Hide the words" if shown else "Show the words"
        self.eye.setIcon(icons.icon("eye-off" if shown else "eye", "muted", "accent"))
        self.eye.setAccessibleName(told)
        tip(self.eye, told)
        self.changed.emit()

    def rename(self, title: str) -> None:
        """Ask for something else."""
        self._head.setText(title)
        self.edit.setAccessibleName(title)

    def select(self) -> None:
        """Let the next key take the place of what stands here."""
        self.edit.setFocus()
        self.edit.selectAll()

    def clear(self) -> None:
        """Forget the words, the editor's own undo included."""
        self.edit.setText("")
        self.show_words(shown=False)

    def _tell_caps(self, on: bool) -> None:
        self.caps.setText(CAPS if on else "")
        self.caps.setVisible(on)


class SecretEdit(QLineEdit):
    """The editor; it finds out about Caps Lock from the letters that come.

    Qt cannot be asked: a capital without Shift tells it, and the key itself from then on.
    """

    caps = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._caps: bool | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice Caps Lock, then type."""
        found = _caps_lock(event, known=self._caps)
        if found is not None and found != self._caps:
            self._caps = found
            self.caps.emit(found)
        super().keyPressEvent(event)


def _caps_lock(event: QKeyEvent, *, known: bool | None) -> bool | None:
    """Whether it is on after this key; None where the key does not tell."""
    if event.key() == Qt.Key.Key_CapsLock:
        return None if known is None else not known
    letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if len(letter) != 1 or letter.upper() == letter.lower():
        return None
    return letter.isupper() != shift
