"""The part of Settings that is about the lock."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QWidget

from beforehand.ui.desk import Desk
from beforehand.ui.lock import standing
from beforehand.ui.lock.orders import CHANGE, CODE, REMOVE, SET
from beforehand.ui.places import Place
from beforehand.ui.settings import IDLE_MINUTES
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import FlowLayout, button, column, form_row, holding, label, rule

OPEN = (
    "Not locked. The notebook is encrypted, but its key lies beside it: whoever can open this "
    "computer account can read it."
)
LOCKED = "Locked with a passphrase. You are asked for it whenever you open the notebook."
SAMPLE = "This is the sample notebook. A passphrase belongs to a notebook of your own."
UNPROVED = (
    "The recovery code has not been typed back yet, so it may be lost. If you forget the "
    "passphrase and have no code, nobody can open the notebook."
)
_IDLE_HINT = (
    "Ctrl+L locks at once. Where the system tells us, it also locks when the computer goes to "
    "sleep, its screen is locked or the user changes."
)
_HIDE = "F9 hides what is on the screen behind an empty page; F9 or a click brings it back."


class LockCard(QFrame):
    """What holds now, and what can be done about it."""

    go = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.said = label("", wrap=True)
        self.unproved = label(UNPROVED, "bad-text", wrap=True)
        self.idle = QComboBox()
        for minutes in IDLE_MINUTES:
            self.idle.addItem(_after(minutes), minutes)
        self._build()
        self.idle.activated.connect(self._choose_idle)

    def _build(self) -> None:
        self.set = self._way("Set a passphrase…", SET, "primary")
        self.lock = button("Lock now", "lock")
        self.lock.clicked.connect(lambda: self.go.emit(Place("lock")))
        self.change = self._way("Change the passphrase…", CHANGE)
        self.remove = self._way("Remove it…", REMOVE, "quiet")
        self.prove, self.renew = self._way("Type the code…", "prove"), self._way("New code…", CODE)
        self._idle_row = form_row("Lock by itself", self.idle, _IDLE_HINT)
        self._to_set = holding(_flow(self.set))
        self._to_use = holding(_flow(self.lock, self.change, self.remove))
        self._to_prove = holding(_flow(self.prove, self.renew))
        items = (
            label("Lock", "heading"), self.said, self._to_set, self._to_use, self.unproved,
            self._to_prove, self._idle_row, rule(), label(_HIDE, "small", wrap=True),
        )  # fmt: skip
        inside = column(*items)
        inside.setContentsMargins(20, 20, 20, 20)
        self.setLayout(inside)
        set_role(self, "card")

    def refresh(self) -> None:
        """Show what holds now."""
        locked = standing.is_locked(self._desk)
        kept = not locked or standing.code_is_kept(self._desk)
        self.said.setText(LOCKED if locked else SAMPLE if self._desk.is_sample else OPEN)
        self._to_set.setVisible(not locked and not self._desk.is_sample)
        self._to_use.setVisible(locked)
        self.unproved.setVisible(not kept)
        self._to_prove.setVisible(not kept)
        self._idle_row.setVisible(locked)
        with QSignalBlocker(self.idle):
            self.idle.setCurrentIndex(self.idle.findData(self._desk.settings.idle_minutes))

    def _way(self, word: str, act: str, role: str = "") -> QPushButton:
        made = button(word, role=role)
        made.clicked.connect(lambda: self.go.emit(Place("passphrase", detail=act)))
        return made

    def _choose_idle(self) -> None:
        chosen = self._desk.settings._replace(idle_minutes=self.idle.currentData())
        self._desk.settings_wanted.emit(chosen)


def _flow(*ways: QWidget) -> FlowLayout:
    flow = FlowLayout(spacing=8)
    for each in ways:
        flow.addWidget(each)
    return flow


def _after(minutes: int) -> str:
    if not minutes:
        return "Never"
    return f"After {minutes} minutes without use" if minutes > 1 else "After a minute without use"
