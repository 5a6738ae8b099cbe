"""Setting, changing and taking away the passphrase, and proving that the code was kept."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.domain.errors import BeforehandError
from beforehand.store import locking, opening, recovery
from beforehand.store.faults import WrongPassphrase
from beforehand.ui.desk import Desk
from beforehand.ui.errands import Errand
from beforehand.ui.lock import standing
from beforehand.ui.lock.field import SecretField
from beforehand.ui.lock.orders import BEFORE, CHANGE, CODE, OLDER, REMOVE, SET, Order
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import button, card, column, holding, label, row, scroll

_WIDTH = 620
PROVE = "prove"

_TITLES: dict[str, tuple[str, str]] = {
    SET: ("Set a passphrase", "Lock the notebook"),
    CHANGE: ("Change the passphrase", "Change it"),
    REMOVE: ("Remove the passphrase", "Remove it"),
    CODE: ("A new recovery code", "Make a new code"),
    PROVE: ("The recovery code", "Done"),
}
"""The heading, and what the button says."""

_ABOUT: dict[str, tuple[str, ...]] = {
    SET: (
        "You will be asked for it whenever you open the notebook.",
        "Next comes a recovery code, for the day you forget the passphrase: print it or write it "
        "down, and keep it away from this computer.",
        BEFORE,
        "Locking takes some seconds; the notebook is closed meanwhile.",
    ),
    CHANGE: (f"The recovery code stays as it is. {OLDER}",),
    REMOVE: (
        "After that, whoever can open this computer account can read the notebook: it stays "
        "encrypted, but its key lies beside it.",
        "Backups made before still need the passphrase or the recovery code you have now.",
    ),
    CODE: (
        "The code you have will no longer open the notebook; backups made before still open with "
        "it.",
    ),
    PROVE: ("Type the code as it stands on your sheet. Hyphens and capitals do not matter.",),
}
_ADVICE = (
    "At least {least} characters. Four or five words that do not belong together are good, and "
    "easy to keep in mind."
)
_NOT_ALIKE = "The two are not the same."
_NOT_A_CODE = "That is not a recovery code as Beforehand makes them: six groups of five."
_OLD = "The passphrase you have now, or the recovery code"
_ASKS = {CODE: "Passphrase", PROVE: "Recovery code"}
_NEW, _AGAIN = "New passphrase", "The new passphrase once more"


class PassphraseScreen(QFrame):
    """One form for each of the five; nothing happens before its button."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._act = SET
        self._build()
        self._connect()

    def _build(self) -> None:
        self.old, self.new = SecretField(_OLD), SecretField(_NEW)
        self.again = SecretField(_AGAIN)
        self.about = label("", wrap=True)
        self.advice = label(_ADVICE.format(least=locking.FEWEST_LETTERS), "small", wrap=True)
        self.said = label("", "bad-text", wrap=True)
        self.do = button("", role="primary")
        self.back = button("Back to Settings", role="quiet")
        self._errand = Errand(self)
        form = card(
            self.about, self.old, self.new, self.advice, self.again, self.said,
            row(self.do, self.back, None), spacing=16,
        )  # fmt: skip
        inside = holding(column(form, None))
        inside.setMaximumWidth(_WIDTH)
        page = row(inside, None)
        page.setStretch(0, 100)
        self.setLayout(column(scroll(holding(page, margins=(28, 26, 28, 28)))))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self.go.emit(Place("settings")))
        self.do.clicked.connect(self._try)
        for field in (self.old, self.new, self.again):
            field.changed.connect(self._judge)
            field.entered.connect(self._try)
        self._errand.done.connect(self._proved)
        self._errand.failed.connect(self._refuse)

    def heading(self) -> Heading:
        """What it is about."""
        return Heading(_TITLES[self._act][0], "Settings", Place("settings"))

    def open(self, place: Place) -> None:
        """Show the form that `detail` names; one that makes no sense here becomes one that does."""
        locked = standing.is_locked(self._desk)
        wanted = place.detail if place.detail in _TITLES else CHANGE
        self._act = wanted if locked == (wanted != SET) else CHANGE if locked else SET
        self._forget()
        self.about.setText("\n\n".join(_ABOUT[self._act]))
        self.do.setText(_TITLES[self._act][1])
        asks_new = self._act in (SET, CHANGE)
        self.old.setVisible(self._act != SET)
        for field in (self.new, self.advice):
            field.setVisible(asks_new)
        self.old.rename(_ASKS.get(self._act, _OLD))
        self._judge()
        self.retitled.emit()

    def take_focus(self) -> None:
        """Begin in the first field."""
        (self.new if self._act == SET else self.old).setFocus()

    def leave(self) -> None:
        """Nothing typed here is kept."""
        self._forget()

    def _forget(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self._tell("")

    def _judge(self) -> None:
        """What is seen need not be typed twice; say what is wrong as soon as it is."""
        asks_new = self._act in (SET, CHANGE)
        twice = asks_new and not self.new.shown
        self.again.setVisible(twice)
        first, second = self.new.words, self.again.words
        differs = twice and first != second
        self._tell(_NOT_ALIKE if differs and second and not first.startswith(second) else "")
        filled = (self._act == SET or self.old.words) and (not asks_new or first)
        self.do.setEnabled(bool(filled) and not differs and not self._errand.busy)

    def _try(self) -> None:
        """See that the words are good, before the notebook is let go."""
        if not self.do.isEnabled():
            return
        if (fault := self._fault()) is not None:
            self._tell(fault)
            return
        if self._act == SET:
            self._ask(Order(SET, new=self.new.words))
            return
        folder, words = self._desk.notebook.folder, self.old.words
        self._errand.send(lambda: opening.unlock(folder, words))
        self.do.setEnabled(False)

    def _fault(self) -> str | None:
        if self._act == PROVE:
            return None if recovery.read(self.old.words) else _NOT_A_CODE
        try:
            if self._act in (SET, CHANGE):
                locking.check_new(self.new.words)
        except BeforehandError as fault:
            return str(fault)
        return None

    def _proved(self, _keys: object) -> None:
        if self._act == PROVE:
            standing.note_code(self._desk, kept=True)
            self.go.emit(Place("settings"))
            return
        self._ask(Order(self._act, self.old.words, self.new.words))

    def _ask(self, order: Order) -> None:
        self._forget()
        self._desk.lock_wanted.emit(order)

    def _refuse(self, fault: BeforehandError) -> None:
        told: dict[bool, Callable[[], str]] = {
            True: lambda: "That is not the code that holds now. Nothing was changed.",
            False: lambda: str(fault),
        }
        wrong_code = self._act == PROVE and isinstance(fault, WrongPassphrase)
        self._judge()
        self._tell(told[wrong_code]())
        self.old.select()

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
