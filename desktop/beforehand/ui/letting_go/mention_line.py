"""One place where a name stands: kept or changed, and into which words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand.store.erasing import INITIALS, Instead
from beforehand.store.mentions import Mention, placed
from beforehand.store.notebook import Notebook
from beforehand.ui.widgets.basics import button, check, chip, column, holding, label, rename, row

_MOST_LETTERS = 24


class MentionLine(QFrame):
    """Ticked, the name is changed: into what was chosen for all, or into words of its own."""

    changed = Signal()

    def __init__(self, notebook: Notebook, mention: Mention) -> None:
        super().__init__()
        self.mention = mention
        told = placed(notebook, mention)
        self.box = check("")
        self.box.setChecked(mention.sure)
        self.box.setAccessibleName(f"Change the name in: {told.around}")
        self.other = button("", role="ghost")
        self.other.setAccessibleDescription("Choose other words for this place")
        self.words: QLineEdit | None = None
        where = label(f"in “{told.where}”" if told.where else "", "small", wrap=True)
        chips = [chip("perhaps another word")] if mention.unsure else []
        below = row(*chips, where, self.other, spacing=8)
        below.setStretch(len(chips), 1)
        self._below = below
        line = row(
            self.box,
            holding(column(label(told.around, wrap=True), below, spacing=2)),
            spacing=10,
        )
        line.setStretch(1, 1)
        self.setLayout(line)
        self._default = INITIALS
        self.show_default(INITIALS)
        self.box.toggled.connect(self._tick)
        self.other.clicked.connect(self._ask)
        self._tick()

    def show_default(self, default: Instead) -> None:
        """What comes here, unless other words are chosen for this place."""
        self._default = default
        words = default.words or self.mention.spots[0].initials
        short = f"{words[:_MOST_LETTERS].rstrip()}…" if len(words) > _MOST_LETTERS else words
        rename(self.other, f"becomes “{short}”")
        if self.words is not None:
            self.words.setPlaceholderText(words)

    @property
    def ticked(self) -> bool:
        """Whether the name is changed here."""
        return self.box.isChecked()

    @property
    def instead(self) -> Instead:
        """What comes in its place."""
        typed = self.words.text().strip() if self.words is not None else ""
        return Instead(words=typed) if typed else self._default

    def _tick(self) -> None:
        # Not hidden: ticked all at once, all lines would be laid out once for each of them.
        self.other.setEnabled(self.ticked)
        if self.words is not None:
            self.words.setEnabled(self.ticked)
        self.changed.emit()

    def _ask(self) -> None:
        """A place to write, built for this line alone when it is asked for."""
        self.words = QLineEdit()
        self.words.setAccessibleName("In the place of the name, here")
        self._below.addWidget(self.words)
        self.show_default(self._default)
        self.other.hide()
        self.words.show()
        self.words.setFocus()
        self.words.textChanged.connect(self.changed)
