"""One thing in a list that opens when it is pressed: an icon, two lines of text, a chip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from beforehand.ui import icons
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import Elided, column, label, row


class Line(QPushButton):
    """A button laid out like a line of a list; the whole of it is its name for a screen reader."""

    def __init__(
        self,
        title: str,
        below: str = "",
        *,
        icon: str = "",
        beside: QWidget | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        set_role(self, "line")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = [title, below, beside.text() if isinstance(beside, QLabel) else ""]
        self.setAccessibleName(", ".join(each for each in said if each))
        self._lay_out(_words(title, below, wrap=wrap), icon, beside)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """As large as what is laid out in it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(120, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        """Higher where the words wrap."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else -1

    def _lay_out(self, words: QVBoxLayout, icon: str, beside: QWidget | None) -> None:
        line = row(spacing=12)
        if icon:
            sign = label()
            sign.setPixmap(icons.pixmap(icon, "muted", icons.SIZE, self.devicePixelRatioF()))
            line.addWidget(sign)
        line.addLayout(words, 1)
        if beside is not None:
            line.addWidget(beside)
        line.setContentsMargins(18, 11, 18, 11)
        self.setLayout(line)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _words(title: str, below: str, *, wrap: bool) -> QVBoxLayout:
    texts = [(title, "strong"), (below, "muted")]
    shown = [(text, role) for text, role in texts if text]
    if wrap:
        return column(*(label(text, role, wrap=True) for text, role in shown), spacing=2)
    return column(*(Elided(text, role) for text, role in shown), spacing=2)
