"""The page that asks for the passphrase; it tells nobody whose notebook it is, nor where."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from beforehand.domain.errors import BeforehandError
from beforehand.store import recovery
from beforehand.store.keys import Sealed
from beforehand.ui import icons
from beforehand.ui.errands import Errand
from beforehand.ui.lock.field import SecretField
from beforehand.ui.widgets.bars import Offer
from beforehand.ui.widgets.basics import FlowLayout, button, column, holding, label, row

_WIDTH = 460
TITLE = "Locked"
ABOUT = "Type the passphrase, or the recovery code."
WRONG = "This does not open it: capitals and spaces count."
OPENING = "Opening… it takes a moment, so that nobody can try many."


class UnlockPage(QFrame):
    """One field; the words are tried in a thread, because that takes long on purpose.

    `sealed` are the entries to try where the notebook's folder may be gone.
    """

    unlocked = Signal(object)
    """The keys that the words opened."""

    def __init__(
        self, folder: Path, *offers: Offer, about: str = ABOUT, sealed: Sequence[Sealed] = ()
    ) -> None:
        super().__init__()
        self._folder, self._sealed = folder, sealed
        self.by_code = False
        """Whether the words that opened it were the recovery code."""
        self.field = SecretField("Passphrase")
        self.open = button("Open", role="primary")
        self.said = label("", "bad-text", wrap=True)
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2 + 6)
        self.ways = [button(word, role="quiet") for word, _ in offers]
        for made, (_, act) in zip(self.ways, offers, strict=True):
            made.clicked.connect(lambda _=False, act=act: act())
        self._errand = Errand(self)
        self._build(about)
        self._errand.done.connect(self._let_in)
        self._errand.failed.connect(self._refuse)
        self.open.clicked.connect(self.try_words)
        self.field.entered.connect(self.try_words)
        self.field.changed.connect(self._follow)
        self._follow()

    def _build(self, about: str) -> None:
        sign = label()
        sign.setPixmap(icons.pixmap("lock", "muted", 30, self.devicePixelRatioF()))
        ways = FlowLayout(spacing=8)
        for made in self.ways:
            ways.addWidget(made)
        words = column(sign, label(TITLE, "display"), label(about, "muted", wrap=True), spacing=10)
        ask = column(self.field, self.said, row(self.open, None), spacing=8)
        inside = holding(column(words, ask, ways, spacing=22))
        inside.setMaximumWidth(_WIDTH)
        inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        across = row(None, inside, None)
        across.setStretch(1, 1000)
        page = column(None, across, None, None)
        page.setContentsMargins(28, 28, 28, 28)
        self.setLayout(page)
        self.setFocusProxy(self.field)

    @property
    def busy(self) -> bool:
        """Whether words are being tried."""
        return self._errand.busy

    def try_words(self) -> None:
        """Try what was typed, once at a time."""
        words = self.field.words
        if not words or self.busy:
            return
        folder, sealed = self._folder, self._sealed

        def unlock() -> object:
            from beforehand.store import opening

            return opening.opened_by(sealed, words) if sealed else opening.unlock(folder, words)

        self._errand.send(unlock)
        self._say(OPENING, "muted")
        self._follow()

    def _let_in(self, keys: object) -> None:
        self.by_code = recovery.read(self.field.words) is not None
        self.field.clear()
        self._say("", "muted")
        self.unlocked.emit(keys)

    def _refuse(self, fault: BeforehandError) -> None:
        """Say so; what was typed stays, chosen, so that the next key begins anew."""
        from beforehand.store.faults import WrongPassphrase

        self._say(WRONG if isinstance(fault, WrongPassphrase) else str(fault), "bad-text")
        self._follow()
        self.field.select()

    def _say(self, text: str, role: str) -> None:
        from beforehand.ui.theme import set_role

        set_role(self.said, role)
        self.said.setText(text)

    def _follow(self) -> None:
        self.open.setEnabled(bool(self.field.words) and not self.busy)
        self.field.edit.setReadOnly(self.busy)
